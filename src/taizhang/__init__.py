"""Taizhang 台账: the ledger a science and technology bureau runs on."""
