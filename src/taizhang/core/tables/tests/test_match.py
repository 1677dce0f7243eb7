"""Recognising the register and matching its columns."""

import pytest

from taizhang.core.tables.match import match_as, recognise, rematch
from taizhang.core.tables.spec import Column, Kind, Layout

from .builders import ALL, CREDIT, ORGANIZATIONS, tables_of


def match(head, *rows, remembered=None, above=()):
    table = tables_of([*above, head, *rows])[0]
    return recognise(table, ALL, remembered)


def fields(found):
    return [(c.field, c.reason) for c in found.columns]


def test_names_synonyms_units_years_width_and_spaces():
    found = match(
        ["企 业 名 称", "信用代码", "2025年营业收入（万元）", "研发费用(亿)", "从业人员　(人)", "街道/乡镇"],
        ["甲公司", CREDIT, 1, 2, 3, "粤海街道"],
    )
    assert found.layout is ORGANIZATIONS
    assert fields(found)[:5] == [
        ("name", "同名"),
        ("credit_code", "同义"),
        ("revenue_yuan", "同名"),
        ("research_yuan", "同名"),
        ("staff", "同名"),
    ]
    assert [c.unit for c in found.columns[2:5]] == ["万元", "亿", "人"]
    assert all(c.confidence > 0.9 for c in found.columns[:5])


def test_a_flattened_header_is_matched_by_its_parts():
    found = match(["企业名称", "经营情况/营业收入/万元", "基本信息/统一社会信用代码"], ["甲公司", 1, CREDIT])
    assert [c.field for c in found.columns] == ["name", "revenue_yuan", "credit_code"]
    assert found.columns[1].unit == "万元"
    assert not any(c.doubtful for c in found.columns)


def test_the_unit_note_above_applies_to_money_only():
    found = match(["企业名称", "营业收入", "从业人员"], ["甲公司", 1, 3], above=[["单位：万元"]])
    assert [c.unit for c in found.columns] == ["", "万元", ""]


def test_the_register_is_found_from_the_head():
    assert (
        match(["项目编号", "项目名称", "承担单位", "资助金额（万元）"], ["A", "B", "C", 1]).layout.name
        == "projects"
    )
    assert match(["专利号", "专利名称", "授权日期"], ["A", "B", "2026-06-03"]).layout.name == "patents"
    found = match(["企业名称", "统一社会信用代码", "所属街道"], ["甲公司", CREDIT, "粤海"])
    assert (found.layout.name, found.runner_up != "organizations") == ("organizations", True)
    assert found.confidence > found.runner_up_confidence


def test_a_foreign_head_is_not_recognised_and_says_so():
    found = match(["车牌号", "驾驶人", "油耗"], ["粤B1", "张", 3])
    assert found.layout is None
    assert [p.code for p in found.problems] == ["table.not_recognised"]


def test_what_this_sender_used_last_time_wins():
    remembered = {"单位简称": "name", "产值": "revenue_yuan", "备注": ""}
    found = match(["单位简称", "信用代码", "产值", "备注"], ["甲", CREDIT, 1, "x"], remembered=remembered)
    assert fields(found) == [
        ("name", "上次的对法"),
        ("credit_code", "同义"),
        ("revenue_yuan", "上次的对法"),
        ("", ""),
    ]
    assert [c.column.header for c in found.unmatched] == ["备注"]


def test_a_column_of_credit_codes_is_known_by_its_values():
    found = match(["企业名称", "证照号码", "所属街道"], *[["甲公司", CREDIT, "x"]] * 3)
    assert fields(found)[1] == ("credit_code", "按内容")
    assert found.columns[1].doubtful


def test_two_columns_for_one_field_keep_the_better_and_say_so():
    found = match(["企业名称", "2024年营业收入", "2025年营业收入", "营业收入增长率"], ["甲公司", 1, 2, 0.5])
    assert [c.field for c in found.columns][:3] == ["name", "", "revenue_yuan"]
    (problem,) = [p for p in found.problems if p.code == "match.two_columns"]
    assert problem.column == "B" and "C 列" in problem.message


def test_similar_names_are_doubtful():
    found = match(["企业名称", "统一社会信用代码", "营业总收入", "从业人员数"], ["甲公司", CREDIT, 1, 3])
    assert [(c.field, c.doubtful) for c in found.columns[2:]] == [("revenue_yuan", True), ("staff", True)]


def test_unmatched_columns_are_listed_without_the_serial_number():
    found = match(["序号", "企业名称", "统一社会信用代码", "食堂菜单"], [1, "甲公司", CREDIT, "x"])
    assert [c.column.header for c in found.unmatched] == ["食堂菜单"]


