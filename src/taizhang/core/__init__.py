"""Pure Python: no Django, no files, no clock. Bytes and dates are arguments."""
