"""Proof that the records still hold what the journal says 记录与日志核对.

Every act writes, with its entry, the digest of the whole record after it. Here each record is read
as it stands, its digest recomputed, and compared with the last one written. What was changed, put in
or taken out behind the journal's back is found by name, with the fields that differ.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.contents import Contents, contents, digest
from taizhang.registers.declaration import Register, registers
from taizhang.registers.fields import Choice, RegionLink

CHUNK = 2000
NAMED = 20  # how many broken records are told one by one
NO_FIELD = {"bureau": "科技局", "state": "核实状态", "sources": "来源", "merged_into": "并入"}
quoted: Callable[[str], str] = json.encoder.encode_basestring
encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True)
class BrokenRecord:
    """A record that does not hold what the journal says."""

    register: str
    record_id: int
    title: str
    sentence: str
    fields: tuple[str, ...] = ()


@dataclass
class Proof:
    """What the walk through all registers found; `broken` holds the first NAMED ones, `wrong` counts all."""

    records: int = 0
    wrong: int = 0
    broken: list[BrokenRecord] = field(default_factory=list)

    def add(self, found: BrokenRecord) -> None:
        self.wrong += 1
        if len(self.broken) < NAMED:
            self.broken.append(found)


def prove_records(progress: Callable[[str, int], None] = lambda title, count: None) -> Proof:
    """Compare every record of every register with its last journal entry. Memory stays bounded."""
    proof = Proof()
    # Registers without links first: what others are called after is judged before them.
    for register in sorted(registers().values(), key=lambda r: (bool(r.links), r.name)):
        before = proof.records
        for suspect in suspects(register, proof):
            found = judged(register, suspect)
            if found is not None:
                proof.add(found)
        progress(register.title, proof.records - before)
    return proof


def prove_touched(behind: int) -> Proof:
    """As `prove_records`, for the records of which the entries behind a place of the chain speak, sealed or not."""
    proof = Proof()
    newer = Entry.objects.filter(Q(link__seq__gt=behind) | Q(link=None), record_id__isnull=False)
    for register in sorted(registers().values(), key=lambda r: (bool(r.links), r.name)):
        touched = newer.filter(register=register.name).values_list("record_id", flat=True).distinct()
        for pk in touched.order_by("record_id").iterator(chunk_size=CHUNK):
            proof.records += 1
            if (found := judged(register, pk or 0)) is not None:
                proof.add(found)
    return proof


def suspects(register: Register, proof: Proof) -> Iterator[int]:
    """Ids of records that look wrong at first sight; each is judged anew under a lock before it is told."""
    read = Reading(register)
    last = 0
    while True:
        rows = list(read.rows(last))
        top = rows[-1][0] if len(rows) == CHUNK else None
        told = last_digests(register, last, top)
        proof.records += len(rows)
        for row in rows:
            event, written = told.pop(row[0], ("", ""))
            if written != read.digest(row) or event == Event.RECORD_WITHDRAWN or read.misnamed(row):
                yield row[0]
        yield from (pk for pk, (event, _) in told.items() if event != Event.RECORD_WITHDRAWN)
        if top is None:
            break
        last = top
    yield from retold(register)


def last_digests(register: Register, above: int, top: int | None) -> dict[int, tuple[str, str]]:
    """Record id -> (event, digest) of its last entry that speaks of the whole record, for a stretch of ids."""
    entries = Entry.objects.filter(register=register.name, record_id__gt=above)
    if top is not None:
        entries = entries.filter(record_id__lte=top)
    speaking = entries.exclude(digest="") | entries.filter(event=Event.RECORD_WITHDRAWN)
    rows = speaking.order_by("record_id", "id").values_list("record_id", "event", "digest")
    return {pk: (event, written) for pk, event, written in rows.iterator(chunk_size=CHUNK) if pk is not None}


def retold(register: Register) -> Iterator[int]:
    """Records whose newest entries are not in the chain yet: their text is checked against their digest."""
    waiting = Entry.objects.filter(link=None, register=register.name, record_id__isnull=False).exclude(
        digest=""
    )
    for pk in (
        waiting.values_list("record_id", flat=True)
        .distinct()
        .order_by("record_id")
        .iterator(chunk_size=CHUNK)
    ):
        held, written, _ = replayed(register, pk or 0)
        if written and digest(held) != written:
            yield pk or 0


class Reading:
    """Rows of one register as plain tuples, digested without building records: the same digest, ten times faster."""

    def __init__(self, register: Register) -> None:
        self.register = register
        columns = [(name, column.attname) for name, column in register.fields.items()]
        beside = register.model.kept_beside
        names = [*(name for name, _ in columns), *beside, "bureau", "state", "sources"]
        self.written = sorted((f"{quoted(name)}:", place) for place, name in enumerate(names, 1))
        self.heading = heading_columns(register)
        paths = [path for _, path in self.heading]
        self.columns = [
            "id",
            *(c for _, c in columns),
            *(f"{n}_id" for n in beside),
            "bureau_id",
            "state",
            "sources",
            "title",
            *paths,
        ]
        self.end = len(names) + 1

    def rows(self, above: int) -> Iterable[tuple[Any, ...]]:
        manager = self.register.model._default_manager
        return manager.filter(pk__gt=above).order_by("pk").values_list(*self.columns)[:CHUNK]

    def digest(self, row: Sequence[Any]) -> str:
        """The digest of `contents`, written out without a dictionary: keys sorted once, values by their type."""
        parts = []
        for key, place in self.written:
            value = row[place]
            if value is None or value == "":
                continue
            kind = type(value)
            if kind is str:
                parts.append(key + quoted(value))
            elif kind is int:
                parts.append(f"{key}{value}")
            elif kind is Decimal:
                parts.append(f'{key}"{value.normalize():f}"')
            elif isinstance(value, date):
                parts.append(f'{key}"{value.isoformat()}"')
            elif value != {}:
                parts.append(key + encode(value))
        return hashlib.sha256(f"{{{','.join(parts)}}}".encode()).hexdigest()

    def misnamed(self, row: Sequence[Any]) -> bool:
        """Whether the title that lists show is not the one its fields make."""
        if not self.heading:
            return False
        parts = [told(row[self.end + 1 + i]) for i, (told, _) in enumerate(self.heading)]
        return bool(row[self.end] != (" · ".join(p for p in parts if p) or self.register.title)[:200])


def heading_columns(register: Register) -> list[tuple[Callable[[Any], str], str]]:
    """How a title is made of columns; [] where it follows another record whose new name does not reach it."""
    made: list[tuple[Callable[[Any], str], str]] = []
    for name in register.told.heading:
        column = register.fields[name]
        if isinstance(column, RegionLink) or (
            column.is_relation and name not in register.organization_fields
        ):
            return []
        if isinstance(column, Choice):
            labels = {o.value: o.label for o in column.options}
            made.append((lambda value, labels=labels: labels.get(value, text(value)), name))  # type: ignore[misc]
        else:
            made.append((text, f"{name}__title" if column.is_relation else name))
    return made


def text(value: Any) -> str:
    return "" if value is None else str(value)


# One record, thoroughly.


@transaction.atomic
def judged(register: Register, pk: int) -> BrokenRecord | None:
    """What is wrong with one record, read again under a lock; None when it holds after all."""
    record = register.model._default_manager.select_for_update().filter(pk=pk).first()
    held, written, last = replayed(register, pk)
    where = f"“{register.title}”第 {pk} 号"
    if record is None:
        if last is None or last.event == Event.RECORD_WITHDRAWN:
            return None
        return told_of(
            register,
            pk,
            last.title,
            f"{where}“{last.title}”不在了，日志里没有撤销它的条目：有人绕过系统删除了它",
        )
    named = f"{where}“{record.title}”"
    if last is None:
        return told_of(
            register, pk, record.title, f"{named}没有任何日志条目：有人绕过系统加了它，或删掉了它的日志"
        )
    if last.event == Event.RECORD_WITHDRAWN:
        return told_of(
            register, pk, record.title, f"{named}在日志里已随导入撤销，却还在台账里：有人绕过系统放了回来"
        )
    now = contents(register, record)
    differing = tuple(n for n in {**held, **now} if held.get(n) != now.get(n))
    if digest(now) != written:
        words = (
            "；".join(differing_words(register, n, held.get(n), now.get(n)) for n in differing)
            or "日志里的摘要被改过"
        )
        return told_of(register, pk, record.title, f"{named}与日志不符：{words}", differing)
    if differing:
        titles = "、".join(title_of(register, n) for n in differing)
        return told_of(
            register,
            pk,
            record.title,
            f"{named}的日志条目被改动过（{titles}），记录本身与摘要相符",
            differing,
        )
    if heading_columns(register) and record.title != register.heading(record):
        words = f"列表里的名称是“{record.title}”，应为“{register.heading(record)}”"
        return told_of(register, pk, record.title, f"{named}的名称被改过：{words}", ("title",))
    return None


def replayed(register: Register, pk: int) -> tuple[Contents, str, Entry | None]:
    """(contents as the entries one after another leave them, last digest, last entry that speaks of the record)."""
    return folded(Entry.objects.filter(register=register.name, record_id=pk).order_by("id"))


def folded(entries: Iterable[Entry]) -> tuple[Contents, str, Entry | None]:
    """The entries of one record, oldest first, one laid over the other."""
    held: Contents = {}
    last: Entry | None = None
    for entry in entries:
        if not entry.digest and entry.event != Event.RECORD_WITHDRAWN:
            continue
        last = entry
        try:
            after = json.loads(entry.after) if entry.after else {}
        except ValueError:
            after = {}
        held = {n: v for n, v in {**held, **after}.items() if v is not None}
    return held, last.digest if last else "", last


def told_of(
    register: Register, pk: int, title: str, sentence: str, fields: tuple[str, ...] = ()
) -> BrokenRecord:
    return BrokenRecord(register.name, pk, title, sentence, fields)


def title_of(register: Register, name: str) -> str:
    column = register.fields.get(name)
    return column.title if column is not None else NO_FIELD.get(name, name)


def differing_words(register: Register, name: str, old: Any, new: Any) -> str:
    """“注册资本”日志为 100，现为 900; the values of personal data stay covered."""
    column = register.fields.get(name)
    if column is not None and column.covered:
        return f"“{title_of(register, name)}”不同（个人信息，不显示）"
    return f"“{title_of(register, name)}”日志为 {shown(old)}，现为 {shown(new)}"


def shown(value: Any) -> str:
    if value is None:
        return "空"
    words = value if isinstance(value, str) else encode(value)
    return words if len(words) <= 60 else words[:60] + "…"
