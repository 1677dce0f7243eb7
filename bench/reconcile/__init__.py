"""Reconciling texts of bureaus that nobody has prepared: invented bureaus with workbooks, a text and its verdicts."""
