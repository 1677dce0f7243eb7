"""The indicator algebra 指标: what is counted, over which rows and days, and formulas over it. Pure values."""
