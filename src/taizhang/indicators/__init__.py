"""Indicators 指标: what the bureau counts, as data; and figures, the values they have, with their rows."""
