"""The makers of the four invented bureaus."""
