"""The figures that the five reports print, and whether the samples' rows add up to them."""

import csv
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from samples.making.book import Row
from samples.making.bureau import Bureau

COLUMNS = (
    "bureau",
    "id",
    "sentence",
    "register",
    "filter",
    "measure",
    "unit",
    "value",
    "approx",
    "rows_give",
    "note",
)

# Rows keep money in 万元, areas in ㎡: what one unit of a figure is in rows.
_SCALE = {"亿元": Decimal(10000), "元": Decimal(1) / 10000, "亩": Decimal(2000) / 3}
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


@dataclass(frozen=True)
class Figure:
    """One line of figures.csv."""

    bureau: str
    id: str
    sentence: str
    register: str
    filter: str
    measure: str
    unit: str
    value: str
    approx: str
    rows_give: str
    note: str


def read(path: Path) -> list[Figure]:
    """All lines of figures.csv."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [Figure(**{name: line[name] or "" for name in COLUMNS}) for line in csv.DictReader(lines)]


def _typed(text: str, like: Any) -> Any:
    if isinstance(like, bool):
        return text == "是"
    if isinstance(like, date):
        return date.fromisoformat(text)
    if isinstance(like, int | Decimal):
        return Decimal(text)
    return text


def holds(row: Row, condition: str) -> bool:
    """Whether a row meets one condition: field=a|b, field!=a, field>=x, field<x, field~part, field= (empty)."""
    for sign in ("!=", ">=", "<=", "=", ">", "<", "~"):
        name, found, text = condition.partition(sign)
        if not found:
            continue
        value = row.get(name.removesuffix("_yuan"))
        if sign in {"=", "!="}:
            alternatives = [None if part == "" else _typed(part, value) for part in text.split("|")]
            return (value in alternatives) == (sign == "=")
        if value is None:
            return False
        return text in str(value) if sign == "~" else bool(_COMPARISONS[sign](value, _typed(text, value)))
    raise ValueError(f"not a condition: {condition}")


def selected(rows: Iterable[Row], conditions: str) -> list[Row]:
    """The rows that meet every condition of a;b;c."""
    return [row for row in rows if all(holds(row, c) for c in conditions.split(";") if c)]


def _derived(figure: Figure, known: dict[str, Decimal]) -> Decimal:
    kind, _, names = figure.measure.partition(":")
    first, second = (known[f"{figure.id.split('-')[0]}-{name}"] for name in names.split("/"))
    return {
        "share": lambda: first / second * 100,
        "growth": lambda: (first - second) / second * 100,
        "minus": lambda: first - second,
    }[kind]()


def measured(figure: Figure, rows: dict[str, list[Row]], known: dict[str, Decimal]) -> Decimal:
    """The figure's value from rows, in the figure's unit; share:a/b, growth:a/b and minus:a/b use other figures."""
    kind, _, name = figure.measure.partition(":")
    if kind in {"share", "growth", "minus"}:
        return _derived(figure, known)
    name = name.removesuffix("_yuan")  # rows keep 万元
    found = selected(rows.get(figure.register, []), figure.filter)
    if kind == "count":
        return Decimal(len(found))
    values = [row[name] for row in found if row.get(name) is not None]
    if kind == "distinct":
        return Decimal(len(set(values)))
    if kind == "fact" and len(values) == 1:
        return Decimal(values[0])
    if kind == "sum":
        return sum((Decimal(v) for v in values), Decimal(0)) / _SCALE.get(figure.unit, Decimal(1))
    raise ValueError(f"{figure.id}: {figure.measure} over {len(values)} rows")


def _agrees(figure: Figure, given: Decimal) -> bool:
    """Whether a value may be printed so: 30余 stands for 31 to 39, 1200多 for 1201 to 1299, a rate may be rounded."""
    printed, exact = Decimal(figure.value), not figure.measure.startswith(("share", "growth"))
    if figure.approx in {"余", "多"}:
        zeros = len(str(int(printed))) - len(str(int(printed)).rstrip("0"))
        return printed < given < printed + Decimal(10) ** max(zeros, 1)
    decimals = -int(printed.as_tuple().exponent)
    return given == printed if exact else round(given, decimals) == printed


def disagreement(figure: Figure, rows: dict[str, list[Row]], known: dict[str, Decimal]) -> str:
    """How the rows of its bureau fail to bear out a figure, "" when they do; adds its value to `known`."""
    if not figure.measure:
        return "" if figure.note else f"{figure.id}: neither a measure nor a reason"
    given = known[figure.id] = measured(figure, rows, known)
    if figure.rows_give and Decimal(figure.rows_give) != given:
        return f"{figure.id}: rows give {given}, the line says {figure.rows_give}"
    if _agrees(figure, given) or (figure.rows_give and figure.note):
        return ""
    return f"{figure.id}: rows give {given}, printed {figure.value}{figure.approx} {figure.unit}"


def disagreements(figures: list[Figure], bureaus: list[Bureau]) -> list[str]:
    """Every line of figures.csv that the rows do not bear out, as a sentence. Empty: all of them hold."""
    rows: dict[str, dict[str, list[Row]]] = {}
    for bureau in bureaus:
        for register, kept in bureau.rows.items():
            rows.setdefault(bureau.folder, {}).setdefault(register, []).extend(kept)
    known: dict[str, Decimal] = {}
    return [said for f in figures if (said := disagreement(f, rows[f.bureau], known))]
