"""Troubles of the machine become a page in words, with what was typed kept on it for another try."""

import logging
from typing import Any

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from taizhang.core import references
from taizhang.operations.troubles import Trouble, trouble_of
from taizhang.web.middleware.policy import Answer

logger = logging.getLogger(__name__)
SECRET = ("password", "otp", "code", "csrfmiddlewaretoken")
LONGEST = 2_000_000  # characters of typed text that a page carries back


class troubles:
    """Outermost, so that it also sees what other middleware meets: the session asks the database first."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        except Exception as error:  # even the page of faults could not be made
            if trouble_of(error) is None:
                raise
            note(None, request=request)
            response = HttpResponse(status=500)
        trouble: Trouble | None = getattr(request, "trouble", None)
        if trouble is None or response.status_code != 500:
            return response
        return told(request, trouble)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        trouble = trouble_of(error)
        if trouble is None:
            return None
        log(trouble)
        return told(request, trouble)


def note(sender: Any, request: HttpRequest | None = None, **_: Any) -> None:
    """What a request met outside its view, kept with the request until it comes out here."""
    import sys

    error = sys.exc_info()[1]
    if request is not None and error is not None and (trouble := trouble_of(error)):
        request.trouble = trouble  # type: ignore[attr-defined]
        log(trouble)


got_request_exception.connect(note, dispatch_uid="troubles")


def log(trouble: Trouble) -> None:
    """The kind alone: what was asked for and by whom may be personal."""
    logger.error("the machine is in trouble", extra={"trouble": trouble.code})


def told(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The answer in the form that the asker reads; nothing here may ask the database."""
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse(
            {"sentence": trouble.sentence},
            status=trouble.status,
            json_dumps_params={"ensure_ascii": False},
        )
    elif request.headers.get("HX-Request"):
        response = HttpResponse(
            trouble.sentence, status=trouble.status, content_type="text/plain; charset=utf-8"
        )
    else:
        kept, files = typed(request)
        context = {
            "trouble": trouble, "reference": references.present(), "kept": kept, "files": files, "path": request.get_full_path(),
            "method": request.method, "token": get_token(request) if "CSRF_COOKIE" in request.META else "",
        }  # fmt: skip
        response = HttpResponse(render_to_string("public/trouble.html", context), status=trouble.status)
    response["Retry-After"] = str(trouble.seconds)
    response["Cache-Control"] = "no-store"
    return response


def typed(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """What a form sent, to be sent again by one click, and whether files came with it (those must be chosen anew)."""
    if request.method != "POST":
        return [], False
    try:
        sent = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if isinstance(value, str)
        ]
        files = bool(request.FILES)
    except (
        Exception
    ):  # whatever broke the body (disk, parser, limit), the page of the trouble itself must come
        return [], True
    kept = [(name, value) for name, value in sent if not any(word in name for word in SECRET)]
    return (kept, files) if sum(len(value) for _, value in kept) <= LONGEST else ([], files)
