"""Workbooks: every cell with its sheet, row and column; titles and notes are lines."""

import io

import openpyxl
import pytest
import xlsxwriter

from taizhang.core.reading.document import Place
from taizhang.core.reading.documents.opening import Unreadable, open_document
from taizhang.core.reading.documents.tests.showing import cells, shown, sound


def workbook(**sheets: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(buffer)
    return buffer.getvalue()


def test_a_sheet_with_title_unit_table_and_note():
    rows = [
        ["各区企业情况表"],
        ["单位：万元"],
        ["区", "户数", "金额"],
        ["甲", 3, 12.5],
        ["乙", 4, 0.1 + 0.2],
        [],
        ["注：不含外资"],
    ]
    document = open_document(workbook(情况=rows), "表.xlsx")
    assert sound(document)
    assert (
        document.text == "各区企业情况表\n单位：万元\n区\t户数\t金额\n甲\t3\t12.5\n乙\t4\t0.3\n注：不含外资"
    )
    assert document.format == "xlsx"
    assert document.blocks[1].place == Place(row=2, column=1, part="情况")
    assert document.blocks[5].place == Place(table=1, row=4, column=1, part="情况")
    assert cells(document)[3:6] == [(1, 0, 1, 1, "甲"), (1, 1, 1, 1, "3"), (1, 2, 1, 1, "12.5")]
    assert document.text[slice(*document.tables[0].caption)] == "各区企业情况表\n单位：万元"


def test_merged_cells_and_percent():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("一")
    sheet.merge_range("A1:A2", "区")
    sheet.merge_range("B1:C1", "企业")
    sheet.write_row("B2", ["户数", "占比"])
    percent = book.add_format({"num_format": "0.0%"})
    for row, (name, count, share) in enumerate([("甲", 3, 0.375), ("乙", 5, 0.625)], start=2):
        sheet.write(row, 0, name)
        sheet.write(row, 1, count)
        sheet.write(row, 2, share, percent)
    book.close()
    document = open_document(buffer.getvalue(), "a.xlsx")
    assert cells(document) == [
        (0, 0, 2, 1, "区"), (0, 1, 1, 2, "企业"), (1, 1, 1, 1, "户数"), (1, 2, 1, 1, "占比"),
        (2, 0, 1, 1, "甲"), (2, 1, 1, 1, "3"), (2, 2, 1, 1, "37.5%"), (3, 0, 1, 1, "乙"), (3, 1, 1, 1, "5"), (3, 2, 1, 1, "62.5%"),
    ]  # fmt: skip


def test_blank_rows_part_tables_and_sheets_follow_each_other():
    two = [["区", "数"], ["甲", 1], [], ["镇", "数"], ["丙", 2]]
    document = open_document(workbook(一=two, 二=[["县", "数"], ["丁", 3]]), "a.xlsx")
    assert [
        block.place.part for block in document.blocks if document.text[block.start : block.end] in "甲丙丁"
    ] == ["一", "一", "二"]
    assert len(document.tables) == 3
    assert document.tables[2].caption == (0, 0)


def test_a_hidden_sheet_is_not_read_and_said():
    buffer = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(workbook(一=[["甲40家"]], 二=[["乙5家"]])))
    book["二"].sheet_state = "hidden"
    book.save(buffer)
    document = open_document(buffer.getvalue(), "a.xlsx")
    assert shown(document) == ["甲40家"]
    assert document.remarks == ("隐藏的工作表没有读：二。要核查请先取消隐藏。",)


def test_an_empty_workbook_is_refused_in_words():
    with pytest.raises(Unreadable, match="没有任何内容"):
        open_document(workbook(一=[]), "a.xlsx")
