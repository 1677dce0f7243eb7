"""One pack per policy 政策包: dated parameters, logic as pure functions, cases to be signed. Imports core only."""
