"""Indicators and the proof of figures 指标与口径, 数字的来历."""
