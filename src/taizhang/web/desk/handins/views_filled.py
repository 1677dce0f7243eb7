"""A table filled for a period: its numbers with their proof, what changed since the last time, handing it in."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.files.store import Lost, read
from taizhang.reports.handins import actions, due, queries
from taizhang.reports.handins.comparing import cells_of, changes
from taizhang.reports.handins.models import HandIn
from taizhang.reports.handins.sheets import opened
from taizhang.web.author import author_of
from taizhang.web.desk.downloads import as_file
from taizhang.web.desk.handins import grid
from taizhang.web.desk.handins.finding import handin_of, layout_of


@acts(Act.REPORT)
@require_POST
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill a table for a period out of the ledger as it stands."""
    layout = layout_of(request, pk)
    handin = actions.fill(
        layout, period=Period.parse(request.POST.get("period", "")), author=author_of(request)
    )
    return redirect("handin_filled", pk, handin.period)


@acts(Act.FIGURES)
@require_GET
def filled(request: HttpRequest, pk: int, period: str) -> HttpResponse:
    """The filled sheet; beside it what differs, what is missing, what is provisional."""
    handin = handin_of(request, pk, period)
    layout = handin.layout
    before = queries.earlier(handin)
    cells = cells_of(handin.values)
    differing = changes(layout.bureau, handin.values, before.values) if before else []
    workbook = opened(content_of(handin), handin.file_name)
    name = grid.chosen(request, workbook)
    told = Period.parse(handin.period)
    context: dict[str, Any] = {
        "layout": layout, "handin": handin, "period": told, "before": before,
        "before_words": Period.parse(before.period).words if before else "",
        "sheet": grid.filled_sheet(workbook, name, cells, {c.cell.place for c in differing}), "sheets": grid.sheets_of(workbook),
        "changes": differing, "cells": list(cells.values()), "missing": [c for c in cells.values() if c.value is None],
        "provisional": [c for c in cells.values() if c.provisional and c.value is not None], "due": due.due_on(layout, told),
        "others": [(h, Period.parse(h.period).words) for h in queries.handins_of(layout) if h.pk != handin.pk][:6],
        "today": timezone.localdate(),
        "may_report": bool(can(request.user, Act.REPORT)) and layout.ended_at is None, "rail": True, "split": True,
    }  # fmt: skip
    return render(request, "desk/handins/filled.html", context)


def content_of(handin: HandIn) -> bytes:
    try:
        return read(handin.file)
    except Lost:
        raise Refused(f"“{handin.file_name}”的文件不在了。请从备份找回，或重新填一次。") from None


@acts(Act.FIGURES)
@require_GET
def download(request: HttpRequest, pk: int, period: str) -> HttpResponse:
    """The filled workbook, in the superior's own layout."""
    handin = handin_of(request, pk, period)
    return as_file(content_of(handin), handin.file_name, actions.XLSX)


def day_of(text: str) -> date:
    """The day typed; today when none was."""
    try:
        day = parse_date(text) if text else timezone.localdate()
    except ValueError:
        day = None
    if day is None:
        raise Refused("报出日期看不懂。请写成 2022-07-10 的样子。")
    return day


@acts(Act.REPORT)
@require_POST
def hand_in(request: HttpRequest, pk: int, period: str) -> HttpResponse:
    """Mark it as handed in on a day."""
    handin = handin_of(request, pk, period)
    day = day_of(request.POST.get("on", ""))
    actions.hand_in(handin, on=day, author=author_of(request))
    messages.success(request, f"已记为 {day} 报出。以后这一期的数字变了，重新填表会另存为更正报送。")
    return redirect(f"{reverse('handin_filled', args=[pk, handin.period])}?n={handin.number}")
