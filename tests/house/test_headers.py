"""Every answer of every address carries the headers of the house; whatever writes asks for the page's token."""

import pytest
from django.test import Client

from taizhang.web.middleware.policy import HEADERS, POLICY
from tests.house.test_addresses import patterns

GIVEN = {
    "<uuid:pk>": "00000000-0000-4000-8000-000000000001",
    "<int:pk>": "1", "<slug:name>": "organizations", "<slug:kind>": "xlsx", "<slug:field>": "name", "<int:number>": "1",
    "<int:table>": "1", "<int:row>": "1", "<str:name>": "none", "<path:place>": "organizations/new", "<str:period>": "2025-H1",
    "<path:name>": "national/tech_sme", "<int:year>": "2025",
    "<int:tie>": "1", "<int:paragraph>": "1", "<slug:key>": "a1", "<int:edition>": "1", "<int:bundle>": "1", "<slug:code>": "none",
    "<int:file>": "1", "<int:years>": "9", "<slug:fact>": "founded_on", "<path:pack>": "national/high_tech_enterprise",
}  # fmt: skip
# What another server posts to, which has no page of ours: it is proved by the provider's own signature or ticket.
FROM_A_SERVER = ("/sign-in/cas/back/",)
# What has a policy of its own, stricter than the pages'.
FILE = "default-src 'none'; sandbox"


def addresses() -> list[str]:
    """Every address with something in each place; a new kind of place is added to GIVEN."""
    found = []
    for where, _ in patterns():
        for place, value in GIVEN.items():
            where = where.replace(place, value)
        assert "<" not in where, f"add the place of {where} to GIVEN"
        found.append("/" + where)
    return sorted(set(found))


def wrong(answer) -> list[str]:
    """What is missing from an answer's headers, or weaker than the house's."""
    said = [n for n, v in HEADERS.items() if n != "Content-Security-Policy" and answer.headers.get(n) != v]
    if answer.headers.get("Content-Security-Policy") not in (POLICY, FILE):
        said.append("Content-Security-Policy")
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        said.append("Cache-Control")
    if "attachment" in answer.headers.get("Content-Disposition", "") and (
        answer.headers["Content-Security-Policy"] != FILE
    ):
        said.append("a file that a browser may open")
    return said


@pytest.mark.parametrize("who", ["nobody", "staff"])
def test_every_answer_carries_the_headers(cast, client, who):
    if who != "nobody":
        client.force_login(cast.users[who])
    client.raise_request_exception = False
    faults = []
    for address in addresses():
        for method in (client.get, client.post):
            answer = method(address)
            if missing := wrong(answer):
                faults.append((method.__name__, address, answer.status_code, missing))
    assert faults == []


def test_errors_redirects_and_static_files_carry_them_too(cast, client):
    for address, status in {
        "/nothing-here": 404, "/imports": 301, "/sign-in/%00": 404, "/static/nothing.css": 404,
    }.items():  # fmt: skip
        answer = client.get(address)
        assert (answer.status_code, wrong(answer)) == (status, []), address
    assert wrong(client.get("/", headers={"host": "elsewhere.example"})) == []
    static = client.get("/static/taizhang/ledger.js")
    assert static.status_code == 200
    assert wrong(static) == ["Cache-Control"]  # a static file is kept: it holds nothing of anybody


def test_a_fault_of_ours_carries_them_too(cast, client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("taizhang.web.public.signing_in.sample_users", lambda: 1 / 0)
    answer = client.get("/sign-in/")
    assert answer.status_code == 500
    assert wrong(answer) == []


def test_https_only_is_asked_for_where_the_setting_says_so(cast, client, settings):
    assert "Strict-Transport-Security" not in client.get("/sign-in/", secure=True).headers
    settings.SECURE_HSTS_SECONDS = 31536000
    anew = Client().get("/sign-in/", secure=True)
    assert anew.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("who", ["nobody", "staff"])
def test_nothing_is_written_without_the_token_of_the_page(cast, who):
    """Each POST, PATCH, PUT and DELETE from a browser without the token: 403 with words, or 405 where nothing is written."""
    asking = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if who != "nobody":
        asking.force_login(cast.users[who])
    for address in addresses():
        if address.startswith("/api/v1/") or address in FROM_A_SERVER:
            continue
        for method in (
            (asking.post,) if who == "nobody" else (asking.post, asking.put, asking.patch, asking.delete)
        ):
            answer = method(address, {"x": "1"} if method == asking.post else "{}")
            if address in ("/check/", "/check/take/") and method != asking.post:
                assert answer.status_code in (302, 403, 405), address
                continue
            assert answer.status_code == 403, f"{method.__name__} {address} {answer.status_code}"
            assert "请再提交一次" in answer.content.decode(), address


def test_the_interface_takes_a_session_only_with_the_token_and_a_wrong_bearer_never(cast):
    asking = Client(enforce_csrf_checks=True)
    asking.force_login(cast.staff)
    for address in addresses():
        if not address.startswith("/api/v1/") or address in (
            "/api/v1/docs",
            "/api/v1/openapi.json",
            "/api/v1/",
        ):
            continue
        answer = asking.post(address, "{}", content_type="application/json")
        assert answer.status_code in (403, 405), address
        if answer.status_code == 403:
            assert "安全标记" in answer.json()["sentence"]
        stranger = Client(enforce_csrf_checks=True)
        answer = stranger.post(
            address, "{}", content_type="application/json", headers={"authorization": "Bearer tz_made_up"}
        )
        assert answer.status_code in (401, 405), address
