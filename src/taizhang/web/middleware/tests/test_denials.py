"""A refusal is written down, once an hour for each person and sentence, and no person is kept from another by it."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.web.middleware.denials import QUIET


@pytest.fixture(autouse=True)
def _nothing_said_before():
    cache.clear()


def refused():
    return Entry.objects.filter(event=Event.ACCESS_REFUSED).order_by("id")


def test_a_refusal_stands_in_the_journal_with_who_what_and_where(cast, as_user):
    page = as_user(cast.liaison).get("/admin/journal/", REMOTE_ADDR="10.1.2.3")
    entry = refused().get()
    sentence = can(cast.liaison, Act.JOURNAL).sentence
    assert sentence in page.content.decode()
    assert (entry.by, entry.title, entry.address, entry.bureau) == (
        cast.liaison,
        sentence,
        "10.1.2.3",
        cast.bureau,
    )
    assert json.loads(entry.after) == {"path": "/admin/journal/", "method": "GET"}


def test_the_same_person_and_sentence_once_an_hour(cast):
    began = timezone.now()
    for after, count in ((0, 1), (1, 1), (QUIET - 60, 1), (QUIET + 60, 2)):
        with time_machine.travel(began + timedelta(seconds=after), tick=False):
            client = Client()
            client.force_login(cast.liaison)
            assert client.get("/admin/journal/").status_code == 403
            assert client.post("/admin/journal/proof/ask/").status_code == 403
        assert refused().count() == count, after


def test_another_sentence_and_another_person_are_entries_of_their_own(cast, as_user):
    for who, path in (
        ("liaison", "/admin/journal/"),
        ("liaison", "/admin/users/"),
        ("leader", "/admin/users/"),
    ):
        assert as_user(cast.users[who]).get(path).status_code == 403
    said = [(e.by, e.title) for e in refused()]
    assert said == [
        (cast.liaison, can(cast.liaison, Act.JOURNAL).sentence),
        (cast.liaison, can(cast.liaison, Act.USERS).sentence),
        (cast.leader, can(cast.leader, Act.USERS).sentence),
    ]


def test_a_fragment_and_a_program_are_written_down_like_a_page(cast, as_user):
    as_user(cast.leader).get("/admin/users/", headers={"HX-Request": "true"})
    as_user(cast.bank).get("/api/v1/organizations")
    titles = [e.title for e in refused()]
    assert titles == [
        can(cast.leader, Act.USERS).sentence,
        can(cast.bank, Act.VIEW, "organizations", "单位").sentence,
    ]


def test_what_is_not_there_and_who_is_not_signed_in_are_no_refusals(cast, client, as_user):
    assert client.get("/admin/users/").status_code == 302
    assert as_user(cast.liaison).get(f"/registers/organizations/{cast.firm_west.pk}/").status_code == 404
    assert not refused().exists()
