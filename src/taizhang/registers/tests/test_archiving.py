"""The journal goes into kept files, and everything that it proved stays proved."""

import gzip
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone
from tests.outsider import outside, sql

from taizhang.core.decisions import Refused
from taizhang.files.store import keep, read
from taizhang.journal import archives, archiving, keeping
from taizhang.journal.chain import first_break, seal, seal_day
from taizhang.journal.events import Event
from taizhang.journal.models import Archive, DaySeal, Entry, Link
from taizhang.journal.seals import answer
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record, change_record, last_author_id, withdraw_records
from taizhang.registers.archiving import archive
from taizhang.registers.declaration import registers
from taizhang.registers.proving import prove

SYSTEM = Author(None, "测试")


BEGIN = timezone.localtime().replace(hour=9, minute=0)


def day(number: int) -> date:
    return (BEGIN + timedelta(days=number)).date()


def at(number: int):
    """So many days from now."""
    return time_machine.travel(BEGIN + timedelta(days=number), tick=True)


def today() -> date:
    return timezone.localdate()


def archive_before(day: date, size: int = 100_000):
    return archive(day, SYSTEM, today=today(), size=size)


@pytest.fixture
def aged(cast):
    """Organizations of today and of day 50, one withdrawn, one changed on day 200; it is day 330, nothing archived yet."""
    organizations = registers()["organizations"]
    staff = Author(cast.staff, "测试")
    with at(50):
        gone = add_record(
            organizations, {"name": "撤销厂", "region": cast.east}, bureau=cast.bureau, author=staff
        )
        withdraw_records(organizations, [gone], author=staff)
        later = add_record(
            organizations, {"name": "后来厂", "region": cast.east}, bureau=cast.bureau, author=staff
        )
        seal_day(today())
    with at(200):
        cast.firm_east.refresh_from_db()
        change_record(
            organizations, cast.firm_east, {"registered_capital_yuan": Decimal(9)}, version=cast.firm_east.version, author=staff,
        )  # fmt: skip
        seal_day(today())
    with at(330):
        seal_day(today())
        yield cast, later


def whole() -> bool:
    """Everything proved anew, carried entries and archives included."""
    seal()
    found = prove(record=False)
    assert found.holds, list(found.sentences())
    return found.holds


def test_what_is_older_goes_and_everything_is_proved_as_before(aged):
    newest, count = Link.objects.order_by("-seq").first(), Link.objects.count()
    made = archive_before(day(110))
    assert [(a.first, a.last) for a in made] == [(1, count - 1)]
    assert not Entry.objects.filter(at__lt=made[0].until).exists()
    assert Link.objects.order_by("seq").first().seq == newest.seq
    assert Entry.objects.count() == Link.objects.count()
    noted = Entry.objects.get(event=Event.JOURNAL_ARCHIVED)
    assert made[0].file.sha256 in noted.after
    assert whole()
    assert archive_before(day(110)) == [], "done twice is done once"


def test_small_files_carry_each_record_forward_once(aged):
    made = archive_before(day(110), size=3)
    assert [a.count for a in made] == [3, 3]
    carried = Entry.objects.filter(event=Event.RECORD_CARRIED)
    pairs = list(carried.values_list("register", "record_id"))
    assert len(pairs) == len(set(pairs))
    assert whole()


def test_carried_records_are_archived_and_carried_again(aged):
    archive_before(day(110))
    carried = Entry.objects.filter(event=Event.RECORD_CARRIED).count()
    with at(700):
        seal_day(today())
        assert len(archive_before(day(480))) == 1
        assert Entry.objects.filter(event=Event.RECORD_CARRIED).count() == carried
        assert whole()


def test_a_record_changed_behind_the_journals_back_is_found_after_archiving_too(aged):
    _cast, later = aged
    sql("UPDATE registers_organization SET phone = '13800000000' WHERE id = %s", later.pk)
    archive_before(day(110))
    found = prove(record=False)
    assert found.records.wrong == 1
    assert "联系电话" in found.records.broken[0].sentence or "电话" in found.records.broken[0].sentence


def test_a_record_taken_out_behind_the_journals_back_is_found_after_archiving_too(aged):
    _cast, later = aged
    archive_before(day(110))
    sql("DELETE FROM registers_organization WHERE id = %s", later.pk)
    assert "不在了" in prove(record=False).records.broken[0].sentence


