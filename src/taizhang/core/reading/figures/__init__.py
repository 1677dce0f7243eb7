"""Figures 数字: found by one grammar, then understood: kind, role, what is counted, period."""
