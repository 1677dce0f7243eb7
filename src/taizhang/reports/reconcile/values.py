"""The ledger's values of candidates 取数."""

from dataclasses import replace
from decimal import Decimal

from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Role
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.figures import Figures
from taizhang.reports.reconcile.candidate import Candidate, Valued
from taizhang.reports.reconcile.printing import agrees, in_unit, unit_of
from taizhang.reports.reconcile.quick import QuickLedger
from taizhang.reports.reconcile.wording import named

PERCENT = ("%", "‰", "个百分点")


class Values:
    """What candidates are worth: quickly for comparing, as a full figure with its rows for showing."""

    def __init__(self, figures: Figures, ledger: QuickLedger) -> None:
        self.figures, self.ledger = figures, ledger

    def figure(self, candidate: Candidate) -> Figure:
        """The figure with its proof."""
        if candidate.definition is not None:
            return _fact(self.figures.figure(candidate.definition, candidate.period), candidate.definition)
        if candidate.make is None:
            return self.figures.figure(candidate.indicator, candidate.period)
        operands = tuple(self.figure(o) for o in candidate.operands)
        value, unit, _ = self._worth(candidate)
        return Figure(
            expression=candidate.indicator,
            name=candidate.formula,
            unit=unit,
            decimals=1 if unit in PERCENT else operands[0].decimals,
            value=value,
            kind=Kind.DERIVED,
            period=candidate.period,
            operands=operands,
            meaning=named(candidate),
            why="" if value is not None else "缺少可比的数据。",
        )

    def _worth(self, candidate: Candidate) -> tuple[Decimal | None, str, int]:
        """(value, its unit, rows behind it)."""
        definition = candidate.definition
        if definition is not None and definition.how.kind != MeasureKind.LATEST:
            value, count, unit = self.ledger.measured(definition, candidate.period)
            return value, unit, count
        if definition is not None or candidate.make is None:
            figure = self.figure(candidate)
            return figure.value, figure.unit or candidate.unit, max(figure.count, 1)
        worth = [self._worth(o) for o in candidate.operands]
        values = [w[0] for w in worth]
        if any(v is None for v in values):
            return None, candidate.unit, 0
        unit = worth[0][1]
        same = tuple(in_unit(w[0], w[1], unit) for w in worth if w[0] is not None)
        return (
            candidate.make(same),
            candidate.unit if candidate.unit in PERCENT else unit,
            min(w[2] for w in worth),
        )

    def valued(self, candidate: Candidate, stated: Stated) -> Valued:
        """A candidate with its value in the printed unit."""
        value, unit, count = self._worth(candidate)
        definition = candidate.definition
        if value is None:
            return Valued(candidate, None, count, False)
        if definition is not None and definition.measure == "latest:growth":
            value = (value if unit == "%" else value * 100) * (-1 if stated.role is Role.DECREASE else 1)
        else:
            value = in_unit(value, unit, unit_of(stated))
        return Valued(candidate, value, count, count > 0 and agrees(stated, value))


def _fact(found: Figure, definition: Definition) -> Figure:
    """One field of one named record is a fact, also when it was summed: an event's participants."""
    if (
        definition.how.kind in (MeasureKind.SUM, MeasureKind.MAX)
        and found.count == 1
        and any(n in ("name", "person") for n, _ in definition.where)
    ):
        return replace(found, kind=Kind.FACT)
    return found