def spoil(archive_of: Archive, change):
    """By somebody who has the key too: what he changed is sealed as it should be, and the archive points to it."""
    changed = keep(change(read(archive_of.file)), "application/gzip")
    sql("UPDATE journal_archive SET file_id = %s WHERE first = %s", changed.pk, archive_of.first)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (
            lambda b: gzip.compress(gzip.decompress(b).replace("后来厂".encode(), "后來厂".encode())),
            "与封存时不同",
        ),
        (lambda b: gzip.compress(b"".join(gzip.decompress(b).splitlines(keepends=True)[:3])), "截短"),
        (lambda b: b[:-30], "读不出来"),
        (lambda b: b[:200] + bytes([b[200] ^ 1]) + b[201:], "存档"),
    ],
)
def test_tampering_with_an_archive_is_found(aged, change, word):
    made = archive_before(day(110))[0]
    spoil(made, change)
    assert word in archives.first_break().sentence
    assert not prove(record=False).holds
    with pytest.raises(Refused, match="没有调回"):
        archiving.put_back(SYSTEM)


def test_tampering_with_the_register_of_archives_is_found(aged):
    archive_before(day(110), size=3)
    for statement in (
        "UPDATE journal_archive SET hash = %s WHERE first = 1",
        "UPDATE journal_archive SET hash = %s WHERE first = (SELECT max(first) FROM journal_archive)",
        "DELETE FROM journal_archive WHERE first = 4 AND %s <> ''",
    ):
        held = list(Archive.objects.all())
        sql(statement, "0" * 64)
        assert archives.first_break() is not None, statement
        with outside():
            Archive.objects.all().delete()
            Archive.objects.bulk_create(held)
        assert archives.first_break() is None


def test_a_deleted_start_of_the_chain_is_no_archive(aged):
    with outside():
        Link.objects.filter(seq__lte=3).delete()
    assert "缺少第 1 节" in first_break().sentence


def test_a_seal_on_paper_is_checked_in_the_archive(aged):
    first = DaySeal.objects.order_by("day").first()
    printed = Link.objects.get(seq=3).hash
    made = archive_before(day(110))[0]
    assert first.seq <= made.last
    assert answer(first.day.isoformat(), first.hash).holds
    assert answer("3", printed).holds
    assert not answer("3", "0" * 64).holds
    sql("UPDATE journal_dayseal SET hash = %s WHERE day = %s", "0" * 64, first.day)
    assert "日封与日志存档" in archives.first_break().sentence


def test_a_third_party_checks_archives_and_the_export_with_the_script_alone(aged, tmp_path):
    printed = Link.objects.get(seq=2).hash
    made = archive_before(day(110), size=4)
    call_command("journal", "export", str(tmp_path / "all.jsonl.gz"), verbosity=0)
    call_command("journal", "archives", str(tmp_path), verbosity=0)
    archives_out = sorted(p.name for p in tmp_path.glob("archive-*"))
    assert len(archives_out) == len(made)
    exports = Entry.objects.filter(event=Event.JOURNAL_EXPORTED)
    assert exports.count() == 2, "both hold personal data in clear"

    def script(*words):
        return subprocess.run([sys.executable, "-I", "check_seal.py", *words], cwd=tmp_path, env={}, check=False).returncode  # fmt: skip

    assert script("all.jsonl.gz", "--seal", "2", printed) == 0
    assert script(*archives_out, "--seal", "2", printed) == 0
    assert script(archives_out[1]) == 1


def test_an_archive_comes_back_as_it_was(aged):
    fields = [f.attname for f in Entry._meta.fields]
    before = list(Entry.objects.order_by("id").values(*fields)), list(Link.objects.order_by("seq").values())
    made = archive_before(day(110), size=4)
    for _ in made:
        archiving.put_back(SYSTEM)
    old = Entry.objects.filter(pk__lte=before[0][-1]["id"])
    assert list(old.order_by("id").values(*fields)) == before[0]
    assert list(Link.objects.filter(seq__lte=len(before[1])).order_by("seq").values()) == before[1]
    assert whole()
    with pytest.raises(Refused, match="没有日志存档"):
        archiving.put_back(SYSTEM)
    assert archive_before(day(110))
    assert whole()


