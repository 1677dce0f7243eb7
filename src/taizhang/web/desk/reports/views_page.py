"""The page of a report, and the drawer beside it 报告页."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.web.desk.reports.drawer import drawer_of
from taizhang.web.desk.reports.editing import editor_of
from taizhang.web.desk.reports.finding import report_of
from taizhang.web.desk.reports.page import context_of


@acts(Act.FIGURES)
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper with its contents and drawer; for htmx the drawer alone. ?f= opens a figure, ?edit= a paragraph."""
    found = report_of(request, pk)
    context = context_of(request, found)
    asked = request.htmx  # type: ignore[attr-defined]
    fragment = asked and not asked.history_restore_request and asked.target == "drawer"
    context |= drawer_of(request, context, script=bool(fragment))
    if context["may_write"]:
        context |= editor_of(request, context["reading"])
    response = render(request, "desk/reports/drawer.html" if fragment else "desk/reports/page.html", context)
    response["Vary"] = "HX-Request, HX-Target"
    return response
