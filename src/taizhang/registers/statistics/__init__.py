"""Figures given by other authorities 外部统计."""
