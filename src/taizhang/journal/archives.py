"""What was archived, read and proved 日志存档: kept files in the form of an export, which check_seal.py reads as well."""

import gzip
import json
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from taizhang.files.store import Lost, Spoiled, opened
from taizhang.journal import chain
from taizhang.journal.chain import FIELDS, START, Broken, Mark, day_seals
from taizhang.journal.check_seal import entry_hash
from taizhang.journal.models import Archive, Entry
from taizhang.personal.keyring import KeyMissing

UNREADABLE = (Lost, Spoiled, OSError, EOFError, zlib.error, ValueError, KeyError, TypeError)
NUMBERS = ("id", "by_id", "bureau_id", "record_id", "batch_id")
Told = dict[str, Any]


def lines(sha256: str) -> Iterator[str]:
    """The lines of a kept file."""
    with opened(sha256) as kept, gzip.open(kept, "rt", encoding="utf-8", newline="\n") as file:
        yield from file


def places(sha256: str) -> Iterator[Told]:
    """The places of a kept file: `place`, `hash`, and the `columns` as the texts that were hashed."""
    for line in lines(sha256):
        told = json.loads(line)
        if "columns" in told and "place" in told:
            yield told


# Proving.


def first_break(after: Mark | None = None, upto: int | None = None) -> Broken | None:
    """As chain.first_break, over the archives too. With a mark, archives were proved when the mark was set."""
    if after is None:
        # Days on which nothing happened share a place; seals of one place that differ match no hash.
        seals = {
            seq: held[0].hash if len({s.hash for s in held}) == 1 else "" for seq, held in day_seals().items()
        }
        place, previous = 0, START
        for archive in Archive.objects.select_related("file").order_by("first"):
            if archive.first != place + 1:
                return Broken(place + 1, None, f"日志存档缺少第 {place + 1} 节到第 {archive.first - 1} 节")
            with suppress(KeyMissing):  # files.store.unread() counts what was not proved for it
                if broken := spoilt(archive, previous, seals):
                    return broken
            place, previous = archive.last, archive.hash
            if upto is not None and upto <= place:
                return None
    return chain.first_break(after, upto)


def spoilt(archive: Archive, previous: str, seals: dict[int, str]) -> Broken | None:
    """The first place of one archive that is not as it was sealed; None when it is whole, and its day seals with it.

    Raises KeyMissing: without the key file nothing can be said of it.
    """
    named = f"日志存档（第 {archive.first}—{archive.last} 节，文件 {archive.file.sha256[:12]}…）"
    place = archive.first - 1
    try:
        for told in places(archive.file.sha256):
            place += 1
            now = entry_hash(previous, told["columns"])
            if told["place"] != place or now != told["hash"]:
                return Broken(place, None, f"{named}的第 {place} 节与封存时不同：存档被改动过，请从备份找回")
            if seals.get(place, now) != now:
                return Broken(place, None, f"日封与{named}的第 {place} 节不符：日封或存档被换过")
            previous = now
    except UNREADABLE:
        return Broken(place + 1, None, f"{named}读不出来，或不在了：请从备份找回")
    if (place, previous) != (archive.last, archive.hash):
        return Broken(place, None, f"{named}的末尾与登记的不同：存档被换过或截短，请从备份找回")
    return None


# Looking things up. A line is only parsed when its text already speaks of what is wanted.


def hash_at(seq: int) -> str | None:
    """The hash of an archived place; None when it was never archived, or its file cannot be read."""
    archive = Archive.objects.filter(first__lte=seq, last__gte=seq).select_related("file").first()
    if archive is None:
        return None
    try:
        for line in lines(archive.file.sha256):
            if line.startswith(f'{{"place":{seq},'):
                return str(json.loads(line)["hash"])
    except UNREADABLE:
        return None
    return None


def holds(register: str, record_id: int, event: str, digest: str) -> bool:
    """Whether an archived entry says this of a record."""
    return any((e.event, e.digest) == (event, digest) for e in entries_of(register, record_id, digest))


def entries_of(register: str, record_id: int, also: str = "") -> Iterator[Entry]:
    """The archived entries about one record, oldest first, as they were; archives that cannot be read are passed over."""
    about = f"{json.dumps(register)},{json.dumps(str(record_id))},"  # two neighbouring columns
    for archive in Archive.objects.select_related("file").order_by("first"):
        try:
            for line in lines(archive.file.sha256):
                if about in line and also in line:
                    found = entry(json.loads(line)["columns"])
                    if (found.register, found.record_id) == (register, record_id):
                        yield found
        except UNREADABLE:
            continue


def told_of(register: str, ids: Collection[int]) -> Iterator[str]:
    """What archived entries tell of these records, before and after. Raises Refused where an archive cannot be read."""
    known, mark = {str(pk) for pk in ids}, f"{json.dumps(register)},"
    for archive in Archive.objects.select_related("file").order_by("first"):
        for line in lines(archive.file.sha256):
            if mark in line and "columns" in (told := json.loads(line)):
                values = dict(zip(FIELDS, told["columns"], strict=True)) if "place" in told else {}
                if values.get("register") == register and values["record_id"] in known:
                    yield f"{values['before']}{values['after']}"


def entry(columns: list[str | None]) -> Entry:
    """An entry as it stood in the journal, from its texts. Not saved."""
    told: Told = dict(zip(FIELDS, columns, strict=True))
    told |= {name: int(told[name]) for name in NUMBERS if told[name] is not None}
    return Entry(**told | {"at": datetime.fromisoformat(told["at"]).astimezone(UTC)})


# How far back the journal in the database tells.


def reach() -> datetime | None:
    """The moment from which on every entry is still at hand; None while nothing was archived."""
    newest = Archive.objects.order_by("-first").first()
    return newest.until if newest else None


def archived(moment: datetime) -> bool:
    """Whether what happened at a moment may have been archived."""
    until = reach()
    return until is not None and moment < until


def why_not(day: date) -> str:
    """Why the ledger cannot be told back to the end of a day; "" when it can."""
    until = reach()
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    if until is None or end >= until:
        return ""
    return (
        f"{timezone.localdate(until)} 以前的日志已经归档，不能再还原 {day} 的台账。"
        f"可以看 {timezone.localdate(until - timedelta(days=1))} 起的日子，或请系统管理员调回存档（taizhang journal put-back）。"
    )
