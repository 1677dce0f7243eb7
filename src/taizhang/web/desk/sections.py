"""A form's fields in groups: what the register cannot do without first, the rest behind."""

from dataclasses import dataclass
from typing import Any

from taizhang.core.tables.spec import Kind
from taizhang.registers.covering import covered
from taizhang.registers.declaration import registers
from taizhang.registers.forms import CREATE, PICKED, RecordForm
from taizhang.web.values import unit_of

KNOWN_TODAY = {
    Kind.DATE: "如 2026-06-30、2026.6.30",
    Kind.PERIOD: "如 2025、2025上半年、2025年1-5月",
    Kind.YEAR: "四位年份",
}


@dataclass
class Input:
    """One field of a form as the page draws it."""

    name: str
    title: str
    kind: str
    value: str
    unit: str
    required: bool
    hint: str
    errors: list[str]
    choices: list[tuple[str, str]]
    wide: bool
    known: str = ""  # the value is known and not asked for
    register: str = ""  # of what a link points to
    offers: tuple[Any, ...] = ()
    may_create: bool = False
    creating: bool = False
    picked: str = ""
    placeholder: str = ""


def sections(form: RecordForm) -> list[tuple[str, list[Input]]]:
    """(title, inputs): fields that are required or stand in the list first, then everything else."""
    register = form.register
    main = [
        n
        for n, f in register.fields.items()
        if f.required or n in register.columns or n in register.told.heading
    ]
    rest = [n for n in register.fields if n not in main]
    made = [("主要内容", [drawn(form, n) for n in main])]
    return [*made, ("其他内容", [drawn(form, n) for n in rest])] if rest else made


def drawn(form: RecordForm, name: str) -> Input:
    field, bound = form.register.fields[name], form[name]
    link = form.register.links.get(name)
    value = bound.value()
    text = "" if value is None else str(value)
    hint = field.hint or KNOWN_TODAY.get(field.kind, "")
    placeholder = f"如 {field.example}" if field.example and not hint else ""
    if form.keeps_hidden(name):
        placeholder = f"已填 {covered(getattr(form.record, name))}，不改请留空，清空填 -"
    if field.kind == Kind.MONEY:
        hint = hint or "可写 3.2亿、12035元"
    return Input(
        name=name, title=field.title, kind=kind_of(form, name), value=text, unit=unit_of(field),
        required=form.fields[name].required, hint=hint, errors=[str(e) for e in bound.errors],
        choices=[(str(v), str(t)) for v, t in getattr(form.fields[name], "choices", ())],
        wide=field.kind == Kind.LONG, known=str(form.user.organization) if name == form.own else "",
        register=registers()[link.register_name].name if link else "", offers=tuple(form.offers.get(name, ())),
        may_create=name in form.unknown, creating=bool(form.data.get(name + CREATE)),
        picked=str(form.data.get(name + PICKED, "")), placeholder=placeholder,
    )  # fmt: skip


def kind_of(form: RecordForm, name: str) -> str:
    field = form.register.fields[name]
    if name == form.own:
        return "known"
    if name in form.register.links:
        return "link"
    if field.kind in (Kind.CHOICE, Kind.REGION, Kind.YES_NO):
        return "select"
    return "long" if field.kind == Kind.LONG else "text"
