"""Kill the server and the worker at random moments; nothing acknowledged may be lost, doubled or half: see `__main__`."""
