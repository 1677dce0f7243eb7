"""湄潭县: a western county's year 2024. What its rows, workbooks and figures share."""

from datetime import date

TOWNS = "湄江街道 黄家坝街道 鱼泉街道 永兴镇 复兴镇 马山镇 高台镇 茅坪镇 兴隆镇 新南镇 石莲镇 西河镇 洗马镇 抄乐镇 天城镇".split()
OTHERS = "贵州大学 遵义师范学院 贵州省茶叶研究所 贵州省农业科学院 浙江大学茶叶研究所 遵义市科技成果转化中心 珠海某数字农业研究院".split()
Y24, Y23 = (date(2024, 1, 8), date(2024, 12, 20)), (date(2023, 1, 9), date(2023, 12, 20))
IN, BEFORE = "{0}>=2024-01-01;{0}<=2024-12-31", "{0}>=2023-01-01;{0}<=2023-12-31"
