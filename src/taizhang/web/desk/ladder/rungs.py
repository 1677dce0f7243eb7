"""The rungs 梯级: each an indicator of the report, with the rows that it counts and the pack that says who may climb it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from taizhang.accounts.models import Bureau
from taizhang.core.figures.formula import Ref
from taizhang.core.periods import Period
from taizhang.indicators import rows
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.regions.models import Region
from taizhang.registers.conditions import condition_q
from taizhang.registers.declaration import registers
from taizhang.registers.recognitions.models import Recognition
from taizhang.registers.record import State

Narrow = tuple[tuple[str, str], ...]  # further conditions: a field and what is asked of it
IN_PROCEDURE = ("applied", "accepted", "publicised")  # results of a recognition that is under way


@dataclass(frozen=True)
class Rung:
    """One rung: what it is called, the indicator that counts it, the kind of recognition.

    `policy` is the pack that says who may climb it and `ready` the indicator of its decisions; "" where none is written.
    """

    name: str
    title: str
    short: str
    indicator: str
    kind: str
    policy: str = ""
    ready: str = ""


DEFAULT = "hte"
RUNGS = {
    rung.name: rung
    for rung in (
        Rung("tsme", "科技型中小企业", "科小", "tsme_count", "tech_sme", "national/tech_sme", "tsme_ready"),
        Rung("cultivation", "高企培育库", "培育库", "cultivation_listed", "cultivation"),
        Rung(
            "hte",
            "高新技术企业",
            "高企",
            "hte_count",
            "high_tech_enterprise",
            "national/high_tech_enterprise",
            "hte_ready",
        ),
        Rung("leading", "领军企业", "领军企业", "innovative_count", "innovative"),
    )
}


@dataclass(frozen=True)
class Step:
    """A rung with its figure of today and the target of the year."""

    rung: Rung
    figure: Figure
    target: Figure

    @property
    def done(self) -> int | None:
        """How much of the target is reached, in whole per cent."""
        value, goal = self.figure.value, self.target.value
        return int(100 * value / goal) if value is not None and goal else None


@dataclass(frozen=True)
class Certificate:
    """What an enterprise holds on a rung: the record, its last day, the region it was counted in."""

    pk: int
    organization: int
    until: date | None
    region: int | None


def so_far(today: date) -> Period:
    """From 1 January to today: a stock is then that of today, a flow that of the year."""
    return Period.of_days(date(today.year, 1, 1), today)


def steps(desk: Figures, today: date, narrow: Narrow = ()) -> list[Step]:
    """Every rung with its figure and its target, narrowed by further conditions."""
    asked = {rung: str(Ref(rung.indicator, narrow)) for rung in RUNGS.values()}
    period, aims = (
        so_far(today),
        {rung: str(Ref(rung.indicator, narrow, "target")) for rung in RUNGS.values()},
    )
    desk.prepare([(one, period) for one in (*asked.values(), *aims.values())])
    return [Step(r, desk.figure(asked[r], period), desk.figure(aims[r], period)) for r in RUNGS.values()]


def counted(desk: Figures, code: str, today: date, narrow: Narrow = ()) -> QuerySet[Any]:
    """The very rows that an indicator's figure of today counts; none where there is no such indicator."""
    indicator = desk.catalogue.get(code)
    if indicator is None or indicator.definition is None:
        return Recognition.objects.none()
    definition = indicator.definition.narrowed(*narrow)
    return rows.rows(definition, bureau=desk.bureau, period=so_far(today), region=desk.region).order_by()


def held(desk: Figures, rung: Rung, today: date, narrow: Narrow = ()) -> dict[int, Certificate]:
    """Organization -> the certificate that ends last, of those that the rung's figure counts."""
    found: dict[int, Certificate] = {}
    told = counted(desk, rung.indicator, today, narrow)
    for one in (
        Certificate(*row) for row in told.values_list("pk", "organization_id", "expires_on", "region_id")
    ):
        before = found.get(one.organization)
        if before is None or (before.until is not None and (one.until is None or one.until > before.until)):
            found[one.organization] = one
    return found


def in_procedure(
    bureau: Bureau, rung: Rung, today: date, region: Region | None = None, narrow: Narrow = ()
) -> set[int]:
    """The organizations whose application of this year is under way 办理中: applied for, accepted or publicised."""
    under_way = Recognition.objects.filter(
        bureau=bureau,
        state=State.VERIFIED,
        kind=rung.kind,
        result__in=IN_PROCEDURE,
        applied_on__year=today.year,
    )
    if region is not None:
        under_way = under_way.filter(region__path__startswith=region.path)
    register = registers()["recognitions"]
    for name, text in narrow:
        under_way = under_way.filter(condition_q(register, name, text))
    return set(under_way.order_by().values_list("organization_id", flat=True))
