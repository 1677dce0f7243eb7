"""The pages of a report: read, written, proven, taken to Word and back, signed; and who may do what."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taizhang.accounts.models import User
from taizhang.core.papers.paper import Paper
from taizhang.core.papers.paper import Paragraph as Text
from taizhang.core.papers.write import write_docx
from taizhang.indicators.models import Target
from taizhang.registers.declaration import registers
from taizhang.reports.bundles import work
from taizhang.reports.models import Bundle, Paragraph, Report, Token
from taizhang.reports.tests.ledger import half_year, row, small_report
from taizhang.reports.tests.test_taking_over import edited
from taizhang.web.desk.reports.urls import urlpatterns


@pytest.fixture(autouse=True)
def _no_kept_counts():
    cache.clear()


@pytest.fixture
def report(cast):
    return small_report(cast.bureau)


@pytest.fixture
def staff(cast, as_user):
    return as_user(cast.staff)


@pytest.fixture
def leader(cast):
    """The leader at a desk of his own, beside the clerk's."""
    client = Client()
    client.force_login(cast.leader)
    return client


@pytest.fixture
def told(report):
    """The paragraph with 申报市级科技项目5项，申报资金150万元."""
    return report.paragraphs.get(body__contains="申报市级科技项目")


def page(client, report, query=""):
    response = client.get(f"/reports/{report.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def key_of(report, name):
    return report.tokens.get(name__contains=name).key


def save(client, paragraph, body, version=None, **more):
    address = f"/reports/{paragraph.report_id}/paragraphs/{paragraph.pk}/"
    return client.post(address, {"body": body, "version": version or paragraph.version, **more})


# Who.


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


def test_a_clerk_prepares_and_is_told_who_signs(cast, staff, report):
    sign = f"/reports/{report.pk}/sign/"
    told = staff.get(sign).content.decode()
    assert f"签发由局领导来做：{cast.leader.name}。" in told and 'type="submit"' not in told.split("<main")[1]
    refused = staff.post(sign, {"anyway": "1"})
    report.refresh_from_db()
    assert refused.status_code == 403 and not report.signed
    User.objects.filter(pk=cast.leader.pk).update(is_active=False)
    assert "本局还没有这样的帐号" in staff.get(sign).content.decode()


def test_a_leader_reads_and_signs_but_does_not_write(leader, report, told):
    text = page(leader, report)
    assert "签发…" in text and "para-tools" not in text
    assert save(leader, told, "改了").status_code == 403
    assert leader.get(f"/reports/{report.pk}/report.docx").status_code == 200


# Reading.


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


# Writing.


def test_a_paragraph_saves_itself_and_tells_its_version(staff, told):
    answer = save(staff, told, told.body + "力度更大。", auto="1")
    told.refresh_from_db()
    assert answer.status_code == 200 and answer.content.decode().startswith("已保存 ")
    assert answer.headers["X-Version"] == str(told.version) and told.body.endswith("力度更大。")


def test_a_closed_paragraph_comes_back_with_the_counts(staff, told):
    address = f"/reports/{told.report_id}/paragraphs/{told.pk}/"
    part = staff.get(address + "?shown").content.decode()
    assert f'id="p{told.pk}"' in part and 'id="counts"' in part and 'id="toc"' in part and "<html" not in part
    assert "contenteditable" in staff.get(address).content.decode()
    assert save(staff, told, "一句。\n两句。", auto="1").status_code == 200
    assert [
        p.body for p in told.report.paragraphs.filter(body__in=("一句。", "两句。")).order_by("position")
    ] == ["一句。", "两句。"]


def test_two_people_on_one_paragraph_see_both_texts(staff, told):
    save(staff, told, "乙先保存。", version=1)
    for more in ({"auto": "1"}, {}):
        answer = save(staff, told, "甲写的。", version=1, **more)
        assert answer.status_code == 409
        assert "乙先保存。" in answer.content.decode()
    assert "甲写的。" in answer.content.decode()
    told.refresh_from_db()
    assert told.body == "乙先保存。"


def test_a_figure_from_elsewhere_is_refused_and_what_was_typed_stays(staff, told):
    answer = save(staff, told, "抄来的{{k777}}。")
    assert answer.status_code == 422
    assert "k777" in answer.content.decode() and "抄来的" in answer.content.decode()
    assert save(staff, told, "抄来的{{k777}}。", auto="1").status_code == 422


def test_paragraphs_are_added_moved_removed_and_put_back(staff, report, told):
    def order():
        return [p.body for p in report.paragraphs.filter(removed=False).order_by("position")]

    base = f"/reports/{report.pk}/paragraphs/{told.pk}"
    made = staff.post(f"/reports/{report.pk}/add/", {"after": told.pk})
    assert "?edit=" in made.headers["Location"] and order()[order().index(told.body) + 1] == ""
    before = order()
    staff.post(base + "/move/", {"way": "up"})
    assert order().index(told.body) == before.index(told.body) - 1
    staff.post(base + "/move/", {"way": "down"})
    assert order() == before
    gone = staff.post(base + "/remove/", {"version": told.version})
    assert told.body not in order() and f"removed={told.pk}" in gone.headers["Location"]
    assert "撤销" in page(staff, report, f"?removed={told.pk}")
    staff.post(base + "/restore/")
    assert order() == before
    staff.post(base + "/remove/", {"version": 1})  # somebody else changed it meanwhile
    assert order() == before
    first = report.paragraphs.order_by("position").first()
    staff.post(f"/reports/{report.pk}/paragraphs/{first.pk}/move/", {"way": "up"})
    assert order() == before


def test_a_number_typed_over_a_figure_is_told_with_the_ledgers_until_it_is_decided(staff, report, told):
    token = report.tokens.get(name__contains="申报科技项目资金")
    save(staff, told, told.body.replace(f"{{{{{token.key}}}}}", "155"), auto="1")
    text = page(staff, report)
    assert "文中 155万元，台账 150万元，差 5万元" in text and "冲突 1" in text
    told.refresh_from_db()
    save(
        staff, told, told.body.replace("申报资金", "共申报各类资金约"), auto="1"
    )  # the words around it may change too
    assert "文中 155万元，台账 150万元" in page(staff, report)
    told.refresh_from_db()
    start = told.body.index("155")
    where = {"paragraph": told.pk, "start": start, "end": start + 3, "said": "155"}
    back = staff.post(f"/reports/{report.pk}/figures/{token.key}/back/", {**where, "way": "manual"})
    assert f"f={token.key}&do=manual&value=155" in back.headers["Location"]
    assert "冲突" not in page(staff, report).split('id="toc"')[0]


def test_the_text_may_be_kept_against_the_ledger_with_a_reason(staff, report, told):
    token = report.tokens.get(name__contains="申报科技项目资金")
    save(staff, told, told.body.replace(f"{{{{{token.key}}}}}", "155"))
    staff.post(f"/reports/{report.pk}/figures/{token.key}/ask/", {"note": "上级通报口径", "keeping": "155"})
    text = page(staff, report)
    assert "与台账不符" not in text and "保留文中的数 155万元" in text and "上级通报口径" in text
    assert "人工 1" in text and f"{report.tokens.count()} 个数字 =" in text
    again = report.paragraphs.get(pk=told.pk)
    save(staff, again, again.body.replace("155", "156"))  # the reason was given for 155
    assert "文中 156万元，台账 150万元" in page(staff, report)


def test_what_disagrees_is_decided_before_signing_and_told_after(staff, leader, report, told):
    token = report.tokens.get(name__contains="申报科技项目资金")
    save(staff, told, told.body.replace(f"{{{{{token.key}}}}}", "155"))
    sign = f"/reports/{report.pk}/sign/"
    assert "文中 155万元，台账 150万元" in staff.get(sign).content.decode()
    refused = leader.post(sign, {"anyway": "1"})
    assert refused.status_code == 409 and "逐处改用台账数" in refused.content.decode()
    reason = {"note": "市局通报", "keeping": "155", "to": "sign"}
    kept = staff.post(f"/reports/{report.pk}/figures/{token.key}/ask/", reason, follow=True).content.decode()
    assert "市局通报" in kept and "1 处保留的数和理由" in kept
    assert "模板里的通用话" in leader.post(sign).content.decode()
    leader.post(sign, {"anyway": "1"})
    report.refresh_from_db()
    figures = report.tokens.count() - 1
    proof = staff.get(f"/reports/{report.pk}/proof/?check=1").content.decode()
    assert "签发时保留文中的数" in proof and "市局通报" in proof
    assert f"{figures} 个数字，1 处保留文中的数" in proof and f"重新计算 {figures} 个数字" in proof
    assert "保留文中的数 155万元" in page(staff, report)
    refused = staff.post(f"/reports/{report.pk}/keep/", follow=True).content.decode()
    assert "已经签发" in refused and report.editions.filter(reason="手动留存").count() == 0


def test_a_typed_number_is_tied_to_an_indicator(staff, report, told):
    save(staff, told, "全年申报科技项目5项。")
    told.refresh_from_db()
    start = told.body.index("5")
    text = page(staff, report, f"?tie={told.pk}:{start}:{start + 1}")
    assert "关联到指标" in text and "projects_applied" in text and "相同" in text
    found = staff.get(f"/reports/{report.pk}/figures/find/?q=sbkjxms&typed=5").content.decode()
    assert "projects_applied" in found
    where = {"start": start, "end": start + 1, "version": told.version, "expression": "projects_applied"}
    staff.post(f"/reports/{report.pk}/paragraphs/{told.pk}/tie/", where)
    told.refresh_from_db()
    assert told.body.startswith("全年申报科技项目{{k")
    refused = staff.post(
        f"/reports/{report.pk}/paragraphs/{told.pk}/tie/", {**where, "expression": "nothing"}, follow=True
    )
    assert "page-note" in refused.content.decode()


def test_a_figure_is_verified_doubted_tied_anew_and_typed_by_hand(staff, report, cast):
    key = key_of(report, "申报科技项目资金")
    base = f"/reports/{report.pk}/figures/{key}"
    staff.post(base + "/verify/")
    staff.post(base + "/ask/", {"note": "是不是含配套？"})
    assert "是不是含配套？" in page(staff, report, f"?f={key}") and cast.staff.name in page(
        staff, report, f"?f={key}"
    )
    row(
        report.bureau,
        "projects",
        name="后补",
        level="city",
        applied_on=date(2022, 6, 1),
        grant_funds_yuan=Decimal(10_000),
    )
    assert "核实时是 150万元，台账现在是 151万元。" in page(staff, report)
    staff.post(base + "/retie/", {"expression": "projects_applied", "form": "number"})
    assert report.tokens.get(key=key).expression == "projects_applied"
    lacking = staff.post(base + "/manual/", {"value": "12", "reason": "通报"}, follow=True).content.decode()
    assert "依据文件" in lacking and 'value="12"' in lacking
    odd = staff.post(base + "/manual/", {"value": "十二", "reason": "通报"}, follow=True).content.decode()
    assert "不是数字" in odd
    file = SimpleUploadedFile("通报.pdf", b"%PDF-1.4 basis")
    staff.post(base + "/manual/", {"value": "1,212.5", "reason": "市局通报", "file": file})
    token = report.tokens.get(key=key)
    assert (token.kind, token.value) == ("manual", Decimal("1212.5"))
    assert "人工 1" in page(staff, report) and "市局通报" in page(staff, report, f"?f={key}")
    assert b"".join(staff.get(base + "/file/")) == b"%PDF-1.4 basis"


def test_a_sentence_of_the_plan_becomes_a_target(staff, report):
    plan = report.paragraphs.filter(plan=True, level=0).last()
    save(staff, plan, "力争新增高新技术企业8家以上。")
    assert "登记为目标" in page(staff, report)
    assert "8 家" in page(staff, report, f"?aim={plan.pk}").replace("</b>", "")
    staff.post(
        f"/reports/{report.pk}/aim/", {"sentence": "力争新增高新技术企业8家以上", "paragraph": plan.pk}
    )
    assert Target.objects.get().value == 8
    answer = staff.post(
        f"/reports/{report.pk}/aim/", {"sentence": "大家努力", "paragraph": plan.pk}, follow=True
    )
    assert "没有认出目标数字" in answer.content.decode()


def test_heads_are_changed_and_odd_days_told(staff, report):
    address = f"/reports/{report.pk}/heads/"
    values = {
        "title": "新标题",
        "addressee": "区政府",
        "signature": "区科技局",
        "dated": "2022-07-10",
        "as_of": "",
    }
    assert staff.post(address, values).status_code == 302
    report.refresh_from_db()
    assert (report.title, report.addressee, report.dated) == ("新标题", "区政府", date(2022, 7, 10))
    assert staff.post(address, {**values, "dated": "2022-02-30"}).status_code == 422
    assert staff.post(address, {**values, "title": " "}).status_code == 422


# Word, versions, signing.


def test_the_paper_goes_out_and_comes_back_with_one_number_reported(staff, report):
    out = staff.post(f"/reports/{report.pk}/report.docx")
    docx = b"".join(out) if out.streaming else out.content
    changed = SimpleUploadedFile(
        "改.docx", edited(docx, (">150<", ">155<"), ("加强项目储备", "举办沙龙12场，加强项目储备"))
    )
    assert staff.post(f"/reports/{report.pk}/return/", {"file": changed}).status_code == 302
    text = staff.get(f"/reports/{report.pk}/return/").content.decode()
    figures = report.tokens.count()
    assert f"原有 {figures} 个数字" in text and f"{figures - 1} 个没有动" in text
    assert "1 个数字被改过" in text and "1 个新打的数字" in text and "台账里没有" in text
    assert "155 万元" in text and "150 万元" in text and report.manuscripts.count() == 1
    compared = staff.get(f"/reports/{report.pk}/editions/?a=1").content.decode()
    assert '<del class="diff-old">150</del>' in compared and '<ins class="diff-new">155</ins>' in compared


def test_a_returned_paper_is_undone_by_one_click_and_a_strange_one_refused(staff, report, told):
    out = staff.post(f"/reports/{report.pk}/report.docx")
    docx = b"".join(out) if out.streaming else out.content
    letter = write_docx(Paper("通知", (Text(("请于8月3日参会。",)),)))
    refused = staff.post(f"/reports/{report.pk}/return/", {"file": SimpleUploadedFile("通知.docx", letter)})
    assert refused.status_code == 422 and 'name="anyway"' in refused.content.decode()
    assert "去核对页" in refused.content.decode()
    file = SimpleUploadedFile("改.docx", edited(docx, ("加强项目储备", "另写一句")))
    staff.post(f"/reports/{report.pk}/return/", {"file": file})
    text = staff.get(f"/reports/{report.pk}/return/").content.decode()
    back = re.search(r"/reports/\d+/editions/\d+/back/", text)[0]
    assert "另写一句" in page(staff, report)
    assert "已恢复成" in staff.post(back, follow=True).content.decode()
    assert "另写一句" not in page(staff, report) and "加强项目储备" in page(staff, report)


@pytest.mark.parametrize("name, content", [("空.docx", b"junk"), ("a.pdf", b"%PDF-1.4"), ("无.docx", None)])
def test_what_is_no_paper_is_told_in_words(staff, report, name, content):
    sent = {"file": SimpleUploadedFile(name, content)} if content else {}
    answer = staff.post(f"/reports/{report.pk}/return/", sent)
    assert answer.status_code == 422 and "tz-errsum" in answer.content.decode()
    assert not report.editions.exists()


def test_a_signed_report_stands_still_and_tells_what_became_different(staff, leader, report, told):
    assert "签发时存下" in staff.get(f"/reports/{report.pk}/sign/").content.decode()
    leader.post(f"/reports/{report.pk}/sign/", {"anyway": "1"})
    report.refresh_from_db()
    assert report.signed and "para-tools" not in page(staff, report)
    proof = f"/reports/{report.pk}/proof/"
    assert "每个数字和它的每一行都与签发时相同" in staff.get(proof).content.decode()
    changed = registers()["projects"].model._default_manager.filter(name="项目0").get()
    type(changed)._default_manager.filter(pk=changed.pk).update(grant_funds_yuan=Decimal(500_000))
    key = key_of(report, "申报科技项目资金")
    drawer = page(staff, report, f"?f={key}").split('id="drawer"')[1]
    assert "签发时共" in drawer and '<td class="n">10 万元</td>' in drawer and "台账现在是" in drawer
    text = staff.get(proof + "?check=1").content.decode()
    assert "逐字节一致" in text and "个数字的值变了" in text and "150" in text and "190" in text
    assert ">150</a>" in page(staff, report)
    assert save(staff, told, "再改").status_code in (409, 422)
    assert staff.get(f"/reports/{report.pk}/proof/kept.json").status_code == 200
    again = staff.get(f"/reports/{report.pk}/sign/")
    assert again.headers["Location"] == proof


def test_an_unsigned_report_has_no_proof(staff, report):
    assert staff.get(f"/reports/{report.pk}/proof/").status_code == 404


def test_evidence_is_asked_for_and_told_while_it_is_made(staff, report):
    address = f"/reports/{report.pk}/evidence/"
    assert "还没有生成过" in staff.get(address).content.decode()
    staff.post(address)
    bundle = Bundle.objects.get()
    assert bundle.kind == "evidence"
    assert "hx-trigger" in staff.get(address).content.decode()
    assert staff.get(f"/reports/bundles/{bundle.pk}/").status_code == 404
    work(bundle.pk)
    bundle.refresh_from_db()
    assert bundle.name in staff.get(address).content.decode()
    assert staff.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert staff.get(f"/reports/bundles/{bundle.pk}/").content.startswith(b"PK")
    odd = staff.post(address, {"assessment": "没有的考核"}, follow=True).content.decode()
    assert "没有“没有的考核”" in odd


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
