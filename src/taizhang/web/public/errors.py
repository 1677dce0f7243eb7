"""Error pages that need nothing: no database, no session 错误页."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template import loader

from taizhang.core import references


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours, with the number under which the log tells of it. Works while the database is gone."""
    return HttpResponseServerError(loader.render_to_string("500.html", {"reference": references.present()}))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of a request that no page of ours sends: a wrong host name, a form beyond all bounds."""
    return HttpResponseBadRequest(loader.render_to_string("400.html", {"reference": references.present()}))
