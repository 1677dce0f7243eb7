"""What the panel beside the sheet shows of the cell pointed at 关联面板: suggestions, the form, the number it gives."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from openpyxl.workbook.workbook import Workbook

from taizhang.core.standing import version_of
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.queries import newest_period
from taizhang.indicators.searching import named
from taizhang.regions.models import Region
from taizhang.reports.handins import due, heads
from taizhang.reports.handins.actions import told_tie
from taizhang.reports.handins.filling import asked
from taizhang.reports.handins.models import CellTie, Layout
from taizhang.reports.handins.sheets import lacking, place
from taizhang.web.both_sides import Field, Held, fields_of
from taizhang.web.desk.handins import grid
from taizhang.web.desk.handins.forms import TieForm


def panel(
    request: HttpRequest, layout: Layout, workbook: Workbook, sheet: str, cell: str, ties: list[CellTie],
    known: dict[str, Indicator], form: TieForm | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The contents of the panel for a cell."""
    row, column = place(cell)
    page = grid.page_of(workbook, sheet)
    words = page.heads(row, column)
    tie = next((t for t in ties if t.sheet == sheet and t.cell == cell), None)
    using = {code: i for code, i in known.items() if not i.ended}
    offered = heads.suggested(words, using)
    inside = Region.objects.filter(path__startswith=layout.bureau.region.path).exclude(
        pk=layout.bureau.region_id
    )
    region = heads.region_of(words, inside)
    first = start(request, tie, offered, region, known)
    form = form or TieForm(
        bureau=layout.bureau, indicators=using, initial=first | {"sheet": sheet, "cell": cell}
    )
    return {
        "cell": cell, "here": page.text(row, column), "heads": words, "tie": tie, "offered": offered, "form": form, "sheet_name": sheet,
        "formula": page.text(row, column).startswith("="), "lacking": lacking(workbook, sheet, cell),
        "figure": shown(layout, first, known) if not form.is_bound else None, "may_down": tie is not None, "may_report": True,
        "held_tie": held_of(layout, sheet, cell, tie, known),
    }  # fmt: skip


def held_of(layout: Layout, sheet: str, cell: str, tie: CellTie | None, known: dict[str, Indicator]) -> Held:
    """What a cell is tied to, as the form shows it."""
    using = {code: i for code, i in known.items() if not i.ended}
    form = TieForm(bureau=layout.bureau, indicators=using, initial=as_tied(tie, known) if tie else {})
    names = {code: i.name for code, i in known.items()}
    if tie:
        names[tie.expression] = named(tie.expression, known)
    picked = Field("expression", "指标", tie.expression if tie else "", names)
    fields = (picked, *(f for f in fields_of(form) if f.name != "title"))
    back = f"{reverse('handin_layout', args=[layout.pk])}?{urlencode({'sheet': sheet, 'cell': cell})}"
    return Held(f"{sheet}!{cell}", back, version_of(told_tie(tie)), fields)


def as_tied(tie: CellTie, known: dict[str, Indicator]) -> dict[str, Any]:
    """What the form holds of a tie."""
    return {
        "expression": tie.expression, "title": named(tie.expression, known), "rule": tie.rule, "region": tie.region_id,
        "unit": tie.unit, "decimals": tie.decimals, "over_formula": tie.over_formula,
    }  # fmt: skip


def start(
    request: HttpRequest,
    tie: CellTie | None,
    offered: list[heads.Suggestion],
    region: Region | None,
    known: dict[str, Indicator],
) -> dict[str, Any]:
    """What the form begins with: the suggestion clicked, else the tie, else the best suggestion."""
    clicked = next((s for s in offered if s.expression == request.GET.get("e")), None)
    if tie is not None and clicked is None:
        return as_tied(tie, known)
    best = clicked or (offered[0] if offered else None)
    where = {"region": region.pk if region else None}
    if best is None:
        return {"rule": CellTie.Rule.THIS, **where}
    return {"expression": best.expression, "title": best.name, "rule": best.rule, "unit": best.unit, **where}


def shown(layout: Layout, first: dict[str, Any], known: dict[str, Indicator]) -> Figure | None:
    """The figure that the form as it stands would give, for the newest period of the ledger."""
    if not first.get("expression"):
        return None
    region = Region.objects.filter(pk=first["region"]).first() if first.get("region") else None
    period = due.period_of(layout.every, newest_period(layout.bureau).end)
    expression, at = asked(first["expression"], first["rule"], period)
    using = {code: i for code, i in known.items() if not i.ended}
    return Figures(layout.bureau, region=region, catalogue=using).figure(expression, at)
