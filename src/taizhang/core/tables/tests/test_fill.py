"""Filling a workbook: only the cells named change, everything else comes out as it went in."""

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from taizhang.core.tables.fill import fill


def superior() -> bytes:
    """A table as superiors send them: merged title, hidden column, formulas with results, chart, rule, drop-down, note."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, second = book.add_worksheet("附件1 主要指标"), book.add_worksheet("汇总")
    framed, share = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "0.0%"})
    page.merge_range(
        "A1:F1", "附件1  科技创新主要指标", book.add_format({"bold": True, "font_name": "方正小标宋简体"})
    )
    page.set_column("C:C", 8, None, {"hidden": True})
    for row in (3, 4, 5):
        page.write(f"D{row}", "—", framed)
        page.write_blank(f"E{row}", None, framed)
        page.write_formula(f"F{row}", f"=D{row}*2", framed, 0)
    page.write_formula("D6", "=SUM(D3:D5)", framed, 0)
    page.write_blank("E6", None, share)
    page.write_comment("D3", "按登记日期填")
    page.data_validation("E3:E5", {"validate": "integer", "criteria": ">=", "value": 0})
    page.conditional_format("D3:D5", {"type": "data_bar"})
    page.protect("secret", {"select_unlocked_cells": True})
    second.write_formula("B2", "='附件1 主要指标'!D6", framed, 0)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='附件1 主要指标'!$D$3:$D$5"})
    second.insert_chart("D2", chart)
    book.close()
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, held in (parts(data) | {name: content}).items():
            archive.writestr(part, held)
    return out.getvalue()


SHEET = "附件1 主要指标"
ENTRY = "xl/worksheets/sheet1.xml"


def test_every_other_part_is_the_same_to_the_byte_and_every_other_cell_as_it_was():
    before = superior()
    after = fill(before, {(SHEET, "D3"): Decimal("12.5"), (SHEET, "E4"): Decimal(3), (SHEET, "E6"): None})
    was, now = parts(before), parts(after)
    assert list(was) == list(now)
    changed = {name for name in was if was[name] != now[name]}
    assert changed == {ENTRY, "xl/worksheets/sheet2.xml", "xl/workbook.xml"}
    cell = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</c>)')
    old, new = ({m[1]: m[0] for m in cell.finditer(part)} for part in (was[ENTRY], now[ENTRY]))
    assert {name for name in old if old[name] != new[name]} == {b"D3", b"E4", b"D6", b"F3", b"F4", b"F5"}
    assert new[b"D3"] == re.sub(rb' t="s"><v>.*</v>', b"><v>12.5</v>", old[b"D3"])
    assert new[b"D6"] == old[b"D6"].replace(b"<v>0</v>", b"")  # the formula stays, its old result does not
    assert b'fullCalcOnLoad="1"' in now["xl/workbook.xml"]


def test_it_is_still_a_workbook_whose_formulas_read_the_new_numbers():
    told = openpyxl.load_workbook(
        io.BytesIO(fill(superior(), {(SHEET, "D3"): Decimal(7), (SHEET, "H9"): Decimal(1)}))
    )
    page = told[SHEET]
    assert (page["D3"].value, page["H9"].value, page["D6"].value, page["F3"].value) == (
        7,
        1,
        "=SUM(D3:D5)",
        "=D3*2",
    )
    assert page.column_dimensions["C"].hidden and page.protection.sheet


@pytest.mark.parametrize("place", ["A2", "D2", "Z3", "D40"])
def test_a_cell_that_was_not_written_down_is_put_in_its_order(place):
    now = parts(fill(superior(), {(SHEET, place): Decimal(5)}))[ENTRY].decode()
    rows = [int(number) for number in re.findall(r'<row r="([0-9]+)"', now)]
    assert rows == sorted(set(rows))
    for line in re.findall(r"<row .*?(?:/>|</row>)", now):
        letters = re.findall(r'<c r="([A-Z]+)', line)
        assert letters == sorted(letters, key=lambda text: (len(text), text))
    assert (
        openpyxl.load_workbook(io.BytesIO(fill(superior(), {(SHEET, place): Decimal(5)})))[SHEET][place].value
        == 5
    )


def test_a_formula_that_gives_way_leaves_those_that_shared_it_their_own():
    shared = parts(superior())[ENTRY].decode()
    shared = shared.replace("<f>D3*2</f>", '<f t="shared" ref="F3:F5" si="0">D3*2</f>')
    shared = shared.replace("<f>D4*2</f>", '<f t="shared" si="0"/>').replace(
        "<f>D5*2</f>", '<f t="shared" si="0"/>'
    )
    before = with_part(with_part(superior(), ENTRY, shared.encode()), "xl/calcChain.xml", b"<calcChain/>")
    after = fill(before, {(SHEET, "F3"): Decimal(1)})
    page = openpyxl.load_workbook(io.BytesIO(after))[SHEET]
    assert (page["F3"].value, page["F4"].value, page["F5"].value) == (1, "=D4*2", "=D5*2")
    assert "xl/calcChain.xml" not in parts(after)
