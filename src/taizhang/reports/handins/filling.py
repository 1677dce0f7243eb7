"""The figures that a layout's cells want, and what is written into each 填数."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl.workbook.workbook import Workbook

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.rounding import SCALES, printed, rounded
from taizhang.core.periods import Period
from taizhang.indicators import rows
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.figures import Figures, prepare
from taizhang.indicators.ledger import Ledger
from taizhang.indicators.queries import indicators
from taizhang.reports.handins.models import CellTie
from taizhang.reports.handins.sheets import lacking, written

KEPT_ROWS = 2000  # rows behind one figure that are kept by their values; of more, only how many
Rule = CellTie.Rule


@dataclass(frozen=True)
class Filled:
    """What stands in one cell. `value` is exact, in `unit`; None with `why` when nothing was written."""

    place: str  # Sheet!C5
    name: str
    expression: str  # as asked: before(hte_valid)
    period: str
    region: int | None
    rule: str
    unit: str
    decimals: int
    value: str | None
    text: str
    version: int
    kind: str
    count: int
    provisional: int
    why: str = ""
    leaves: list[str] = field(default_factory=list)

    @property
    def cell(self) -> str:
        return self.place.rpartition("!")[2]


@dataclass(frozen=True)
class Leaf:
    """One measured figure behind cells: its rows, each with the value that it counted (None: too many to keep)."""

    name: str
    register: str
    period: str
    value: str | None
    version: int
    count: int
    rows: dict[str, str] | None = None


def asked(expression: str, rule: str, period: Period) -> tuple[str, Period]:
    """The expression and period of a tie for the period being filled."""
    if rule == Rule.TARGET:
        return f"target({expression})", period
    if rule == Rule.BEFORE:
        return expression, period.year_before()
    if rule == Rule.SO_FAR:
        return expression, period.so_far()
    return expression, period.last_year_end() if rule == Rule.START else period


class Filling:
    """All cells of a layout for one period: `cells` by place, `leaves` behind them, `numbers` to be written."""

    def __init__(self, bureau: Bureau, ties: Iterable[CellTie], period: Period, workbook: Workbook) -> None:
        self.bureau, self.period, self.workbook = bureau, period, workbook
        self.every = indicators(bureau, ended=True)
        self.catalogue = {code: i for code, i in self.every.items() if not i.ended}
        self.desks: dict[int | None, Figures] = {}
        self.cells: dict[str, Filled] = {}
        self.leaves: dict[str, Leaf] = {}
        self.numbers: dict[tuple[str, str], Decimal | None] = {}
        ledger, found = Ledger(bureau), list(ties)
        for region in {tie.region_id: tie.region for tie in found}.values():
            pk = region.pk if region else None
            self.desks[pk] = Figures(bureau, region=region, catalogue=self.catalogue, ledger=ledger)
        prepare((self.desks[tie.region_id], *asked(tie.expression, tie.rule, period)) for tie in found)
        for tie in found:
            self._fill(tie)

    def data(self) -> dict[str, Any]:
        """As HandIn keeps it."""
        return {
            "cells": {key: asdict(cell) for key, cell in self.cells.items()},
            "leaves": {key: asdict(leaf) for key, leaf in self.leaves.items()},
        }

    def _fill(self, tie: CellTie) -> None:
        expression, period = asked(tie.expression, tie.rule, self.period)
        figure = self.desks[tie.region_id].figure(expression, period)
        why = lacking(self.workbook, tie.sheet, tie.cell)
        if not why and not tie.over_formula and self._formula(tie):
            why = "这一格现在是公式，没有盖掉。要填数请在表样里勾选“盖掉公式”。"
        unit = tie.unit or figure.unit
        value = None if why or figure.value is None else converted(figure, unit)
        if not why:
            self.numbers[tie.sheet, tie.cell] = None if value is None else rounded(value, tie.decimals)
        self.cells[str(tie)] = Filled(
            place=str(tie), name=figure.name or tie.expression, expression=expression, period=period.text, region=tie.region_id,
            rule=tie.rule, unit=unit, decimals=tie.decimals, value=None if value is None else f"{value:f}",
            text=printed(value, tie.decimals, grouped=True), version=figure.version, kind=str(figure.kind), count=figure.count,
            provisional=figure.all_provisional, leaves=self._keep(figure, tie), why=why or self._missing(figure, tie),
        )  # fmt: skip

    def _formula(self, tie: CellTie) -> bool:
        return written(self.workbook[tie.sheet][tie.cell]).startswith("=")

    def _missing(self, figure: Figure, tie: CellTie) -> str:
        """Why a cell stays empty; an ended indicator is named."""
        if figure.value is not None:
            return ""
        return ended_sentence(tie.expression, self.every) or figure.why or "没有数据。"

    def _keep(self, figure: Figure, tie: CellTie) -> list[str]:
        """Keep what a figure is measured from, down to the last operand; their keys."""
        if figure.operands:
            return [key for operand in figure.operands for key in self._keep(operand, tie)]
        if figure.definition is None:
            return []
        key = f"{figure.expression}|{figure.period.text}|{figure.region_id or ''}"
        if key not in self.leaves:
            self.leaves[key] = Leaf(
                name=figure.name, register=figure.definition.register, period=figure.period.text,
                value=None if figure.value is None else f"{figure.value:f}", version=figure.version, count=figure.count,
                rows=self._rows(figure, tie),
            )  # fmt: skip
        return [key]

    def _rows(self, figure: Figure, tie: CellTie) -> dict[str, str] | None:
        if figure.kind == Kind.FACT:
            return (
                {str(figure.record_id): f"{figure.value:f}"}
                if figure.record_id and figure.value is not None
                else {}
            )
        if figure.count > KEPT_ROWS or figure.definition is None:
            return None
        found = rows.rows(figure.definition, bureau=self.bureau, period=figure.period, region=tie.region)
        path = figure.definition.how.field.replace(".", "__") or "pk"
        return {str(pk): str(value) for pk, value in found.order_by("pk").values_list("pk", path)}


def converted(figure: Figure, unit: str) -> Decimal | None:
    """A figure's value in another unit of the same kind."""
    if figure.value is None or unit == figure.unit or unit not in SCALES or figure.unit not in SCALES:
        return figure.value
    return figure.value * SCALES[figure.unit] / SCALES[unit]


def ended_sentence(expression: str, every: dict[str, Any]) -> str:
    """Names the ended indicators of an expression; "" when there is none."""
    try:
        codes = {ref.code for ref in formula.refs(formula.parse(expression))}
    except Refused as no:
        return no.sentence
    names = [every[code].name for code in sorted(codes) if code in every and every[code].ended]
    return f"指标“{'”“'.join(names)}”已停用，这一格没有填。请改关联别的指标，或解除关联。" if names else ""
