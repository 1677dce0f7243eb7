"""Accounts that nobody uses are listed, then switched off; the last system administrator stays."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import user

from taizhang.accounts.actions import switch_user
from taizhang.accounts.idle import idle_users, switch_off_idle
from taizhang.accounts.models import ApiToken, Role, User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author


@pytest.fixture
def unused(cast, strict):
    """Nobody has been here for 91 days."""
    long_ago = timezone.now() - timedelta(days=91)
    User.objects.update(date_joined=long_ago, last_login=None)
    return cast


def names(users):
    return {user.username for user in users}


def test_staff_go_after_ninety_days_and_firms_not_yet(unused):
    gone = names(switch_off_idle(timezone.now()))
    assert {"staff", "leader", "audit", "security", "liaison", "stranger_staff"} <= gone
    assert not gone & {"system", "enterprise", "bank", "expert"}
    assert User.objects.get(username="system").is_active
    entry = Entry.objects.get(event=Event.USER_CHANGED, record_id=unused.staff.pk)
    assert (entry.by, entry.ground, entry.after) == (None, "90 天没有登录", '{"is_active":false}')
    assert switch_off_idle(timezone.now()) == []


def test_of_two_system_administrators_one_stays(unused):
    user("second", Role.SYSTEM, unused.bureau, date_joined=timezone.now() - timedelta(days=200))
    gone = names(switch_off_idle(timezone.now()))
    assert len(gone & {"system", "second"}) == 1


@pytest.mark.parametrize("what", ["last_login", "enabled_at", "token"])
def test_whoever_was_here_lately_stays(unused, what):
    now = timezone.now()
    if what == "token":
        ApiToken.objects.create(user=unused.staff, name="x", digest="x", used_at=now)
    else:
        User.objects.filter(pk=unused.staff.pk).update(**{what: now - timedelta(days=89)})
    assert "staff" not in names(switch_off_idle(now))
    assert "colleague" not in names(User.objects.filter(is_active=True))


def test_who_is_switched_on_again_has_ninety_days(unused):
    switch_off_idle(timezone.now())
    unused.staff.refresh_from_db()
    switch_user(user=unused.staff, on=True, author=Author(unused.system))
    assert switch_off_idle(timezone.now()) == []


def test_sample_bureaus_keep_everybody(unused):
    unused.bureau.sample = True
    unused.bureau.save()
    assert names(switch_off_idle(timezone.now())) == {"stranger_staff"}


def test_the_list_tells_a_fortnight_ahead(cast, strict, client):
    User.objects.update(date_joined=timezone.now() - timedelta(days=80), last_login=None)
    User.objects.filter(pk=cast.colleague.pk).update(last_login=timezone.now())
    assert idle_users(cast.bureau, timezone.now()) == []
    assert "staff" in names(idle_users(cast.bureau, timezone.now(), ahead=14))
    client.force_login(cast.leader)  # a visit
    assert "leader" not in names(idle_users(cast.bureau, timezone.now(), ahead=14))
