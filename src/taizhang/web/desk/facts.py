"""A record in words: each value with its source, its life line, its history."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import covers
from taizhang.core.tables.spec import Kind
from taizhang.files.cells import is_file_cell, words_of
from taizhang.files.queries import attachments_of
from taizhang.intake.models import Batch, Sheet
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.contents import restored
from taizhang.registers.covering import covered, look_ahead, look_ahead_records, opened
from taizhang.registers.declaration import CODE_SUFFIX, Register
from taizhang.registers.record import Record, State
from taizhang.web.values import NONE, unit_of, with_unit, written

HISTORY_PAGE = 20
FORM = "表单填写"
REVEAL_SECONDS = 600


@dataclass
class Source:
    """Where a value came from: words, and the address where it can be seen."""

    text: str = ""
    url: str = ""
    hint: str = ""
    attached: bool = False  # it stands in an attachment of the record itself


@dataclass
class Fact:
    name: str
    title: str
    text: str
    css: str = ""
    masked: bool = False
    source: Source = field(default_factory=Source)
    link: Record | None = None

    @property
    def none(self) -> bool:
        return self.text == NONE


def facts(
    request: HttpRequest, register: Register, record: Record, *, revealed: bool, everything: bool
) -> list[Fact]:
    """The fields of a record with their sources; blank ones only where `everything` is asked for."""
    sources = sources_of(record, register.fields)
    look_ahead_records(register, [record])
    made = []
    for name, column in register.fields.items():
        value = getattr(record, name)
        if (value is None or value == "") and not everything:
            continue
        hidden = bool(column.covered and value and not revealed)
        css = "code" if column.kind in ("code", "credit_code") and not column.covered else ""
        link = value if isinstance(value, Record) and opens(request, value) else None
        text = with_unit(register, record, name, revealed=revealed)
        made.append(Fact(name, column.title, text, css, hidden, sources.get(name) or Source(), link))
    return made


def opens(request: HttpRequest, record: Record) -> bool:
    """Whether the person may open a record that another names: asked only of who does not see the whole bureau."""
    grant = grant_of(request.user, Act.VIEW, record.register_name)
    return grant is not None and (grant.scope == Scope.BUREAU or covers(request.user, Act.VIEW, record))


def sources_of(record: Record, names: Iterable[str]) -> dict[str, Source]:
    """The source of each field in words. A batch's cell is named as its sheet names it: 118!B27."""
    batches = {s[0] for s in record.sources.values() if is_cell(s)}
    numbers = {b.pk: b for b in Batch.objects.filter(pk__in=batches)} if batches else {}
    sheets = (
        {(s.batch_id, s.number): s for s in Sheet.objects.filter(batch_id__in=batches)} if batches else {}
    )
    of = f"{record.register_name}.{record.pk}"
    named = {**dict.fromkeys(names, record.sources.get("*")), **record.sources}
    made = {name: source_said(name, said, of, numbers, sheets) for name, said in named.items() if said}
    return lead_to_files(record, named, made)


def lead_to_files(record: Record, named: Mapping[str, Any], made: dict[str, Source]) -> dict[str, Source]:
    """Sources in attached workbooks with the address of the file itself. One query where there is one, else none."""
    hashes = {said[1] for said in named.values() if is_file_cell(said)}
    if not hashes:
        return made
    attached = attachments_of(record.register_name, record.pk).filter(file__sha256__in=hashes)
    urls = {a.file.sha256: reverse("download", args=[a.pk]) for a in reversed(attached)}  # those in use win
    for name, said in named.items():
        if is_file_cell(said) and said[1] in urls:
            made[name] = replace(made[name], url=urls[said[1]])
    return made


def date_forms(found: list[Fact], history: list["Happening"]) -> None:
    """A value typed into a form gets the day on which it was, where the newest history tells."""
    days = {d.title: h.entry.at for h in reversed(history) for d in h.differences}
    for fact in found:
        if fact.source.text == FORM and fact.title in days:
            on = timezone.localtime(days[fact.title])
            fact.source = Source(f"表单 {on:%Y-%m-%d}", "", FORM)


def hide_sources(found: list[Fact]) -> None:
    """Who may not see the history sees the values alone."""
    for fact in found:
        fact.source = Source()


def is_cell(source: Any) -> bool:
    return isinstance(source, list) and len(source) >= 3 and isinstance(source[0], int)


def source_said(
    name: str, said: Any, of: str, batches: Mapping[int, Batch], sheets: Mapping[tuple[int, int], Sheet]
) -> Source:
    if is_cell(said):
        batch_id, number, row = said[:3]
        batch, sheet = batches.get(batch_id), sheets.get((batch_id, number))
        column: dict[str, Any] = (
            next((c for c in sheet.columns if c.get("field") in (name, name + CODE_SUFFIX)), {})
            if sheet
            else {}
        )
        letter = column.get("letter", "")
        which = f"批次 {batch.number if batch else batch_id}"
        text = f"{which}!{letter}{row}" if letter else f"{which} 第 {row} 行"
        if sheet and not letter and (whole := sheet.whole_values().get(name)):
            text = f"{which} {'表题' if whole['from'] == 'title' else '整表取值'}"
        query = urlencode({"sheet": number, "cell": f"{letter}{row}", "of": of})
        hint = f"{batch.name}，{sheet.sheet}，{column.get('header', '')}" if batch and sheet else ""
        return Source(
            text, reverse("home") + f"imports/{batch.number}/source/?{query}" if batch else "", hint
        )
    if is_file_cell(said):
        register, _, pk = of.partition(".")
        files = reverse("record", args=[register, pk]) + "?tab=files"
        return Source(words_of(said), files, "上传的汇总表，附在这条记录上", attached=True)
    kind = said[0] if isinstance(said, list) and said else said
    words = {"form": FORM, "proposal": "采纳的修改", "api": "接口写入", "rules": "政策包推算"}
    return Source(words.get(str(kind), str(kind)))


