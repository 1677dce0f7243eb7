"""Rows typed with their places and problems."""

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from taizhang.core.decisions import Severity
from taizhang.core.tables.book import open_book
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.match import match_as, recognise, rematch
from taizhang.core.tables.names import split_former
from taizhang.core.tables.rows import type_rows
from taizhang.core.tables.spec import Column, Kind, Layout

from .builders import ALL, CREDIT, ORGANIZATIONS, read, saved, sheet_of, tables_of

HEAD = ["企业名称", "统一社会信用代码", "营业收入（万元）", "成立日期", "是否高企"]


def test_values_places_and_group():
    _, _, (row,) = read(
        [["企业表"], HEAD, ["南山区（1家）"], ["甲公司", CREDIT, "3.2亿", "2026.6.3", "√"]], ["A3:E3"]
    )
    assert row.row == 4
    assert row.values == {
        "name": "甲公司",
        "credit_code": CREDIT,
        "revenue_yuan": Decimal(320_000_000),
        "founded": dt.date(2026, 6, 3),
        "high_tech": True,
    }
    assert row.cells["revenue_yuan"] == "C4"
    assert (row.problems, row.group) == ((), "南山区（1家）")


def test_a_problem_has_its_place_reason_and_remedy():
    _, _, (row,) = read([HEAD, ["甲公司", "9.144E+17", 1, "2026-6-31", "否"]])
    code, day = row.problems
    assert (code.sheet, code.row, code.column, code.header, code.value) == (
        "表1",
        2,
        "B",
        HEAD[1],
        "9.144E+17",
    )
    assert (code.severity, code.code) == (Severity.ERROR, "code.scientific")
    assert code.message and code.fix
    assert (day.column, day.suggestion) == ("D", "2026-06-30")
    assert row.values["credit_code"] is None and row.values["founded"] is None


def test_empty_marks_are_none_and_a_missing_required_value_is_an_error():
    _, _, (row, other) = read([HEAD, ["-", "—", "/", "无", "无"], ["乙公司", " ", "N/A", "空", "是"]])
    assert row.values == {
        "name": None,
        "credit_code": None,
        "revenue_yuan": None,
        "founded": None,
        "high_tech": False,
    }
    assert [p.code for p in row.problems] == ["required.missing"]
    assert other.problems == ()


def test_flawed_cells_are_problems_in_words():
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["甲公司", CREDIT, "=1+1", "#REF!", "是"])
    book.active.append(["乙公司", CREDIT, '=DISPIMG("ID_1",1)', dt.date(2026, 6, 3), "是"])
    table = find_tables(open_book(saved(book), "x").sheets[0], ALL)[0]
    rows = list(type_rows(table, recognise(table, ALL), ORGANIZATIONS))
    assert [[p.code for p in row.problems] for row in rows] == [
        ["formula.no_value", "cell.error"],
        ["cell.picture"],
    ]


def test_a_dispimg_text_as_wps_saves_it_is_a_picture():
    _, _, (row,) = read([["企业名称", "统一社会信用代码", "备注"], ["甲公司", CREDIT, "x"]])
    from taizhang.core.tables.rows import type_cell
    from taizhang.core.tables.words import text_parser

    column = ORGANIZATIONS.column("note")
    assert type_cell(column, '=DISPIMG("ID_1",1)', text_parser(column, lines=True))[1].code == "cell.picture"
    assert row.problems == ()


def test_a_percent_formatted_column_holds_fractions():
    book = openpyxl.Workbook()
    book.active.append(["企业名称", "统一社会信用代码", "研发占比（%）"])
    for value in (1.5, 0.02):
        book.active.append(["甲公司", CREDIT, value])
        book.active.cell(book.active.max_row, 3).number_format = "0.00%"
    table = find_tables(open_book(saved(book), "x").sheets[0], ALL)[0]
    rows = list(type_rows(table, recognise(table, ALL), ORGANIZATIONS))
    assert [row.values["share"] for row in rows] == [Decimal("1.5"), Decimal("0.02")]


def test_percent_points_under_a_percent_header():
    _, _, rows = read(
        [
            ["企业名称", "统一社会信用代码", "研发占比（%）"],
            ["甲公司", CREDIT, 87.42],
            ["乙公司", CREDIT, 0.5],
        ]
    )
    assert [row.values["share"] for row in rows] == [Decimal("0.8742"), Decimal("0.005")]


