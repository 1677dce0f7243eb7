"""Writing one record: what people type, what is wrong said beside it, drafts, two people at once."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.cast import credit_code

from taizhang.registers.around import Draft
from taizhang.registers.covering import opened
from taizhang.registers.declaration import registers
from taizhang.registers.record import State

NEW = reverse("record_new", args=["organizations"])
PROJECT = reverse("record_new", args=["projects"])


def only(name):
    return registers()[name].model.objects.latest("pk")


def held(record):
    """What the browser sends for a firm when nothing was changed."""
    return {"name": record.name, "credit_code": record.credit_code, "kind": record.kind, "region": record.region_id,
            "founded_on": "2018-05-18", "registered_capital_yuan": "6000", "status": record.status, "version": record.version}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [("1203.5", "12035000"), ("3.2亿", "320000000"), ("12,035元", "12035"), ("1203.5万元", "12035000")],
)
def test_money_is_ten_thousands_unless_its_unit_is_written(cast, as_user, typed, yuan):
    as_user(cast.staff).post(NEW, {"name": "新公司", "registered_capital_yuan": typed})
    assert only("organizations").registered_capital_yuan == Decimal(yuan)


@pytest.mark.parametrize("typed", ["1e400", "9" * 29])
def test_a_number_that_no_column_holds_is_told_beside_its_field(cast, as_user, typed):
    edit = reverse("record_edit", args=["organizations", cast.firm_east.pk])
    for address, sent in ((NEW, {"name": "新公司"}), (edit, held(cast.firm_east))):
        answer = as_user(cast.staff).post(address, {**sent, "registered_capital_yuan": typed})
        assert answer.status_code == 422, address
        assert "“注册资本”的数太大，台账记不下。请检查是否多输了位数" in answer.content.decode()


def test_dates_are_read_as_people_write_them(cast, as_user):
    as_user(cast.staff).post(NEW, {"name": "新公司", "founded_on": "2018年5月8日"})
    assert only("organizations").founded_on == date(2018, 5, 8)


def test_every_error_stands_beside_its_field_and_on_top(cast, as_user):
    answer = as_user(cast.staff).post(
        NEW, {"name": "", "founded_on": "2026.6.31", "credit_code": "91330881MA2"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 3 处需要修改" in page
    for text in (
        "请填写单位名称",
        "6月没有31日",
        "这里是 11 位",
        'value="2026.6.31"',
        'href="#f-founded_on"',
    ):
        assert text.replace(" ", "") in page.replace(" ", ""), text


def test_the_same_record_twice_is_refused_by_name(cast, as_user):
    answer = as_user(cast.staff).post(NEW, {"name": "别的名字", "credit_code": cast.firm_east.credit_code})
    assert answer.status_code == 422 and cast.firm_east.title in answer.content.decode()


def test_an_organization_is_named_in_full_by_code_or_made_in_the_same_act(cast, as_user):
    client = as_user(cast.staff)
    client.post(PROJECT, {"name": "项目一", "organization": cast.firm_east.title})
    assert (only("projects").organization_id, only("projects").region_id) == (cast.firm_east.pk, cast.east.pk)
    client.post(PROJECT, {"name": "项目二", "organization": cast.firm_west.credit_code})
    assert only("projects").organization_id == cast.firm_west.pk
    answer = client.post(PROJECT, {"name": "项目三", "organization": "没有的公司"})
    assert "作为新单位登记" in answer.content.decode()
    client.post(PROJECT, {"name": "项目三", "organization": "没有的公司", "organization__create": "1"})
    assert only("projects").organization.name == "没有的公司"


def test_a_firm_of_another_bureau_cannot_be_named(cast, as_user):
    there = cast.firm_elsewhere
    sent = {"name": "项目", "organization": there.title, "organization__id": there.pk}
    answer = as_user(cast.staff).post(PROJECT, sent)
    assert answer.status_code == 422


def test_the_picker_finds_by_initials_within_the_scope(cast, as_user, django_capture_on_commit_callbacks):
    from tests.cast import organization

    with django_capture_on_commit_callbacks(execute=True):
        organization(cast.bureau, cast.west, "澜江鼎新检测技术有限公司", 61)
    pick = reverse("pick", args=["organizations"])
    assert "鼎新" in as_user(cast.staff).get(pick, {"organization": "dxjc"}).content.decode()
    assert "鼎新检测" not in as_user(cast.liaison).get(pick, {"organization": "dxjc"}).content.decode()


def test_what_a_liaison_enters_waits_and_stays_in_the_street(cast, as_user):
    client = as_user(cast.liaison)
    answer = client.post(NEW, {"name": "街道新企业", "region": cast.west.pk})
    assert answer.status_code == 422
    client.post(NEW, {"name": "街道新企业", "region": cast.east.pk})
    assert (only("organizations").name, only("organizations").state) == ("街道新企业", State.PROVISIONAL)


def test_an_enterprise_writes_only_about_itself(cast, as_user):
    client = as_user(cast.enterprise)
    client.post(
        reverse("record_new", args=["ip"]), {"name": "自己的专利", "organization": cast.firm_west.title}
    )
    made = only("ip")
    assert (made.organization_id, made.state) == (cast.firm_east.pk, State.PROVISIONAL)
    assert client.get(NEW).status_code == 404
    assert client.get(reverse("record_edit", args=["organizations", cast.firm_west.pk])).status_code == 404
    assert client.get(PROJECT).status_code == 404


def test_only_what_changed_is_written_and_masked_values_stay(cast, as_user):
    client = as_user(cast.staff)
    edit = reverse("record_edit", args=["organizations", cast.firm_east.pk])
    page = client.get(edit).content.decode()
    assert "13800001234" not in page and "138****1234" in page
    client.post(edit, {**held(cast.firm_east), "address": "新路 1 号"})
    cast.firm_east.refresh_from_db()
    assert (cast.firm_east.address, opened(cast.firm_east.phone)) == ("新路 1 号", "13800001234")
    assert cast.firm_east.sources == {"address": ["form"]}


def test_a_draft_is_kept_restored_and_thrown_away(cast, as_user):
    client = as_user(cast.staff)
    place = reverse("draft", args=["new:organizations"])
    saved = client.put(
        place,
        "name=%E5%8D%8A%E6%88%AA&founded_on=2026.6.31",
        content_type="application/x-www-form-urlencoded",
    )
    assert "已保存" in saved.content.decode()
    page = client.get(NEW).content.decode()
    assert 'value="半截"' in page and "没有提交的草稿" in page
    assert 'value="半截"' not in as_user(cast.colleague).get(NEW).content.decode()
    client = as_user(cast.staff)
    client.post(NEW, {"name": "半截公司", "credit_code": credit_code(77)})
    assert not Draft.objects.exists()
    client.put(place, "name=x", content_type="application/x-www-form-urlencoded")
    client.post(place, {"discard": "1"})
    assert not Draft.objects.exists()


def test_the_second_of_two_people_sees_both_sides_and_loses_nothing(cast, as_user):
    edit = reverse("record_edit", args=["organizations", cast.firm_east.pk])
    mine = {
        **held(cast.firm_east),
        "address": "我填的路",
        "technical_field": "新材料",
        "seen": '{"address": "", "technical_field": ""}',
    }
    as_user(cast.colleague).post(edit, {**held(cast.firm_east), "address": "同事填的路", "products": "轴承"})
    answer = as_user(cast.staff).post(edit, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "colleague 保存过" in page and "同事填的路" in page and "我填的路" in page and "两边都改了" in page
    cast.firm_east.refresh_from_db()
    sides = {s.name: s.keep_mine for s in answer.context["sides"]}
    assert sides == {"address": True, "technical_field": True, "products": False}
    as_user(cast.staff).post(
        edit, {**mine, "address": "我填的路", "products": "轴承", "version": cast.firm_east.version}
    )
    cast.firm_east.refresh_from_db()
    assert (cast.firm_east.address, cast.firm_east.technical_field, cast.firm_east.products) == (
        "我填的路",
        "新材料",
        "轴承",
    )


def test_a_form_sent_twice_adds_one_record(cast, as_user):
    """Also where nothing in it says what makes it the same: an event with only a name."""
    client = as_user(cast.staff)
    page = reverse("record_new", args=["events"])
    token = re.search(r'name="token" value="(\w{32})"', client.get(page).content.decode()).group(1)
    answers = [client.post(page, {"name": "科技下乡", "token": token}) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert answers[0].url.split("?")[0] == answers[1].url.split("?")[0]
    assert registers()["events"].model._default_manager.filter(name="科技下乡").count() == 1
