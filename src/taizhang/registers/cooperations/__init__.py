"""Cooperation of industry, universities and institutes 产学研合作."""
