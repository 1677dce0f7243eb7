"""A figure as the ledger stood at the end of an earlier day 回溯: records are told back by the journal.

What the journal says was changed, added or ended since is taken back; the rest is read as it stands.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition, Measure, MeasureKind
from taizhang.core.figures.plain import matching, measured
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind
from taizhang.indicators import rows
from taizhang.indicators.measuring import Measured, Question, told_by
from taizhang.journal import archives
from taizhang.journal.events import Event
from taizhang.journal.queries import Asked, entries
from taizhang.regions.models import Region
from taizhang.regions.queries import subtree_ids
from taizhang.registers.conditions import column_of, kinds_of
from taizhang.registers.contents import contents, restored
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record, State

Row = dict[str, Any]
ID = "#"  # behind the name of a link: the id of what it points to


class Past:
    """One bureau's ledger at the end of a day; what the journal tells of a register is read once."""

    def __init__(self, bureau: Bureau, day: date) -> None:
        self.bureau, self.day = bureau, day
        self._touched: dict[str, tuple[list[int], list[Record]]] = {}

    def measured(self, question: Question, inside: Sequence[int] | None) -> Measured:
        """What the rows gave then; `inside`: the ids of the regions that count (None: all)."""
        definition, how = question.definition, question.definition.how
        held = self.rows(definition, question.period, inside)
        if how.kind == MeasureKind.LATEST:
            return told_by(definition, held)
        verified = [row for row in held if row["state"] == State.VERIFIED]
        value = measured(_by_identity(how, verified), verified, definition.on)
        return Measured(value, len(verified), len(held) - len(verified))

    def rows(self, definition: Definition, period: Period, inside: Sequence[int] | None) -> list[Row]:
        """The rows (verified and provisional) that a definition asked for, as plain values with `id`."""
        register = rows.register_of_definition(definition)
        names = definition.fields() | {"measure_unit"} & set(register.fields)
        touched, before = self.touched(register)
        now = rows.standing(register.name, self.bureau, rows.filters(definition, period, inside).values())
        held = [as_row(register, record, names) for record in _whole(register, now.exclude(pk__in=touched))]
        told = [
            as_row(register, record, names)
            for record in before
            if record.state != State.ENDED and (inside is None or record.region_id in inside)
        ]
        plain = plainly(definition, register)
        kinds = kinds_of(register, definition.fields()) | {
            name: Kind.CHOICE for name, _ in plain.where if name.endswith(ID)
        }
        return sorted([*held, *map(dict, matching(plain, told, period, kinds))], key=lambda row: row["id"])

    def touched(self, register: Register) -> tuple[list[int], list[Record]]:
        """The ids of the records that have changed since, and the records as they were."""
        if register.name not in self._touched:
            since = changed_since(register, self.bureau, self.day)
            self._touched[register.name] = list(since), told_back(register, self.bureau, since)
        return self._touched[register.name]

    def not_begun(self, register: Register) -> bool:
        """Whether nothing of a register stood in the journal yet; what was carried forward out of an archive stood in it."""
        end = timezone.make_aware(datetime.combine(self.day + timedelta(days=1), time.min))
        told = entries(self.bureau.pk, Asked(register=register.name))
        stood = Q(at__lt=end, event=Event.RECORD_ADDED) | Q(event=Event.RECORD_CARRIED)
        return not told.filter(stood).exists()


def _by_identity(how: Measure, held: list[Row]) -> Measure:
    """Two firms of one name are two: what is counted once each goes by the record, as the database does it."""
    known = how.kind == MeasureKind.DISTINCT and held and how.field + ID in held[0]
    return Measure(how.kind, how.field + ID) if known else how


def rows_then(
    definition: Definition, bureau: Bureau, period: Period, region: Region | None, day: date
) -> list[Row]:
    """The rows that a definition asked for at the end of a day, as `Past.rows` tells them. Refused where the journal was archived."""
    if why := archives.why_not(day):
        raise Refused(why)
    return Past(bureau, day).rows(definition, period, None if region is None else subtree_ids(region))


def changes(
    definition: Definition, then: list[Row], bureau: Bureau, period: Period, region: Region | None
) -> tuple[int, int, int]:
    """How many verified rows came, went, and count with another value, between `rows_then` and now."""
    register = rows.register_of_definition(definition)
    found = rows.rows(definition, bureau=bureau, period=period, region=region)
    field = definition.how.field or definition.on
    now = {r.pk: as_row(register, r, {field} - {""}).get(field) for r in _whole(register, found)}
    before = {row["id"]: row.get(field) for row in then}
    changed = sum(1 for pk, value in now.items() if pk in before and before[pk] != value)
    return len(now.keys() - before.keys()), len(before.keys() - now.keys()), changed


def _whole(register: Register, found: Any) -> Any:
    return found.select_related(*register.links).order_by("pk")


def changed_since(register: Register, bureau: Bureau, day: date) -> dict[int, list[Any]]:
    """The entries after the end of `day`, newest first, of every record of the register that has some."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    found: dict[int, list[Any]] = {}
    since = entries(bureau.pk, Asked(register=register.name, first=day + timedelta(days=1))).filter(
        at__gte=end
    )
    since = since.exclude(event=Event.RECORD_CARRIED)  # it tells what was, and changed nothing
    for entry in since.exclude(record_id=None).only("id", "event", "record_id", "before", "after"):
        found.setdefault(int(entry.record_id or 0), []).append(entry)
    return found


def told_back(register: Register, bureau: Bureau, touched: dict[int, list[Any]]) -> list[Record]:
    """The records as they were before their entries, those not yet there left out."""
    there = {r.pk: r for r in register.model._default_manager.filter(bureau=bureau, pk__in=touched)}
    made = []
    for pk, since in touched.items():
        record = there.get(pk)
        held = {} if record is None else contents(register, record)
        for entry in since:
            if entry.event == Event.RECORD_ADDED:
                held = {}
            elif entry.before:
                held.update(json.loads(entry.before))
        if not held:
            continue
        record = register.model(bureau=bureau, state=held.get("state", State.PROVISIONAL))
        record.pk = pk
        for name, field in register.fields.items():
            value = restored(register, name, held.get(name))
            if value is not None:
                setattr(record, field.attname, value)
        made.append(record)
    return made


def as_row(register: Register, record: Record, names: set[str]) -> Row:
    """The fields of a record that a definition reads, as plain values; links by their title, regions by id."""
    row: Row = {"id": record.pk, "state": record.state, "region_id": record.region_id}
    for name in names:
        first, dot, second = name.partition(".")
        column = column_of(register, name)
        value = getattr(record, first, None)
        if dot:
            value = getattr(value, second, None) if value is not None else None
        if column is not None and column.link is not None and value is not None:
            row[name + ID], value = value.pk, value.title
        elif isinstance(value, Region):
            value = value.pk
        row[name] = value
    return row


def plainly(definition: Definition, register: Register) -> Definition:
    """The same with conditions that plain rows can meet: a region by all the ids below it, a linked record by its own id."""
    where = []
    for name, text in definition.where:
        column = column_of(register, name)
        sign, bare = ("!", text[1:]) if text.startswith("!") else ("", text)
        ids = bare.removesuffix("|-").split(",")
        empty = "|-" if bare.endswith("|-") else ""
        if column is not None and all(i.isdecimal() for i in ids):
            if column.kind == Kind.REGION:
                below = [pk for r in Region.objects.filter(pk__in=ids) for pk in subtree_ids(r)]
                text = f"{sign}{','.join(map(str, below)) or '0'}{empty}"
            elif column.link is not None:
                name += ID
        where.append((name, text))
    return replace(definition, where=tuple(where))
