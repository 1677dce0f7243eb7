"""Looking for entries in the archives: the journal page's question, rights and masking, over kept files."""

import html
import re
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from taizhang.files.store import path_of
from taizhang.journal import searching
from taizhang.journal.events import Event
from taizhang.journal.models import Archive, Entry
from taizhang.journal.queries import Asked, entries
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.actions import add_record, change_record
from taizhang.registers.archiving import archive
from taizhang.registers.declaration import registers

PAGE = "/admin/journal/archives/"
BEGIN = timezone.localtime().replace(hour=9, minute=0)


def at(number: int):
    """So many days from now."""
    return time_machine.travel(BEGIN + timedelta(days=number), tick=True)


def iso(number: int) -> str:
    return (BEGIN + timedelta(days=number)).date().isoformat()


@pytest.fixture
def long_ago(cast):
    """A firm added on day 40 and changed on day 50 by staff, signs of life of another bureau; day 330: two archives of it all."""
    organizations = registers()["organizations"]
    staff = Author(cast.staff, "来函", address="10.0.0.9")
    with at(40):
        firm = add_record(
            organizations,
            {"name": "从前厂", "region": cast.east, "contact": "赵六", "phone": "13812345678"},
            bureau=cast.bureau,
            author=staff,
        )
        write(Author(cast.stranger_staff), Note(Event.SIGNED_IN, title="别局的人"))
    with at(50):
        values = {"registered_capital_yuan": Decimal(71_000_000)}
        change_record(organizations, firm, values, version=firm.version, author=staff)
        write(Author(cast.leader), Note(Event.SIGNED_IN, title="从前的登录"))
    with at(60):
        write(Author(cast.leader), Note(Event.SIGNED_OUT, title="链的末端总留着"))
    with at(330):
        today = timezone.localdate()
        size = Entry.objects.count() // 2 + 1
        made = archive(today - timedelta(days=220), Author(None, "测试"), today=today, size=size)
        assert len(made) == 2
    return firm


def test_it_belongs_to_the_audit_administrator(cast, as_user):
    codes = {who: as_user(cast.users[who]).get(PAGE, {"person": "staff"}).status_code for who in cast.users}
    assert {who for who, code in codes.items() if code == 200} == {"audit"}


def test_a_record_is_found_newest_first_with_what_became_what(cast, as_user, long_ago):
    asked = {"register": "organizations", "record": long_ago.pk}
    client = as_user(cast.audit)
    journal = client.get("/admin/journal/", {**asked, "event": "record.changed"}).content.decode()
    assert f"{PAGE}?" in journal and "7,100" not in journal
    page = client.get(PAGE, asked).content.decode()
    assert page.index("7,100") < page.index("登记</td>")
    assert "从前厂" in page and "来函" in page and "10.0.0.9" in page


def test_personal_data_stay_covered_and_other_bureaus_unseen(cast, as_user, long_ago):
    page = as_user(cast.audit).get(PAGE, {"first": iso(1), "last": iso(60)}).content.decode()
    assert "从前厂" in page and "13812345678" not in page
    assert "从前的登录" in page and "别局的人" not in page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"person": "STAFF"}, {"record.added", "record.changed"}),
        ({"person": "leader"}, {"user.signed_in"}),
        ({"event": Event.SIGNED_IN}, {"user.signed_in"}),
        ({"first": 45, "last": 55}, {"record.changed", "user.signed_in"}),
        ({"first": 45, "last": 49}, set()),
        ({"last": 41}, {"record.added"}),
        ({"batch_id": 77}, set()),
    ],
)
def test_the_same_question_gives_what_the_page_gave_while_it_was_at_hand(cast, long_ago, asked, expected):
    days = {n: (BEGIN + timedelta(days=d)).date() for n, d in asked.items() if n in ("first", "last")}
    question = Asked(**{**asked, **days})
    found = searching.step(cast.bureau.pk, question)
    of_then = {e.event for e in found.entries if (e.title, e.event) != ("", "") and e.at > BEGIN}
    assert of_then == expected
    assert found.before is None and found.done == found.total
    assert all(entry.bureau_id == cast.bureau.pk for entry in found.entries)
    assert not {e.pk for e in found.entries} & set(
        entries(cast.bureau.pk, Asked()).values_list("pk", flat=True)
    )


def test_a_search_goes_file_by_file_and_says_how_far_it_is(cast, long_ago):
    question, steps, before = Asked(person="staff"), [], None
    while True:
        step = searching.step(cast.bureau.pk, question, before, seconds=0)
        steps.append((step.done, step.total))
        before = step.before
        if before is None:
            break
    assert steps == [(1, 2), (2, 2)]


def test_what_does_not_fit_on_a_page_goes_on_behind_it_without_a_gap(cast, long_ago):
    question = Asked(last=BEGIN.date() + timedelta(days=60))
    whole = [e.pk for e in searching.step(cast.bureau.pk, question, most=1000).entries]
    found, before = [], None
    while True:
        step = searching.step(cast.bureau.pk, question, before, most=2)
        assert len(step.entries) <= 2
        found += [e.pk for e in step.entries]
        before = step.before
        if before is None:
            break
    assert found == whole == sorted(whole, reverse=True)


def test_a_day_that_no_file_holds_opens_none(cast, long_ago):
    question = Asked(first=BEGIN.date() + timedelta(days=300), last=BEGIN.date() + timedelta(days=310))
    assert searching.step(cast.bureau.pk, question).total == 0


def test_the_page_goes_on_by_itself_and_by_its_link(cast, as_user, long_ago):
    client = as_user(cast.audit)
    first = client.get(PAGE, {"person": "staff"}).content.decode()
    assert "2 份存档都查过了" in first and "接着查更早的" not in first and 'hx-trigger="load"' not in first
    middle = Archive.objects.order_by("-first").first().first
    part = client.get(PAGE, {"person": "staff", "before": middle, "n": 1}, headers={"HX-Request": "true"})
    text = part.content.decode()
    assert "<html" not in text and 'id="more"' in text and "2 份存档都查过了" in text


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_searched(cast, as_user, long_ago):
    newest = Archive.objects.order_by("-first").first()
    path_of(newest.file.sha256).unlink()
    page = html.unescape(as_user(cast.audit).get(PAGE, {"person": "staff"}).content.decode())
    assert f"第 {newest.first}—{newest.last} 节" in page and re.search(r"找到 \d+ 条", page)


def test_without_a_question_or_archives_it_says_what_to_do(cast, as_user):
    client = as_user(cast.audit)
    assert "先写明要查什么" in client.get(PAGE).content.decode()
    assert "还没有存档" in client.get(PAGE, {"person": "staff"}).content.decode()
    assert "日期看不懂" in client.get(PAGE, {"first": "六月"}).content.decode()
