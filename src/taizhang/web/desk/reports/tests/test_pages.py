"""The pages of a report: who sees them, the list, the text with its figures, a draft."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.reports.models import Bundle, Paragraph, Report, Token
from taizhang.reports.tests.ledger import half_year, row
from taizhang.web.desk.reports.tests.asked import key_of, page
from taizhang.web.desk.reports.urls import urlpatterns


def addresses(report):
    token, paragraph = report.tokens.first(), report.paragraphs.first()
    bundle = Bundle.objects.create(bureau=report.bureau, kind="evidence", report=report)
    for pattern in urlpatterns:
        where = str(pattern.pattern)
        for name, value in (
            ("pk", report.pk),
            ("paragraph", paragraph.pk),
            ("bundle", bundle.pk),
            ("edition", 1),
        ):
            where = where.replace(f"<int:{name}>", str(value))
        yield "/reports/" + where.replace("<slug:key>", token.key)


def test_a_report_is_not_found_by_another_bureau_and_refused_to_other_roles(cast, client, report):
    places = [p for p in addresses(report) if str(report.pk) in p or "bundles" in p]
    client.force_login(cast.stranger_staff)
    assert {client.get(p).status_code for p in places} <= {404, 405}
    assert {client.post(p).status_code for p in places} <= {404, 405}
    for who in ("liaison", "enterprise", "bank", "system", "audit"):
        client.force_login(cast.users[who])
        assert {client.get(p).status_code for p in places} == {403}, who
    assert not Report.objects.exclude(pk=report.pk).exists()


def test_the_list_tells_states_and_counts_and_drafts_a_report(cast, staff):
    assert "还没有报告" in staff.get("/reports/").content.decode()
    half_year(cast.bureau)
    made = staff.post("/reports/new/", {"template": "half_year", "period": "2022-H1"})
    report = Report.objects.get()
    assert made.headers["Location"] == f"/reports/{report.pk}/"
    listed = staff.get("/reports/").content.decode()
    assert report.title in listed and "2022年上半年" in listed and "草稿" in listed


@pytest.mark.parametrize("period", ["", "上上个月", "..2022-06-30", "2022-13"])
def test_a_period_that_is_none_is_told_in_words(staff, period):
    answer = staff.post("/reports/new/", {"template": "half_year", "period": period})
    assert answer.status_code == 422
    assert "field-err" in answer.content.decode()
    assert not Report.objects.exists()


def test_figures_stand_as_links_with_their_state_and_add_up(staff, report):
    row(
        report.bureau,
        "projects",
        name="待核的",
        level="city",
        applied_on=date(2022, 5, 1),
        state="provisional",
    )
    text = page(staff, report)
    key = key_of(report, "申报科技项目数")
    assert f'class="fig is-provisional" href="/reports/{report.pk}/?f={key}"' in text
    figures = report.tokens.count()
    assert f"{figures} 个数字 =" in text
    assert f"已核 {figures - 2}" in text and "待核 2" in text  # the count and the sum of its funds


def test_a_figure_opens_without_script_and_as_a_fragment(staff, report):
    key = key_of(report, "申报科技项目数")
    whole = page(staff, report, f"?f={key}")
    assert "项目0" in whole and "口径" in whole and "is-open" in whole and "登记人工值" in whole
    part = staff.get(f"/reports/{report.pk}/?f={key}", headers={"HX-Request": "true", "HX-Target": "drawer"})
    assert b"<html" not in part.content and "项目0" in part.content.decode()
    for odd in (
        "?f=k999",
        "?f=",
        "?f=../..",
        "?tie=1:2",
        "?tie=a:b:c",
        "?aim=x",
        "?edit=99999999999999999999",
        "?removed=x",
    ):
        page(staff, report, odd)


def test_the_number_of_queries_does_not_grow_with_paragraphs(staff, report):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as held:
            page(staff, report)
        return len(held)

    page(staff, report)
    before = queries()
    key = key_of(report, "申报科技项目数")
    for at in range(3):
        Paragraph.objects.create(report=report, position=900 + at, body=f"又一段{{{{{key}}}}}项。")
    assert queries() == before


def test_the_table_of_figures_is_narrowed_by_kind_and_state(staff, report):
    address = f"/reports/{report.pk}/figures/"
    everything = staff.get(address).content.decode()
    derived = staff.get(address + "?kind=derived").content.decode()
    assert everything.count("<tr>") > derived.count("<tr>") > 1
    assert "没有这样的数字" in staff.get(address + "?state=manual&kind=fact").content.decode()


def test_a_figure_that_cannot_be_computed_is_a_conflict_with_ways_out(staff, leader, report, told):
    token = report.tokens.get(name__contains="申报科技项目数")
    Token.objects.filter(pk=token.pk).update(expression="gone_indicator")
    text = page(staff, report)
    assert "冲突 1" in text and "gone_indicator" in text and "登记人工值" in text
    refused = leader.post(f"/reports/{report.pk}/sign/")
    assert refused.status_code == 409 and "没有签发" in refused.content.decode()
    staff.post(f"/reports/{report.pk}/figures/{token.key}/untie/", {"text": "五"})
    told.refresh_from_db()
    assert "申报市级科技项目五项" in told.body


def test_the_first_page_of_staff_shows_the_newest_report(staff, report):
    text = staff.get("/").content.decode()
    assert report.title in text and f"/ {report.tokens.count()} 个数字已核" in text


def test_a_chart_is_drawn_from_the_option_and_told_as_a_table(staff, report):
    Paragraph.objects.create(
        report=report, position=999, kind="chart", data={"codes": ["projects_applied"], "title": "项目"}
    )
    text = page(staff, report)
    assert "data-report-chart" in text and 'type="application/json"' in text and "echarts" in text
    assert '<td class="n">5.0</td>' in text or '<td class="n">5</td>' in text


@pytest.mark.parametrize(
    "template, period, told",
    [
        ("half_year", "1999-H1", "台账里没有1999年上半年的数据"),
        ("annual", "2022-H1", "请用“半年工作总结与下一步计划”"),
        ("", "2199-H1", "还没有开始"),
    ],
)
def test_a_report_that_would_be_empty_or_of_the_wrong_kind_is_not_drafted(
    cast, staff, template, period, told
):
    half_year(cast.bureau)
    answer = staff.post("/reports/new/", {"template": template, "period": period})
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Report.objects.exists()


def test_a_draft_of_the_same_period_is_offered_before_another_is_made(cast, staff):
    half_year(cast.bureau)
    staff.post("/reports/new/", {"period": "2022-H1"})
    first = Report.objects.get()
    offered = staff.post("/reports/new/", {"period": "2022-H1"})
    assert offered.status_code == 409 and f'href="/reports/{first.pk}/">打开它' in offered.content.decode()
    staff.post("/reports/new/", {"period": "2022-H1", "again": "1"})
    assert Report.objects.count() == 2
    staff.post("/reports/new/", {"period": "2022-01..2022-05"})
    assert Report.objects.latest("pk").title.endswith("2022年1—5月工作总结和下一步工作计划")
