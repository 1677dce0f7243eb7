"""The chain: sealing new entries in order, and recomputing it from the first 日志链.

Writers do not queue for the chain: they only insert entries. A sealing step (within a minute, and
before every freeze) gives each its place and its hash. A hash covers the one before it, so no entry
can be changed, taken out or slipped in without breaking every later one.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from taizhang.journal.models import DaySeal, Entry, Link

START = "0" * 64
CHUNK = 2000
LATE = 20_000
FIELDS = (
    "id", "at", "event", "by_id", "by_name", "bureau_id", "register", "record_id", "title",
    "before", "after", "ground", "batch_id", "address", "digest",
)  # fmt: skip


def entry_hash(previous: str, values: tuple[object, ...]) -> str:
    """SHA-256 over the previous hash and the entry's columns in the order of FIELDS.

    Each value is written as its length in characters, a colon and its text; None is "-". Times are
    UTC with microseconds. This is the whole procedure: a third party can repeat it.
    """
    parts = [previous]
    for value in values:
        if value is None:
            parts.append("-")
            continue
        if isinstance(value, datetime):
            value = value.astimezone(UTC).isoformat(timespec="microseconds")
        text = str(value)
        parts.append(f"{len(text)}:{text}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def seal(limit: int = 1_000_000) -> int:
    """Give every entry that has none its place in the chain. Returns how many were sealed.

    Two sealers at once do no harm: the second finds the place taken, writes nothing, and stops.
    """
    done = 0
    while done < limit:
        try:
            with transaction.atomic():
                sealed = seal_chunk()
        except IntegrityError:
            return done
        done += sealed
        if sealed < CHUNK:
            break
    return done


def seal_chunk() -> int:
    last = Link.objects.order_by("-seq").first()
    seq, previous = (last.seq, last.hash) if last else (0, START)
    # Ids are given before commit, so a late committer may stand below the newest sealed one.
    lowest = (Link.objects.aggregate(top=Max("entry_id"))["top"] or 0) - LATE
    waiting = list(Entry.objects.filter(id__gt=lowest, link=None).order_by("id").values_list(*FIELDS)[:CHUNK])
    links = []
    for values in waiting:
        seq, previous = seq + 1, entry_hash(previous, values)
        links.append(Link(seq=seq, entry_id=values[0], hash=previous))
    Link.objects.bulk_create(links)
    return len(links)


def seal_day(today: date) -> DaySeal | None:
    """Keep the chain's end for every finished day that has no seal yet; returns the newest one."""
    seal()
    last = Link.objects.order_by("-seq").first()
    if last is None:
        return None
    return DaySeal.objects.get_or_create(
        day=today - timedelta(days=1), defaults={"seq": last.seq, "hash": last.hash, "sealed_at": timezone.now()}
    )[0]


@dataclass(frozen=True)
class Broken:
    """The first place where the journal does not hold: which entry, and how it shows."""

    seq: int
    entry_id: int | None
    sentence: str


def first_break() -> Broken | None:
    """Recompute the whole chain. None when it holds; otherwise the first entry that does not."""
    seals = {s.seq: s for s in DaySeal.objects.all()}
    expected, previous = 1, START
    for seq, stored, entry_id, values in chain():
        if seq != expected:
            return Broken(expected, None, f"日志链缺少第 {expected} 节（其后是第 {seq} 节）：有条目被删除")
        computed = entry_hash(previous, values)
        if computed != stored:
            return Broken(seq, entry_id, f"日志第 {entry_id} 条（链上第 {seq} 节）的内容与封存时不同：有人绕过系统改动过")
        if seq in seals and seals[seq].hash != stored:
            return Broken(seq, entry_id, f"{seals[seq].day} 的日封与日志链第 {seq} 节不符")
        expected, previous = seq + 1, stored
    missing = [s for s in seals.values() if s.seq >= expected]
    if missing:
        return Broken(missing[0].seq, None, f"{missing[0].day} 日封所封的第 {missing[0].seq} 节不在了：链尾被删除")
    return None


def chain() -> Iterator[tuple[int, str, int, tuple[object, ...]]]:
    """(seq, stored hash, entry id, columns) of every link, in order, in bounded memory."""
    names = [f"entry__{name}" for name in FIELDS]
    last = 0
    while True:
        rows = list(
            Link.objects.filter(seq__gt=last).order_by("seq").values_list("seq", "hash", "entry_id", *names)[:CHUNK]
        )
        for row in rows:
            yield row[0], row[1], row[2], row[3:]
        if len(rows) < CHUNK:
            return
        last = rows[-1][0]
