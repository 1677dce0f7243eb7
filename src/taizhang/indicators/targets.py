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
    value, meaning = _set_target(bureau, indicator, str(ref), period, region)
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
    bureau: Bureau, indicator: Indicator, expression: str, period: Period, region: Region | None
) -> tuple[Decimal | None, str]:
    """(value in the indicator's unit, the sentence that promised it)."""
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
    return (in_unit(target.value, target.unit, indicator.unit), target.sentence) if target else (None, "")


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """A value in another unit of the same thing: 5 亿元 in 万元. As it is where the units do not convert."""
    if unit == wanted or unit not in SCALES or wanted not in SCALES:
        return value
    return value * SCALES[unit] / SCALES[wanted]


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
    told = f"{row.assessment} {row.indicator}".strip()
    return in_unit(row.target, row.measure_unit, indicator.unit), row.pk, told
