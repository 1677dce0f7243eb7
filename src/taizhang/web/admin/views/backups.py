"""Backups and the proof that they can be restored 备份与恢复证明."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.operations import alive, keeping, nights, proofs, status
from taizhang.operations.backup import folder
from taizhang.web.author import person_of

SHOWN = 14


@acts(Act.JOBS)
@require_GET
def backups(request: HttpRequest) -> HttpResponse:
    """The last backup, the last proof, and what is being done; asked again every second while a job runs."""
    busy = nights.under_way()
    part = bool(request.htmx)  # type: ignore[attr-defined]
    if part and busy is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, f"admin/backups.html{'#busy' if part else ''}", context_of(request, busy))


def context_of(request: HttpRequest, busy: Any) -> dict[str, Any]:
    now = timezone.now()
    lines = [status.last_backup(now), status.last_proof(now), status.last_copy()]
    return {
        "busy": busy, "absent": busy is not None and not alive.runs(alive.WORKER, now), "lines": lines,
        "wrong": sum(not line.well for line in lines), "proof": proofs.last_proof(), "fresh": lines[1].well,
        "trouble": nights.trouble() if busy is None else "",
        "files": [(at, path.name, path.stat().st_size) for at, path in keeping.made()[:SHOWN] if path.exists()],
        "happened": proofs.newest(Event.BACKUP_MADE, Event.BACKUP_COPIED, Event.RESTORE_PROVED, Event.LEDGER_RESTORED),
        "folder": folder(), "settings": settings, "may_begin": can(request.user, Act.SETTINGS),
    }  # fmt: skip


@acts(Act.SETTINGS)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Queue a backup, or a drill of the newest one."""
    kind = "prove" if request.POST.get("kind") == "prove" else "make"
    try:
        nights.ask(kind, user=person_of(request), address=address_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    return redirect("admin:backups")
