"""The person's workbook comes back marked."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from taizhang.core.decisions import Problem, Severity
from taizhang.core.tables import annotate as module
from taizhang.core.tables.annotate import annotate
from taizhang.core.tables.book import open_book
from taizhang.core.tables.problem_list import LIST_NAME

from .builders import saved, workbook

ROWS = [["企业名称", "信用代码"], ["甲公司", "=1+1x"], ["乙公司", "12"]]


def problem(row=2, column="B", sheet="表1", severity=Severity.ERROR, **other):
    given = {
        "header": "信用代码",
        "value": "=9.1E+17",
        "message": "位数不对。",
        "fix": "请改正。",
        "suggestion": "9144",
    }
    return Problem(sheet, row, column, severity=severity, code="x", **{**given, **other})


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_cells_are_coloured_and_commented_and_listed():
    data, name = annotate(
        workbook(ROWS, names=["表1"]), "企业.xlsx", [problem(), problem(severity=Severity.LOOK, row=3)]
    )
    book = opened(data)
    page = book["表1"]
    assert name == "企业（标注）.xlsx"
    assert page["B2"].fill.fgColor.rgb.endswith("FFC7CE") and page["B3"].fill.fgColor.rgb.endswith("FFEB9C")
    assert page["B2"].comment.text == "位数不对。请改正。建议：9144"
    listed = [[cell.value for cell in row] for row in book[LIST_NAME].iter_rows()]
    assert listed[1][:6] == ["表1", 2, "B", "信用代码", "=9.1E+17", "不能导入"]
    assert book[LIST_NAME]["E2"].data_type == "s"


def test_the_formatting_of_an_xlsx_is_kept():
    book = openpyxl.Workbook()
    book.active.title = "表1"
    for row in [["企业名称", "数"], ["甲公司", 3]]:
        book.active.append(row)
    book.active["A1"].font = Font(bold=True, color="FF00FF")
    book.active.column_dimensions["A"].width = 33
    book.active.merge_cells("D1:E1")
    book.active["C2"] = "=B2*2"
    page = opened(annotate(saved(book), "x.xlsx", [problem(column="")])[0])["表1"]
    assert (page["A1"].font.b, page.column_dimensions["A"].width, page["C2"].value) == (True, 33, "=B2*2")
    assert page["A2"].comment is not None  # a whole row's problem stands in its first cell


def test_a_problem_in_a_merged_cell_goes_to_its_first_cell():
    data = workbook(ROWS, names=["表1"], merges=["B2:B3"])
    assert opened(annotate(data, "x.xlsx", [problem(row=3)])[0])["表1"]["B2"].comment is not None


def test_a_workbook_may_go_round_twice():
    once, name = annotate(workbook(ROWS, names=["表1"]), "x.xlsx", [problem(), problem(row=3)])
    book = opened(annotate(once, name, [problem(message="还是不对。")])[0])
    assert book.sheetnames == ["表1", LIST_NAME]
    assert book[LIST_NAME].max_row == 2
    assert book["表1"]["B2"].comment.text.startswith("还是不对。")


@pytest.mark.parametrize(
    "data",
    [
        "\n".join(",".join(row) for row in ROWS).encode("gbk"),
        (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in ROWS)
            + "</table>"
        ).encode(),
    ],
)
def test_other_formats_become_an_xlsx_with_the_same_cells(data):
    sheet = open_book(data, "企[业].xls").sheets[0]
    marked, name = annotate(data, "企[业].xls", [problem(sheet=sheet.name)])
    again = open_book(marked, name)
    assert name == "企[业]（标注）.xlsx"
    assert [row for _, row in again.sheets[0].rows()] == [row for _, row in sheet.rows()]
    page = opened(marked).worksheets[0]
    assert page["B2"].comment.text.startswith("位数不对。") and page["B2"].data_type == "s"
    assert again.sheets[1].name == LIST_NAME


def test_a_very_large_workbook_comes_back_as_a_copy_of_its_values(monkeypatch):
    monkeypatch.setattr(module, "KEEP_LIMIT", 1)
    data, _ = annotate(workbook(ROWS, names=["表1"]), "x.xlsx", [problem(), problem(row=2, column="Z")])
    page = opened(data)["表1"]
    assert page["A3"].value == "乙公司" and page["Z2"].comment is not None


def test_a_problem_of_the_whole_sheet_is_only_listed():
    book = opened(annotate(workbook(ROWS, names=["表1"]), "x.xlsx", [problem(row=0, column="")])[0])
    assert book[LIST_NAME]["B2"].value == "整表"
