"""Texts held against the ledger 台账对账: handed in, found, decided."""
