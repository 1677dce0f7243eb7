"""Reckoning a frozen report again 重算: every figure from the kept rows alone, by the measure and formula that were kept."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from taizhang.core.figures import formula
from taizhang.core.figures.definition import Measure, MeasureKind
from taizhang.core.figures.plain import measured
from taizhang.indicators.figure import Figure
from taizhang.reports.figuring import in_unit
from taizhang.reports.kept import figure_from
from taizhang.reports.models import Token

RANK = "rank "  # how the formula of a place among peers is kept, with the direction that is better behind it


def reckoned(each: dict[str, Any], pages: dict[str, Any]) -> Figure:
    """One kept figure, in the unit of its indicator, reckoned from `pages`: the rows by register."""
    return _again(figure_from(each["figure"]), each["formulas"], iter(each["leaves"]), pages)


def as_printed(figure: Figure, each: dict[str, Any]) -> Figure:
    """A kept figure with the name, unit and decimals that the report gives it."""
    return in_unit(figure, Token(name=each["name"], unit=each["unit"], decimals=each["decimals"]))


def _again(figure: Figure, told: list[Any], kept: Iterator[dict[str, Any]], pages: dict[str, Any]) -> Figure:
    """A figure from its kept leaves, taken in order; a derived one by its kept formula."""
    if not figure.operands:
        return replace(figure, value=_leaf(next(kept), pages))
    text, inner = told
    operands = tuple(_again(o, t, kept, pages) for o, t in zip(figure.operands, inner, strict=True))
    if text.startswith(RANK):
        value = _place(operands, figure.region_id, text.removeprefix(RANK))
    else:
        node = formula.parse(text)
        values = dict(zip(formula.refs(node), (o.value for o in operands), strict=True))
        value = formula.value(node, values.__getitem__)
    return replace(figure, operands=operands, value=value)


def _place(peers: tuple[Figure, ...], region_id: int | None, direction: str) -> Decimal | None:
    """The place of a region among its peers: 1 is best, equal values share the better place."""
    mine = next((peer.value for peer in peers if peer.region_id == region_id), None)
    if mine is None:
        return None
    known = [peer.value for peer in peers if peer.value is not None]
    return Decimal(1 + sum(v < mine if direction == "down" else v > mine for v in known))


def _leaf(kept: dict[str, Any], pages: dict[str, Any]) -> Decimal | None:
    """The value of a figure from its kept rows; of one without rows, and of one that had none, as it was."""
    if "measure" not in kept or kept["missing"]:
        return None if kept.get("value") is None else Decimal(kept["value"])
    how, page = Measure.parse(kept["measure"]), pages[kept["register"]]["rows"]
    value = measured(how, [_typed(page[str(pk)]["values"], how) for pk in kept["rows"]], kept["on"])
    return None if value is None else value * Decimal(kept["factor"])


def _typed(values: dict[str, Any], how: Measure) -> dict[str, Any]:
    """A kept row as it is measured: links by id, numbers as numbers."""
    value = values.get(how.field)
    if isinstance(value, list):
        value = value[0]
    elif value is not None and how.kind != MeasureKind.DISTINCT and how.field:
        value = Decimal(str(value))
    return {**values, how.field: value}
