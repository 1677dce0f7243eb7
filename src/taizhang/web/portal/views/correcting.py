"""数据不对？ The value as it stands with its source, the right one, why, and the papers; or words, where staff keep the value."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from taizhang.access.can import can, grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.whole import whole
from taizhang.decisions.packs import known_facts
from taizhang.files.uploads import arrived_for
from taizhang.personal import requests
from taizhang.personal.models import Request
from taizhang.policies.engine.facts import FactSpec
from taizhang.policies.engine.known import Known
from taizhang.registers.actions import Conflict
from taizhang.registers.declaration import registers
from taizhang.registers.record import Record
from taizhang.web.annual.whose import FIRST
from taizhang.web.author import author_of, person_of
from taizhang.web.both_sides import Field, Held, both_sides, last_entry
from taizhang.web.desk.sent import sent_files
from taizhang.web.portal.correction import send
from taizhang.web.portal.finding import firm_of, frame_of, is_own, page_url
from taizhang.web.portal.making import Making
from taizhang.web.portal.places import EXAMPLES, HINTS, Place, kept, place_of


@acts(Act.BENEFITS)
def correct(request: HttpRequest, pk: int, fact: str) -> HttpResponse:
    """Show what is held and where from; take the correction."""
    found, user = firm_of(request, pk), person_of(request)
    spec, year = known_facts().get(fact), whole(request.GET.get("year")) or None
    if spec is None or spec.yearly != (year is not None) or not handed_in(year):
        raise Http404
    may, place = can(user, Act.CHANGE, "annual_returns", "年度数据"), place_of(user, found, fact, year)
    if request.method == "POST" and not may:
        raise Refused(may.sentence)
    wrong: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            answer = taken(request, found, spec, place) if place else asked(request, found, spec, year)
        except Conflict:
            return both_sides(request, standing(request, found, spec, place_of(user, found, fact, year)))
        if isinstance(answer, HttpResponse):
            return answer
        wrong = answer
    return shown(request, found, spec, year, place, wrong)


def handed_in(year: int | None) -> bool:
    """Whether there can be figures of a year: the form of annual data takes the same years."""
    return year is None or 0 <= timezone.localdate().year - year <= FIRST


def taken(
    request: HttpRequest, firm: Record, spec: FactSpec, place: Place
) -> HttpResponse | list[tuple[str, str]]:
    """Send the correction, or tell every fault with the field that it is in."""
    reason, wrong, value = request.POST.get("reason", "").strip(), [], None
    try:
        value = kept(spec, place, request.POST.get("value", ""))
    except ValueError as error:
        wrong.append(("value", str(error)))
    if not reason:
        wrong.append(("reason", "请写为什么要改，例如“按 2025 年专项审计报告调整”。"))
    if wrong:
        return wrong
    files = list(sent_files(request))
    try:
        done = send(
            place,
            firm,
            value,
            files,
            version=request.POST.get("version", ""),
            author=author_of(request, reason[:200]),
        )
    except Conflict:
        raise
    except Refused as no:
        return [("files" if files and "没有收" in no.sentence else "value", no.sentence)]
    for file in files:
        file.forget()
    messages.success(request, f"{spec.title}{place.year or ''}：{done}")
    return redirect(page_url(request, firm))


def asked(
    request: HttpRequest, firm: Record, spec: FactSpec, year: int | None
) -> HttpResponse | list[tuple[str, str]]:
    """Ask the bureau in words, where it keeps the value itself."""
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return [("reason", "请写明哪里不对、应当是什么。")]
    try:
        what = f"{spec.title}{f'（{year} 年）' if year else ''}：{reason}"
        author = author_of(request)
        requests.ask(
            kind=Request.Kind.CORRECT, what=what, applicant=firm.title, bureau=firm.bureau, author=author
        )
    except Refused as no:
        return [("reason", no.sentence)]
    messages.success(request, "已请科室更正，30 天内答复。")
    return redirect(page_url(request, firm))


def standing(request: HttpRequest, firm: Record, spec: FactSpec, place: Place | None) -> Held:
    """The value as its record has it now, for a form that was sent later than somebody else's."""
    if place is None:
        raise Http404
    last = last_entry(place.register.name, place.record.pk if place.record else None)
    field = Field("value", spec.title, place.shown)
    return Held(f"{firm.title} · {spec.title}", request.get_full_path(), place.version, (field,), last)


def year_url(request: HttpRequest, firm: Record, year: int | None) -> str:
    """The form of all figures of a year, for who has more than one to give."""
    return (
        reverse("my_annual_form", args=[year])
        if is_own(request, firm)
        else reverse("annual_form", args=[firm.pk, year])
    )


def shown(
    request: HttpRequest,
    firm: Record,
    spec: FactSpec,
    year: int | None,
    place: Place | None,
    wrong: list[tuple[str, str]],
) -> HttpResponse:
    """The form, with what was typed where something is wrong."""
    user = person_of(request)
    making = Making(user, firm, timezone.localdate())
    seen = Known(known_facts(), making.verified).seen((spec.name, year))
    used, upload_place = making.around(seen), f"correct:{firm.pk}:{spec.name}:{year or ''}"
    held_by = registers().get(seen.source.register)
    context: dict[str, Any] = {
        "frame": frame_of(request), "firm": firm, "back": page_url(request, firm), "spec": spec, "seen": seen, "place": place,
        "title": f"{spec.title} {year}" if year else spec.title, "here": request.get_full_path(), "source_url": used.url,
        "may": grant_of(user, Act.CHANGE, "annual_returns") is not None, "waiting": used.waiting, "wrong": wrong,
        "value": request.POST.get("value", ""), "reason": request.POST.get("reason", ""), "words": spec.words,
        "example": EXAMPLES.get(spec.kind, ""), "hint": HINTS.get(spec.kind, ""), "upload_mb": settings.UPLOAD_LIMIT_MB,
        "waits": grant_of(user, Act.VERIFY, "annual_returns") is None, "upload_place": upload_place,
        "whole_year": year_url(request, firm, year) if place and place.year else "",
        "arrived": arrived_for(user, upload_place) if place else [],
        "elsewhere": f"这项数据{f'在“{held_by.title}”台账里，' if held_by else ''}由科技局登记。",
    }  # fmt: skip
    if place:
        context["held"] = standing(request, firm, spec, place)
    return render(request, "portal/correct.html", context, status=422 if wrong else 200)