def test_six_months_always_stay(aged):
    assert keeping.earlier(date(2031, 6, 1), 6) == date(2030, 12, 1)
    with pytest.raises(Refused, match="至少要留 6 个月"):
        archive_before(date(2030, 12, 2))
    assert Archive.objects.count() == 0


def test_a_journal_that_does_not_hold_is_not_put_away(aged):
    count = Entry.objects.count()
    entry = Link.objects.get(seq=2).entry
    sql("UPDATE journal_entry SET title = 'x' WHERE id = %s", entry.pk)
    with pytest.raises(Refused, match="什么也没有移走"):
        archive_before(day(110))
    assert (Entry.objects.count(), Archive.objects.count()) == (count, 0)


def test_the_guard_still_refuses_everybody_else(aged):
    archive_before(day(110))
    with pytest.raises(DatabaseError, match="只增不改"):
        Link.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="只增不改"):
        Entry.objects.all()._raw_delete("default")


def test_who_wrote_a_record_is_still_known_for_the_second_person(aged):
    cast, later = aged
    organizations = registers()["organizations"]
    archive_before(day(110))
    assert last_author_id(organizations, later) == cast.staff.pk
    with at(700):
        archive_before(day(480))
        assert last_author_id(organizations, later) == cast.staff.pk


def test_the_archived_history_of_one_record_can_be_read(aged):
    _cast, later = aged
    told = list(
        Entry.objects.filter(register="organizations", record_id=later.pk).values(
            "at", "event", "after", "digest"
        )
    )
    archive_before(day(110))
    found = list(archives.entries_of("organizations", later.pk))
    assert [{"at": e.at, "event": e.event, "after": e.after, "digest": e.digest} for e in found] == told
    assert list(archives.entries_of("organizations", 987654)) == []


def test_the_longest_wish_of_the_bureaus_holds_and_a_shorter_one_than_six_is_refused(cast, settings):
    settings.JOURNAL_MONTHS = 36
    assert keeping.months() == 36
    keeping.change(cast.bureau, "6", Author(cast.audit))
    assert keeping.months_of(cast.bureau) == 6
    others = {36} if type(cast.bureau).objects.count() > 1 else {6}
    assert {keeping.months()} == others
    for typed in ("5", "0", "-7", "601", "abc", "", "１２", "6.5", "9" * 40):
        with pytest.raises(Refused, match="6 到 600"):
            keeping.change(cast.bureau, typed, Author(cast.audit))
    assert Entry.objects.get(event=Event.SETTING_CHANGED, register="journal").after == '{"months":6}'
    assert keeping.earlier(date(2026, 1, 31), 13) == date(2024, 12, 1)
    assert today() - timedelta(days=150) > keeping.due_before(today())


def said(capsys, *words) -> str:
    call_command("journal", *words)
    return capsys.readouterr().out


def test_the_command_archives_by_the_setting_or_a_day_and_puts_back(aged, capsys):
    before, count = str(day(110)), Entry.objects.count()
    assert "没有可归档的日志" in said(capsys, "archive"), "36 months are kept"
    told = said(capsys, "archive", "--before", before)
    (kept,) = Archive.objects.all()
    assert (
        f"第 1—{kept.last} 节" in told and kept.file.sha256 in told and f"已归档 {before} 以前的日志" in told
    )
    assert not Entry.objects.filter(at__lt=kept.until).exists()
    assert f"已调回第 1—{kept.last} 节，共 {kept.last} 条" in said(capsys, "put-back")
    assert not Archive.objects.exists() and Entry.objects.count() > count, "told, and nothing lost"
    assert whole()
    with pytest.raises(CommandError, match="没有日志存档可以调回"):
        call_command("journal", "put-back")
    with pytest.raises(CommandError, match="至少要留 6 个月"):
        call_command("journal", "archive", "--before", str(today()))


def test_the_command_shows_what_the_archives_tell_of_one_record(aged, capsys):
    _, later = aged
    assert "存档里没有这条记录的日志" in said(capsys, "show", "organizations", str(later.pk))
    archive_before(day(110))
    told = said(capsys, "show", "organizations", str(later.pk))
    assert "登记 后来厂" in told and "依据 测试" in told and str(day(50)) in told
    assert "用法：taizhang journal show" in said(capsys, "show", "organizations", "99999")
    assert "用法：taizhang journal show" in said(capsys, "show")
