"""The ledger's values of candidates 取数."""

from dataclasses import replace
from decimal import Decimal

from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind as StatedKind
from taizhang.core.reading.figures.figure import Role
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.figures import Figures
from taizhang.reports.reconcile.candidate import Candidate, Valued
from taizhang.reports.reconcile.printing import agrees, in_unit, unit_of
from taizhang.reports.reconcile.wording import described


class Values:
    """Asks one `Figures` for what candidates are worth."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def figure(self, candidate: Candidate) -> Figure:
        if candidate.definition is not None:
            found = self.figures.figure(candidate.definition, candidate.period)
            return _fact(found, candidate.definition)
        if candidate.make is None:
            return self.figures.figure(candidate.indicator, candidate.period)
        operands = tuple(self.figure(o) for o in candidate.operands)
        known = [(o.value, o) for o in operands]
        values = tuple(_base(v, o) for v, o in known if v is not None)
        value = candidate.make(values) if len(values) == len(operands) else None
        first = operands[0]
        percent = candidate.unit in ("%", "个百分点")
        unit = candidate.unit if percent else first.unit
        if value is not None and not percent:
            value = in_unit(value, _base_unit(first.unit), first.unit)
        return Figure(
            expression=candidate.indicator, name=candidate.formula, unit=unit, decimals=1 if percent else first.decimals, value=value, kind=Kind.DERIVED,
            period=candidate.period, operands=operands, meaning=self.words(candidate), why="" if value is not None else "缺少可比的数据。",
        )  # fmt: skip

    def valued(self, candidate: Candidate, stated: Stated) -> Valued:
        """A candidate with its value in the printed unit."""
        figure = self.figure(candidate)
        value = figure.value
        if value is None or (figure.kind == Kind.AGGREGATE and figure.count == 0 and stated.value != 0):
            return Valued(candidate, figure, None if value is None else value, False)
        unit = figure.unit or candidate.unit
        value = in_unit(value, unit, unit_of(stated))
        if candidate.definition is not None and candidate.definition.measure == "latest:growth":
            value = value if unit == "%" else value * 100
            if stated.role is Role.DECREASE:
                value = -value
        return Valued(candidate, figure, value, agrees(stated, value))

    def words(self, candidate: Candidate) -> str:
        if candidate.words:
            return candidate.words
        if candidate.definition is not None:
            return described(candidate.definition, candidate.period)
        if candidate.operands:
            inner = [self.words(o) for o in candidate.operands]
            if candidate.formula in ("占比", "完成率", "相差百分点"):
                return f"{candidate.formula}：“{inner[0]}”对“{inner[1]}”"
            return f"{inner[0]}，{candidate.formula}（对比{candidate.operands[1].period.words}）"
        return candidate.name or candidate.indicator


def _fact(found: Figure, definition: Definition) -> Figure:
    """One field of one named record is a fact, also when it was summed: an event's participants."""
    if definition.how.kind in (MeasureKind.SUM, MeasureKind.MAX) and found.count == 1 and any(n in ("name", "person") for n, _ in definition.where):
        return replace(found, kind=Kind.FACT)
    return found


def _base_unit(unit: str) -> str:
    return "元" if unit.endswith("元") else unit


def _base(value: Decimal, figure: Figure) -> Decimal:
    return in_unit(value, figure.unit, _base_unit(figure.unit))


__all__ = ["StatedKind", "Values"]
