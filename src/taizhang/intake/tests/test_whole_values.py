"""Values that every row of a sheet has: of its title, or given by a person 整表取值."""

import pytest
from tests.cast import credit_code

from taizhang.core.decisions import Refused
from taizhang.intake import actions, queries
from taizhang.intake.reporting import batch_report, lines
from taizhang.intake.tests.books import book, firm, firms, imported, only_sheet, read, rows_of
from taizhang.registers.declaration import registers

pytestmark = pytest.mark.django_db

EAST = "澜江恒远精密传动科技股份有限公司"
WEST = "澜江拓微电子技术有限公司"


def research(title="2025年企业研发情况表", *, years=()):
    head = (
        "单位名称",
        "统一社会信用代码",
        "营业收入（万元）",
        "研发费用（万元）",
        *(["年度"] if years else []),
    )
    made = [[EAST, credit_code(1), 3200, 160], [WEST, credit_code(2), 900, 45]]
    return book({"研发": [[title], head, *([*line, *years] for line in made)]})


def certificates(*lines):
    return book({"名单": [["2024年高新技术企业名单"], ("企业名称", "证书编号", "发证日期"), *lines]})


def held(name):
    return registers()[name].model._default_manager


def test_the_year_of_the_title_is_the_period_of_every_row(cast):
    batch = imported(research(), cast.staff)
    sheet = only_sheet(batch)
    assert sheet.register == "annual_returns"
    assert sheet.given == {"period": {"text": "2025", "from": "title"}}
    assert sorted(held("annual_returns").values_list("period", "revenue_yuan")) == [
        ("2025", 9000000),
        ("2025", 32000000),
    ]
    source = queries.source_of(held("annual_returns").first(), "period")
    assert (source.place, source.row, source.column) == ("表题", 3, "")
    assert queries.source_of(held("annual_returns").first(), "revenue_yuan").place == "C3"
    again = read(research("2025年企业研发情况表（汇总）"), cast.staff)
    assert [r.verdict for r in rows_of(again)] == ["same", "same"]


def test_the_kind_in_the_title_is_the_kind_of_every_recognition(cast):
    imported(certificates([EAST, "GR202433000001", "2024-12-06"]), cast.staff)
    found = held("recognitions").get()
    assert (found.kind, found.certificate_no) == ("high_tech_enterprise", "GR202433000001")


def test_what_every_row_has_is_changed_and_dropped_by_a_person(cast):
    batch = read(research(), cast.staff)
    sheet = only_sheet(batch)
    actions.set_given(sheet, "period", "2024年")
    assert [r.values["period"] for r in rows_of(batch)] == ["2024", "2024"]
    assert only_sheet(batch).given == {"period": {"text": "2024年", "from": "person"}}
    actions.set_given(only_sheet(batch), "period", "")
    assert [r.verdict for r in rows_of(batch)] == ["error", "error"]
    assert "column.required_absent" in {p["code"] for p in only_sheet(batch).problems}
    actions.set_given(only_sheet(batch), "period", "2024")
    assert only_sheet(batch).problems == []
    row = actions.fix_cell(rows_of(batch)[0], "C", "5")
    assert (row.verdict, row.values["period"]) == ("new", "2024")


def test_what_cannot_be_a_value_is_refused_in_words(cast):
    sheet = only_sheet(read(research(), cast.staff))
    for field, text, said in (
        ("period", "去年", "去年"), ("revenue_yuan", "5", "已经对到 C 列"), ("no_such", "1", "没有这个字段"),
        ("region", "火星街道", "火星街道"), ("profit_yuan", "很多", "很多"), ("period", "-", "不是一个值"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            actions.set_given(only_sheet(sheet.batch), field, text)
    assert only_sheet(sheet.batch).given == {"period": {"text": "2025", "from": "title"}}


def test_a_region_is_given_to_every_row_of_a_list_without_one(cast):
    content = book(
        {
            "名单": [
                ["企业名录"],
                ("企业名称", "统一社会信用代码"),
                ["江山市新谷机械有限公司", credit_code(11)],
            ]
        }
    )
    batch = read(content, cast.staff)
    actions.set_given(only_sheet(batch), "region", "东城街道")
    assert rows_of(batch)[0].values["region"] == cast.east.pk


def test_a_column_counts_more_than_the_title(cast):
    batch = read(research(years=["2023"]), cast.staff)
    sheet = only_sheet(batch)
    assert sheet.given == {}
    actions.set_column(sheet, "E", "")
    assert [r.values["period"] for r in rows_of(batch)] == ["2025", "2025"]
    actions.set_column(only_sheet(batch), "E", "period")
    assert [r.values["period"] for r in rows_of(batch)] == ["2023", "2023"]
    assert only_sheet(batch).whole_values() == {}


def test_another_register_forgets_what_was_given(cast):
    batch = read(firms(firm(11, "江山市新谷机械有限公司")), cast.staff)
    actions.set_given(only_sheet(batch), "note", "第一批")
    assert rows_of(batch)[0].values["note"] == "第一批"
    actions.set_register(only_sheet(batch), "tenants")
    assert only_sheet(batch).given == {}


def test_the_report_says_what_every_row_has(cast):
    report = batch_report(read(research(), cast.staff))
    assert report["sheets"][0]["given"] == [
        {"field": "period", "title": "年度", "text": "2025", "from": "title", "shown": "2025"}
    ]
    assert "    整表取值：年度 2025（取自表题）" in lines(report)
