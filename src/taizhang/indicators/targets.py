"""What an indicator is to reach 目标: set in a plan or by hand, else as an assessment of the superior says."""

from decimal import Decimal
from functools import cached_property

from taizhang.accounts.models import Bureau
from taizhang.core.figures.definition import Definition
from taizhang.core.figures.formula import Ref
from taizhang.core.figures.rounding import SCALES
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure, Kind
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.models import Target
from taizhang.regions.models import Region
from taizhang.registers.assessments.models import Assessment
from taizhang.registers.record import State


class Aims:
    """What one bureau is to reach: targets, and the rows of assessments that name an indicator. Each read once."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau

    @cached_property
    def _set(self) -> dict[tuple[str, int | None, str], Target]:
        return {(t.expression, t.region_id, t.period): t for t in Target.objects.filter(bureau=self.bureau)}

    @cached_property
    def _assessed(self) -> dict[tuple[int, str], Assessment]:
        """The newest row of each year and indicator's name."""
        held = Assessment.objects.filter(bureau=self.bureau, state=State.VERIFIED, target__isnull=False)
        return {(row.year, row.indicator): row for row in held.order_by("pk")}

    def figure(self, indicator: Indicator, ref: Ref, period: Period, region: Region | None) -> Figure:
        """The target of an indicator for the period, or for the year it lies in; missing (—) when none was set."""
        told, record_id = "", None
        value, meaning = self._of_plan(indicator, str(ref), period, region)
        if value is None and region is None and not ref.narrow:
            value, record_id, told = self._of_assessment(indicator, period)
            meaning = f"考核表“{told}”的目标值。" if told else ""
        return Figure(
            expression=f"target({ref})", name=f"{indicator.name}目标", unit=indicator.unit, decimals=indicator.decimals, value=value,
            kind=Kind.FACT, period=period, region_id=region.pk if region else None, record_id=record_id, count=int(value is not None),
            definition=Definition("assessments", "latest:target") if record_id else None, meaning=meaning, told=told,
            why="" if value is not None else f"{period.end.year} 年没有登记“{indicator.name}”的目标。",
        )  # fmt: skip

    def _of_plan(
        self, indicator: Indicator, expression: str, period: Period, region: Region | None
    ) -> tuple[Decimal | None, str]:
        """(value in the indicator's unit, the sentence that promised it)."""
        place = region.pk if region else None
        for text in (period.text, period.whole_year().text):
            if target := self._set.get((expression, place, text)):
                return in_unit(target.value, target.unit, indicator.unit), target.sentence
        return None, ""

    def _of_assessment(self, indicator: Indicator, period: Period) -> tuple[Decimal | None, int | None, str]:
        """(value in the indicator's unit, record, its name) of the assessment's row that names the indicator."""
        held = [self._assessed.get((period.end.year, name)) for name in indicator.names]
        row = max((r for r in held if r is not None), key=lambda r: r.pk, default=None)
        if row is None or row.target is None:
            return None, None, ""
        told = f"{row.assessment} {row.indicator}".strip()
        return in_unit(row.target, row.measure_unit, indicator.unit), row.pk, told


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """A value in another unit of the same thing: 5 亿元 in 万元. As it is where the units do not convert."""
    if unit == wanted or unit not in SCALES or wanted not in SCALES:
        return value
    return value * SCALES[unit] / SCALES[wanted]
