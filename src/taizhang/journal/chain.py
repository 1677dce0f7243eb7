"""The chain: sealing new entries in order, and recomputing it from the first 日志链.

Writers do not queue for the chain: they only insert entries. A sealing step (within a minute, and
before every freeze) gives each its place and its hash. A hash covers the one before it, so no entry
can be changed, taken out or slipped in without breaking every later one.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, Min
from django.utils import timezone

from taizhang.journal.models import Archive, DaySeal, Entry, Link

START = "0" * 64
CHUNK = 2000
LATE = 20_000
FIELDS = (
    "id", "at", "event", "by_id", "by_name", "bureau_id", "register", "record_id", "title",
    "before", "after", "ground", "batch_id", "address", "digest",
)  # fmt: skip
Columns = tuple[object, ...]


def entry_hash(previous: str, values: Columns) -> str:
    """SHA-256 over the previous hash and the entry's columns in the order of FIELDS.

    Each value is written as its length in characters, a colon and its text; None is "-". Times are
    UTC with microseconds. Parts are joined by line feeds. This is the whole procedure: a third
    party can repeat it.
    """
    parts = [previous]
    for text in texts(values):
        parts.append("-" if text is None else f"{len(text)}:{text}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def texts(values: Columns) -> list[str | None]:
    """An entry's columns as the texts that are hashed, and written into an export."""
    return [
        value
        if value is None or type(value) is str
        else value.astimezone(UTC).isoformat(timespec="microseconds")
        if isinstance(value, datetime)
        else str(value)
        for value in values
    ]


# Sealing.


def seal(limit: int = 1_000_000) -> int:
    """Give every committed entry that has none its place in the chain. Returns how many were sealed.

    Several sealers at once do no harm: a place is a primary key, so the second to take it fails,
    writes nothing, and leaves the rest to the first.
    """
    done = seal_rounds(limit, LATE)
    # A very long transaction (a big import) may commit far behind the others: then look everywhere.
    if done < limit and Entry.objects.count() != Link.objects.count():
        done += seal_rounds(limit - done, None)
    return done


def seal_rounds(limit: int, reach: int | None) -> int:
    done = 0
    while done < limit:
        try:
            with transaction.atomic():
                sealed = seal_chunk(min(CHUNK, limit - done), reach)
        except IntegrityError:
            return done
        done += sealed
        if sealed < CHUNK:
            break
    return done


def seal_chunk(size: int, reach: int | None) -> int:
    """Seal up to `size` entries after the chain's end. IntegrityError when another sealer was first.

    Ids are given before commit, so a late committer may stand below the newest sealed one: entries
    are looked for from `reach` ids below it (None: everywhere). The end is read before the entries:
    whoever read an old end collides on its next place.
    """
    last = Link.objects.order_by("-seq").first()
    seq, previous = (last.seq, last.hash) if last else (0, START)
    waiting = Entry.objects.filter(link=None).order_by("id")
    if reach is not None and (top := Link.objects.aggregate(top=Max("entry_id"))["top"]):
        waiting = waiting.filter(id__gt=top - reach)
    links = []
    for values in waiting.values_list(*FIELDS)[:size]:
        seq, previous = seq + 1, entry_hash(previous, values)
        links.append(Link(seq=seq, entry_id=values[0], hash=previous))
    Link.objects.bulk_create(links)
    return len(links)


def unsealed() -> int:
    """How many entries have no place in the chain yet."""
    return Entry.objects.filter(link=None).count()


def seal_day(today: date) -> DaySeal | None:
    """Keep the chain's end for every finished day that has no seal yet; returns the newest seal.

    The end of a day is the last place taken by an entry of that day or before; days on which nothing
    ran get their seal afterwards.
    """
    newest = DaySeal.objects.order_by("-day").first()
    yesterday = today - timedelta(days=1)
    if newest and newest.day >= yesterday:
        return newest
    seal()
    first = Entry.objects.filter(link__isnull=False).aggregate(at=Min("at"))["at"] if newest is None else None
    if newest is None and first is None:
        return None
    day = newest.day + timedelta(days=1) if newest else timezone.localdate(first)
    while day <= yesterday:
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
        last = Link.objects.filter(entry__at__lt=end).order_by("-seq").first()
        if last is not None:
            held = {"seq": last.seq, "hash": last.hash, "sealed_at": timezone.now()}
            newest = DaySeal.objects.get_or_create(day=day, defaults=held)[0]
        day += timedelta(days=1)
    return newest


