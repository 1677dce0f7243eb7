"""诸暨市: a county-level city's first nine months of 2024. What its rows, workbooks and figures share."""

from datetime import date

TOWNS = "暨阳街道 浣东街道 陶朱街道 大唐街道 店口镇 枫桥镇 山下湖镇 次坞镇 牌头镇 璜山镇 同山镇".split()
OTHERS = "浙江大学 浙江理工大学 西安交通大学 中国计量大学 浙江工业大学 东华大学 江西理工大学 绍兴文理学院 中国科学院宁波材料所".split()
NOW, BEFORE = (date(2024, 1, 4), date(2024, 9, 27)), (date(2023, 1, 5), date(2023, 9, 27))
LATER = (date(2024, 10, 8), date(2024, 10, 25))
IN, THEN = "{0}>=2024-01-01;{0}<=2024-09-30", "{0}>=2023-01-01;{0}<=2023-09-30"
