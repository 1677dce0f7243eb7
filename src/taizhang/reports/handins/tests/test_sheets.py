"""A superior's workbook: what is refused and why, its heads, and that filling touches nothing else."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from taizhang.core.decisions import Refused
from taizhang.reports.handins.sheets import Page, filled, lacking, opened, place
from taizhang.reports.handins.tests.books import half_year_report

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(name: str) -> bytes:
    out = io.BytesIO(half_year_report())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("指标,数\n高企,3\n".encode(), "表.csv", ".csv"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\x00" * 600, "表.xls", "另存为 .xlsx"),
        (OLE + b"\x00" * 600, "表.xlsx", "损坏"),
        (half_year_report()[:900], "表.xlsx", "损坏"),
        (b"", "表.xlsx", "空的"),
        (b"%PDF-1.7 ...", "表.pdf", "PDF"),
        (with_part("xl/vbaProject.bin"), "表.xlsm", "宏"),
    ],
    ids=["csv", "xls", "broken ole", "cut off", "empty", "pdf", "macros"],
)
def test_what_cannot_be_filled_is_refused_with_a_sentence(content, name, words):
    with pytest.raises(Refused) as no:
        opened(content, name)
    assert words in no.value.sentence
    assert no.value.sentence.endswith("。")


def test_heads_are_the_words_beside_and_above_without_the_title_over_all():
    book = opened(half_year_report(), "表.xlsx")
    heads = Page(book["主要指标"]).heads(*place("D4"))
    assert (heads.row, heads.column) == (("技术合同成交额", "万元"), ("本期",))
    assert Page(book["分镇街"]).heads(*place("B4")).column == ("培训", "场次（场）")


def test_merged_cells_are_drawn_as_one_box():
    lines = Page(opened(half_year_report(), "表.xlsx")["主要指标"]).boxes()
    title = lines[0][1]
    assert [(b.place, b.across, b.text) for b in title] == [("A1", 6, "科技创新主要指标半年报")]


def test_a_part_is_told_with_its_whole_and_lines_to_be_signed_are_no_heads():
    sheet = opened(half_year_report(), "表.xlsx")["主要指标"]
    sheet["B4"], sheet["B5"] = "其中：新认定", "#规上"
    sheet.insert_rows(2)
    sheet["D2"] = "填报人：      联系电话："
    heads = Page(sheet).heads(*place("D6"))
    assert (heads.row, heads.column) == (("培训活动，其中：规上", "家"), ("本期",))


def test_hidden_columns_and_rows_are_not_drawn():
    sheet = opened(half_year_report(), "表.xlsx")["主要指标"]
    sheet.column_dimensions["A"].hidden = sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    page = Page(sheet)
    assert page.letters == ["B", "D", "E", "F"]
    lines = page.boxes()
    assert [number for number, _ in lines] == [1, 2, 4, 5]
    assert [(b.place, b.across) for b in lines[0][1]] == [("A1", 4)]
    assert [b.place for b in lines[2][1]] == ["B4", "D4", "E4", "F4"]


def test_filling_writes_only_the_cells_named_and_keeps_the_layout():
    before = half_year_report()
    numbers = {
        ("主要指标", "D4"): Decimal("12.30"),
        ("主要指标", "D3"): None,
        ("主要指标", "F3"): Decimal("26.6"),
    }
    after = openpyxl.load_workbook(io.BytesIO(filled(before, "表.xlsx", numbers)))
    told = openpyxl.load_workbook(io.BytesIO(before))
    page, was = after["主要指标"], told["主要指标"]
    assert page["D4"].value == pytest.approx(12.3)
    assert page["F3"].value == pytest.approx(0.266)  # the cell shows per cent itself
    assert page["D3"].value is None
    assert after["分镇街"]["B5"].value == "=SUM(B3:B4)"
    assert page.column_dimensions["B"].width == 33
    assert [str(a) for a in page.merged_cells.ranges] == [str(a) for a in was.merged_cells.ranges]
    assert page["D4"].fill.fgColor.rgb == was["D4"].fill.fgColor.rgb
    assert page["A1"].font.b
    others = [
        (c.coordinate, c.value)
        for line in was.iter_rows()
        for c in line
        if c.coordinate not in ("D3", "D4", "F3")
    ]
    assert others == [
        (c.coordinate, c.value)
        for line in page.iter_rows()
        for c in line
        if c.coordinate not in ("D3", "D4", "F3")
    ]


@pytest.mark.parametrize(
    ("sheet", "cell", "words"),
    [("没有这张", "B3", "已经没有工作表"), ("主要指标", "B1", "并进了别的单元格"), ("主要指标", "D4", "")],
)
def test_a_cell_that_vanished_is_named(sheet, cell, words):
    sentence = lacking(opened(half_year_report(), "表.xlsx"), sheet, cell)
    assert words in sentence
    assert bool(sentence) == bool(words)


@pytest.mark.parametrize("text", ["", "5C", "C0", "ZZZZ9", "C5:D6", "=A1", "C9999999999"])
def test_what_is_no_cell_is_refused(text):
    with pytest.raises(Refused):
        place(text)
