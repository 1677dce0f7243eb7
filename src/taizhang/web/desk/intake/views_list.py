"""The list of batches, and the ways in: files and pasted cells."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.files.uploads import arrived_for
from taizhang.intake import actions, queries
from taizhang.intake.models import Batch
from taizhang.intake.tallies import summed
from taizhang.web.author import bureau_of, person_of
from taizhang.web.desk.intake.finding import permitted
from taizhang.web.desk.intake.forms import PasteForm, UploadForm
from taizhang.web.desk.intake.page import BUSY
from taizhang.web.desk.sent import sent_files

PAGE = 50
GROUPS = {
    "waiting": ("待处理", (Batch.State.CHECKED,)),
    "busy": ("进行中", BUSY),
    "accepted": ("已导入", (Batch.State.ACCEPTED,)),
    "undone": ("已撤销", (Batch.State.UNDONE,)),
    "refused": ("未导入", (Batch.State.REFUSED, Batch.State.DISCARDED)),
}


def list_context(request: HttpRequest) -> dict[str, Any]:
    """The batches of the state asked for, each with its counts; a fixed number of queries."""
    found = queries.batches(request.user)
    states = list(found.order_by().values_list("state", flat=True))
    asked = request.GET.get("state", "")
    shown = found.filter(state__in=GROUPS[asked][1]) if asked in GROUPS else found
    page = Paginator(
        shown.select_related("by", "region", "same_as").prefetch_related("sheets"), PAGE
    ).get_page(request.GET.get("page", "1"))
    lines = [(b, summed(s for s in b.sheets.all() if s.included)) for b in page.object_list]
    groups = [(key, label, sum(s in of for s in states)) for key, (label, of) in GROUPS.items()]
    return {
        "page": page, "lines": lines, "groups": groups, "asked": asked if asked in GROUPS else "", "total": len(states),
        "registers": permitted(request.user), "limit": settings.UPLOAD_LIMIT_MB, "days": settings.UNDO_DAYS,
        "busy_states": BUSY,
    }  # fmt: skip


@acts(Act.INTAKE)
@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """Every batch the person may see, newest first, and the ways in."""
    forms = {"upload": UploadForm(user=request.user), "paste": PasteForm(user=request.user)}
    arrived = arrived_for(person_of(request), "imports")
    return render(request, "desk/intake/list.html", list_context(request) | forms | {"arrived": arrived})


@acts(Act.INTAKE)
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Each file becomes a batch; one that is refused does not hold up the others."""
    person = person_of(request)
    form = UploadForm(request.POST, request.FILES, user=person)
    if not form.is_valid():
        forms = {"upload": form, "paste": PasteForm(user=request.user)}
        return render(request, "desk/intake/list.html", list_context(request) | forms, status=422)
    received: list[Batch] = []
    token = form.cleaned_data["token"]
    for at, file in enumerate(sent_files(request)):
        try:
            batch = actions.receive(
                file.stream, file.name, bureau=bureau_of(request), user=person,
                token=f"{token}-{at}" if token else "", **form.arrival(),
            )  # fmt: skip
            received.append(batch)
        except Refused as no:
            messages.error(request, f"“{file.name}”没有收下：{no.sentence}")
        file.forget()
    if len(received) == 1:
        return redirect("batch", received[0].number)
    if received:
        numbers = "、".join(str(b.number) for b in received)
        messages.info(request, f"收到 {len(received)} 个文件，成为批次 {numbers}。")
    return redirect("imports")


@acts(Act.INTAKE)
@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """Pasted cells become a batch."""
    person = person_of(request)
    form = PasteForm(request.POST, user=person)
    if not form.is_valid():
        forms = {"upload": UploadForm(user=request.user), "paste": form}
        return render(request, "desk/intake/list.html", list_context(request) | forms, status=422)
    try:
        batch = actions.receive_paste(
            form.cleaned_data["text"], bureau=bureau_of(request), user=person,
            token=form.cleaned_data["token"], **form.arrival(),
        )  # fmt: skip
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect(reverse("imports"))
    return redirect("batch", batch.number)
