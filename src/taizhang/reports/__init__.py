"""Official texts 材料: drafts whose figures come from the ledger, their freeze and what is handed in with them."""
