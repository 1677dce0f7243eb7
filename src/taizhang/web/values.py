"""How the value of a field is written on screens, by its kind; personal data masked unless revealed."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from taizhang.core.tables.spec import Kind
from taizhang.registers.covering import covered, opened
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record, State

WAN = Decimal(10_000)
NONE = "—"
NUMERIC = (Kind.MONEY, Kind.INTEGER, Kind.NUMBER, Kind.PERCENT)
SUMMED = (Kind.MONEY, Kind.INTEGER, Kind.NUMBER)


@dataclass(frozen=True)
class Cell:
    """A value on a screen: text, class of its cell, exact value on hover, the record it points to."""

    text: str
    css: str = ""
    hint: str = ""
    plain: str = ""  # the number as JavaScript adds it, "" for what is no number
    link: Record | None = None

    @property
    def none(self) -> bool:
        return self.text == NONE


def wan(value: Any) -> str:
    """Yuan as 万元 with two decimals and thousands; missing is — (never 0)."""
    if value is None or value == "":
        return NONE
    return f"{(Decimal(str(value)) / WAN).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def trimmed(value: Any) -> str:
    """A decimal without closing zeros, with thousands."""
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_of(field: Any) -> str:
    """The unit as it stands in the head of a column."""
    if field.kind == Kind.MONEY:
        return "万元"
    if field.kind == Kind.PERCENT:
        return "%"
    return str(field.unit)


def cell_of(register: Register, record: Record, name: str, *, revealed: bool = False) -> Cell:
    """The value of one field of a record."""
    field = register.fields[name]
    value = getattr(record, name)
    if field.covered and value:
        return Cell(opened(value) if revealed else covered(value))
    return written(field, value)


def written(field: Any, value: Any) -> Cell:
    """A Python value of a declared field as it is read."""
    kind = field.kind
    if value is None or value == "":
        return Cell(NONE, "n" if kind in NUMERIC else "")
    if kind == Kind.MONEY:
        return Cell(wan(value), "n", f"{value:,.2f} 元", str(Decimal(value) / WAN))
    if kind in (Kind.INTEGER, Kind.NUMBER):
        return Cell(trimmed(value), "n", "", str(value))
    if kind == Kind.PERCENT:
        return Cell(trimmed((value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)), "n", f"{value * 100:f}%")
    if kind == Kind.YES_NO:
        return Cell("是" if value else "否")
    if kind == Kind.CHOICE:
        return Cell(next((o.label for o in field.options if o.value == value), str(value)))
    if kind in (Kind.CODE, Kind.CREDIT_CODE):
        return Cell(str(value), "code")
    if isinstance(value, Record):
        return Cell(value.title, link=value)
    if isinstance(value, date):
        return Cell(value.isoformat())
    return Cell(str(value), "long" if kind == Kind.LONG else "", str(value) if len(str(value)) > 16 else "")


def with_unit(register: Register, record: Record, name: str, *, revealed: bool = False) -> str:
    """A value in running text, its unit behind it: 6,000.00 万元."""
    cell = cell_of(register, record, name, revealed=revealed)
    unit = unit_of(register.fields[name])
    if cell.none or not unit:
        return cell.text
    return cell.text + (unit if unit == "%" else f" {unit}")


STATE_SIGN = {State.VERIFIED: "st-verified", State.PROVISIONAL: "st-provisional", State.ENDED: "st-ended"}


def state_sign(record: Record) -> str:
    """The class of the mark of a record's state."""
    return STATE_SIGN[State(record.state)]
