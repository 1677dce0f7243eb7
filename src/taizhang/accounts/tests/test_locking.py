"""Failed sign-ins: the source is locked and not the person, the helpdesk lets go with a reason."""

import time

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from tests.cast import PASSWORD, user

from taizhang.accounts.failing import is_spread, unlock
from taizhang.accounts.models import FailedSignIn, Role
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author


def attempt(username, password="wrong", address="10.0.0.1"):
    return Client(REMOTE_ADDR=address).post("/sign-in/", {"username": username, "password": password})


def works(username, address="10.0.0.1"):
    client = Client(REMOTE_ADDR=address)
    client.post("/sign-in/", {"username": username, "password": PASSWORD})
    return SESSION_KEY in client.session


def test_after_five_failures_this_person_at_this_place_is_locked_for_fifteen_minutes(cast, clock):
    answers = [attempt("staff").status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]
    assert not works("staff")
    assert works("staff", "10.0.0.2")
    assert works("colleague")
    clock.shift(14 * 60)
    assert not works("staff")
    clock.shift(60 + 1)
    assert works("staff")


def test_trying_on_while_locked_does_not_make_it_longer(cast, clock):
    for _ in range(19):  # locked from the fifth minute on
        attempt("staff")
        clock.shift(60)
    clock.shift(5)
    assert works("staff")


def test_another_browser_at_the_same_place_does_not_help(cast):
    for number in range(5):
        Client(HTTP_USER_AGENT=f"agent {number}").post("/sign-in/", {"username": "staff", "password": "x"})
    assert not works("staff", "127.0.0.1")


def test_one_address_that_goes_through_a_list_of_names_is_stopped(cast, clock):
    for number in range(19):
        attempt(f"name{number}")
    assert works("staff")
    attempt("name19")
    answer = attempt("staff", PASSWORD)
    assert (answer.status_code, "许多不同的帐号" in answer.content.decode()) == (429, True)
    assert works("staff", "10.0.0.2")
    clock.shift(3601)
    assert works("staff")


def test_going_slowly_is_stopped_by_the_day(cast, clock):
    for number in range(60):
        attempt(f"name{number}")
        clock.shift(1000)
    assert is_spread("10.0.0.1")
    clock.shift(86400)
    assert not is_spread("10.0.0.1")


def test_one_person_who_forgot_his_password_is_no_list(cast):
    for _ in range(40):
        attempt("staff")
        attempt("STAFF ")
    assert not is_spread("10.0.0.1")


def test_what_is_typed_as_a_name_is_kept_in_no_readable_form(cast):
    attempt("my-secret-password")
    row = FailedSignIn.objects.get()
    assert "secret" not in f"{row.__dict__}"
    assert not Entry.objects.filter(title__contains="secret").exists()


def test_the_answer_is_the_same_whoever_is_named(cast):
    switched_off = user("gone", Role.STAFF, cast.bureau, is_active=False)
    pages = [
        attempt(name, password).content.decode().replace(name, "").split("csrfmiddlewaretoken")[0]
        for name, password in (("staff", "wrong"), ("nobody", "wrong"), (switched_off.username, PASSWORD))
    ]
    assert pages[0] == pages[1] == pages[2]
    assert "用户名或密码不对" in attempt("nobody").content.decode()


def test_an_unknown_name_takes_as_long_as_a_known_one(cast, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    known = user("slow", Role.STAFF, cast.bureau)
    settings.AXES_ENABLED = False

    def median(name):
        took = []
        for _ in range(3):
            begin = time.perf_counter()
            attempt(name)
            took.append(time.perf_counter() - begin)
        return sorted(took)[1]

    assert 0.5 < median(known.username) / median("nobody at all") < 2


def test_the_helpdesk_unlocks_with_a_reason(cast, client):
    for _ in range(5):
        attempt("staff")
    client.force_login(cast.system)
    page = f"/admin/users/{cast.staff.pk}/"
    assert "一天内有 5 次失败的登录" in client.get(page).content.decode()
    answer = client.post(f"{page}unlock/", {"ground": " "}, follow=True)
    assert "请写明解锁的理由" in answer.content.decode()
    assert not works("staff")
    client.post(f"{page}unlock/", {"ground": "本人来电"})
    assert works("staff")
    entry = Entry.objects.get(event=Event.UNLOCKED)
    assert (entry.by, entry.record_id, entry.ground) == (cast.system, cast.staff.pk, "本人来电")


def test_unlocking_a_person_lets_his_address_go_too(cast):
    for number in range(20):
        attempt(f"name{number}")
    attempt("staff")
    FailedSignIn.objects.update(user=cast.staff)
    unlock(user=cast.staff, author=Author(cast.system, "本人来电"))
    assert works("staff")


def test_nobody_unlocks_in_another_bureau(cast):
    with pytest.raises(Refused, match="不属于本局"):
        unlock(user=cast.staff, author=Author(cast.stranger_staff, "x"))


def test_after_signing_in_one_reads_when_one_was_here_and_who_tried(cast, clock):
    client = Client(REMOTE_ADDR="10.0.0.5")
    typed = {"username": "staff", "password": PASSWORD}
    assert "上次登录" not in client.post("/sign-in/", typed, follow=True).content.decode()
    client.post("/sign-out/")
    clock.shift(3600)
    attempt("staff", address="10.9.9.9")
    attempt("staff", address="10.9.9.9")
    page = client.post("/sign-in/", typed, follow=True).content.decode()
    assert "上次登录 2026-03-02 09:00，来自 10.0.0.5" in page
    assert "此后有 2 次失败的登录，最近一次 2026-03-02 10:00，来自 10.9.9.9" in page
    client.post("/sign-out/")
    page = client.post("/sign-in/", typed, follow=True).content.decode()
    assert "上次登录 2026-03-02 10:00" in page and "失败的登录" not in page
