"""Tying a cell, untying it, and tying the cells below by the regions of their rows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.standing import Moved
from taizhang.indicators.queries import indicators
from taizhang.reports.handins import actions, queries
from taizhang.reports.handins.models import CellTie, Layout
from taizhang.reports.handins.sheets import lacking
from taizhang.web.author import author_of
from taizhang.web.both_sides import both_sides, typed_in, version_in
from taizhang.web.desk.handins import tying
from taizhang.web.desk.handins.finding import layout_of
from taizhang.web.desk.handins.forms import TieForm


def back_to(layout: Layout, sheet: str, cell: str) -> HttpResponse:
    """The page with the cell still pointed at."""
    query = urlencode({"sheet": sheet, "cell": cell})
    return redirect(f"{reverse('handin_layout', args=[layout.pk])}?{query}")


@acts(Act.REPORT)
@require_POST
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie the cell pointed at; what is wrong is said in the panel."""
    layout = layout_of(request, pk)
    known = indicators(layout.bureau, ended=True)
    form = TieForm(
        request.POST, bureau=layout.bureau, indicators={c: i for c, i in known.items() if not i.ended}
    )
    if form.is_valid():
        try:
            made = actions.tie_cell(
                layout, **form.told(), author=author_of(request), version=version_in(request)
            )
            if request.POST.get("then") == "down":
                messages.success(
                    request,
                    f"已关联 {actions.fill_down(made, author=author_of(request))} 格，按各行的镇街名取数。",
                )
            return back_to(layout, made.sheet, made.cell)
        except Moved:
            sheet, cell = form.cleaned_data["sheet"], form.cleaned_data["cell"].upper()
            tied = layout.ties.filter(sheet=sheet, cell=cell).first()
            mine = typed_in(request.POST) | {"expression": form.cleaned_data["expression"]}
            return both_sides(request, tying.held_of(layout, sheet, cell, tied, known), mine | {"title": ""})
        except Refused as no:
            form.add_error(None, no.sentence)
    workbook = queries.workbook_of(layout)
    sheet, cell = form["sheet"].value() or "", str(form["cell"].value() or "").upper()
    if sentence := lacking(workbook, sheet, cell):
        raise Refused(sentence)
    context = tying.panel(request, layout, workbook, sheet, cell, queries.ties_of(layout), known, form)
    return render(request, "desk/handins/tie_page.html", context | {"layout": layout}, status=422)


@acts(Act.REPORT)
@require_POST
def untie(request: HttpRequest, pk: int, tie: int) -> HttpResponse:
    """Untie a cell; what was handed in keeps its number."""
    layout = layout_of(request, pk)
    found = get_object_or_404(CellTie.objects.select_related("layout"), pk=tie, layout=layout)
    actions.untie_cell(found, author=author_of(request))
    return back_to(layout, found.sheet, found.cell)


@acts(Act.REPORT)
@require_POST
def down(request: HttpRequest, pk: int, tie: int) -> HttpResponse:
    """Tie the cells below like this one, each with the region that its row names."""
    layout = layout_of(request, pk)
    found = get_object_or_404(layout.ties.select_related("layout__bureau__region", "region"), pk=tie)
    try:
        count = actions.fill_down(found, author=author_of(request))
        messages.success(request, f"已关联 {count} 格，按各行的镇街名取数。")
    except Refused as no:
        messages.error(request, no.sentence)
    return back_to(layout, found.sheet, found.cell)
