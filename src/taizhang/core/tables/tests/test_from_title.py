"""What the title or the sheet's name says for every row of a table."""

import pytest

from taizhang.core.tables.from_title import title_values
from taizhang.core.tables.match import match_as, recognise, rematch
from taizhang.core.tables.rows import type_rows
from taizhang.core.tables.spec import Choice, Column, Kind, Layout

from .builders import tables_of

RETURNS = Layout(
    "returns",
    "年度数据",
    (
        Column("organization", "企业名称", Kind.ORGANIZATION, required=True),
        Column("period", "年度", Kind.PERIOD, ("期间",), required=True),
        Column("revenue_yuan", "营业收入", Kind.MONEY, unit="元"),
    ),
    keys=(("organization", "period"),),
)
AWARDS = Layout(
    "awards",
    "奖励",
    (Column("name", "成果名称"), Column("year", "年度", Kind.YEAR), Column("paid", "拨款年度", Kind.YEAR)),
    keys=(("year", "name"),),
)
LEVELS = (Choice("n", "国家级", ("国家",)), Choice("p", "省级", ("省",)), Choice("c", "市级", ("市",)))
RECOGNITIONS = Layout(
    "recognitions",
    "资质认定",
    (
        Column("organization", "企业名称", Kind.ORGANIZATION),
        Column(
            "kind", "资质类型", Kind.CHOICE, ("类型",),
            choices=(
                Choice("high", "高新技术企业", ("高企",)), Choice("nursery", "高企培育入库", ("高新技术企业培育库",)),
                Choice("sme", "科技型中小企业"), Choice("other", "其他", ("行业",)),
            ),
        ),
        Column("level", "级别", Kind.CHOICE, choices=LEVELS),
        Column("result", "结果", Kind.CHOICE, choices=(Choice("in", "入库"),)),
    ),
    keys=(("kind", "level", "organization"),),
)  # fmt: skip
HEAD, ROW = ["企业名称", "营业收入（元）"], ["甲公司", 5]


def said(layout, title, sheet="表1", head=("企业名称", "备注")):
    rows = [[title], list(head), ["甲公司", "x"]] if title else [list(head), ["甲公司", "x"]]
    table = tables_of(rows, name=sheet)[0]
    return title_values(table, layout, [(c, "") for c in table.columns])


@pytest.mark.parametrize(
    ("title", "sheet", "period"),
    [
        ("2025年企业研发情况", "表1", "2025"), ("2024年上半年企业经营情况", "表1", "2024H1"),
        ("二〇二四年度企业经营情况", "表1", "2024"), ("2022年1—5月主要指标", "表1", "2022M05"),
        ("2024年前三季度经营情况", "表1", "2024M09"), ("2024年上半年经营情况（2024年）", "表1", "2024H1"),
        ("企业经营情况", "2024年", "2024"), ("企业经营情况", "2024", "2024"), ("企业经营情况", "2025-06", "2025-06"),
        ("2025年企业研发情况", "2024年", "2025"),
    ],
)  # fmt: skip
def test_a_period_in_the_title_else_in_the_sheets_name(title, sheet, period):
    assert said(RETURNS, title, sheet) == {"period": period}


@pytest.mark.parametrize(
    "title",
    [
        "企业研发情况", "2023—2024年企业研发情况", "2023年、2024年企业研发情况", "企业名单（截至2025年6月30日）",
        "2025年以来企业研发情况", "粤科〔2023〕12号企业名单", "2000家企业经营情况",
    ],
)  # fmt: skip
def test_no_period_where_none_or_several_are_named(title):
    assert said(RETURNS, title) == {}


def test_a_year_only_where_a_key_or_the_register_needs_it():
    assert said(AWARDS, "2024年上半年获奖情况") == {"year": "2024"}


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("2024年高新技术企业名单", {"kind": "high"}), ("高新技术企业培育库名单", {"kind": "nursery"}),
        ("省级高新技术企业一览", {"kind": "high", "level": "p"}), ("清远市市级高企", {"kind": "high", "level": "c"}),
        ("高新技术企业、科技型中小企业名单", {}), ("非高新技术企业名单", {}), ("行业企业入库名单", {}),
        ("省级以上高企", {"kind": "high"}), ("省、市级高企", {"kind": "high"}), ("国家级高新区高企", {"kind": "high"}),
        ("江山市高企", {"kind": "high"}),
    ],
)  # fmt: skip
def test_a_choice_that_alone_is_named(title, values):
    assert said(RECOGNITIONS, title) == values


def test_title_and_sheet_name_must_agree_on_a_choice():
    assert said(RECOGNITIONS, "企业名单", "高企") == {"kind": "high"}
    assert said(RECOGNITIONS, "高新技术企业名单", "高企") == {"kind": "high"}
    assert said(RECOGNITIONS, "高新技术企业名单", "科技型中小企业") == {}


def test_every_row_has_what_the_title_says_and_no_cell_for_it():
    table = tables_of([["2024年上半年企业情况"], HEAD, ROW, ["乙公司", 6]])[0]
    match = recognise(table, (RETURNS,))
    assert (match.from_title, match.problems) == ({"period": "2024H1"}, ())
    rows = list(type_rows(table, match, RETURNS))
    assert [row.values["period"] for row in rows] == ["2024H1", "2024H1"]
    assert rows[0].cells == {"organization": "A3", "revenue_yuan": "B3", "period": ""}
    assert match_as(table, RETURNS).from_title == {"period": "2024H1"}


def test_values_of_the_title_are_typed():
    table = tables_of([["2024年获奖情况"], ["成果名称", "备注"], ["甲", "x"]])[0]
    (row,) = type_rows(table, match_as(table, AWARDS), AWARDS)
    assert row.values["year"] == 2024


def test_a_column_of_the_table_goes_before_the_title():
    table = tables_of([["2024年企业情况"], [*HEAD, "年度"], [*ROW, "2023"]])[0]
    match = match_as(table, RETURNS)
    (row,) = type_rows(table, match, RETURNS)
    assert (match.from_title, row.values["period"]) == ({}, "2023")


def test_another_year_in_the_head_leaves_it_to_a_person():
    table = tables_of([["2025年企业情况"], ["企业名称", "2024年营业收入（元）"], ROW])[0]
    match = match_as(table, RETURNS)
    assert match.from_title == {}
    assert [p.code for p in match.problems] == ["column.required_absent"]


def test_a_person_changes_drops_and_adds():
    table = tables_of([["2024年企业情况"], [*HEAD, "数"], [*ROW, "2023"]])[0]
    match = match_as(table, RETURNS)
    changed = rematch(match, {}, from_title={"period": "2023年"})
    assert [row.values["period"] for row in type_rows(table, changed, RETURNS)] == ["2023"]
    dropped = rematch(match, {}, from_title={"period": None})
    assert dropped.from_title == {}
    assert [p.code for p in dropped.problems] == ["column.required_absent"]
    assert rematch(dropped, {"B": ""}).from_title == {}
    assert rematch(match, {"B": ""}).from_title == {"period": "2024"}
    assert rematch(match, {"C": "period"}).from_title == {}


def test_a_value_that_cannot_be_read_is_a_problem_of_every_row():
    table = tables_of([["企业情况"], HEAD, ROW])[0]
    match = rematch(match_as(table, RETURNS), {}, from_title={"period": "去年"})
    (row,) = type_rows(table, match, RETURNS)
    (problem,) = row.problems
    assert (row.values["period"], problem.code, problem.column, problem.header) == (
        None, "period.unreadable", "", "年度",
    )  # fmt: skip
