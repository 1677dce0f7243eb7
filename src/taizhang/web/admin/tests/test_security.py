"""The page of the security administrator, and what its rules do to those who sign in."""

import pytest
from django.test import Client
from tests.cast import PASSWORD

from taizhang.accounts.bureau_rules import change_rules, rules_of
from taizhang.accounts.models import User
from taizhang.accounts.rules import RULES
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author

PAGE = "/admin/security/"


def test_only_the_security_administrator_opens_it(cast, client):
    for who, user in cast.users.items():
        client.force_login(user)
        assert (client.get(PAGE).status_code == 200) is (who == "security"), who
        assert (client.post(PAGE, {"sessions": "4"}).status_code == 302) is (who == "security"), who
    assert Entry.objects.filter(event=Event.SETTING_CHANGED).count() == 1


def test_every_rule_stands_on_it_with_its_bounds(cast, as_user):
    page = as_user(cast.security).get(PAGE).content.decode()
    for rule in RULES:
        assert rule.label in page and rule.help in page, rule.name
        assert rule.bounds in page or not rule.here, rule.name
        assert (f'name="{rule.name}"' in page) is rule.here, rule.name


def filled(bureau, **more):
    """The form as the page shows it, with changes."""
    rules = rules_of(bureau)
    values = {
        rule.name: rules[rule.name] if rule.kind != "addresses" else "\n".join(rules[rule.name])
        for rule in RULES
        if rule.here
    }
    return {**values, **more}


def test_what_is_saved_holds_at_once_and_stands_in_the_journal(cast, as_user):
    client = as_user(cast.security)
    sent = filled(cast.bureau, idle_minutes="45", totp_roles=["leader"])
    page = client.post(PAGE, sent, follow=True).content.decode()
    assert "已修改：多久不操作就退出、必须二次验证的角色。" in page
    cast.bureau.refresh_from_db()
    assert rules_of(cast.bureau)["idle_minutes"] == 45
    assert Client().post(
        "/sign-in/", {"username": "leader", "password": PASSWORD}, follow=True
    ).redirect_chain[-1][0] == ("/admin/account/second/?next=%2F")
    assert "没有改动" in client.post(PAGE, {**sent}, follow=True).content.decode()
    told = as_user(cast.audit).get("/admin/journal/").content.decode()
    assert "多久不操作就退出" in told and "局领导" in told


def test_one_wrong_box_saves_nothing_and_keeps_what_was_typed(cast, as_user):
    sent = filled(cast.bureau, idle_minutes="45", sessions="一百", admin_addresses="10.1.0.0/16\n十网段")
    answer = as_user(cast.security).post(PAGE, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 2 处需要修改，什么都还没有保存" in page
    assert 'value="一百"' in page and "十网段" in page and 'value="45"' in page
    cast.bureau.refresh_from_db()
    assert cast.bureau.sign_in_rules == {}


def test_a_list_without_ones_own_address_is_refused_in_words(cast, as_user):
    answer = as_user(cast.security).post(PAGE, filled(cast.bureau, admin_addresses="10.1.0.0/16"))
    assert (answer.status_code, "保存后您自己就进不来了" in answer.content.decode()) == (422, True)


def test_administrators_elsewhere_get_a_sentence_and_nothing_else(cast, db):
    inside = Author(cast.security, address="10.1.2.3")
    change_rules(bureau=cast.bureau, values={"admin_addresses": ("10.1.0.0/16",)}, author=inside)

    def code(user, address, page="/"):
        client = Client(REMOTE_ADDR=address)
        client.force_login(user)
        return client.get(page)

    for who in ("system", "security", "audit"):
        answer = code(cast.users[who], "10.2.0.1")
        assert (answer.status_code, "您现在的地址是 10.2.0.1" in answer.content.decode()) == (403, True)
        assert code(cast.users[who], "10.1.0.1").status_code == 200
    assert code(cast.staff, "10.2.0.1").status_code == 200
    spoofed = Client(REMOTE_ADDR="10.2.0.1", HTTP_X_FORWARDED_FOR="10.1.0.1")
    spoofed.force_login(cast.system)
    assert spoofed.get("/admin/users/").status_code == 403
    assert spoofed.post("/sign-out/").status_code == 302


def test_where_people_work_in_earnest_no_sample_sign_in_is_shown_or_works(cast, settings):
    cast.bureau.sample = True
    cast.bureau.save()
    settings.SAMPLE_PASSWORD = PASSWORD
    client = Client()
    assert PASSWORD in client.get("/sign-in/").content.decode()
    client.post("/sign-in/", {"username": "staff", "password": PASSWORD})
    assert client.get("/admin/account/").status_code == 200
    settings.PRODUCTION = True
    page = Client().get("/sign-in/").content.decode()
    assert PASSWORD not in page and "示例帐号" not in page
    assert client.get("/admin/account/").status_code == 302
    other = Client()
    other.post("/sign-in/", {"username": "staff", "password": PASSWORD})
    assert other.get("/admin/account/").status_code == 302
    assert User.objects.get(username="staff").is_active


@pytest.mark.parametrize(
    "then", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_way_back_leads_out_of_the_house(cast, then):
    client = Client()
    answer = client.post("/sign-in/", {"username": "staff", "password": PASSWORD, "next": then})
    assert answer.url == "/"
    User.objects.filter(pk=cast.staff.pk).update(must_change_password=True)
    typed = {"old": PASSWORD, "new": "Ink-on-paper-7", "again": "Ink-on-paper-7", "next": then}
    assert client.post("/admin/account/password/", typed).url == "/"
