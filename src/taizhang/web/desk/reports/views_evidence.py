"""The evidence workbook and the packed papers, made in the background 附表与证明材料."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.web.desk.reports.finding import report_of


@acts(Act.FIGURES)
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest evidence of a report."""
    return render(request, "desk/reports/evidence.html", {"report": report_of(request, pk)})