@dataclass
class Node:
    """A point of the life line."""

    day: date
    title: str
    more: str = ""
    url: str = ""
    ahead: bool = False

    @property
    def short(self) -> str:
        return f"{self.day:%Y-%m}"


def day_fields(register: Register) -> list[str]:
    """The dates of a register that are days (a figure may also count by year or period)."""
    return [n for n in register.dates if n in register.fields and register.fields[n].kind == Kind.DATE]


def own_nodes(register: Register, record: Record) -> list[Node]:
    """The dates of the record itself."""
    today = timezone.localdate()
    made = []
    for name in day_fields(register):
        day = getattr(record, name)
        if day:
            left = (day - today).days
            made.append(
                Node(day, register.fields[name].title, f"还有 {left} 天" if left > 0 else "", "", left > 0)
            )
    return made


def life(nodes: Iterable[Node], most: int = 10) -> list[Node]:
    """The line in order, at most `most` points: the first one, what is still to come, and the latest."""
    ordered = sorted(nodes, key=lambda n: n.day)
    if len(ordered) <= most:
        return ordered
    ahead = [n for n in ordered if n.ahead][:3]
    past = [n for n in ordered if not n.ahead]
    return [past[0], *past[-(most - len(ahead) - 1) :], *ahead] if past else ahead


# History


@dataclass
class Difference:
    title: str
    old: str
    new: str


@dataclass
class Happening:
    entry: Entry
    what: str
    differences: list[Difference]
    batch: Batch | None


def history_page(
    register: Register, record: Record, before: int = 0, *, revealed: bool = False
) -> tuple[list[Happening], int]:
    """One page of a record's history, newest first, and the entry from which the next page goes on (0: none)."""
    found = Entry.objects.filter(register=register.name, record_id=record.pk).order_by("-id")
    if before:
        found = found.filter(pk__lt=before)
    entries = list(found[: HISTORY_PAGE + 1])
    shown = entries[:HISTORY_PAGE]
    batches = Batch.objects.in_bulk([e.batch_id for e in shown if e.batch_id])
    pairs = [(e, parsed(e.before), parsed(e.after)) for e in shown]
    names = linked_names(register, [side for _, *sides in pairs for side in sides])
    look_ahead(register, [side for _, *sides in pairs for side in sides])
    made = [
        Happening(
            e,
            Event(e.event).label,
            differences(register, e, old, new, names, revealed),
            batches.get(e.batch_id or 0),
        )
        for e, old, new in pairs
    ]
    return made, shown[-1].pk if len(entries) > HISTORY_PAGE else 0


def parsed(text: str) -> dict[str, Any]:
    return json.loads(text) if text else {}


def linked_names(register: Register, sides: Iterable[dict[str, Any]]) -> dict[tuple[str, int], str]:
    """The names behind the ids that the journal holds, fetched once for a page."""
    wanted: dict[str, set[int]] = {}
    for side in sides:
        for name, value in side.items():
            if name in register.fields and register.fields[name].is_relation and isinstance(value, int):
                wanted.setdefault(name, set()).add(value)
    found: dict[tuple[str, int], str] = {}
    for name, ids in wanted.items():
        model = register.fields[name].related_model
        for pk, target in model._default_manager.in_bulk(list(ids)).items():
            found[name, pk] = str(target)
    return found


def differences(
    register: Register,
    entry: Entry,
    old: dict[str, Any],
    new: dict[str, Any],
    names: dict[tuple[str, int], str],
    revealed: bool,
) -> list[Difference]:
    """What an entry says, field by field, in words."""
    made: list[Difference] = []
    if entry.event == Event.RECORD_CARRIED:  # all of the record, and nothing changed
        return made
    for name in {**old, **new}:
        if name in ("sources", "bureau"):
            continue
        before, after = (said_value(register, name, side.get(name), names, revealed) for side in (old, new))
        title = (
            register.fields[name].title
            if name in register.fields
            else {"state": "核实", "name": "文件"}.get(name, "")
        )
        if title and before != after:
            made.append(Difference(title, before, after))
    if entry.event == Event.RECORD_ADDED:
        return [d for d in made if d.title != "核实"]
    return made


def said_value(
    register: Register, name: str, value: Any, names: dict[tuple[str, int], str], revealed: bool
) -> str:
    if value is None:
        return NONE
    if name == "state":
        return State(value).label if value in State.values else str(value)
    column = register.fields.get(name)
    if column is None:
        return str(value)
    if column.is_relation:
        return names.get((name, value), f"第 {value} 号") if isinstance(value, int) else str(value)
    if column.covered:
        return opened(value) if revealed else covered(value)
    try:
        cell = written(column, restored(register, name, value))
    except (ValueError, TypeError, ArithmeticError):
        return str(value)
    unit = unit_of(column)
    return f"{cell.text} {unit}".strip() if unit and not cell.none else cell.text


# Revealing personal data: per record, with a reason, for ten minutes.


def revealed_until(request: HttpRequest, record: Record) -> datetime | None:
    """Until when this session may see the record's personal data unmasked."""
    until = request.session.get("revealed", {}).get(f"{record.register_name}:{record.pk}")
    if not until or until < timezone.now().timestamp():
        return None
    return datetime.fromtimestamp(until, timezone.get_current_timezone())


def remember_reveal(request: HttpRequest, record: Record) -> None:
    now = timezone.now().timestamp()
    held = {k: v for k, v in request.session.get("revealed", {}).items() if v > now}
    held[f"{record.register_name}:{record.pk}"] = now + REVEAL_SECONDS
    request.session["revealed"] = held
