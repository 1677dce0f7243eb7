"""The page of a batch in its steps, its progress while a job runs, and its downloads."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.intake import queries
from taizhang.web.desk.downloads import as_file, as_kept
from taizhang.web.desk.intake.finding import batch_of
from taizhang.web.desk.intake.page import BUSY, context_of

OCTETS = "application/octet-stream"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@acts(Act.INTAKE)
@require_GET
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """The whole page, or for htmx only its working part: the same address."""
    context = context_of(request, batch_of(request, number))
    fragment = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    name = "desk/intake/batch.html#work" if fragment else "desk/intake/batch.html"
    response = render(request, name, context | {"fragment": fragment})
    response["Vary"] = "HX-Request"
    return response


@acts(Act.INTAKE)
@require_GET
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """Asked every second while a job runs; once it is over, the page is loaded anew."""
    found = batch_of(request, number)
    if found.state not in BUSY:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "desk/intake/progress.html", context_of(request, found) | {"fragment": True})


@acts(Act.INTAKE)
@require_GET
def original(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """The user's own file, as it came."""
    found = batch_of(request, number)
    return as_kept(found.file, found.name, OCTETS)


@acts(Act.INTAKE)
@require_GET
def annotated(request: HttpRequest, number: int) -> HttpResponse:
    """The user's own file with coloured cells, comments and a sheet of problems."""
    return as_file(*queries.annotated(batch_of(request, number)), SPREADSHEET)


@acts(Act.INTAKE)
@require_GET
def problem_rows(request: HttpRequest, number: int) -> HttpResponse:
    """Only the rows that did not go in, as a table to be mended and sent again."""
    return as_file(*queries.error_rows_workbook(batch_of(request, number)), SPREADSHEET)
