# ruff: noqa: E501
"""许昌市: a city bureau's year 2021, with six counties below it. What its rows, workbooks and figures share."""

from datetime import date

COUNTIES = "魏都区 建安区 鄢陵县 襄城县 禹州市 长葛市".split()
OTHERS = "郑州大学 河南农业大学 许昌学院 西安交通大学 中国科学院过程工程研究所 河南省科学院 华中科技大学 哈尔滨工业大学 郑州轻工业大学".split()
Y21, Y20 = (date(2021, 1, 5), date(2021, 12, 24)), (date(2020, 1, 6), date(2020, 12, 24))
IN, BEFORE = "{0}>=2021-01-01;{0}<=2021-12-31", "{0}>=2020-01-01;{0}<=2020-12-31"
