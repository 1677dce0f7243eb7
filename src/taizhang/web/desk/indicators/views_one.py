"""One indicator: its figure, values over time and by region, targets, versions, what uses it 指标."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import MeasureKind
from taizhang.core.periods import Period
from taizhang.core.standing import Moved, version_of
from taizhang.indicators import actions, by_region, queries
from taizhang.indicators.checking import users_of
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.models import IndicatorVersion, Target
from taizhang.regions.models import Region
from taizhang.reports.queries import reports_with
from taizhang.web.author import author_of, bureau_of
from taizhang.web.both_sides import Field, Held, both_sides, version_in
from taizhang.web.desk.indicators.addresses import Wanted
from taizhang.web.desk.indicators.asking import Desk
from taizhang.web.desk.indicators.proof import Proof
from taizhang.web.desk.indicators.views_list import period_of

PERIODS, LEAST = 8, 3  # values over time: at most, and at least though there are none
MOST_REGIONS = 60


@dataclass(frozen=True)
class Version:
    """A version of the indicator: what it said, who made it, when and why; the built-in one has nobody."""

    indicator: Indicator
    stored: IndicatorVersion | None
    formula: str


@dataclass(frozen=True)
class Place:
    """A region below the bureau's own with its figure; `figure` None: rows that name none."""

    name: str
    figure: Figure


@acts(Act.FIGURES)
@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator for a period."""
    bureau = bureau_of(request)
    found = indicator_of(bureau, code)
    newest = queries.newest_period(bureau)
    period, wrong = period_of(request, newest)
    assert isinstance(request.user, User)
    proof = Proof(request.user, Desk(bureau, Wanted(code, period=period)))
    desk = proof.desk.figures
    context = {
        "indicator": found,
        "proof": proof,
        "fig": proof.figure,
        "period": period,
        "wrong": wrong,
        "over_time": over_time(desk, found, period),
        "places": places(desk, found, period),
        "targets": targets_of(bureau, code),
        "held": held_target(bureau, found, period.whole_year().text),
        "versions": versions_of(bureau, code),
        "users": users_of(code, desk.catalogue),
        "reports": reports_with(bureau, found, desk.catalogue),
        "may_define": can(request.user, Act.DEFINE),
        "this_year": period.whole_year(),
        "rail": True,
    }
    return render(request, "desk/indicators/one.html", context)


@acts(Act.DEFINE)
@require_POST
def target(request: HttpRequest, code: str) -> HttpResponse:
    """Set or take away the target of an indicator for a period."""
    bureau = bureau_of(request)
    found = indicator_of(bureau, code)
    back = f"{reverse('indicator', args=[code])}#targets"
    text = request.POST.get("value", "").replace(",", "").replace("，", "").strip()
    try:
        period = Period.parse(request.POST.get("period", ""))
        value = Decimal(text) if text else None
        if value is not None and not (value.is_finite() and abs(value) < Decimal(10) ** 15):
            raise InvalidOperation
        actions.set_target(
            bureau=bureau, expression=code, period=period, value=value, unit=found.unit,
            sentence=request.POST.get("sentence", "").strip(), author=author_of(request),
            version=version_in(request),
        )  # fmt: skip
    except Moved:
        return both_sides(request, held_target(bureau, found, period.text))
    except InvalidOperation:
        messages.error(request, f"“{text}”不是数。目标请填数字，单位{found.unit or '同指标'}。")
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        done = "已登记" if value is not None else "已取消"
        messages.success(request, f"{period.words}的目标{done}。")
    return redirect(back)


def indicator_of(bureau: Bureau, code: str) -> Indicator:
    """The newest version of an indicator, ended ones too; else 404."""
    found = queries.indicators(bureau, ended=True).get(code)
    if found is None:
        raise Http404
    return found


def over_time(desk: Figures, found: Indicator, period: Period) -> list[tuple[Period, Figure]]:
    """The values of the same period of the years before, oldest first; years before any data are left out."""
    periods = [period]
    while len(periods) < PERIODS and periods[0].end.year > 1950:
        periods.insert(0, periods[0].year_before())
    desk.prepare((found.code, p) for p in periods)
    made = [(p, desk.figure(found.code, p)) for p in periods]
    while len(made) > LEAST and made[0][1].value is None:
        made.pop(0)
    return made


def places(desk: Figures, found: Indicator, period: Period) -> list[Place]:
    """The regions below the bureau's own in the order of their codes, never ranked; [] for what does not divide."""
    found = found.in_force(period.end) or found
    definition = found.definition
    if definition is None or definition.how.kind not in by_region.ADDED_UP:
        return []
    below = by_region.below(desk.bureau)[:MOST_REGIONS]
    try:
        inside = by_region.tops(desk.bureau, below)
        values = by_region.by_region(
            definition, bureau=desk.bureau, period=period, unit=found.unit, inside=inside
        )
    except Refused:
        return []
    whole = desk.figure(found.code, period)

    def place(region: Region | None, name: str) -> Place:
        pk = region.pk if region else None
        value = values.get(pk)
        if value is None and definition.how.kind != MeasureKind.SUM:
            value = Decimal(0)
        made = Figure(
            expression=found.code if region else "", name=f"{name}{found.name}", unit=found.unit, decimals=found.decimals,
            value=value if whole.value is not None else None, kind=whole.kind, period=period, region_id=pk, version=found.version,
        )  # fmt: skip
        return Place(name, made)

    made = [place(r, r.name) for r in below]
    return [*made, place(None, "未写明镇街")] if values.get(None) else made


def held_target(bureau: Bureau, indicator: Indicator, period: str) -> Held:
    """The target of a period, with the version of all of them: which period is meant is typed only afterwards."""
    target = Target.objects.filter(
        bureau=bureau, expression=indicator.code, region=None, period=period
    ).last()
    fields = (
        Field("value", f"{period} 的目标", f"{target.value.normalize():f}" if target else ""),
        Field("sentence", "出处", target.sentence if target else ""),
    )
    version = version_of(actions.targets_told(bureau, indicator.code))
    return Held(f"{indicator.name}的目标", reverse("indicator", args=[indicator.code]), version, fields)


def targets_of(bureau: Bureau, code: str) -> list[Target]:
    found = Target.objects.filter(bureau=bureau, expression=code).select_related("by", "region")
    return list(found.order_by("-period", "region_id")[:24])


def versions_of(bureau: Bureau, code: str) -> list[Version]:
    return [Version(i, stored, i.formula) for i, stored in queries.versions(bureau, code)]
