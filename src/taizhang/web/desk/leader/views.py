"""The leader's page and choosing its figures."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.standing import Moved, version_of
from taizhang.indicators import leader as leading
from taizhang.indicators.figures import Figures
from taizhang.indicators.queries import indicators, newest_period
from taizhang.indicators.searching import matching, meant, named
from taizhang.regions.models import Level
from taizhang.web.author import author_of
from taizhang.web.both_sides import Field, Held, both_sides, last_entry, typed_in, version_in
from taizhang.web.desk.leader.behind import lags
from taizhang.web.desk.leader.decisions import decisions
from taizhang.web.desk.leader.freshness import freshness
from taizhang.web.desk.leader.streets import streets
from taizhang.web.desk.leader.tiles import rows_of, tiles
from taizhang.web.desk.leader.trend import trend

# What a bureau of a level divides into.
BELOW: dict[int, str] = {Level.PROVINCE: "市", Level.CITY: "县区", Level.DISTRICT: "镇街"}
ROOMY, ROOMY_STREETS = 6, 20  # with no more matters and streets than these the sheet of paper is set larger


def bureau_of(request: HttpRequest) -> Bureau:
    bureau: Bureau | None = getattr(request.user, "bureau", None)
    if bureau is None:
        raise PermissionDenied("您的帐号不属于任何科技局，没有可看的数字。请联系系统管理员。")
    return bureau


@acts(Act.FIGURES)
@require_GET
def leader(request: HttpRequest) -> HttpResponse:
    """The bureau on one page, for a period; prints on one A4."""
    bureau = bureau_of(request)
    period, wrong = asked_period(request, bureau)
    if not wrong and period.start and period.start > timezone.localdate():
        wrong = f"{period.words}还没有到，数字是按现在的台账算的。"
    desk = Figures(bureau)
    made = tiles(desk, leading.shown(desk, period), period)
    empty = any(t.empty for t in made) and not any(rows_of(t.figure) for t in made if t.figure)
    waiting = decisions(request.user, made)  # type: ignore[arg-type]
    behind, table = lags(desk, made, period), streets(desk, made, period)
    matters, lines = len(waiting) + len(behind), len(table.rows) if table else 0
    context: dict[str, Any] = {
        "period": period, "wrong": wrong, "periods": choices(period, newest_period(bureau)), "tiles": made, "empty": empty,
        "decisions": waiting, "lags": behind, "fresh": freshness(bureau), "streets": table, "trend": trend(desk, made, period),
        "bureau": bureau, "below": BELOW.get(bureau.region.level, "区划"), "roomy": matters <= ROOMY and lines <= ROOMY_STREETS,
        "judged": sum(1 for t in made if t.standing),
        "may_choose": bool(can(request.user, Act.DEFINE)), "before": period.year_before(),
    }  # fmt: skip
    return render(request, "desk/leader/page.html", context)


def asked_period(request: HttpRequest, bureau: Bureau) -> tuple[Period, str]:
    """The period asked for and the sentence when it was none; the newest of the ledger then."""
    text = request.GET.get("p", "").strip()
    try:
        return (Period.parse(text) if text else newest_period(bureau)), ""
    except Refused as no:
        newest = newest_period(bureau)
        return newest, f"{no.sentence}下面是{newest.words}。"


def choices(period: Period, newest: Period) -> list[tuple[str, list[Period]]]:
    """The periods to pick from: three years, each whole, by halves, by quarters and by months up to the newest."""
    years = sorted({period.end.year, *(newest.end.year - n for n in range(3))}, reverse=True)
    found = []
    for year in years:
        texts = [f"{year}", *(f"{year}-H{n}" for n in (2, 1)), *(f"{year}-Q{n}" for n in (4, 3, 2, 1))]
        listed = [Period.parse(t) for t in texts]
        if year == period.end.year and period not in listed:
            listed.insert(0, period)
        found.append((f"{year}年", listed))
    return found


@acts(Act.DEFINE)
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the figures of the leader's page, in order; leaving all empty goes back to the default."""
    bureau = bureau_of(request)
    known = indicators(bureau)
    slots, error = None, ""
    if request.method == "POST":
        slots = [
            (request.POST.get(f"title_{n}", "").strip(), request.POST.get(f"expression_{n}", "").strip())
            for n in range(1, leading.MOST + 1)
        ]
        try:
            leading.choose(
                bureau,
                [meant(*s, known) for s in slots if s[0]],
                author=author_of(request),
                version=version_in(request),
            )
            return redirect("leader")
        except Moved:
            titles = {n: v for n, v in typed_in(request.POST).items() if not n.startswith("expression_")}
            return both_sides(request, held_of(bureau), titles)
        except Refused as no:
            error = no.sentence
    if slots is None:
        desk = Figures(bureau, catalogue=known)
        held = leading.shown(desk, newest_period(bureau))
        slots = [(named(e, known), e) for e in held]
    slots = [*slots, *[("", "")] * (leading.MOST - len(slots))]
    context = {
        "slots": list(enumerate(slots, 1)),
        "error": error,
        "own": bool(leading.chosen(bureau)),
        "most": leading.MOST,
        "held": held_of(bureau),
    }
    return render(request, "desk/leader/choose.html", context, status=422 if error else 200)


def held_of(bureau: Bureau) -> Held:
    """The chosen figures as their form shows them, place by place."""
    known, own = indicators(bureau), leading.chosen(bureau)
    shown = own or leading.shown(Figures(bureau, catalogue=known), newest_period(bureau))
    fields = tuple(
        Field(f"title_{n}", f"第 {n} 格", named(shown[n - 1], known) if n <= len(shown) else "")
        for n in range(1, leading.MOST + 1)
    )
    last = last_entry("leader", bureau.pk)
    return Held("领导一屏放哪些指标", reverse("leader_choose"), version_of(own), fields, last)


@acts(Act.DEFINE)
@require_GET
def pick(request: HttpRequest) -> HttpResponse:
    """The indicators that a typed part may mean."""
    text = (
        next((request.GET[k] for k in request.GET if k.startswith("title")), "").replace("\x00", "").strip()
    )
    found = matching(text, indicators(bureau_of(request)))[:8] if text else []
    part = bool(request.htmx)  # type: ignore[attr-defined]
    template = "desk/leader/pick.html#options" if part else "desk/leader/pick.html"
    return render(request, template, {"found": found, "q": text})
