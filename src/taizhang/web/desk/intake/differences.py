"""The step 预览差异: what would change, field by field; what is new; the likely duplicates side by side."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from taizhang.intake.models import Row, Sheet
from taizhang.registers.contents import plain
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record
from taizhang.web.desk.intake.showing import Shower

SIDE_BY_SIDE = 9  # fields of a likely duplicate that are shown


@dataclass(frozen=True)
class Value:
    """A value as shown, with what stands exactly behind it."""

    text: str
    exact: str = ""
    number: bool = False


@dataclass(frozen=True)
class Difference:
    """One field of one record: what the ledger has, what the table says."""

    row: Row
    first: bool  # the first line of its row
    field: str
    title: str
    unit: str
    old: Value
    new: Value
    cell: str
    old_source: str
    kept: bool


def records_of(sheet: Sheet, register: Register, ids: set[int]) -> dict[int, Record]:
    """Records of the batch's bureau by id."""
    found = register.model._default_manager.filter(bureau=sheet.batch.bureau_id, pk__in=ids)
    return {r.pk: r for r in found}


def changed(sheet: Sheet, register: Register, rows: list[Row]) -> list[Difference]:
    """Every field that would change in these rows."""
    held = [(name, v) for row in rows for name, pair in row.changes.items() for v in pair]
    shower = Shower(register, held)
    records = records_of(sheet, register, {row.record_id for row in rows if row.record_id})
    letters = {c["field"]: c["letter"] for c in sheet.columns if c["field"]}
    found = []
    for row in rows:
        record = records.get(row.record_id or 0)
        for at, (name, (old, new)) in enumerate(row.changes.items()):
            letter = letters.get(name, "")
            difference = Difference(
                row, at == 0, name, shower.title(name), shower.unit(name), *pair(shower, name, old, new),
                f"{letter or 'A'}{row.row}", source_words(record, name), name in row.kept,
            )  # fmt: skip
            found.append(difference)
    return found


def pair(shower: Shower, name: str, old: Any, new: Any) -> tuple[Value, Value]:
    """Both values; where masking makes them look the same, the new one says that it is another."""
    before, after = value(shower, name, old), value(shower, name, new)
    if before.text == after.text:
        after = Value(f"{after.text}（遮盖处不同）", after.exact, after.number)
    return before, after


def value(shower: Shower, name: str, held: Any) -> Value:
    return Value(shower.show(name, held), shower.exact(name, held), shower.is_number(name))


def source_words(record: Record | None, name: str) -> str:
    """Where the ledger's value came from, in few words."""
    if record is None:
        return ""
    told = record.sources.get(name) or record.sources.get("*")
    kind = told[0] if isinstance(told, list) and told else ""
    day = f"{timezone.localtime(record.changed_at):%Y-%m-%d}"
    words = {"form": f"人工登记 {day}", "proposal": f"采纳填报 {day}", "file": f"上传的汇总表 {day}"}
    return words.get(
        str(kind), f"批次导入 {day}" if told else f"登记 {timezone.localtime(record.created_at):%Y-%m-%d}"
    )


@dataclass(frozen=True)
class Grid:
    """Rows with the values that they would bring, in the order of the sheet's columns."""

    titles: list[tuple[str, str, bool]]
    rows: list[tuple[Row, list[Value]]]


def grid(sheet: Sheet, register: Register, rows: list[Row]) -> Grid:
    """New or unchanged rows as the ledger would hold them."""
    names = [n for n in (*(c["field"] for c in sheet.columns), *sheet.whole_values()) if n in register.fields]
    shower = Shower(register, [(n, row.values.get(n)) for row in rows for n in names])
    titles = [(shower.title(n), shower.unit(n), shower.is_number(n)) for n in names]
    return Grid(titles, [(row, [value(shower, n, row.values.get(n)) for n in names]) for row in rows])


@dataclass(frozen=True)
class Likeness:
    """A row beside the records that it may be, or beside the row of the same file that says otherwise.

    `lines` are (field title, the row's value, the values beside it, whether all are alike).
    """

    row: Row
    sibling: Row | None
    candidates: list[tuple[dict[str, Any], Record | None]]
    lines: list[tuple[str, Value, list[Value], bool]]
    message: str


def duplicates(sheet: Sheet, register: Register, rows: list[Row]) -> list[Likeness]:
    """Likely duplicates side by side, the fields that tell them apart first."""
    records = records_of(sheet, register, {c["id"] for row in rows for c in row.candidates})
    siblings = siblings_of(sheet, rows)
    names = list(register.fields)
    held = [(n, row.values.get(n)) for row in [*rows, *siblings.values()] for n in names]
    held += [(n, v) for r in records.values() for n, v in plain_values(register, r).items()]
    shower = Shower(register, held)
    return [likeness(register, shower, row, siblings.get(row.identity), records) for row in rows]


def siblings_of(sheet: Sheet, rows: list[Row]) -> dict[str, Row]:
    """The first row of the batch that is the same thing, by identity, for rows without a candidate."""
    wanted = {row.identity for row in rows if row.identity and not row.candidates}
    if not wanted:
        return {}
    found = Row.objects.filter(sheet__batch=sheet.batch_id, sheet__included=True, identity__in=wanted)
    firsts = found.filter(verdict__in=("new", "changed", "same")).order_by("-sheet__number", "-row")
    return {row.identity: row for row in firsts}


def plain_values(register: Register, record: Record | None) -> dict[str, Any]:
    if record is None:
        return {}
    return {name: plain(getattr(record, field.attname)) for name, field in register.fields.items()}


def likeness(
    register: Register, shower: Shower, row: Row, sibling: Row | None, records: dict[int, Record]
) -> Likeness:
    pairs = [(c, records.get(c["id"])) for c in row.candidates]
    beside = [*([sibling.values] if sibling else []), *(plain_values(register, r) for _, r in pairs)]
    lines = []
    for name in [c.name for c in register.layout.columns] if sibling else register.fields:
        mine, theirs = row.values.get(name), [values.get(name) for values in beside]
        if mine is None and not any(t is not None for t in theirs):
            continue
        alike = bool(theirs) and all(t == mine for t in theirs)
        shown = [value(shower, name, t) for t in theirs]
        lines.append((shower.title(name), value(shower, name, mine), shown, alike))
    lines = [*lines[:1], *sorted(lines[1:], key=lambda line: line[3])]
    said = next((p["message"] for p in row.problems), "")
    return Likeness(row, sibling, pairs, lines[:SIDE_BY_SIDE], said)


def told_apart(
    sheet: Sheet, register: Register, candidates: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], str]]:
    """Candidates with what tells one from the other: their first columns beside the name."""
    records = records_of(sheet, register, {c["id"] for c in candidates}) if candidates else {}
    names = [
        n for n in register.columns if n not in register.told.heading and not register.fields[n].covered
    ][:3]
    held = {
        pk: {n: plain(getattr(r, register.fields[n].attname)) for n in names} for pk, r in records.items()
    }
    shower = Shower(register, [(n, v) for values in held.values() for n, v in values.items()])
    words = {
        pk: [shower.show(n, v) for n, v in values.items() if v is not None] for pk, values in held.items()
    }
    return [(c, " · ".join(words.get(c["id"], []))) for c in candidates]
