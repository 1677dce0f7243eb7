"""A superior's table: its cells pointed at and tied; its data changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.standing import Moved, version_of
from taizhang.indicators.figures import Figures
from taizhang.indicators.queries import indicators, newest_period
from taizhang.indicators.searching import matching, named
from taizhang.journal.events import Event
from taizhang.reports.handins import actions, due, queries
from taizhang.reports.handins.models import Layout
from taizhang.web.author import author_of
from taizhang.web.both_sides import Held, both_sides, fields_of, last_entry, version_in
from taizhang.web.desk.downloads import as_file
from taizhang.web.desk.handins import grid, tying
from taizhang.web.desk.handins.finding import layout_of
from taizhang.web.desk.handins.forms import LayoutForm

MOST = 8  # indicators offered while typing


@acts(Act.FIGURES)
@require_GET
def layout(request: HttpRequest, pk: int) -> HttpResponse:
    """The superior's sheet as a grid; beside it what the cell pointed at is tied to."""
    found = layout_of(request, pk)
    workbook = queries.workbook_of(found)
    name, cell = grid.chosen(request, workbook), grid.pointed(request)
    known = indicators(found.bureau, ended=True)
    ties = queries.ties_of(found)
    may = bool(can(request.user, Act.REPORT)) and found.ended_at is None
    panel = tying.panel(request, found, workbook, name, cell, ties, known) if cell and may else None
    if request.htmx and panel:  # type: ignore[attr-defined]
        return render(request, "desk/handins/tie.html", panel | {"layout": found})
    troubles = queries.troubles(found, workbook, ties)
    names = {tie.pk: named(tie.expression, known) for tie in ties}
    context = (panel or {}) | {
        "layout": found, "sheet": grid.layout_sheet(workbook, name, ties, troubles, names, cell), "sheets": grid.sheets_of(workbook),
        "ties": ties, "troubles": [(tie, troubles[tie.pk]) for tie in ties if tie.pk in troubles], "may_report": may,
        "periods": periods_of(found), "handins": filled_before(found),
        "form_change": LayoutForm(layout=found), "held": held_of(found), "rail": True, "split": True, "panel": panel is not None,
    }  # fmt: skip
    return render(request, "desk/handins/layout.html", context)


def held_of(layout: Layout) -> Held:
    """A table's data as its form shows them."""
    return Held(
        layout.name, reverse("handin_layout", args=[layout.pk]), version_of(actions.told(layout)), fields_of(LayoutForm(layout=layout)),
        last_entry(actions.PLACE, layout.pk, event=Event.LAYOUT_CHANGED),
    )  # fmt: skip


def periods_of(layout: Layout) -> list[Period]:
    """The periods to choose from: down from the newest of which the ledger has data."""
    return due.latest(layout.every, newest_period(layout.bureau).end)


def filled_before(layout: Layout) -> list[dict[str, Any]]:
    return [{"handin": h, "words": Period.parse(h.period).words} for h in queries.handins_of(layout)[:6]]


@acts(Act.REPORT)
@require_GET
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """The indicators that a typed part of a name, pinyin initials or a code may mean, each with its value."""
    found = layout_of(request, pk)
    text = request.GET.get("title", "").replace("\x00", "").strip()
    known = matching(text, indicators(found.bureau)) if text else []
    period = newest_period(found.bureau)
    figures = Figures(found.bureau)
    lines = [(i, figures.figure(i.code, period)) for i in known[:MOST]]
    context = {"layout": found, "lines": lines, "q": text, "period": period}
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "desk/handins/pick.html#options" if part else "desk/handins/pick.html", context)


@acts(Act.REPORT)
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a table's data, or its workbook for the superior's newer edition."""
    found = layout_of(request, pk)
    form = LayoutForm(request.POST, request.FILES, layout=found)
    if not form.is_valid():
        raise Refused("；".join(str(e) for errors in form.errors.values() for e in errors))
    try:
        changed = actions.change_layout(
            found, **form.told(), **form.content(), author=author_of(request), version=version_in(request)
        )
    except Moved:
        return both_sides(request, held_of(layout_of(request, pk)))
    lost_ties = queries.troubles(changed, queries.workbook_of(changed), queries.ties_of(changed))
    if lost_ties:
        messages.warning(request, f"表样已更换，有 {len(lost_ties)} 格要重新点选，列在表的上面。")
    return redirect("handin_layout", pk)


@acts(Act.REPORT)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a table; what was handed in stays."""
    actions.end_layout(layout_of(request, pk), author=author_of(request))
    return redirect("handins")


@acts(Act.FIGURES)
@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The superior's workbook as it came."""
    found = layout_of(request, pk)
    return as_file(queries.content_of(found), found.file_name, actions.XLSX)
