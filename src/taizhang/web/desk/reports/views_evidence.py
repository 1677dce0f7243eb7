"""The evidence workbook of a report and the packed papers of an assessment, made in the background 附表与证明材料."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.files.store import Lost
from taizhang.registers.assessments.models import Assessment
from taizhang.registers.record import State
from taizhang.reports import bundles
from taizhang.reports.models import Bundle, Report
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.downloads import as_kept
from taizhang.web.desk.reports.finding import report_of

NEWEST = 8
BUSY = (Bundle.State.WAITING, Bundle.State.WORKING)


def bundles_of(request: HttpRequest) -> QuerySet[Bundle]:
    return Bundle.objects.filter(bureau=bureau_of(request)).select_related("by", "file").order_by("-pk")


@acts(Act.FIGURES)
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """What was made for a report; POST asks for its workbook, or with `assessment` for packed papers."""
    report = report_of(request, pk)
    if request.method == "POST":
        try:
            ask(request, report)
        except Refused as no:
            messages.error(request, no.sentence)
        return redirect("report_evidence", pk)
    context = context_of(request, report)
    part = bool(request.htmx)  # type: ignore[attr-defined]
    if part and not context["busy"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, f"desk/reports/evidence.html{'#made' if part else ''}", context)


def ask(request: HttpRequest, report: Report) -> Bundle:
    """Ask for a bundle. Raises Refused."""
    assessment = request.POST.get("assessment", "")
    if not assessment:
        return bundles.ask_evidence(report=report, author=author_of(request))
    year = Period.parse(report.period).end.year
    return bundles.ask_papers(
        bureau=report.bureau, assessment=assessment[:200], year=year, author=author_of(request)
    )


def context_of(request: HttpRequest, report: Report) -> dict[str, Any]:
    year = Period.parse(report.period).end.year
    mine = Q(report=report) | Q(kind=Bundle.Kind.PAPERS, year=year)
    made = [
        (bundle, bundles.progress_of(bundle) if bundle.state in BUSY else None)
        for bundle in bundles_of(request).filter(mine)[:NEWEST]
    ]
    held = Assessment.objects.filter(bureau=report.bureau, state=State.VERIFIED, year=year)
    return {
        "report": report, "made": made, "busy": any(p is not None for _, p in made), "year": year,
        "assessments": list(held.order_by("assessment").values_list("assessment", flat=True).distinct()),
    }  # fmt: skip


@acts(Act.FIGURES)
@require_GET
def download(request: HttpRequest, bundle: int) -> StreamingHttpResponse:
    """A bundle that was made."""
    found = get_object_or_404(bundles_of(request), pk=bundle)
    if found.file is None:
        raise Http404
    try:
        return as_kept(found.file, found.name)
    except Lost:
        raise Refused(f"“{found.name}”不在存档里了。请重新生成一次。") from None
