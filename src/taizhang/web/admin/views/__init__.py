"""One module for each page of administration."""
