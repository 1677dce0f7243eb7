"""Selections into talent programmes 人才入选."""
