"""Freezing a report on signing (签发定稿): its figures, the rows behind them and the hashes that prove both.
"""
