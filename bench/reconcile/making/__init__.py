"""The makers of the invented bureaus."""
