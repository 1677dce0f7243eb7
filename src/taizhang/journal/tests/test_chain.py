"""The chain holds what was written, and any single change to it shows."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.outsider import outside, sql

from taizhang.accounts.models import Bureau, User
from taizhang.journal import chain
from taizhang.journal.chain import FIELDS, START, entry_hash, first_break, seal, seal_day, unsealed
from taizhang.journal.events import Event
from taizhang.journal.models import DaySeal, Entry, Link
from taizhang.journal.writing import Author, Note, write_all
from taizhang.regions.models import Region


def entries(count: int, **more) -> list[Entry]:
    with transaction.atomic():
        notes = [
            Note(
                Event.RECORD_CHANGED,
                "organizations",
                7 + i,
                f"企业{i}",
                {"name": "旧"},
                {"name": f"新{i}"},
                "d" * 64,
            )
            for i in range(count)
        ]
        return write_all(
            Author(**{"user": None, "ground": "依据", "batch_id": 3, "address": "10.0.0.1", **more}), notes
        )


def test_an_empty_journal_holds(db):
    assert first_break() is None
    assert seal() == 0
    assert seal_day(date(2026, 1, 1)) is None


def test_sealing_gives_each_entry_one_place_in_order(db):
    entries(5)
    assert unsealed() == 5
    assert seal() == 5
    assert seal() == 0
    assert unsealed() == 0
    assert list(Link.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    assert first_break() is None


def test_sealing_stops_at_its_limit_and_goes_on_later(db, monkeypatch):
    monkeypatch.setattr(chain, "CHUNK", 4)
    entries(11)
    assert seal(6) == 6
    assert seal() == 5
    assert first_break() is None


def test_an_entry_committed_late_far_below_the_newest_is_sealed(db, monkeypatch):
    """On PostgreSQL a long import holds low ids while others commit higher ones."""
    monkeypatch.setattr(chain, "LATE", 3)
    late, *_, newest = entries(10)
    held = Entry.objects.filter(pk=late.pk).values(*[f.attname for f in Entry._meta.fields]).get()
    with outside():
        Entry.objects.filter(pk=late.pk).delete()
    seal()
    assert newest.pk - late.pk > 3
    Entry.objects.create(**held)
    assert seal() == 1
    assert Link.objects.get(entry_id=late.pk).seq == 10
    assert unsealed() == 0
    assert first_break() is None


def test_the_hash_can_be_repeated_from_its_description(db):
    entry = entries(1)[0]
    seal()
    row = Entry.objects.values_list(*FIELDS).get(pk=entry.pk)
    assert Link.objects.get(seq=1).hash == entry_hash(START, row)


@pytest.fixture
def sealed(db):
    region = Region.objects.create(code="330881", name="江山市", level=3, path="330881/")
    bureau = Bureau.objects.create(slug="jia", name="甲", region=region)
    other = Bureau.objects.create(slug="yi", name="乙", region=region)
    by = User.objects.create(username="staff", name="经办", role="staff", bureau=bureau)
    entries(4, user=by)
    entries(2, bureau=other)
    seal()
    DaySeal.objects.create(
        day=date(2026, 1, 5), seq=4, hash=Link.objects.get(seq=4).hash, sealed_at=timezone.now()
    )
    assert first_break() is None
    return bureau, other, by


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_single_change_of_any_column_of_any_entry_is_found(sealed, data):
    bureau, other, by = sealed
    number = data.draw(st.integers(1, 6), label="place")
    column = data.draw(st.sampled_from([f for f in FIELDS if f != "id"]), label="column")
    entry_id = Link.objects.get(seq=number).entry_id
    old = Entry.objects.values_list(column, flat=True).get(pk=entry_id)
    field = Entry._meta.get_field(column.removesuffix("_id") if column in ("by_id", "bureau_id") else column)
    if column == "at":
        new = old + timedelta(microseconds=data.draw(st.integers(1, 10**12)))
    elif column == "by_id":
        new = data.draw(st.sampled_from([by.pk, None]))
    elif column == "bureau_id":
        new = data.draw(st.sampled_from([bureau.pk, other.pk, None]))
    elif column in ("record_id", "batch_id"):
        new = data.draw(st.integers(-(2**40), 2**40) | st.none())
    else:
        letters = st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")
        new = data.draw(st.text(letters, max_size=min(field.max_length or 60, 30)))
    if new == old:
        return
    with transaction.atomic():
        assert sql(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", new, entry_id) == 1
        found = first_break()
        transaction.set_rollback(True)
    assert found is not None
    assert found.seq == number
    assert found.entry_id == entry_id


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_changed_hash_of_a_link_is_found(sealed, number):
    sql("UPDATE journal_link SET hash = %s WHERE seq = %s", "f" * 64, number)
    assert first_break().seq == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_deleted_entry_is_found(sealed, number):
    entry_id = Link.objects.get(seq=number).entry_id
    sql("DELETE FROM journal_link WHERE seq = %s", number)
    sql("DELETE FROM journal_entry WHERE id = %s", entry_id)
    found = first_break()
    assert found.seq == number
    assert f"缺少第 {number} 节" in found.sentence


def test_a_deleted_entry_whose_place_remains_is_named(sealed):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not let an entry go while its link is there")
    link = Link.objects.get(seq=6)
    with connection.constraint_checks_disabled():
        sql("DELETE FROM journal_entry WHERE id = %s", link.entry_id)
        found = first_break()
        sql("DELETE FROM journal_link WHERE seq = 6")
    assert (found.seq, found.entry_id) == (6, link.entry_id)
    assert f"第 {link.entry_id} 条" in found.sentence


def test_two_entries_that_changed_places_are_found(sealed):
    first, second = Link.objects.get(seq=2).entry_id, Link.objects.get(seq=3).entry_id
    spare = entries(1)[0].pk
    for place, entry in ((2, spare), (3, first), (2, second)):
        sql("UPDATE journal_link SET entry_id = %s WHERE seq = %s", entry, place)
    assert first_break().seq == 2


def test_a_tail_cut_off_below_a_day_seal_is_found(sealed):
    sql("DELETE FROM journal_link WHERE seq >= 4")
    assert "2026-01-05" in first_break().sentence


def test_a_changed_day_seal_is_found_even_when_two_days_share_a_place(sealed):
    DaySeal.objects.create(
        day=date(2026, 1, 6), seq=4, hash=Link.objects.get(seq=4).hash, sealed_at=timezone.now()
    )
    assert first_break() is None
    sql("UPDATE journal_dayseal SET hash = %s WHERE day = %s", "0" * 64, date(2026, 1, 5))
    assert "2026-01-05" in first_break().sentence


def test_every_finished_day_gets_its_own_end_of_the_chain(db):
    for day in (3, 3, 5):
        entry = entries(1)[0]
        with outside():
            Entry.objects.filter(pk=entry.pk).update(at=timezone.make_aware(datetime(2026, 3, day, 12)))
    newest = seal_day(date(2026, 3, 7))
    assert list(DaySeal.objects.order_by("day").values_list("day", "seq")) == [
        (date(2026, 3, 3), 2), (date(2026, 3, 4), 2), (date(2026, 3, 5), 3), (date(2026, 3, 6), 3),
    ]  # fmt: skip
    assert newest.day == date(2026, 3, 6)
    assert seal_day(date(2026, 3, 7)) == newest
    assert DaySeal.objects.count() == 4
    assert first_break() is None


@pytest.mark.django_db(transaction=True)
def test_several_sealers_at_once_make_one_chain():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer; on disk its writers queue")
    entries(300)
    ready = threading.Barrier(4)
    errors = []

    def run():
        try:
            ready.wait()
            seal()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert seal() == 0
    assert list(Link.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 301))
    assert first_break() is None
