"""The form of a year as its page draws it: each field with last year's value, what the ledger holds, and where that came from."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from taizhang.files.cells import words_of
from taizhang.registers.contents import restored
from taizhang.registers.declaration import registers
from taizhang.registers.forms import shown_text
from taizhang.web.annual.asked import HINTS, NAMES, OFFERED, RD_ITEMS, SECTIONS, Section
from taizhang.web.annual.filled import REGISTER, Filled, Typed, said
from taizhang.web.annual.whose import Whose
from taizhang.web.both_sides import Field, Held, last_entry
from taizhang.web.desk.facts import FORM, Source, sources_of
from taizhang.web.values import unit_of


@dataclass
class Asked:
    """One field of the form."""

    name: str
    title: str
    unit: str
    hint: str
    value: str  # as it stands in the input
    last: str = ""
    held: str = ""  # what the ledger holds; "" for nothing
    source: Source = field(default_factory=Source)
    looked_at: date | None = None
    fresh: bool = False  # looked at lately: shown, not asked
    confirmed: bool = False
    offer: str = ""
    offer_of: str = ""
    offer_warns: str = ""
    taken: bool = False
    proposed: str = ""
    came: str = ""  # the cell of an uploaded ledger that the typed value came from
    error: str = ""


@dataclass(frozen=True)
class Part:
    section: Section
    asked: list[Asked]

    @property
    def open(self) -> int:
        """How many of its values are known and wait for a click."""
        return sum(1 for a in self.asked if a.held and not a.fresh and not a.confirmed and not a.value)


def parts(whose: Whose, typed: Typed, made: Filled, today: date, *, staff: bool) -> list[Part]:
    """The sections in order. `staff` may open the bureau's workbooks; who may not reads their names."""
    record = whose.now.record
    sources = sources_of(record, NAMES) if record is not None else {}
    if not staff:
        sources = {name: plain(source) for name, source in sources.items()}
    drawn = {name: draw(whose, typed, made, name, sources.get(name) or Source(), today) for name in NAMES}
    return [Part(section, [drawn[name] for name in section.names]) for section in SECTIONS]


def plain(source: Source) -> Source:
    """A source for who does not see the bureau's imports: the file and the cell, without the way there."""
    cell = source.text.partition("!")[2]
    imported = source.url and not source.attached
    return Source(f"{source.hint.partition('，')[0]} {cell}".strip() or source.text) if imported else source


def draw(whose: Whose, typed: Typed, made: Filled, name: str, source: Source, today: date) -> Asked:
    column = registers()[REGISTER].fields[name]
    held, last = whose.now.value(name), whose.last.value(name)
    asked = Asked(
        name, column.title, unit_of(column), HINTS.get(name, column.hint if name not in RD_ITEMS else ""),
        value=typed.get(name, ""), last=said(name, last) if last is not None else "", error=made.errors.get(name, ""),
    )  # fmt: skip
    if held is not None:
        asked.held, asked.source, asked.looked_at = said(name, held), source, whose.now.looked_at
        asked.fresh, asked.confirmed = whose.now.fresh(name, today), f"ok-{name}" in typed
    if source.text == FORM and whose.now.looked_at:
        asked.source = Source(f"表单 {whose.now.looked_at:%Y-%m-%d}")
    if name in whose.now.proposed:
        asked.proposed = proposed_words(name, whose.now.proposed[name])
    asked.came = words_of(made.cells[name]) if name in made.cells and asked.value.strip() else ""
    if held is None and name in OFFERED and not (name == "high_tech_rd_yuan" and has_items(whose, typed)):
        other, asked.offer_of, asked.offer_warns = OFFERED[name]
        value = made.values.get(other)
        asked.offer = said(other, value) if value is not None else ""
        asked.taken = f"take-{name}" in typed
    return asked


def proposed_words(name: str, value: Any) -> str:
    """A value that waits for staff; the journal keeps it as text."""
    try:
        return said(name, restored(registers()[REGISTER], name, value))
    except (ValueError, TypeError, ArithmeticError):
        return str(value)


def has_items(whose: Whose, typed: Typed) -> bool:
    return any(typed.get(n, "").strip() or whose.now.value(n) is not None for n in RD_ITEMS)


def held_of(whose: Whose) -> Held:
    """What the form shows of the record, for when somebody else is quicker."""
    fields = registers()[REGISTER].fields
    record = whose.now.record
    shown = tuple(Field(n, fields[n].title, shown_text(fields[n], whose.now.value(n))) for n in NAMES)
    version = str(record.version) if record is not None else ""
    last = last_entry(REGISTER, record.pk) if record is not None else None
    return Held(whose.title, whose.url("form"), version, shown, last)


@dataclass(frozen=True)
class Line:
    """One value as it would be sent, beside last year's and what stands now."""

    name: str
    title: str
    value: str
    now: str
    last: str
    what: str  # 新填, 修改, 仍然正确, 未确认, 最近核对过

    @property
    def changed(self) -> bool:
        return self.what in ("新填", "修改")


def lines_of(whose: Whose, made: Filled) -> list[Line]:
    """What would be sent; what nobody has filled in is left out."""
    fields = registers()[REGISTER].fields
    lines = []
    for name in NAMES:
        value, now = made.values.get(name), whose.now.value(name)
        if value is None and name not in made.changed:
            continue
        what = "最近核对过"
        if name in made.changed:
            what = "新填" if now is None else "修改"
        elif name in made.confirmed:
            what = "仍然正确"
        elif name in made.open:
            what = "未确认"
        old = said(name, now) if what == "修改" else ""
        lines.append(
            Line(name, fields[name].title, said(name, value), old, said(name, whose.last.value(name)), what)
        )
    return lines
