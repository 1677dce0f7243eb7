"""The pages of administration, for those who have them and for nobody else."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.cast import PASSWORD, organization
from tests.outsider import outside

from taizhang.accounts.models import ApiToken, Role, User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.registers.actions import change_record
from taizhang.registers.around import BureauSetting
from taizhang.registers.declaration import registers
from taizhang.registers.proving import prove

PAGES = {"users": "system", "settings": "system", "access": "security", "journal": "audit"}


@pytest.mark.parametrize("page", PAGES)
def test_each_page_belongs_to_one_administrator(cast, as_user, page):
    codes = {who: as_user(cast.users[who]).get(f"/admin/{page}/").status_code for who in cast.users}
    assert {who for who, code in codes.items() if code == 200} == {PAGES[page]}
    assert {code for who, code in codes.items() if who != PAGES[page]} == {403}


def test_a_visitor_is_asked_to_sign_in(client, db):
    for page in (*PAGES, "account"):
        assert client.get(f"/admin/{page}/").url.startswith("/sign-in/")


def test_a_user_is_added_and_signs_in_with_the_password_shown_once(cast, as_user, client):
    page = as_user(cast.system).post(
        "/admin/users/add/",
        {"username": "zhou.min", "name": "周敏", "role": "staff", "section": "高新技术科"},
    )
    once = re.search(r"fig-big\">([a-z0-9-]{14})<", page.content.decode()).group(1)
    user = User.objects.get(username="zhou.min")
    assert (user.bureau, user.role, user.section) == (cast.bureau, Role.STAFF, "高新技术科")
    entry = Entry.objects.get(event=Event.USER_ADDED, record_id=user.pk)
    assert once not in entry.after
    assert (entry.by, entry.address) == (cast.system, "127.0.0.1")
    client.logout()
    client.post("/sign-in/", {"username": "zhou.min", "password": once})
    first = client.get("/admin/account/")
    assert first.url == "/admin/account/password/?next=%2Fadmin%2Faccount%2F"
    typed = {"old": once, "new": "Ink-on-paper-7", "again": "Ink-on-paper-7", "next": "/admin/account/"}
    assert client.post("/admin/account/password/", typed).url == "/admin/account/"
    assert client.get("/admin/account/").status_code == 200
    assert once not in as_user(cast.system).get(f"/admin/users/{user.pk}/").content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"role": "liaison"}, "联络员要指定"),
        ({"role": "enterprise"}, "企业帐号要指定"),
        ({"role": "enterprise", "organization": "没有这家"}, "本局的单位台账里没有它"),
        ({"role": "enterprise", "organization": "乙区云栈数联信息有限公司"}, "本局的单位台账里没有它"),
        ({"role": "bank"}, "银行帐号要写明"),
        ({"username": "staff"}, "已被使用"),
        ({"username": "周敏"}, "3 到 30 个字母"),
        ({"role": "public"}, ""),
    ],
)
def test_a_standing_that_lacks_something_is_refused_in_words(cast, as_user, more, sentence):
    typed = {"username": "new.one", "name": "新人", "role": "staff", **more}
    page = as_user(cast.system).post("/admin/users/add/", typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not User.objects.filter(username="new.one").exists()


def test_a_user_moves_to_another_street(cast, as_user):
    path = f"/admin/users/{cast.liaison.pk}/"
    typed = {"name": "吴联络", "role": "liaison", "region": cast.west.pk, "bank": "不该留下"}
    assert as_user(cast.system).post(path, typed).status_code == 302
    cast.liaison.refresh_from_db()
    assert (cast.liaison.region, cast.liaison.bank) == (cast.west, "")
    entry = Entry.objects.get(event=Event.USER_CHANGED)
    assert json.loads(entry.after) == {"name": "吴联络", "region": cast.west.code}


def test_the_administrator_reads_a_firms_name_and_not_its_code_and_saving_keeps_the_very_firm(cast, as_user):
    firm, path = cast.firm_east, f"/admin/users/{cast.enterprise.pk}/"
    organization(cast.bureau, cast.west, firm.name, 77)  # another one of this name
    client = as_user(cast.system)
    page = client.get(path).content.decode()
    assert firm.name in page and firm.credit_code not in page
    typed = {"name": "换了姓名", "role": "enterprise", "organization": firm.name}
    assert client.post(path, typed).status_code == 302
    cast.enterprise.refresh_from_db()
    assert (cast.enterprise.name, cast.enterprise.organization_id) == ("换了姓名", firm.pk)
    again = client.post(f"/admin/users/{cast.enterprise_west.pk}/", typed)
    assert again.status_code == 422 and "请填统一社会信用代码" in again.content.decode()


def test_switching_off_ends_the_sessions_at_once(cast, client):
    from django.test import Client

    theirs = Client()
    theirs.force_login(cast.staff)
    client.force_login(cast.system)
    client.post(f"/admin/users/{cast.staff.pk}/switch/", {"on": "0"})
    assert theirs.get("/admin/account/").status_code == 302
    client.post(f"/admin/users/{cast.staff.pk}/switch/", {"on": "1"})
    assert theirs.get("/admin/account/").status_code == 302
    theirs.force_login(cast.staff)
    assert theirs.get("/admin/account/").status_code == 200


def test_a_reset_password_ends_the_sessions_and_works(cast, client):
    from django.test import Client

    theirs = Client()
    theirs.force_login(cast.staff)
    client.force_login(cast.system)
    page = client.post(f"/admin/users/{cast.staff.pk}/password/").content.decode()
    once = re.search(r"fig-big\">([a-z0-9-]{14})<", page).group(1)
    assert theirs.get("/admin/account/").status_code == 302
    cast.staff.refresh_from_db()
    assert cast.staff.check_password(once)


def test_users_of_another_bureau_are_not_there(cast, as_user):
    client = as_user(cast.system)
    stranger = cast.stranger_staff.pk
    assert "stranger_staff" not in client.get("/admin/users/").content.decode()
    assert client.get(f"/admin/users/{stranger}/").status_code == 404
    assert client.post(f"/admin/users/{stranger}/switch/", {"on": "0"}).status_code == 404
    assert client.post(f"/admin/users/{stranger}/password/").status_code == 404


def test_users_are_found_and_an_empty_answer_says_so(cast, as_user):
    client = as_user(cast.system)
    assert "colleague" in client.get("/admin/users/?q=colle&role=staff&state=on").content.decode()
    assert "没有符合条件的用户" in client.get("/admin/users/?q=zzz").content.decode()


def test_a_second_person_is_asked_for_and_the_journal_keeps_it(cast, as_user):
    client = as_user(cast.system)
    client.post("/admin/settings/", {"second_person": ["organizations", "nonsense"]})
    assert list(BureauSetting.objects.filter(second_person=True).values_list("bureau", "register")) == [
        (cast.bureau.pk, "organizations")
    ]
    entry = Entry.objects.get(event=Event.SETTING_CHANGED)
    assert (entry.register, entry.after) == ("organizations", '{"second_person":true}')
    client.post("/admin/settings/", {})
    assert not BureauSetting.objects.filter(second_person=True).exists()
    client.post("/admin/settings/", {})
    assert Entry.objects.filter(event=Event.SETTING_CHANGED).count() == 2


def test_the_access_page_says_why(cast, as_user):
    client = as_user(cast.security)
    page = client.get("/admin/access/?person=liaison&act=change&register=loans").content.decode()
    assert "镇街园区联络员不能修改“" in page
    page = client.get("/admin/access/?person=liaison&act=change&register=organizations").content.decode()
    assert "可以修改“单位”" in page
    assert "本镇街园区（东城街道）" in page
    assert "本局没有帐号" in client.get("/admin/access/?person=stranger_staff&act=view").content.decode()
    assert client.get("/admin/access/?person=staff&act=nonsense&register=x").status_code == 200


def test_the_journal_is_read_in_words_and_personal_data_stays_covered(cast, as_user):
    change_record(
        registers()["organizations"], cast.firm_east,
        {"registered_capital_yuan": Decimal("71000000"), "phone": "13700001111", "region": cast.west},
        version=1, author=Author(cast.staff, "增资"),
    )  # fmt: skip
    prove()
    page = as_user(cast.audit).get("/admin/journal/?event=record.changed").content.decode()
    for words in (
        "注册资本（万元）",
        "6,000.00",
        "7,100.00",
        "138****1234",
        "137****1111",
        "东城街道",
        "西城街道",
        "增资",
    ):
        assert words in page
    assert "13700001111" not in page
    assert "校验完好" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("person=staff", 1), ("person=科室经办", 1), ("register=organizations", 3), ("event=record.added", 2),
        ("record={east}", 2), ("batch=9", 0), ("first={today}&last={today}", 3), ("last={yesterday}", 0),
        ("first={tomorrow}", 0), ("event=nonsense&register=nonsense&record=x&first=x", 3),
    ],
)  # fmt: skip
def test_the_journal_is_filtered(cast, as_user, query, count):
    change_record(
        registers()["organizations"], cast.firm_east, {"products": "a"}, version=1, author=Author(cast.staff)
    )
    today = timezone.localdate()
    day = timedelta(days=1)
    query = query.format(east=cast.firm_east.pk, today=today, yesterday=today - day, tomorrow=today + day)
    client = as_user(cast.audit)
    with outside():
        Entry.objects.filter(event=Event.SIGNED_IN).delete()
    page = client.get(f"/admin/journal/?{query}").content.decode()
    assert page.count("<tr>") - (1 if count else 0) == count
    if not count:
        assert "没有符合条件的日志" in page


def test_the_journal_shows_one_bureau_and_pages_by_id(cast, as_user, monkeypatch):
    monkeypatch.setattr("taizhang.web.admin.views.journal.PAGE", 1)
    client = as_user(cast.audit)
    with outside():
        Entry.objects.filter(event=Event.SIGNED_IN).delete()
    page = client.get("/admin/journal/").content.decode()
    assert cast.firm_elsewhere.title not in page
    assert cast.firm_west.title in page
    older = re.search(r"before=(\d+)", page).group(1)
    page = client.get(f"/admin/journal/?before={older}").content.decode()
    assert cast.firm_east.title in page
    assert "更早的" not in page


def test_one_changes_the_own_password(cast, as_user):
    client = as_user(cast.staff)
    new = "plum-blossom-2027"
    page = client.post("/admin/account/", {"old": "wrong", "new": new, "again": new})
    assert (page.status_code, "原密码不对" in page.content.decode()) == (422, True)
    page = client.post("/admin/account/", {"old": PASSWORD, "new": "1234567890", "again": "1234567890"})
    assert (page.status_code, "新密码不合要求" in page.content.decode()) == (422, True)
    page = client.post("/admin/account/", {"old": PASSWORD, "new": new, "again": new + "x"})
    assert "两次输入的新密码不同" in page.content.decode()
    assert client.post("/admin/account/", {"old": PASSWORD, "new": new, "again": new}).status_code == 302
    assert client.get("/admin/account/").status_code == 200
    assert Entry.objects.filter(event=Event.PASSWORD_CHANGED, by=cast.staff).exists()


def test_a_token_is_shown_once_and_ended_by_its_owner_only(cast, as_user):
    page = as_user(cast.staff).post("/admin/account/", {"token_name": "报送省平台"}).content.decode()
    text = re.search(r'value="(tz_[^"]+)"', page).group(1)
    token = ApiToken.objects.get()
    assert text not in json.dumps(list(Entry.objects.values_list("after", "title")), ensure_ascii=False)
    page = as_user(cast.staff).get("/admin/account/").content.decode()
    assert text not in page
    assert "报送省平台" in page
    assert as_user(cast.colleague).post(f"/admin/account/tokens/{token.pk}/end/").status_code == 404
    assert as_user(cast.staff).post(f"/admin/account/tokens/{token.pk}/end/").status_code == 302
    token.refresh_from_db()
    assert token.ended_at is not None
    assert [e.event for e in Entry.objects.filter(register="tokens").order_by("id")] == [
        "token.made",
        "token.ended",
    ]
