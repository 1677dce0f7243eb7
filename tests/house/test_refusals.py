"""Whoever is refused reads why: on a page, in a fragment of a page that stays, in a save in the background.

What a program reads is held against the table by the walk.
"""

import re

import pytest
from django.test import Client

from taizhang.access.can import can
from taizhang.access.roles import TABLE, Act
from taizhang.accounts.models import Role
from tests.house.walk.addresses import Address, addresses

GIVEN = {
    "name": "organizations", "kind": "xlsx", "field": "name", "period": "2025-H1", "place": "new:needs", "key": "a1", "code": "none",
}  # fmt: skip
PAGES = [a for a in addresses() if not a.is_api and a.act not in (Act.PUBLIC, Act.HOME)]
STAYING: tuple[dict[str, str], ...] = ({"HX-Request": "true"}, {"X-Requested-With": "fetch"})
WAYS = ({}, *STAYING)
ROLES = [r for r in Role if r != Role.PUBLIC]
UUID = "00000000-0000-4000-8000-000000000001"


def path_of(address: Address) -> str:
    values = {name: GIVEN.get(name, 1) for name in re.findall(r"<(?:\w+:)?(\w+)>", address.route)}
    return address.path(values | ({"pk": UUID} if "<uuid:pk>" in address.route else {}))


@pytest.mark.parametrize("role", ROLES)
def test_whoever_may_not_reads_the_sentence_of_the_table_at_every_address(cast, as_user, role):
    """Each address by each method; as a page, by htmx and by fetch in turn, so that all roles together try every way."""
    user = cast.users[role.value]
    client, refused = as_user(user), 0
    asked = [(a, method) for a in PAGES for method in a.methods]
    for at, (address, method) in enumerate(asked, start=ROLES.index(role)):
        if address.act in TABLE[role]:
            continue
        sentence, path, headers = can(user, address.act).sentence, path_of(address), WAYS[at % len(WAYS)]
        answer = getattr(client, method.lower())(path, headers=headers)
        told = answer.content.decode()
        assert (answer.status_code, sentence in told) == (403, True), (method, path, headers)
        if headers:
            assert (answer.headers["Content-Type"], told) == ("text/plain; charset=utf-8", sentence), (
                method,
                path,
            )
        refused += 1
    assert refused > 20


def test_what_is_not_there_and_what_an_action_refuses_are_bare_sentences_for_a_page_that_stays(cast, as_user):
    client = as_user(cast.staff)
    where = f"/registers/organizations/{cast.firm_east.pk}/end/"
    for headers in STAYING:
        gone = client.get("/registers/organizations/987654321/", headers=headers)
        assert (gone.status_code, gone.content.decode()[:8]) == (404, "这一项已经不在，")
        no = client.post(where, {"ground": ""}, headers=headers)
        assert (no.status_code, no.headers["Content-Type"]) == (409, "text/plain; charset=utf-8")
        assert "<" not in no.content.decode()
    assert "没有办成" in client.post(where, {"ground": ""}).content.decode()


def test_a_page_opened_without_its_token_still_says_so_as_a_page_that_asks_again(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.staff)
    answer = client.post("/imports/files/", headers={"HX-Request": "true"})
    assert answer.status_code == 403 and "data-csrf-refused" in answer.content.decode()
