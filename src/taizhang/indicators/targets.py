"""What an indicator is to reach 目标: set in a plan or by hand, else as an assessment of the superior says."""

from decimal import Decimal

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


def target_figure(
    bureau: Bureau, indicator: Indicator, ref: Ref, period: Period, region: Region | None
) -> Figure:
    """The target of an indicator for the period, or for the year it lies in; missing (—) when none was set."""
    told, record_id = "", None
    value, meaning = _set_target(bureau, str(ref), period, region)
    if value is None and region is None and not ref.narrow:
        value, record_id, told = _assessed(bureau, indicator, period)
        meaning = f"考核表“{told}”的目标值。" if told else ""
    return Figure(
        expression=f"target({ref})", name=f"{indicator.name}目标", unit=indicator.unit, decimals=indicator.decimals, value=value,
        kind=Kind.FACT, period=period, region_id=region.pk if region else None, record_id=record_id, count=int(value is not None),
        definition=Definition("assessments", "latest:target") if record_id else None, meaning=meaning, told=told,
        why="" if value is not None else f"{period.end.year} 年没有登记“{indicator.name}”的目标。",
    )  # fmt: skip


def _set_target(
    bureau: Bureau, expression: str, period: Period, region: Region | None
) -> tuple[Decimal | None, str]:
    found = {
        t.period: t
        for t in Target.objects.filter(
            bureau=bureau,
            expression=expression,
            region=region,
            period__in={period.text, period.whole_year().text},
        )
    }
    target = found.get(period.text) or found.get(period.whole_year().text)
    return (target.value, target.sentence) if target else (None, "")


def _assessed(bureau: Bureau, indicator: Indicator, period: Period) -> tuple[Decimal | None, int | None, str]:
    """(value in the indicator's unit, record, its name) of the assessment's row that names the indicator."""
    held = Assessment.objects.filter(
        bureau=bureau,
        state=State.VERIFIED,
        year=period.end.year,
        indicator__in=indicator.names,
        target__isnull=False,
    )
    row = held.order_by("-pk").first()
    if row is None:
        return None, None, ""
    both = row.measure_unit in SCALES and indicator.unit in SCALES
    factor = SCALES[row.measure_unit] / SCALES[indicator.unit] if both else Decimal(1)
    return row.target * factor, row.pk, f"{row.assessment} {row.indicator}".strip()