def test_the_unit_note_makes_yuan():
    _, _, (row,) = read(
        [["单位：万元"], ["企业名称", "统一社会信用代码", "营业收入"], ["甲公司", CREDIT, 1203.5]]
    )
    assert row.values["revenue_yuan"] == Decimal(12_035_000)


def test_money_without_any_unit_is_taken_as_yuan_and_said_once():
    _, match, (row, _) = read(
        [["企业名称", "统一社会信用代码", "营业收入"], ["甲公司", CREDIT, 5], ["乙公司", CREDIT, 6]]
    )
    assert row.values["revenue_yuan"] == Decimal(5)
    assert [(p.code, p.row) for p in match.problems] == [("unit.missing", 1)]


def test_a_required_column_that_is_absent_is_said_once():
    _, match, (row,) = read([["统一社会信用代码", "营业收入（元）", "从业人员"], [CREDIT, 5, 3]])
    assert [p.code for p in match.problems] == ["column.required_absent"]
    assert row.problems == ()


def test_small_numbers_under_a_percent_header_are_fractions_and_said_once():
    _, match, (row, _) = read(
        [["企业名称", "统一社会信用代码", "研发占比（%）"], ["甲公司", CREDIT, 0.5], ["乙公司", CREDIT, 1]]
    )
    assert row.values["share"] == Decimal("0.5")
    assert [p.code for p in match.problems] == ["percent.fractions"]


def test_the_unit_note_makes_yuan_of_a_column_chosen_by_hand():
    table = tables_of([["单位：万元"], ["企业名称", "统一社会信用代码", "数"], ["甲公司", CREDIT, 1203.5]])[0]
    match = rematch(recognise(table, ALL), {"C": "revenue_yuan"})
    (row,) = type_rows(table, match, ORGANIZATIONS)
    assert row.values["revenue_yuan"] == Decimal(12_035_000)


def read_as(layout, rows, name="表1"):
    """The rows of the first table, typed as that register."""
    table = find_tables(sheet_of(rows, name=name), (layout,))[0]
    return list(type_rows(table, match_as(table, layout), layout))


LEDGER = Layout(
    "organizations",
    "单位",
    (
        Column("name", "单位名称", required=True, max_length=200),
        Column("industry", "行业", Kind.INDUSTRY, max_length=6),
        Column("region", "所属街道", Kind.REGION, max_length=6),
        Column("parent", "主管单位", Kind.ORGANIZATION, max_length=6),
        Column("former_name", "曾用名"),
    ),
    keys=(("name",),),
)


def test_names_that_the_ledger_resolves_have_no_length():
    (row,) = read_as(
        LEDGER,
        [
            ["单位名称", "行业", "所属街道", "主管单位"],
            ["甲公司", "C3453 齿轮制造", "江山市双塔街道", "衢州市江山市科学技术局"],
        ],
    )
    assert row.problems == ()
    assert row.values == {
        "name": "甲公司", "industry": "C3453 齿轮制造", "region": "江山市双塔街道", "parent": "衢州市江山市科学技术局",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("恒远科技有限公司（原恒远机械厂）", ("恒远科技有限公司", "恒远机械厂")),
        ("恒远科技有限公司 (曾用名：恒远机械厂)", ("恒远科技有限公司", "恒远机械厂")),
        (
            "恒远（江山）科技有限公司（原名恒远（江山）机械厂）",
            ("恒远（江山）科技有限公司", "恒远（江山）机械厂"),
        ),
        ("恒远科技有限公司（江山）", ("恒远科技有限公司（江山）", "")),
        ("恒远科技有限公司（原料分厂）", ("恒远科技有限公司（原料分厂）", "")),
        ("恒远科技有限公司", ("恒远科技有限公司", "")),
        ("", ("", "")),
    ],
)
def test_a_former_name_in_brackets(text, split):
    assert split_former(text) == split


def test_a_former_name_in_brackets_goes_to_its_own_field():
    head = ["单位名称", "主管单位", "曾用名"]
    both = "恒远科技有限公司（原恒远机械厂）"
    rows = read_as(LEDGER, [head, [both, both, ""], [both, "乙公司", "恒远厂"]])
    assert [list(row.values.values()) for row in rows] == [
        ["恒远科技有限公司", "恒远科技有限公司", "恒远机械厂"],
        ["恒远科技有限公司", "乙公司", "恒远厂"],
    ]
    (row,) = read_as(LEDGER, [head[:2], [both, "乙公司"]])
    assert (row.values["former_name"], row.cells["former_name"]) == ("恒远机械厂", "A2")


