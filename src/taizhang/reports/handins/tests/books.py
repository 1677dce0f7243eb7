"""Superiors' workbooks for the tests, made cell by cell."""

import io

from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side

THIN = Side(style="thin")


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def half_year_report(streets=("东城街道", "西城街道")) -> bytes:
    """A title over all, a head in two rows, indicators in rows; and a second sheet with streets, summed by formulas."""
    book = Workbook()
    page = book.active
    page.title = "主要指标"
    page.merge_cells("A1:F1")
    page["A1"] = "科技创新主要指标半年报"
    page["A1"].font = Font(size=16, bold=True)
    for column, text in enumerate(("序号", "指标名称", "单位", "本期", "上年同期", "同比增长（%）"), 1):
        page.cell(2, column, text)
    for row, (name, unit) in enumerate(
        (("培训活动", "场"), ("技术合同成交额", "万元"), ("高新技术企业总数", "家")), 3
    ):
        page.cell(row, 1, row - 2)
        page.cell(row, 2, name)
        page.cell(row, 3, unit)
        for column in range(1, 7):
            page.cell(row, column).border = Border(THIN, THIN, THIN, THIN)
    page["F3"].number_format = "0.0%"
    page.column_dimensions["B"].width = 33
    page["D4"].fill = PatternFill("solid", fgColor="FFF2CC")
    second = book.create_sheet("分镇街")
    second["A1"], second["B1"], second["C1"] = "镇街", "培训", "备注"
    second.merge_cells("A1:A2")
    second["B2"] = "场次（场）"
    for row, street in enumerate(streets, 3):
        second.cell(row, 1, street)
    last = 3 + len(streets)
    second.cell(last, 1, "合计")
    second.cell(last, 2, f"=SUM(B3:B{last - 1})")
    return saved(book)
