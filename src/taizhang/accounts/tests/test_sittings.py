"""Sessions begin, are counted, and end: by time, from elsewhere, by what an administrator does."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.cast import PASSWORD

from taizhang.accounts.actions import Standing, change_user, reset_password, switch_user
from taizhang.accounts.devices import device_words
from taizhang.accounts.models import Role, Sitting
from taizhang.accounts.sittings import forget_old
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author

HOME = "/admin/account/"
FRAGMENT = {"HTTP_HX_REQUEST": "true"}


def signed_in(user, agent="Mozilla/5.0 (Windows NT 10.0) Chrome/120.0", address="10.0.0.1"):
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    answer = client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def is_in(client):
    return client.get(HOME).status_code == 200


@pytest.mark.parametrize(
    ("who", "minutes"), [("staff", 30), ("system", 15), ("audit", 15), ("enterprise", 30)]
)
def test_who_does_nothing_is_signed_out_and_told(cast, clock, settings, who, minutes):
    settings.SIGN_IN_RULES = {"totp_roles": ()}
    client = signed_in(cast.users[who])
    clock.shift(minutes * 60 - 1)
    assert is_in(client)
    clock.shift(minutes * 60)
    answer = client.get(HOME)
    assert answer.url == f"/sign-in/?next={HOME}"
    assert "太久没有操作" in client.get(answer.url).content.decode()
    assert SESSION_KEY not in client.session
    entry = Entry.objects.filter(event=Event.SIGNED_OUT).get()
    assert entry.ground == "太久没有操作"
    assert Sitting.objects.get().end == Sitting.End.IDLE


def test_a_progress_bar_keeps_nobody_signed_in(cast, clock):
    client = signed_in(cast.staff)
    for _ in range(31):
        clock.shift(60)
        client.get(HOME, HTTP_X_QUIET="1", **FRAGMENT)
        client.get("/session/")
        client.get("/healthz")
    assert not is_in(client)


def test_work_keeps_one_signed_in_but_not_beyond_twelve_hours(cast, clock):
    client = signed_in(cast.staff)
    for _ in range(12 * 3 - 1):
        clock.shift(20 * 60)
        assert is_in(client)
    clock.shift(20 * 60)
    answer = client.get(HOME, follow=True)
    assert "最长时间" in answer.content.decode()


def test_asking_how_long_it_still_lasts_is_no_activity_and_staying_is(cast, clock):
    client = signed_in(cast.staff)
    clock.shift(28 * 60)
    assert client.get("/session/").json()["left"] == 120
    assert client.post("/session/stay/").json()["left"] == 1800
    clock.shift(29 * 60)
    assert is_in(client)


def test_a_part_of_a_page_gets_401_with_words_and_no_sign_in_page(cast, clock):
    client = signed_in(cast.staff)
    clock.shift(31 * 60)
    answer = client.get(HOME, **FRAGMENT)
    assert (answer.status_code, answer.content.decode()[:6]) == (401, "太久没有操作")
    told = client.get("/session/").json()
    assert (told["person"], bool(told["csrf"])) == (None, True)


def test_the_fourth_sign_in_puts_the_first_out_and_tells_it_where(cast, clock, strict):
    first, second, third = (signed_in(cast.staff) for _ in range(3))
    clock.shift(60)
    fourth = signed_in(cast.staff, "Mozilla/5.0 (iPhone) Safari/605", "10.0.0.9")
    assert [is_in(c) for c in (second, third, fourth)] == [True] * 3
    page = first.get(HOME, follow=True).content.decode()
    assert "在别处登录（09:01，Safari · 苹果手机，10.0.0.9）" in page
    entry = Entry.objects.filter(event=Event.SITTING_ENDED).get()
    assert (entry.by, entry.address) == (cast.staff, "10.0.0.1")


def test_an_administrator_is_signed_in_at_one_place(cast, settings):
    settings.SIGN_IN_RULES = {"totp_roles": ()}
    first = signed_in(cast.audit)
    second = signed_in(cast.audit)
    assert (is_in(first), is_in(second)) == (False, True)


def test_closed_browsers_do_not_count(cast, clock, strict):
    for _ in range(3):
        signed_in(cast.staff)
    clock.shift(31 * 60)
    signed_in(cast.staff)
    assert not Entry.objects.filter(event=Event.SITTING_ENDED).exists()
    assert Sitting.objects.filter(end=Sitting.End.IDLE).count() == 3


def test_the_person_sees_where_he_is_signed_in_and_ends_the_rest(cast, clock):
    here, there = (
        signed_in(cast.staff),
        signed_in(cast.staff, "Mozilla/5.0 (Linux; Android 13) Chrome/119", "10.7.7.7"),
    )
    page = here.get(HOME).content.decode()
    assert "Chrome · 安卓手机" in page and "10.7.7.7" in page and "就是这里" in page
    here.post("/admin/account/sittings/end/", {})
    assert (is_in(here), is_in(there)) == (True, False)
    assert "没有别处的登录" in here.post("/admin/account/sittings/end/", {}, follow=True).content.decode()


def test_nobody_ends_another_persons_sitting(cast):
    mine, theirs = signed_in(cast.staff), signed_in(cast.colleague)
    pk = Sitting.objects.get(user=cast.colleague).pk
    mine.post("/admin/account/sittings/end/", {"sitting": pk})
    assert is_in(theirs)


def standing(user, **more):
    held = {"name": user.name, "role": Role(user.role), "region": user.region}
    return Standing(**{**held, **more})


@pytest.mark.parametrize("what", ["off", "role", "region", "reset"])
def test_what_an_administrator_changes_ends_the_sessions_at_once(cast, what):
    client, by = signed_in(cast.liaison), Author(cast.system)
    {
        "off": lambda: switch_user(user=cast.liaison, on=False, author=by),
        "role": lambda: change_user(
            user=cast.liaison, standing=standing(cast.liaison, role=Role.EXPERT), author=by
        ),
        "region": lambda: change_user(
            user=cast.liaison, standing=standing(cast.liaison, region=cast.west), author=by
        ),
        "reset": lambda: reset_password(user=cast.liaison, author=by),
    }[what]()
    assert not Session.objects.filter(session_key=Sitting.objects.get().key).exists()
    assert not is_in(client)


def test_a_new_name_ends_nothing(cast):
    client = signed_in(cast.liaison)
    change_user(user=cast.liaison, standing=standing(cast.liaison, name="改名"), author=Author(cast.system))
    assert is_in(client)


def test_a_changed_password_ends_the_others_and_not_this_one(cast, clock):
    here, there = signed_in(cast.staff), signed_in(cast.staff)
    new = "Ink-on-paper-7"
    here.post(HOME, {"old": PASSWORD, "new": new, "again": new})
    assert (is_in(here), is_in(there)) == (True, False)
    held = Sitting.objects.get(ended_at=None)
    assert held.key == here.session.session_key
    assert "密码已修改" in there.get(HOME, follow=True).content.decode() or not is_in(there)


def test_the_key_changes_at_sign_in_and_signing_out_leaves_nothing(cast):
    client = Client()
    client.get("/check/")
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    client.post("/sign-in/", {"username": "staff", "password": PASSWORD})
    assert client.session.session_key != planted
    key = client.session.session_key
    answer = client.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(session_key=key).exists()
    assert Sitting.objects.get().end == Sitting.End.OUT


def test_the_cookie_is_kept_from_scripts_and_other_sites(cast, settings):
    settings.SESSION_COOKIE_SECURE = True
    client = signed_in(cast.staff)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)


def test_sittings_are_forgotten_after_half_a_year(cast):
    signed_in(cast.staff).post("/sign-out/")
    forget_old(timezone.now() + timedelta(days=179))
    assert Sitting.objects.count() == 1
    forget_old(timezone.now() + timedelta(days=181))
    assert Sitting.objects.count() == 0


def test_devices_are_told_in_words():
    assert device_words("Mozilla/5.0 (X11; Linux x86_64) Chrome/109 Safari/537") == "Chrome · Linux"
    assert device_words("") == "不明设备"
