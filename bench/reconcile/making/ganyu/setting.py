"""赣榆区: a coastal district's first half-year of 2023. What its rows, workbooks and figures share."""

from datetime import date

from bench.reconcile.making.draft import Draft

TOWNS = (
    "青口镇 柘汪镇 石桥镇 海头镇 赣马镇 班庄镇 宋庄镇 沙河镇 墩尚镇 赣榆经济开发区 赣榆海洋经济开发区".split()
)
SECTORS = "机械 新材料 水产 海洋装备 生物 电子 环保 食品 化工 软件".split()
H1 = (date(2023, 1, 4), date(2023, 6, 29))
H1_BEFORE = (date(2022, 1, 5), date(2022, 6, 29))
IN = "{0}>=2023-01-01;{0}<=2023-06-30"
BEFORE = "{0}>=2022-01-01;{0}<=2022-06-30"


OTHERS = "江苏海洋大学 南京工业大学 中国矿业大学 江南大学 连云港市农业科学院 中科院海洋研究所 上海海洋大学 盐城工学院".split()


def _no(d: Draft, head: str) -> str:
    d.serial += 1
    return f"{head}{d.serial:05d}"


VALID = "kind=高新技术企业;result=认定;recognised_on<=2023-06-30;expires_on>=2023-06-30"
SME = "kind=科技型中小企业;" + IN.format("recognised_on")
LIVE = "status=认定;recognised_on<=2023-06-30"
