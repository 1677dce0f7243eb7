"""The end of a batch: accepted, undone whole, or given up."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.intake import actions, queries
from taizhang.intake.models import Batch
from taizhang.registers.declaration import registers
from taizhang.web.author import person_of
from taizhang.web.desk.intake.finding import batch_of


def permit(user: User, act: Act, batch: Batch) -> None:
    """Every register that the batch writes to must be the person's to write."""
    known = registers()
    for name in set(
        batch.sheets.filter(included=True).exclude(register="").values_list("register", flat=True)
    ):
        answer = can(user, act, name, known[name].title if name in known else name)
        if not answer:
            raise PermissionDenied(answer.sentence)


@acts(Act.ACCEPT)
@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Import what can go in; a second click finds the import under way and starts nothing."""
    batch = batch_of(request, number)
    permit(person_of(request), Act.ACCEPT, batch)
    if batch.state != Batch.State.APPLYING:
        try:
            actions.accept(batch, person_of(request))
        except Refused as no:
            messages.error(request, no.sentence)
    return redirect("batch", number)


@acts(Act.UNDO)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """What would return and what stays; then the whole batch is taken back."""
    batch = batch_of(request, number)
    permit(person_of(request), Act.UNDO, batch)
    if request.method == "POST":
        if batch.state != Batch.State.UNDOING:
            try:
                actions.undo(batch, person_of(request))
            except Refused as no:
                messages.error(request, no.sentence)
        return redirect("batch", number)
    answer = queries.can_undo(batch)
    known = registers()
    context = {"batch": batch, "rail": True, "can_undo": answer}
    if answer:
        preview = queries.undo_preview(batch)
        context |= {
            "preview": preview,
            "withdrawn": [(known[n], count) for n, count in preview.withdrawn.items() if n in known],
            "restored": [(known[n], count) for n, count in preview.restored.items() if n in known],
        }
    return render(request, "desk/intake/undo.html", context)


@acts(Act.INTAKE)
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Give a batch up before it went in."""
    batch = batch_of(request, number)
    try:
        actions.discard(batch, person_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect("batch", number)
    messages.info(request, f"批次 {batch.number} 已放弃，没有改动台账。")
    return redirect("imports")
