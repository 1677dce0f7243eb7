"""What is asked too often is told so, person by person and address by address, across processes."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from taizhang.web.middleware.rate_limits import LIMITED, counts, item_of
from taizhang.web.middleware.shared_counts import SharedCounts

WAY = {"username": "staff", "password": "wrong"}


@pytest.fixture
def asking(cast, settings):
    """A new client under given limits."""

    def made(**rates):
        settings.RATES = {**dict.fromkeys(settings.RATES, "off"), **rates}
        return Client()

    return made


def test_sign_in_is_counted_by_address_and_the_page_says_how_long_to_wait(asking):
    client = asking(sign_in="2 per minute")
    assert [client.post("/sign-in/", WAY).status_code for _ in range(3)] == [200, 200, 429]
    answer = client.post("/sign-in/", WAY)
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert re.search(r"登录得太频繁，请过 \d+ 秒再试", answer.content.decode())
    assert client.get("/sign-in/").status_code == 200  # looking is not counted
    assert client.post("/sign-in/", WAY, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_a_forged_forwarding_header_from_outside_is_not_another_address(asking):
    client = asking(sign_in="1 per minute")
    codes = [
        client.post(
            "/sign-in/", WAY, REMOTE_ADDR="10.0.0.9", headers={"x-forwarded-for": f"1.2.3.{n}"}
        ).status_code
        for n in range(3)
    ]
    assert codes == [200, 429, 429]


def test_it_opens_again_when_the_window_has_passed(asking):
    client = asking(sign_in="1 per minute")
    with time_machine.travel("2026-08-01 09:00", tick=False) as clock:
        assert client.post("/sign-in/", WAY).status_code == 200
        assert client.post("/sign-in/", WAY).status_code == 429
        clock.shift(61)
        assert client.post("/sign-in/", WAY).status_code == 200
        clock.shift(-90_000)  # a clock set back must not shut anybody out for a day
        client.post("/sign-in/", WAY)
        clock.shift(61)
        assert client.post("/sign-in/", WAY).status_code == 200


def test_who_is_signed_in_is_counted_as_a_person_not_as_the_office(asking, cast):
    client = asking(search="1 per minute")
    client.force_login(cast.staff)
    assert [client.get("/search/?q=a").status_code for _ in range(2)] == [200, 429]
    client.force_login(cast.colleague)
    assert client.get("/search/?q=a").status_code == 200


def test_a_fragment_gets_a_sentence_a_program_gets_json(asking, cast):
    client = asking(search="1 per minute", api="1 per minute")
    client.force_login(cast.staff)
    client.get("/search/?q=a")
    answer = client.get("/search/?q=a&suggest=1", headers={"hx-request": "true"})
    assert (answer.status_code, answer["Content-Type"]) == (429, "text/plain; charset=utf-8")
    client.get("/api/v1/organizations")
    answer = client.get("/api/v1/organizations")
    assert (answer.status_code, "接口调用得太频繁" in answer.json()["sentence"]) == (429, True)


def test_the_public_checker_is_counted(asking):
    client = asking(check="1 per minute")
    client.post("/check/", {"text": ""})
    assert client.post("/check/", {"text": ""}).status_code == 429


def test_every_page_that_reads_a_file_is_counted():
    """A view that reads request.FILES, itself or by `sent_files`, is found by name in LIMITED."""
    readers = set()
    for name, view in views().items():
        code = getattr(view, "__code__", None)
        if code and {"FILES", "sent_files"} & set(code.co_names):
            readers.add(name)
    assert len(readers) >= 5, f"{readers}: the search for readers does not work any more"
    assert readers <= {name for _, name in LIMITED}


def views() -> dict:
    """Name -> the plain function behind each address."""
    from tests.house.test_addresses import patterns

    found = {}
    for _, pattern in patterns():
        view = pattern.callback
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        found[pattern.name] = view
    return found


def test_every_name_that_is_counted_is_an_address():
    assert {name for _, name in LIMITED} <= set(views())


def test_two_processes_count_together(tmp_path):
    path = tmp_path / "counts.sqlite3"
    code = (
        "import sys; from taizhang.web.middleware.shared_counts import SharedCounts\n"
        "c = SharedCounts(sys.argv[1])\nfor _ in range(200): c.incr('k', 60)"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(2)]
    assert [p.wait() for p in both] == [0, 0]
    assert SharedCounts(str(path)).get("k") == 400


def test_where_counting_fails_people_go_on_working(asking, settings, caplog):
    client = asking(sign_in="1 per minute")
    counts.cache_clear()
    Path(settings.HOME, "counts.sqlite3").mkdir(parents=True)
    assert [client.post("/sign-in/", WAY).status_code for _ in range(2)] == [200, 200]
    assert "requests are not counted" in caplog.text


def test_a_wrong_limit_fails_at_start_in_words():
    with pytest.raises(ValueError, match="TAIZHANG_RATE_SEARCH='often'"):
        item_of("search", "often")


def test_the_storage_does_all_that_the_library_may_ask(tmp_path):
    store = SharedCounts(str(tmp_path / "counts.sqlite3"))
    assert (store.incr("a", 60), store.incr("a", 60, 2), store.get("a"), store.get("b")) == (1, 3, 3, 0)
    assert store.check()
    store.clear("a")
    assert store.get("a") == 0
    store.incr("a", 60)
    assert store.reset() == 1
    assert issubclass(store.base_exceptions, sqlite3.Error)
