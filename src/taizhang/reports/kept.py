"""A figure as plain values, and back: what a freeze and an edition keep 数字的留存."""

from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure, Kind

PLAIN = (
    "expression",
    "name",
    "unit",
    "decimals",
    "region_id",
    "count",
    "provisional",
    "version",
    "meaning",
    "why",
)


def figure_data(figure: Figure) -> dict[str, Any]:
    """Every part of a figure as JSON holds it; values as exact text."""
    data: dict[str, Any] = {name: getattr(figure, name) for name in PLAIN}
    data |= {
        "value": None if figure.value is None else format(figure.value.normalize(), "f"),
        "kind": str(figure.kind), "period": figure.period.text, "as_of": figure.as_of and figure.as_of.isoformat(),
        "definition": figure.definition and figure.definition.as_data(), "record_id": figure.record_id, "told": figure.told,
        "operands": [figure_data(operand) for operand in figure.operands],
    }  # fmt: skip
    return data


def figure_from(data: dict[str, Any]) -> Figure:
    """The figure that `figure_data` wrote."""
    return Figure(
        **{name: data[name] for name in PLAIN},
        value=None if data["value"] is None else Decimal(data["value"]),
        kind=Kind(data["kind"]), period=Period.parse(data["period"]),
        as_of=date.fromisoformat(data["as_of"]) if data["as_of"] else None,
        definition=Definition.from_data(data["definition"]) if data["definition"] else None,
        record_id=data["record_id"], told=data["told"],
        operands=tuple(figure_from(operand) for operand in data["operands"]),
    )  # fmt: skip


def leaves(figure: Figure) -> list[Figure]:
    """The figures at the bottom of a formula: those with rows of their own; the figure itself when it has no operands."""
    if not figure.operands:
        return [figure]
    return [leaf for operand in figure.operands for leaf in leaves(operand)]
