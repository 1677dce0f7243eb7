"""Drafts: kept while one types, given back to the page, thrown away 草稿."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.registers.drafts import drafts_at, forget_draft, keep_draft, kept_draft
from taizhang.web.author import person_of
from taizhang.web.desk.unsent import RECORD, address_of_draft

PAGE = "page"
# What a form carries besides what is typed. A record's version stays, for it says what the person saw.
NOT_CONTENT = ("csrfmiddlewaretoken", "_url", "_title")
NOT_OF_A_RECORD = (*NOT_CONTENT, "seen", "keep", "discard", "ground")


@acts(Act.HOME)
@require_GET
def of_page(request: HttpRequest) -> HttpResponse:
    """What the person typed into the forms of one page (`?at=`) and did not send."""
    found = drafts_at(person_of(request), request.GET.get("at", ""))
    told = {
        d.place: {"values": d.values, "at": f"{timezone.localtime(d.saved_at):%m-%d %H:%M}"} for d in found
    }
    return JsonResponse(told)


@acts(Act.HOME)
@require_http_methods(["PUT", "POST"])
def draft(request: HttpRequest, place: str) -> HttpResponse:
    """Keep what is typed so far; or throw it away."""
    kind, colon, _ = place.partition(":")
    if len(place) > 80 or not colon or kind not in (*RECORD, PAGE):
        raise Http404
    person = person_of(request)
    if request.method == "POST":
        there = kept_draft(person, place)
        gone = forget_draft(by=person, place=place)
        if "quiet" in request.POST:
            return HttpResponse(status=204)
        if gone:
            messages.success(request, "草稿已丢弃。")
        here = "" if "back" in request.POST or there is None else address_of_draft(there)
        return redirect(here or "home")
    typed = QueryDict(request.body, encoding="utf-8")
    aside = NOT_CONTENT if kind == PAGE else NOT_OF_A_RECORD
    values = {n: v for n, v in typed.items() if n not in aside}
    told = {"url": typed.get("_url", ""), "title": typed.get("_title", "")} if kind == PAGE else {}
    try:
        keep_draft(by=person, place=place, values=values, **told)
    except Refused as no:
        return HttpResponse(no.sentence, status=413, content_type="text/plain; charset=utf-8")
    return render(request, "parts/saved.html", {"at": timezone.localtime()})
