"""The bureau's reports, and drafting one 报告列表."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.indicators.queries import newest_period
from taizhang.reports import actions
from taizhang.reports.models import Report
from taizhang.reports.templates import templates
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.reports.finding import reports_of
from taizhang.web.desk.reports.summary import Summary, summary_of

COUNTED = 6  # drafts whose figures are counted in the list; older ones say so when opened


@dataclass(frozen=True)
class Listed:
    report: Report
    period: Period
    summary: Summary | None


def context_of(request: HttpRequest) -> dict[str, Any]:
    reports = list(reports_of(request)[:100])
    listed = [
        Listed(r, Period.parse(r.period), summary_of(r) if at < COUNTED else None)
        for at, r in enumerate(reports)
    ]
    newest = newest_period(bureau_of(request))
    return {
        "listed": listed, "may_write": bool(can(request.user, Act.REPORT)), "templates": templates().values(),
        "asked": newest.text, "year": newest.whole_year().text,
    }  # fmt: skip


@acts(Act.FIGURES)
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Every report with its state, and the way to a new one."""
    return render(request, "desk/reports/list.html", context_of(request))


@acts(Act.REPORT)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Draft a report by a template for a period; a draft of that period that is there already is offered first."""
    code, text = request.POST.get("template", ""), request.POST.get("period", "")
    told: dict[str, Any] = {"asked": text, "chosen": code}
    try:
        period = Period.parse(text)
        there = reports_of(request).filter(period=period.text, state=Report.State.DRAFT).first()
        if there and not request.POST.get("again"):
            told |= {"there": there, "period": period}
            return render(request, "desk/reports/list.html", context_of(request) | told, status=409)
        report = actions.make_report(
            bureau=bureau_of(request), period=period, code=code, author=author_of(request)
        )
    except Refused as no:
        told["error"] = no.sentence
        return render(request, "desk/reports/list.html", context_of(request) | told, status=422)
    return redirect("report", report.pk)
