"""Editions of a report, kept and compared 版本."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.reports import actions
from taizhang.reports.editions import content_of, differences
from taizhang.reports.going_back import go_back
from taizhang.reports.models import Edition, Report
from taizhang.web.author import author_of
from taizhang.web.desk.reports.beside import pieces
from taizhang.web.desk.reports.finding import report_of


@acts(Act.FIGURES)
@require_GET
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    """Two editions side by side: ?a= the older, ?b= the newer (the report as it stands when left out)."""
    report = report_of(request, pk)
    kept = list(report.editions.select_related("by").defer("content").order_by("-number"))
    old = chosen(report, request.GET.get("a", "")) or (
        report.editions.order_by("-number").first() if kept else None
    )
    new = chosen(report, request.GET.get("b", ""))
    context: dict[str, Any] = {"report": report, "kept": kept, "old": old, "new": new, "rail": True}
    context["may_write"] = bool(can(request.user, Act.REPORT)) and not report.signed
    if old:
        found = differences(old.content, new.content if new else content_of(report))
        context["texts"] = [(c, pieces(c.before, c.after)) for c in found if c.what != "figure"]
        context["figures"] = [c for c in found if c.what == "figure"]
    return render(request, "desk/reports/editions.html", context)


def chosen(report: Report, text: str) -> Edition | None:
    number = int(text) if text.isdecimal() and len(text) < 6 else 0
    return report.editions.select_related("by").filter(number=number).first()


@acts(Act.REPORT)
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the report as it stands."""
    try:
        edition = actions.keep_edition(
            report=report_of(request, pk), author=author_of(request), reason="手动留存"
        )
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, f"已留存为 v{edition.number}。以后可以拿它比较。")
    return redirect("report", pk)


@acts(Act.REPORT)
@require_POST
def back(request: HttpRequest, pk: int, edition: int) -> HttpResponse:
    """Give the report the text of an edition again."""
    report = report_of(request, pk)
    wanted = get_object_or_404(report.editions, number=edition)
    try:
        kept = go_back(report=report, edition=wanted, author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        request.session.pop(f"returned-{pk}", None)
        messages.success(
            request, f"已恢复成 v{edition} 的样子。恢复之前的留存为 v{kept.number}，随时能再换回来。"
        )
    return redirect("report", pk)
