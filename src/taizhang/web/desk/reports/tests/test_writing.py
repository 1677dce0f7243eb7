"""Writing in a report: paragraphs, figures tied and typed, targets of the plan, its heads."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.indicators.models import Target
from taizhang.reports.tests.ledger import row
from taizhang.web.desk.reports.tests.asked import key_of, page, save


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
