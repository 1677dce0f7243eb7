"""Merging duplicate organizations on the desk: the likely pairs, side by side, what came of it, taken back."""
