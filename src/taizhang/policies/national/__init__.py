"""Packs of national policies 国家政策."""
