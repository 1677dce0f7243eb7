"""The list of indicators by area, each with its value for a period 指标清单."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.queries import indicators as known_to
from taizhang.indicators.queries import newest_period
from taizhang.indicators.searching import matching
from taizhang.web.author import bureau_of
from taizhang.web.desk.indicators.reading import OWN_AREA as OWN

PAGE = 60
# How the areas stand in the list; what is not named here follows.
ORDER = (
    "创新主体",
    "科技项目",
    "科技资金与金融",
    "技术合同与成果转化",
    "知识产权",
    "创新平台",
    "科技人才",
    "科技服务与合作",
    "管理与考核",
    "外部统计",
)


@dataclass(frozen=True)
class Area:
    """A group of the list, with how many indicators it has."""

    title: str
    count: int
    url: str
    on: bool


@dataclass(frozen=True)
class Line:
    indicator: Indicator
    figure: Figure


@acts(Act.FIGURES)
@require_GET
def indicators(request: HttpRequest) -> HttpResponse:
    """One area of the indicators, or what a search finds; values of the period asked for."""
    bureau = bureau_of(request)
    known = known_to(bureau)
    period, wrong = period_of(request, newest_period(bureau))
    text = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    titles = sorted(dict.fromkeys(i.area for i in known.values()), key=rank)
    area = request.GET.get("area", "")
    area = (
        area
        if area in titles or (area == OWN and any(i.own for i in known.values()))
        else titles[0]
        if titles
        else ""
    )
    if text:
        found = matching(text, known)
    elif area == OWN:
        found = [i for i in known.values() if i.own]
    else:
        found = [i for i in known.values() if i.area == area]
    page = request.GET.get("page", "")
    pages = max(1, -(-len(found) // PAGE))
    at = min(max(1, int(page)), pages) if page.isdecimal() and len(page) < 6 else 1
    desk = Figures(bureau, catalogue=known)
    shown = found[(at - 1) * PAGE : at * PAGE]
    figures = desk.figures((i.code for i in shown), period)
    context = {
        "lines": [Line(i, f) for i, f in zip(shown, figures, strict=True)], "total": len(found), "all": len(known), "period": period,
        "find": text, "wrong": wrong, "areas": areas(known, "" if text else area, period, text), "page": at, "pages": pages, "area": area,
        "own": sum(i.own for i in known.values()), "may_define": can(request.user, Act.DEFINE), "periods": usual(period),
        "previous": here(area, period, text, at - 1), "next": here(area, period, text, at + 1), "rail": True,
    }  # fmt: skip
    return render(request, "desk/indicators/list.html", context)


def period_of(request: HttpRequest, default: Period) -> tuple[Period, str]:
    """The period asked for, and what is wrong with it; the default stands in for it then."""
    text = request.GET.get("p", "").replace("\x00", "").strip()
    if not text:
        return default, ""
    try:
        return Period.parse(text), ""
    except Refused as refused:
        return default, refused.sentence


def usual(period: Period) -> list[Period]:
    """The periods that a person is likely to ask for beside one: its year, halves, quarters and the years before."""
    year = period.end.year
    texts = (
        f"{year}",
        f"{year}-H1",
        f"{year}-H2",
        f"{year}-Q1",
        f"{year}-Q2",
        f"{year}-Q3",
        f"{year}-Q4",
        f"{year - 1}",
        f"{year - 1}-H1",
    )
    return [Period.parse(t) for t in texts]


def rank(area: str) -> int:
    return ORDER.index(area) if area in ORDER else len(ORDER)


def areas(known: dict[str, Indicator], on: str, period: Period, text: str) -> list[Area]:
    counts: dict[str, int] = {}
    for indicator in known.values():
        counts[indicator.area] = counts.get(indicator.area, 0) + 1
    own = sum(i.own for i in known.values())
    if own:
        counts[OWN] = own
    return [
        Area(t or "其他", n, here(t, period, "", 1), t == on)
        for t, n in sorted(counts.items(), key=lambda c: rank(c[0]))
    ]


def here(area: str, period: Period, text: str, page: int) -> str:
    parts = {
        "q": text,
        "area": "" if text else area,
        "p": period.text,
        "page": str(page) if page > 1 else "",
    }
    return f"{reverse('indicators')}?{urlencode({n: v for n, v in parts.items() if v})}"
