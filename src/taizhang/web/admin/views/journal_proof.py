"""Verifying, keeping and archiving the journal, and its seals 校验与存档, for the audit administrator."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.standing import Moved, version_of
from taizhang.journal import keeping
from taizhang.journal.events import Event
from taizhang.journal.models import Archive, DaySeal, Entry
from taizhang.journal.queries import chain_state
from taizhang.journal.seals import newest
from taizhang.operations import alive, nights, verifying
from taizhang.web.author import author_of, bureau_of, person_of
from taizhang.web.both_sides import Field, Held, both_sides, last_entry, version_in

SHOWN = 10
SEALS = 7


@acts(Act.JOURNAL)
@require_GET
def proof(request: HttpRequest) -> HttpResponse:
    """The last verifications, the seals, what is archived and how long is kept; asked again every second while a job runs."""
    busy = verifying.under_way()
    part = bool(request.htmx)  # type: ignore[attr-defined]
    if part and busy is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = busy_context(busy) if part else context_of(request, busy)
    return render(request, f"admin/journal_proof.html{'#busy' if part else ''}", context)


def busy_context(busy: Any) -> dict[str, Any]:
    return {"busy": busy, "absent": busy is not None and not alive.runs(alive.WORKER, timezone.now())}


def context_of(request: HttpRequest, busy: Any) -> dict[str, Any]:
    today = timezone.localdate()
    before = keeping.due_before(today)
    bureau = bureau_of(request)
    oldest = Entry.objects.filter(link__isnull=False).order_by("link__seq").values_list("at", flat=True)
    return busy_context(busy) | {
        "proofs": verifying.newest(SHOWN), "trouble": "" if busy else nights.trouble(verifying.JOB), "chain": chain_state(),
        "verify_days": settings.VERIFY_DAYS, "seals": newest(SEALS), "months": keeping.months_of(bureau), "longest": keeping.months(),
        "held": held_months(bureau), "least": keeping.LEAST, "most": keeping.MOST, "before": before, "oldest": oldest.first(),
        "due": verifying.due(today), "archives": Archive.objects.select_related("file").order_by("-first")[:60],
    }  # fmt: skip


@acts(Act.JOURNAL)
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Queue a verification (`new` or `whole`), or archiving what may go."""
    kind = request.POST.get("kind", "")
    try:
        verifying.ask(
            kind if kind in ("whole", "archive") else "new",
            user=person_of(request),
            address=address_of(request),
        )
    except Refused as no:
        messages.error(request, no.sentence)
    return redirect("admin:journal_proof")


@acts(Act.JOURNAL)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Set how many months stay at hand."""
    bureau, before = bureau_of(request), keeping.months_of(bureau_of(request))
    try:
        months = keeping.change(
            bureau, request.POST.get("months", ""), author_of(request), version_in(request)
        )
    except Moved:
        return both_sides(request, held_months(bureau))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        said = f"已改为留存 {months} 个月，每月初归档更早的。" if months != before else "没有改动。"
        messages.success(request, said)
    return redirect("admin:journal_proof")


def held_months(bureau: Bureau) -> Held:
    """How long the journal stays, as its form shows it."""
    months = keeping.months_of(bureau)
    fields = (Field("months", "留存几个月", str(months)),)
    last = last_entry("journal", None, bureau=bureau, event=Event.SETTING_CHANGED)
    return Held("日志留存", reverse("admin:journal_proof"), version_of([months]), fields, last)


@acts(Act.JOURNAL)
@require_GET
def seals(request: HttpRequest) -> HttpResponse:
    """The seals of a month on one sheet, to be printed and put away."""
    try:
        month = date.fromisoformat(request.GET.get("month", "") + "-01")
    except ValueError:
        month = timezone.localdate().replace(day=1)
    held = DaySeal.objects.filter(day__year=month.year, day__month=month.month).order_by("day")
    years = [d.strftime("%Y-%m") for d in DaySeal.objects.dates("day", "month", order="DESC")[:120]]
    told = {"month": month, "seals": held, "months": years, "bureau": bureau_of(request)}
    return render(request, "admin/seals.html", told)