def test_a_person_chooses():
    table = tables_of([["企业名称", "数"], ["甲公司", 3]])[0]
    found = rematch(match_as(table, ORGANIZATIONS), {"B": "revenue_yuan"}, {"B": "亿元"})
    assert (found.columns[1].field, found.columns[1].unit, found.columns[1].confidence) == (
        "revenue_yuan",
        "亿元",
        1.0,
    )
    assert found.mapping == {"企业名称": "name", "数": "revenue_yuan"}


def test_an_order_of_columns_does_not_matter():
    head = ["营业收入", "企业名称", "统一社会信用代码", "备注"]
    found = match(head, [1, "甲公司", CREDIT, ""])
    assert [c.field for c in found.columns] == ["revenue_yuan", "name", "credit_code", "note"]


def test_the_unit_note_applies_to_a_column_chosen_by_hand():
    rows = [["单位：万元"], ["企业名称", "数", "数二（千元）", "营业收入"], ["甲公司", 3, 4, 5]]
    found = match_as(tables_of(rows)[0], ORGANIZATIONS)
    assert [c.unit for c in found.columns] == ["", "", "千元", "万元"]
    chosen = rematch(found, {"B": "revenue_yuan", "C": "research_yuan", "D": "staff"})
    assert [c.unit for c in chosen.columns] == ["", "万元", "千元", ""]
    assert rematch(found, {"B": "revenue_yuan"}, {"B": "元"}).columns[1].unit == "元"
    again = rematch(rematch(found, {}, {"D": "亿元"}), {"D": "research_yuan"})
    assert again.columns[3].unit == "亿元"


def test_percent_points_are_known_for_a_column_chosen_by_hand():
    table = tables_of([["企业名称", "强度（%）"], ["甲公司", 87.42]])[0]
    assert rematch(match_as(table, ORGANIZATIONS), {"B": "share"}).columns[1].percent_points


def test_the_problems_of_the_head_follow_a_persons_choice():
    table = tables_of([["单位名", "营业收入"], ["甲公司", 3]])[0]
    found = rematch(match_as(table, ORGANIZATIONS), {"A": ""})
    assert [p.code for p in found.problems] == ["unit.missing", "column.required_absent"]
    assert rematch(found, {"A": "name"}, {"B": "万元"}).problems == ()


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("资助金额（获批，万元）", "万元"), ("资助金额（单位：万元）", "万元"), ("资助金额(人民币万元)", "万元"),
        ("资助金额 万元", "万元"), ("资助金额（货币单位：万元）", "万元"), ("资助金额（不超过50万元）", ""),
        ("资助金额（万元，%）", ""), ("资助金额（万元、含税）", "万元"),
    ],
)  # fmt: skip
def test_units_in_and_after_brackets(head, unit):
    found = match(["项目编号", "项目名称", head], ["A", "甲", 3])
    assert (found.columns[2].field, found.columns[2].unit) == ("grant_yuan", unit)


def test_a_note_of_several_units_gives_money_its_own():
    found = match(["企业名称", "营业收入"], ["甲公司", 1], above=[["单位：家、万元"]])
    assert found.columns[1].unit == "万元"


@pytest.mark.parametrize(
    "head", ["立项情况/立项年份", "2025年立项情况/立项年份", "项目/立项情况/立项年度", "承担单位/立项年份"]
)
def test_the_last_part_of_a_head_of_several_rows_is_sure(head):
    found = match(["项目编号", "项目名称", head], ["A", "甲", 2025])
    assert (found.columns[2].field, found.columns[2].doubtful) == ("year", False)


def test_a_name_with_a_stroke_of_its_own_is_known_below_a_heading():
    layout = Layout("m", "合同", (Column("name", "合同名称"), Column("way", "流向", also=("输出/吸纳",))))
    table = tables_of([["合同名称", "基本情况/输出/吸纳"], ["甲", "输出"]])[0]
    column = match_as(table, layout).columns[1]
    assert (column.field, column.doubtful) == ("way", False)


@pytest.mark.parametrize("serial", ["序号", "序 号", "No.", "№", "项目序号", "基本信息/序号", "行号"])
def test_a_serial_number_is_no_field(serial):
    layout = Layout(
        "m", "指标", (Column("number", "项目编号", Kind.CODE, ("序号", "项次", "序列号")), Column("name", "指标名称"))
    )  # fmt: skip
    table = tables_of([[serial, "指标名称"], [1, "甲"]])[0]
    assert [c.field for c in match_as(table, layout).columns] == ["", "name"]


@pytest.mark.parametrize("head", ["编号", "项次", "证书编号"])
def test_a_number_that_a_field_is_called_by_is_that_field(head):
    layout = Layout(
        "m", "证书", (Column("number", "证书编号", Kind.CODE, ("编号", "项次")), Column("name", "名称"))
    )
    table = tables_of([[head, "名称"], ["A1", "甲"]])[0]
    assert [c.field for c in match_as(table, layout).columns] == ["number", "name"]