# Recomputing.


@dataclass(frozen=True)
class Broken:
    """The first place where the journal does not hold: which entry, and how it shows."""

    seq: int
    entry_id: int | None
    sentence: str


@dataclass(frozen=True)
class Mark:
    """How far an earlier proof came: the place and its hash. Looked up in the chain again before it is trusted."""

    seq: int
    hash: str


def checkpoint() -> Mark:
    """Where the chain in the database begins: behind the last archive, whose last hash carries it on."""
    newest = Archive.objects.order_by("-first").first()
    return Mark(newest.last, newest.hash) if newest else Mark(0, START)


def first_break(after: Mark | None = None, upto: int | None = None) -> Broken | None:
    """Recompute the chain in the database, whole, from a mark on, or up to a place. None when it holds; otherwise the first
    entry that does not. What was archived is recomputed by archives.first_break, which goes on here."""
    start = checkpoint()
    seals = {seq: held for seq, held in day_seals().items() if seq > start.seq}
    expected, previous = start.seq + 1, start.hash
    if after is not None and after.seq > start.seq:
        if not Link.objects.filter(seq=after.seq, hash=after.hash).exists():
            return Broken(after.seq, None, f"上次校验到的第 {after.seq} 节已不是当时的样子：日志链被换过")
        seals = {seq: held for seq, held in seals.items() if seq > after.seq}
        expected, previous = after.seq + 1, after.hash
    for seq, stored, entry_id, values in chain(expected - 1):
        if seq != expected:
            return gap(expected, seq)
        if entry_hash(previous, values) != stored:
            return changed(seq, entry_id, values)
        for sealed in seals.pop(seq, ()):
            if sealed.hash != stored:
                return Broken(
                    seq, entry_id, f"{sealed.day} 的日封与日志链第 {seq} 节不符：日封或日志链被换过"
                )
        expected, previous = seq + 1, stored
        if seq == upto:
            return None
    if (behind := Link.objects.filter(seq__gte=expected).order_by("seq").first()) is not None:
        return gap(expected, behind.seq)
    if seals:
        seq = min(seals)
        return Broken(
            seq, None, f"{seals[seq][0].day} 日封所封的第 {seq} 节不在日志链上：链尾被删除，或日封被改过"
        )
    return None


def day_seals() -> dict[int, list[DaySeal]]:
    """Day seals by the place they hold; days on which nothing happened share one."""
    held: dict[int, list[DaySeal]] = {}
    for sealed in DaySeal.objects.order_by("day"):
        held.setdefault(sealed.seq, []).append(sealed)
    return held


def gap(expected: int, found: int) -> Broken:
    """A place is missing: its link was taken out, or the entry it points to."""
    link = Link.objects.filter(seq=expected).first()
    if link is not None:
        return Broken(
            expected,
            link.entry_id,
            f"日志第 {link.entry_id} 条（链上第 {expected} 节）不在了：有人绕过系统删除了它",
        )
    return Broken(expected, None, f"日志链缺少第 {expected} 节（其后是第 {found} 节）：有条目被删除或改号")


def changed(seq: int, entry_id: int, values: Columns) -> Broken:
    told = dict(zip(FIELDS, values, strict=True))
    about = f"（{told['register']} {told['record_id']}：{told['title']}）" if told["title"] else ""
    return Broken(
        seq,
        entry_id,
        f"日志第 {entry_id} 条{about}与封存时不同（链上第 {seq} 节）：条目或其前一节被绕过系统改动过",
    )


def chain(last: int = 0) -> Iterator[tuple[int, str, int, Columns]]:
    """(seq, stored hash, entry id, columns) of every link behind `last` whose entry is there, in order, in bounded memory."""
    names = [f"entry__{name}" for name in FIELDS]
    while True:
        rest = Link.objects.filter(seq__gt=last).order_by("seq")
        rows = list(rest.values_list("seq", "hash", "entry_id", *names)[:CHUNK])
        for row in rows:
            yield row[0], row[1], row[2], row[3:]
        if len(rows) < CHUNK:
            return
        last = rows[-1][0]
