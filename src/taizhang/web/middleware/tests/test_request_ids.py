"""Each request has a number: the gateway's when it is well-formed, else its own; error pages show it."""

import re

import pytest
from django.test import Client

OWN = re.compile(r"[2-9A-HJ-NP-Z]{10}")


def test_a_number_of_the_gateway_is_kept(db, client):
    assert (
        client.get("/sign-in/", headers={"x-request-id": "gw-2026_11-abcdef"})["X-Request-ID"]
        == "gw-2026_11-abcdef"
    )


@pytest.mark.parametrize(
    "told",
    [
        "",
        "short",
        "x" * 65,
        "<script>alert(1)</script>",
        "aaaaaaaa bbbbbbbb",
        "一二三四五六七八九",
        "-" * 20,
        "abc\tdefgh",
    ],
)
def test_anything_else_is_replaced(db, client, told):
    assert OWN.fullmatch(client.get("/sign-in/", headers={"x-request-id": told})["X-Request-ID"])


def test_two_requests_never_share_a_number(db, client):
    assert client.get("/sign-in/")["X-Request-ID"] != client.get("/sign-in/")["X-Request-ID"]


def test_every_error_page_shows_its_number_to_be_copied(cast, as_user):
    pages = {
        404: as_user(cast.staff).get("/registers/none/"),
        403: as_user(cast.staff).get("/admin/users/"),
        400: Client().get("/", HTTP_HOST="elsewhere.example"),
    }
    forged = Client(enforce_csrf_checks=True).post("/sign-in/", {})
    for status, answer in [*pages.items(), (403, forged)]:
        assert answer.status_code == status
        number = answer["X-Request-ID"]
        assert (
            f"<code>{number}</code>" in answer.content.decode()
            and f'data-copy="{number}"' in answer.content.decode()
        )


def test_the_page_of_a_fault_needs_no_database(client):
    """Asked without access to a database: the test would fail at the first query."""
    from taizhang.core import references
    from taizhang.web.public.errors import server_error

    references.begin("ABCDEFGHJK")
    answer = server_error(None)
    assert answer.status_code == 500 and "ABCDEFGHJK" in answer.content.decode()
    references.begin("")
