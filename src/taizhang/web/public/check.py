"""稿件数字核查: open to everybody, without sign-in. Nothing that is handed in is kept, neither in the database nor on the disk."""

import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.web.desk.downloads import as_file
from taizhang.web.public.check_form import (
    KINDS,
    LIMIT_MB,
    CheckForm,
    handed_back,
    kept,
    received,
    too_large,
)
from taizhang.web.public.check_rules import NOT_CHECKED, NOT_FIGURES, RULES, style_rules
from taizhang.web.public.check_work import BUSY, FAILED, Busy, Manuscript, work

log = logging.getLogger(__name__)
SAMPLES = settings.PACKAGE.parents[1] / "samples" / "reports"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
nothing_kept = cache_control(no_store=True, private=True)


def discreet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A fault of ours is told by its kind alone: a full report of it in the log would hold pieces of the manuscript."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Http404, BadRequest, SuspiciousOperation, MultiPartParserError):
            raise  # what is wrong with the request is told as on every page
        except Exception as error:  # whatever it is, its text may quote the manuscript
            log.error("a manuscript could not be shown", extra={"kind": type(error).__name__})
        return _form(request, error=FAILED, status=500)

    return guarded


@acts(Act.PUBLIC)
@nothing_kept
@discreet
@csrf_exempt  # asked for in _checked: the middleware would read the body before it may be read
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The page where a manuscript is handed in, and the findings once it is."""
    if request.method != "POST":
        return _form(request)
    if not received(request):
        return _form(request, error=too_large(int(request.META["CONTENT_LENGTH"])), status=413)
    return _checked(request)


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.POST, request.FILES)
    typed = request.POST.get("text", "")
    if not form.is_valid():
        return _form(request, error=str(next(iter(form.errors.values()))[0]), typed=typed)
    try:
        return _result(request, form.manuscript())
    except Refused as refused:
        return _form(request, error=refused.sentence, typed=typed)
    except Busy:
        return _form(request, error=BUSY, typed=typed, status=503)


@acts(Act.PUBLIC)
@nothing_kept
@discreet
@csrf_exempt  # asked for in _taken, as above
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """The annotated Word, or the JSON: of the manuscript that the result page hands back."""
    if request.method != "POST":  # the address of a refusal, opened once more
        return redirect("check")
    if not received(request, kept=True):
        return _form(request, error=too_large(int(request.META["CONTENT_LENGTH"])), status=413)
    return _taken(request)


@csrf_protect
def _taken(request: HttpRequest) -> HttpResponse:
    give = "docx" if request.POST.get("give") == "docx" else "json"
    try:
        manuscript = handed_back(request)
        body = work(manuscript, give)[1]
    except Refused as refused:
        return _form(request, error=refused.sentence)
    except Busy:
        return _form(request, error=BUSY, status=503)
    name, media = ("批注.docx", DOCX) if give == "docx" else ("核查.json", "application/json")
    return as_file(body, f"{Path(manuscript.name).stem or '稿件'}-{name}", media)


@acts(Act.PUBLIC)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """What is checked and what is not, each with an example."""
    told = {"rules": RULES, "not_checked": NOT_CHECKED, "not_figures": NOT_FIGURES, "style": style_rules()}
    return render(request, "public/check_rules.html", {**told, **_around("rules")})


@acts(Act.PUBLIC)
@require_safe
def samples(request: HttpRequest) -> HttpResponse:
    """Made-up reports to try it with."""
    return render(request, "public/check_samples.html", _around("samples"))


@acts(Act.PUBLIC)
@nothing_kept
@discreet
@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """One sample, checked; `?file` is the report itself."""
    path = next((path for path in _samples() if path.stem == name), None)
    if path is None:
        raise Http404
    if "file" in request.GET:
        return as_file(path.read_bytes(), path.name, DOCX)
    try:
        return _result(request, Manuscript(path.name, path.read_bytes()))
    except Busy:
        return _form(request, error=BUSY, status=503)


def _samples() -> list[Path]:
    return sorted(SAMPLES.glob("*.docx"))


def _around(page: str) -> dict[str, Any]:
    """What every page here shows in its head."""
    return {"page": page, "samples": [path.stem for path in _samples()], "limit": LIMIT_MB}


def _form(request: HttpRequest, *, error: str = "", typed: str = "", status: int = 200) -> HttpResponse:
    more = {"error": error, "typed": typed, "kinds": ",".join(KINDS)}
    answer = render(request, "public/check.html", {**more, **_around("check")}, status=status)
    if status == 503:
        answer["Retry-After"] = "30"
    return answer


def _result(request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
    found, _ = work(manuscript, "page")
    paper = mark_safe(found["paper"])  # every word of the document was escaped where it was written
    more = {
        "found": found,
        "paper": paper,
        "now": timezone.localtime(),
        "pasted": manuscript.pasted,
        "kept": kept(manuscript),
    }
    return render(request, "public/check_result.html", {**more, **_around("check")})
