# ruff: noqa: E501
"""达拉特旗: a banner of Inner Mongolia, the first half of 2022. What its rows, workbooks and figures share."""

from datetime import date

TOWNS = "树林召镇 吉格斯太镇 白泥井镇 王爱召镇 昭君镇 恩格贝镇 中和西镇 风水梁镇 展旦召苏木 白塔街道 锡尼街道 西园街道".split()
OTHERS = "内蒙古大学 内蒙古农业大学 内蒙古工业大学 中国农业科学院草原研究所 中国科学院过程工程研究所 鄂尔多斯应用技术学院 北京林业大学 中国农业大学".split()
NOW, BEFORE = (date(2022, 1, 6), date(2022, 6, 28)), (date(2021, 1, 7), date(2021, 6, 28))
IN, THEN = "{0}>=2022-01-01;{0}<=2022-06-30", "{0}>=2021-01-01;{0}<=2021-06-30"
MONEY, GRANTS = "sum:amount_yuan", "sum:grant_funds_yuan"
LOCAL = {
    "国家级": "国家级",
    "省级": "自治区级",
    "市级": "市级",
    "区县级": "旗级",
}  # as the banner calls its levels
