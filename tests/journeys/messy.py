"""A street's workbook as it really comes: title rows, a two-row merged header, a unit note, a total, faults."""

import io
from typing import Any

import openpyxl

from tests.cast import credit_code

KNOWN = "澜江恒远精密传动科技股份有限公司"  # in the cast
SCIENTIFIC = "澜江拓微电子技术有限公司"  # in the cast, its code spoilt by Excel
IMPOSSIBLE = "江山市青石智能控制设备有限公司"  # a day that does not exist
FOUND = "江山市云栈数联信息技术有限公司"  # found afterwards as yzsl


def line(number: int, name: str, code: Any, day: str, capital: Any, street: str = "东城街道") -> list[Any]:
    return [number, name, "联系人乙", "13900005678", code, day, capital, street]


def street_workbook() -> bytes:
    """Seven rows of data: 2 to change, 4 new, 1 with a day that does not exist; one new name is missing."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "企业"
    page.append(["东城街道2026年6月企业基本情况表"])
    page.append(["填报单位：东城街道办事处", "", "", "", "", "", "", "单位：万元"])
    page.append(["序号", "单位名称", "联系方式", "", "统一社会信用代码", "成立日期", "注册资本", "所属街道"])
    page.append(["", "", "联系人", "联系电话"])
    rows = [
        line(1, KNOWN, credit_code(1), "2018-05-18", 6500),
        line(2, SCIENTIFIC, 9.144e17, "2018.5.18", "6,000", "西城街道"),
        line(3, "江山市天衡计量仪器有限公司", credit_code(21), "2012/3/9", "3.2亿"),
        line(4, IMPOSSIBLE, credit_code(22), "2016.6.31", 800),
        line(5, FOUND, credit_code(23), "二〇二一年六月三日", "1,203.5"),
        line(6, "", credit_code(24), "2019-01-02", 300),
        line(7, "江山市北辰航空复合材料有限公司", credit_code(25), "2020.11.2", 500),
    ]
    for row in rows:
        page.append(row)
    page.append(["合计", "", "", "", "", "", "=SUM(G5:G11)"])
    page.append(["注：数据截至2026年6月30日。"])
    for merged in ("A1:H1", "C3:D3", *(f"{c}3:{c}4" for c in "ABEFGH")):
        page.merge_cells(merged)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