EVENTS = Layout(
    "events",
    "活动",
    (
        Column("title", "活动名称", required=True),
        Column("held_on", "举办日期", Kind.DATE, required=True),
        Column("expires_on", "有效期至", Kind.DATE),
        Column("year", "年度", Kind.YEAR),
    ),
    keys=(("title",),),
)
EVENT_HEAD = ["活动名称", "举办日期"]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["2025年活动表"], EVENT_HEAD, ["路演", "3月5日"]], "表1"),
        ([EVENT_HEAD, ["路演", "3月5日"]], "2025年"),
        ([["活动名称", "2025年举办日期"], ["路演", "3月5日"]], "表1"),
    ],
)
def test_a_day_without_a_year_is_of_the_year_of_title_sheet_or_header(rows, name):
    (row,) = read_as(EVENTS, rows, name)
    assert row.values["held_on"] == dt.date(2025, 3, 5)
    assert [(p.severity, p.code) for p in row.problems] == [(Severity.LOOK, "date.no_year")]


def test_a_day_without_a_year_is_of_the_year_that_a_person_gave():
    table = find_tables(sheet_of([["2025年活动表"], EVENT_HEAD, ["路演", "3月5日"]]), (EVENTS,))[0]
    match = rematch(match_as(table, EVENTS), {}, from_title={"year": "2024"})
    (row,) = type_rows(table, match, EVENTS)
    assert row.values["held_on"] == dt.date(2024, 3, 5)


def test_a_length_leaves_the_field_empty_and_the_row_in():
    (row,) = read_as(EVENTS, [[*EVENT_HEAD, "有效期"], ["路演", "2025-03-05", "三年"]])
    assert row.values["expires_on"] is None
    assert [p.severity for p in row.problems] == [Severity.LOOK]


def test_a_required_field_left_empty_by_a_length_is_missing():
    (row,) = read_as(EVENTS, [EVENT_HEAD, ["路演", "长期"]])
    assert [p.code for p in row.problems] == ["date.open", "required.missing"]


def outliers(header, *cells):
    rows = [[f"甲{n}公司", CREDIT, cell] for n, cell in enumerate(cells)]
    _, match, typed = read([["企业名称", "统一社会信用代码", header], *rows])
    assert match.columns[2].field
    return {row.row: p for row in typed for p in row.problems if p.code == "number.outlier"}


EIGHT = (120, 90, 110, 100, 80, 95, 105, 100)


def test_an_amount_a_thousand_times_the_others_is_flagged():
    found = outliers("营业收入（万元）", *EIGHT, 1_200_000)
    assert list(found) == [10]
    problem = found[10]
    assert (problem.severity, problem.column, problem.value) == (Severity.LOOK, "C", "1200000")
    assert "比同列其他值大 12,000 倍，单位可能写错" in problem.message


def test_one_far_beyond_the_first_rows_is_flagged_too():
    assert list(outliers("营业收入（万元）", *(EIGHT * 10), 1_200_000)) == [82]


@pytest.mark.parametrize(
    "cells",
    [
        (*EIGHT[:5], 1_200_000),  # too few to say
        (*EIGHT, 99_000),  # 990 times
        (*(0.1, 0.2) * 4, 5_000),  # small enough to be true
        (*EIGHT, -1_200_000),
        (200_000, 300_000, 250_000, 1_200_000) * 3,
    ],
)
def test_amounts_that_may_be_true_are_not_flagged(cells):
    assert outliers("营业收入（万元）", *cells) == {}


def test_a_single_amount_above_a_thousand_yi_is_flagged():
    (problem,) = outliers("营业收入（亿元）", 1200).values()
    assert "1,200 亿元" in problem.message
    assert outliers("营业收入（亿元）", 1000, "1千元") == {}


def test_an_area_whose_unit_does_not_fit_is_flagged():
    found = outliers("用地面积（亩）", *EIGHT, "3500万亩")
    assert list(found) == [10] and "350,000 倍" in found[10].message
