"""The superior's tables of a bureau: what is due, and uploading one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.reports.handins import actions, queries
from taizhang.reports.handins.models import HandIn
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.handins.forms import LayoutForm


def context_of(request: HttpRequest) -> dict[str, Any]:
    """Every layout with its newest filling and what it owes; a fixed number of queries."""
    due = {d.layout.pk: d for d in queries.dues(bureau_of(request), timezone.localdate())}
    newest: dict[int, HandIn] = {}
    for handin in HandIn.objects.filter(layout__in=queries.visible_to(request.user)).defer("values"):
        known = newest.get(handin.layout_id)
        if known is None or order(known) < order(handin):
            newest[handin.layout_id] = handin
    lines = []
    for layout in queries.layouts(request.user):
        last = newest.get(layout.pk)
        lines.append(
            {
                "layout": layout,
                "handin": last,
                "due": due.get(layout.pk),
                "words": Period.parse(last.period).words if last else "",
            }
        )
    return {"lines": lines, "may_report": bool(can(request.user, Act.REPORT))}


def order(handin: HandIn) -> tuple[Any, int]:
    return Period.parse(handin.period).end, handin.number


@acts(Act.FIGURES)
@require_GET
def handins(request: HttpRequest) -> HttpResponse:
    """The superior's tables, what is due first to see."""
    return render(request, "desk/handins/list.html", context_of(request) | {"form": LayoutForm()})


@acts(Act.REPORT)
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a superior's empty table; then its cells are pointed at."""
    form = LayoutForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            layout = actions.add_layout(
                **form.told(), **form.content(), bureau=bureau_of(request), author=author_of(request)
            )
            return redirect("handin_layout", layout.pk)
        except Refused as no:
            form.add_error(None, no.sentence)
    return render(request, "desk/handins/list.html", context_of(request) | {"form": form}, status=422)
