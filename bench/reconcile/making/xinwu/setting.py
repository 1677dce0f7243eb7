# ruff: noqa: E501
"""新吴区: a high-tech district's first half-year of 2025. What its rows, workbooks and figures share."""

from datetime import date

TOWNS = "旺庄街道 硕放街道 江溪街道 新安街道 梅村街道 鸿山街道 无锡太湖国际科技园".split()
OTHERS = "东南大学 江南大学 南京航空航天大学 中国科学院微电子研究所 清华大学无锡应用技术研究院 上海交通大学 中国电科某研究所 苏州大学 西安电子科技大学 复旦大学".split()
H1, H1_BEFORE = (date(2025, 1, 6), date(2025, 6, 27)), (date(2024, 1, 8), date(2024, 6, 27))
IN, BEFORE = "{0}>=2025-01-01;{0}<=2025-06-30", "{0}>=2024-01-01;{0}<=2024-06-30"
