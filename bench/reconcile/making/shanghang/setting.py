"""上杭县: a county in the west of Fujian, the year 2023. What its rows, workbooks and figures share."""

from datetime import date

TOWNS = "临江镇 临城镇 中都镇 蓝溪镇 稔田镇 白砂镇 古田镇 才溪镇 南阳镇 蛟洋镇 旧县镇 湖洋镇".split()
CAS = "中国科学院福建物质结构研究所 中国科学院城市环境研究所 中国科学院海西研究院".split()
OTHERS = "福州大学 厦门大学 福建农林大学 龙岩学院 江西理工大学 闽西职业技术学院 福建省农业科学院".split()
NOW, BEFORE = (date(2023, 1, 4), date(2023, 12, 28)), (date(2022, 1, 5), date(2022, 12, 28))
IN, THEN = "{0}>=2023-01-01;{0}<=2023-12-31", "{0}>=2022-01-01;{0}<=2022-12-31"
MONEY, GRANTS = "sum:amount_yuan", "sum:grant_funds_yuan"
LOCAL = {
    "国家级": "国家级",
    "省级": "省级",
    "市级": "市级",
    "区县级": "县级",
}  # as the county calls its levels
