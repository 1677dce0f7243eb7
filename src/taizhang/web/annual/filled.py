"""What a form of a year amounts to 填写结果: what changes, what was confirmed, what is wrong, what asks for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from taizhang.core.returns import Unusual, unusual
from taizhang.registers.annual_returns.submitting import explained
from taizhang.registers.constraints import broken
from taizhang.registers.contents import cleaned
from taizhang.registers.declaration import registers
from taizhang.registers.forms import CLEAR, WAN, TypedField, decimal_text, shown_text
from taizhang.web.annual.asked import NAMES, OFFERED, SIGNED
from taizhang.web.annual.papers import Paper
from taizhang.web.annual.whose import Whose
from taizhang.web.values import NONE, unit_of, written

Typed = Mapping[str, str]
REGISTER = "annual_returns"


@dataclass(frozen=True)
class Question:
    """A value that asks for a reason, with what was answered."""

    name: str
    title: str
    sentence: str
    answer: str = ""


@dataclass
class Filled:
    """The form read as a whole."""

    values: dict[str, Any] = field(default_factory=dict)  # what the year would hold
    changed: dict[str, Any] = field(default_factory=dict)
    confirmed: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)  # known, and neither confirmed nor changed
    errors: dict[str, str] = field(default_factory=dict)
    cells: dict[str, list[str]] = field(default_factory=dict)  # values that stand so in the uploaded file
    sources: dict[str, Any] = field(default_factory=dict)  # of the changed ones
    questions: list[Question] = field(default_factory=list)

    @property
    def unanswered(self) -> list[Question]:
        return [q for q in self.questions if not q.answer]

    @property
    def submittable(self) -> bool:
        return not self.errors and bool(self.changed or self.confirmed)

    @property
    def reasons(self) -> dict[str, str]:
        return {q.title: q.answer for q in self.questions if q.answer}


def fill(whose: Whose, typed: Typed, today: date, paper: Paper | None = None) -> Filled:
    """Read what was typed against what the ledger holds, and against the file that goes with it."""
    made = Filled()
    for name in NAMES:
        take(made, whose, typed, name, today)
    if paper is not None:
        made.cells = {n: s for n, s in paper.sources.items() if stands_in(paper, n, made.values[n])}
        made.sources = {n: s for n, s in made.cells.items() if n in made.changed}
    register = registers()[REGISTER]
    for name, sentence in broken(register.model, {**held_values(whose), **made.values}):
        made.errors.setdefault(name, f"{sentence}。")
    made.questions = questions(whose, made, typed)
    return made


def take(made: Filled, whose: Whose, typed: Typed, name: str, today: date) -> None:
    """One field: typed, taken from what was offered, cleared, or as the ledger holds it."""
    register = registers()[REGISTER]
    held = whose.now.value(name)
    text = typed.get(name, "").strip()
    if not text and f"take-{name}" in typed:
        text = offered_text(whose, typed, name)
    made.values[name] = held
    if text == CLEAR:
        value = None
    elif text:
        try:
            value = cleaned(
                register, name, TypedField(register.layout.column(name), required=False).clean(text)
            )
        except ValidationError as error:
            made.errors[name] = "".join(error.messages)
            return
        except ValueError as error:
            made.errors[name] = f"{error}。"
            return
        if value is not None and value < 0 and name not in SIGNED:
            made.errors[name] = f"{register.fields[name].title}不会是负数，写的是“{text}”。请核对。"
            return
    else:
        value = held
    made.values[name] = value
    if value != held:
        made.changed[name] = value
    elif held is not None:
        confirmed = f"ok-{name}" in typed or bool(text)
        (made.confirmed if confirmed else made.open if not whose.now.fresh(name, today) else []).append(name)


def stands_in(paper: Paper, name: str, value: Any) -> bool:
    """Whether the value is the one of the file, as the form would write and read it."""
    column = registers()[REGISTER].layout.column(name)
    text = decimal_text(paper.amounts[name] / WAN)
    try:
        return bool(
            value == cleaned(registers()[REGISTER], name, TypedField(column, required=False).clean(text))
        )
    except (ValidationError, ValueError):
        return False


def offered_text(whose: Whose, typed: Typed, name: str) -> str:
    """The figure of the ledger that the person took for this field by a tick."""
    other = OFFERED[name][0] if name in OFFERED else ""
    if not other:
        return ""
    return typed.get(other, "").strip() or shown_text(
        registers()[REGISTER].fields[other], whose.now.value(other)
    )


def held_values(whose: Whose) -> dict[str, Any]:
    register = registers()[REGISTER]
    record = whose.now.record
    return {} if record is None else {n: getattr(record, f.attname) for n, f in register.fields.items()}


def questions(whose: Whose, made: Filled, typed: Typed) -> list[Question]:
    """What asks for a reason, and has none in the ledger yet."""
    fields = registers()[REGISTER].fields
    last = {name: whose.last.value(name) for name in NAMES}
    known = whose.now.value("data_explained") or ""
    told = {line.partition("：")[0] for line in known.splitlines()}
    asked = []
    for one in sorted(unusual(made.values, last), key=lambda u: NAMES.index(u.name)):
        title = fields[one.name].title
        if title in told and one.name not in made.changed:
            continue
        sentence = in_words(one, made.values, last)
        asked.append(Question(one.name, title, sentence, typed.get(f"why-{one.name}", "").strip()))
    return asked


def in_words(one: Unusual, now: Mapping[str, Any], last: Mapping[str, Any]) -> str:
    """What is unusual, with both sides."""
    fields = registers()[REGISTER].fields
    if one.above:
        return f"{said(one.name, now[one.name])}，大于{fields[one.above].title} {said(one.above, now[one.above])}"
    assert one.change is not None
    percent = Decimal(one.change.numerator * 100) / Decimal(one.change.denominator)
    word = "增加" if percent > 0 else "减少"
    return (
        f"{said(one.name, now[one.name])}，比上年 {said(one.name, last[one.name])}{word} {abs(percent):.1f}%"
    )


def said(name: str, value: Any) -> str:
    """A value with its unit, as it is read."""
    column = registers()[REGISTER].fields[name]
    cell = written(column, value)
    return NONE if cell.none else f"{cell.text} {unit_of(column)}".strip()


def to_write(whose: Whose, made: Filled) -> dict[str, Any]:
    """The changed values, with the reasons put into the explanation. Raises Refused when that grows too long."""
    if not made.reasons:
        return dict(made.changed)
    text = explained(whose.now.value("data_explained") or "", made.reasons)
    return {**made.changed, "data_explained": text}
