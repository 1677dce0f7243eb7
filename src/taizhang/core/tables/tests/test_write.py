"""What exports and templates look like to the person who opens them."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from taizhang.core.tables.book import open_book
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.match import recognise
from taizhang.core.tables.template import note, write_template
from taizhang.core.tables.write import write_csv, write_table

from .builders import ALL, CREDIT, ORGANIZATIONS, PROJECTS

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def page_of(data):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


@pytest.mark.parametrize("text", RISKY)
def test_text_that_could_run_as_a_formula_stays_text(text):
    rows = [{"name": text, "credit_code": CREDIT}]
    cell = page_of(write_table(ORGANIZATIONS, ["name", "credit_code"], rows, ""))["A2"]
    assert cell.data_type == "s" and cell.quotePrefix
    line = list(
        csv.reader(io.StringIO(write_csv(ORGANIZATIONS, ["name"], rows).decode("utf-8-sig"), newline=""))
    )[1]
    assert line[0] == "'" + text


def test_control_characters_neither_spoil_a_csv_nor_hide_a_formula():
    rows = [{"name": "\x01\x02甲", "credit_code": CREDIT}, {"name": "\x01=1+1", "credit_code": CREDIT}]
    content = write_csv(ORGANIZATIONS, ["name", "credit_code"], rows)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [line[0] for line in lines[1:]] == ["甲", "'=1+1"]
    assert open_book(content, "x.csv").sheets[0].last_row == 3


def test_an_export_has_a_frozen_header_units_and_text_for_codes():
    rows = [
        {"name": "甲公司", "credit_code": CREDIT, "phone": "00123", "revenue_yuan": Decimal("12035000.01")}
    ]
    columns = ["name", "credit_code", "phone", "revenue_yuan"]
    page = page_of(write_table(ORGANIZATIONS, columns, rows, "企业表", money_unit="万元"))
    assert page["A1"].value == "企业表" and page.freeze_panes == "A3"
    assert [cell.value for cell in page[2]] == [
        "企业名称",
        "统一社会信用代码",
        "联系电话",
        "营业收入（万元）",
    ]
    assert (page["B3"].value, page["B3"].number_format, page["C3"].value) == (CREDIT, "@", "00123")
    assert page["D3"].value == 1203.500001


def test_a_template_says_what_to_fill_in_and_offers_lists():
    page = page_of(write_template(PROJECTS))
    assert [cell.value for cell in page[1]] == [
        "项目编号",
        "项目名称",
        "承担单位",
        "项目级别",
        "资助金额（万元）",
        "立项年度",
    ]
    assert page["A1"].comment.text.startswith("必填")
    (validation,) = page.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("D2:D2001", '"国家级,省级"')
    assert page.max_row == 1


def test_the_example_is_in_the_note_not_in_a_row():
    assert "例：甲公司" in note(ORGANIZATIONS.column("name"))


def test_an_empty_template_is_recognised_by_its_head():
    for layout in ALL:
        (table,) = find_tables(open_book(write_template(layout), "x.xlsx").read_sheets()[0], ALL)
        found = recognise(table, ALL)
        assert found.layout is layout and not found.doubtful and not found.unmatched
