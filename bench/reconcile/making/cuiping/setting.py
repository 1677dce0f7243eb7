"""翠屏区: a district on the Yangtze, the year 2023. What its rows, workbooks and figures share."""

from datetime import date

TOWNS = "合江门街道 安阜街道 西郊街道 象鼻街道 赵场街道 白沙湾街道 沙坪街道 李庄镇 菜坝镇 金秋湖镇 牟坪镇 宗场镇".split()
OTHERS = "四川大学 电子科技大学 四川轻化工大学 宜宾学院 西华大学 成都理工大学 重庆大学 中国科学院成都有机所 四川省农业科学院".split()
NOW, BEFORE = (date(2023, 1, 5), date(2023, 12, 26)), (date(2022, 1, 6), date(2022, 12, 26))
IN, THEN = "{0}>=2023-01-01;{0}<=2023-12-31", "{0}>=2022-01-01;{0}<=2022-12-31"
MONEY, GRANTS = "sum:amount_yuan", "sum:grant_funds_yuan"
