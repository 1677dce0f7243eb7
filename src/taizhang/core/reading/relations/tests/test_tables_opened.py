"""The same table as a workbook, a web page and a Word document claims the same, each cell with its place."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.opening import open_document, open_text
from taizhang.core.reading.tests.made_tables import claims, figure_at, relations_of

ROWS: list[list[str | int | float]] = [
    ["街道", "高企（家）", "科小（家）", "占比（%）"],
    ["东街", 12, 30, 34.3],
    ["西街", 8, 22, 22.9],
    ["南街", 15, 41, 42.9],
    ["合计", 35, 92, 100],
]
EXPECTED = {
    "sum 35 = 12 8 15": True,
    "sum 92 = 30 22 41": False,
}


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2023年各街道科技企业统计表"])
    for row in ROWS:
        sheet.append(row)
    sheet.append(["注：数据由各街道填报"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    body = f"<p>2023年各街道科技企业统计表</p><table>{rows}</table><p>注：数据由各街道填报</p>"
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def text() -> bytes:
    lines = ["\t".join(map(str, row)) for row in ROWS]
    return "\n".join(["2023年各街道科技企业统计表", *lines, "注：数据由各街道填报"]).encode()


@pytest.mark.parametrize(
    "document",
    [
        open_document(workbook(), "统计表.xlsx"),
        open_document(page(), "统计表.html"),
        open_document(text(), "统计表.txt"),
        open_text(text().decode()),
    ],
    ids=["xlsx", "html", "txt", "pasted"],
)
def test_a_table_claims_the_same_wherever_it_stands(document: Document) -> None:
    found = claims(document)
    assert {
        claim: holds for claim, holds in found.items() if claim.startswith("sum ") and "100" not in claim
    } == EXPECTED
    assert {claim for claim, holds in found.items() if claim.startswith("share") and holds} == {
        "share 35 = 12 34.3",
        "share 35 = 8 22.9",
        "share 35 = 15 42.9",
    }
    assert [relation.stated for relation in relations_of(document) if relation.holds is False] == [92]
    assert figure_at(document, 1, 1).period == "2023"


def test_merged_heads_of_a_web_page() -> None:
    html = """<table>
      <tr><th rowspan="2">地区</th><th colspan="2">专利申请（件）</th><th colspan="2">专利授权（件）</th></tr>
      <tr><th>2023年</th><th>同比增长(%)</th><th>2023年</th><th>同比增长(%)</th></tr>
      <tr><td>东区</td><td>120</td><td>20.0</td><td>60</td><td>-4.0</td></tr>
      <tr><td>西区</td><td>80</td><td>10.0</td><td>40</td><td>5.0</td></tr>
      <tr><td>合计</td><td>200</td><td>15.8</td><td>110</td><td>-0.6</td></tr></table>"""
    document = open_document(html.encode(), "表.html")
    assert claims(document) == {"sum 200 = 120 80": True, "sum 110 = 60 40": False}
    assert figure_at(document, 2, 4).unit == "%"
    assert figure_at(document, 2, 3).period == "2023"
