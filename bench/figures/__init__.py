"""What figures cost: see `__main__`."""
