"""Signing in, the menu, first pages, search, pages that say no."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from tests.cast import PASSWORD, organization

from taizhang.accounts.models import Role
from taizhang.journal.events import Event
from taizhang.journal.models import Entry


def test_signing_in_out_and_failing_stand_in_the_journal(cast, client):
    page = reverse("sign_in")
    client.post(page, {"username": "staff", "password": "wrong"})
    client.post(page, {"username": "my secret", "password": "wrong"})
    client.post(page, {"username": "staff", "password": PASSWORD})
    assert SESSION_KEY in client.session
    client.post(reverse("sign_out"))
    events = Entry.objects.filter(event__startswith="user.").order_by("id").values_list("event", "title")
    assert list(events) == [
        (Event.SIGN_IN_FAILED, "staff"),
        (Event.SIGN_IN_FAILED, "没有这个帐号"),
        (Event.SIGNED_IN, "科室经办甲"),
        (Event.SIGNED_OUT, "科室经办甲"),
    ]


def test_the_source_is_locked_after_five_failures_with_words(cast, client):
    for _ in range(5):
        answer = client.post(reverse("sign_in"), {"username": "staff", "password": "wrong"})
    assert "暂时锁定" in answer.content.decode()
    assert (
        "暂时锁定"
        in client.post(reverse("sign_in"), {"username": "staff", "password": PASSWORD}).content.decode()
    )


def test_sample_sign_ins_are_listed_only_where_they_may_be(cast, client, settings):
    cast.bureau.sample = True
    cast.bureau.save()
    settings.SAMPLE_PASSWORD = ""
    assert "示例帐号" not in client.get(reverse("sign_in")).content.decode()
    settings.SAMPLE_PASSWORD = PASSWORD
    page = client.get(reverse("sign_in")).content.decode()
    assert "?as=staff" in page and "stranger_staff" not in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/").url == f"{reverse('sign_in')}?next=/"
    assert client.get(reverse("record_new", args=["organizations"])).status_code == 302
    assert client.get(reverse("register", args=["organizations"])).status_code == 404
    assert client.get(reverse("register", args=["events"])).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page_with_only_what_it_may_open(cast, as_user, role):
    client = as_user(cast.users[role.value])
    answer = client.get("/")
    assert answer.status_code == 200
    menu = answer.context["menu"]
    for entry in [*menu.top, *(e for g in menu.groups for e in g.entries)]:
        if not entry.url.startswith(("/imports/", "/admin/")):
            assert client.get(entry.url).status_code == 200, entry


def test_the_sample_mark_stands_on_every_page_of_a_sample_bureau(cast, as_user):
    assert "示例数据" not in as_user(cast.staff).get("/").content.decode()
    cast.bureau.sample = True
    cast.bureau.save()
    cast.staff.refresh_from_db()
    for page in ("/", reverse("register", args=["organizations"]), reverse("search"), "/nothing/"):
        assert "示例数据" in as_user(cast.staff).get(page).content.decode()


def test_home_says_what_waits(cast, as_user, add):
    add("ip", by=cast.liaison, name="专利", organization=cast.firm_east, region=cast.east)
    page = as_user(cast.staff).get("/").content.decode()
    assert "知识产权 1 条待核" in page
    assert "知识产权" in as_user(cast.enterprise).get("/").content.decode()


def test_search_finds_across_registers_within_the_scope(
    cast, as_user, add, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        firm = organization(cast.bureau, cast.west, "澜江星澜半导体材料有限公司", 44)
        add("projects", name="半导体材料项目", organization=firm, region=cast.west)
    found = as_user(cast.staff).get(reverse("search"), {"q": "半导体材料"}).context["found"]
    assert sorted((hit.register.name, hit.count) for hit in found) == [("organizations", 1), ("projects", 1)]
    assert as_user(cast.liaison).get(reverse("search"), {"q": "半导体材料"}).context["found"] == []
    first = as_user(cast.staff).get(reverse("search"), {"q": "xlbdt", "first": "1"})
    assert first.url == reverse("record", args=["organizations", firm.pk])
    assert as_user(cast.system).get(reverse("search")).status_code == 403


def test_pages_bring_no_inline_script_or_style(cast, as_user):
    for page in ("/", reverse("register", args=["organizations"]), reverse("record", args=["organizations", cast.firm_east.pk]),
                 reverse("record_new", args=["projects"]), reverse("search")):  # fmt: skip
        text = as_user(cast.staff).get(page).content.decode()
        assert (
            " style=" not in text
            and "<style" not in text
            and "<script>" not in text
            and " onclick=" not in text
        )


def test_a_post_without_its_token_is_refused_in_words(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.staff)
    answer = client.post(reverse("record_verify", args=["organizations", cast.firm_east.pk]))
    assert answer.status_code == 403 and "请再提交一次" in answer.content.decode()
