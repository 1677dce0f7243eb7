"""The page of a batch in its steps, its progress while a job runs, and its downloads."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.intake import queries
from taizhang.intake.models import Batch
from taizhang.journal.events import Event
from taizhang.journal.writing import Note, write
from taizhang.web.author import author_of
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


View = Callable[[HttpRequest, Batch], HttpResponseBase]


def with_reason(view: View) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """A file as it came, personal data in clear: back to its sender at once, to others for a reason that is written down."""

    @wraps(view)
    def asked(request: HttpRequest, number: int) -> HttpResponseBase:
        found = batch_of(request, number)
        reason = request.POST.get("reason", "").strip()
        if found.by_id != request.user.pk:
            if not reason:
                told = {"batch": found, "missing": request.method == "POST"}
                return render(request, "desk/intake/take.html", told)
            with transaction.atomic():
                write(
                    author_of(request, reason),
                    Note(Event.BATCH_TAKEN, title=str(found), after={"file": view.__name__}),
                )
        return view(request, found)

    return asked


@acts(Act.INTAKE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_reason
def original(request: HttpRequest, found: Batch) -> StreamingHttpResponse:
    """The user's own file, as it came."""
    return as_kept(found.file, found.name, OCTETS)


@acts(Act.INTAKE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_reason
def annotated(request: HttpRequest, found: Batch) -> HttpResponse:
    """The user's own file with coloured cells, comments and a sheet of problems."""
    return as_file(*queries.annotated(found), SPREADSHEET)


@acts(Act.INTAKE)
@require_http_methods(["GET", "HEAD", "POST"])
@with_reason
def problem_rows(request: HttpRequest, found: Batch) -> HttpResponse:
    """Only the rows that did not go in, as a table to be mended and sent again."""
    return as_file(*queries.error_rows_workbook(found), SPREADSHEET)
