"""Organizations side by side, the merge that comes of it, and its undoing."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.intake import progress as progress_of
from taizhang.merging import actions, undo_plan, undoing
from taizhang.merging.jobs import job_name
from taizhang.merging.models import Merge
from taizhang.merging.undo_plan import can_undo, planned
from taizhang.registers.declaration import registers
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.merging import page
from taizhang.web.desk.tables import forget_counts

LABELS = {"accounts.user": "用户", "files.attachment": "附件", "indicators": "指标口径"}


@acts(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Two to five organizations side by side; sent, they are merged."""
    if request.method == "POST" and (
        there := actions.asked_before(bureau_of(request), request.POST.get("token", ""))
    ):
        return redirect("merge", there.pk)
    firms = page.firms_of(request)
    if len(firms) < 2:
        lost = len(page.asked_ids(request)) - len(firms)
        context = {
            "firms": firms,
            "candidates": page.candidates(request, firms),
            "lost": lost,
            "asked": request.GET.get("q", ""),
        }
        return render(
            request, "desk/merging/another.html", context, status=409 if request.method == "POST" else 200
        )
    kept = page.kept_of(request, firms)
    if request.method != "POST":
        context = page.context_of(request, firms, kept)
        return render(
            request, "desk/merging/compare.html", context | {"candidates": page.candidates(request, firms)}
        )
    wish = page.wish_of(request, firms, kept)
    author = author_of(request, request.POST.get("ground", ""))
    try:
        made = actions.ask_merge(wish, bureau=bureau_of(request), author=author)
    except Refused as no:
        context = page.context_of(request, firms, kept, wish.fields) | {"refused": no.sentence}
        return render(request, "desk/merging/compare.html", context, status=409)
    forget_counts(request, page.REGISTER)
    return redirect("merge", made.pk)


def merge_of(request: HttpRequest, pk: int) -> Merge:
    """A merge of the person's bureau; else 404."""
    found = Merge.objects.filter(bureau=bureau_of(request)).select_related("kept", "by", "undone_by")
    return get_object_or_404(found, pk=pk)


@acts(Act.MERGE)
@require_GET
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of a merge: what moved where, or how far the work is."""
    found = merge_of(request, pk)
    context = {"merge": found, "moved": moved(found), "progress": progress_of.read(job_name(pk)),
               "can_undo": can_undo(found), "days": settings.UNDO_DAYS}  # fmt: skip
    return render(request, "desk/merging/merge.html", context)


def moved(found: Merge) -> list[dict[str, Any]]:
    """What a merge moved, by what it is called."""
    known, told = registers(), []
    for name, count in found.outcome.items():
        register = known.get(name.removesuffix(":ended"))
        ended = name.endswith(":ended")
        title = register.title if register else LABELS.get(name) or title_of(name)
        told.append({"title": title, "count": count, "ended": ended, "register": register})
    return told


def title_of(label: str) -> str:
    place = undo_plan.named.OF_MODEL.get(label)
    return place.title if place else "其他"


@acts(Act.MERGE)
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked every second while the job runs; once it is over, the page is loaded anew."""
    found = merge_of(request, pk)
    if not found.working:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    context = {"merge": found, "progress": progress_of.read(job_name(pk))}
    return render(request, "desk/merging/merge.html#progress", context)


@acts(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What would return and what stays; then the merge is taken back."""
    found = merge_of(request, pk)
    if request.method == "POST":
        try:
            undoing.ask_undo(found, author=author_of(request), staying=request.POST.getlist("staying"))
        except Refused as no:
            messages.error(request, no.sentence)
        forget_counts(request, page.REGISTER)
        return redirect("merge", pk)
    answer = can_undo(found)
    plan = planned(found) if answer else None
    known = registers()
    context = {"merge": found, "can_undo": answer, "plan": plan,
               "returning": [(known[n], count) for n, count in plan.returning.items()] if plan else []}  # fmt: skip
    return render(request, "desk/merging/undo.html", context)
