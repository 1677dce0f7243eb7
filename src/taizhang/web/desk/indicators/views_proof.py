"""The proof of a figure: a drawer beside the page it stands on, or a page of its own 数字的来历."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.intake.sources import source_of
from taizhang.registers.declaration import registers
from taizhang.web.author import bureau_of
from taizhang.web.desk.indicators.addresses import Wanted
from taizhang.web.desk.indicators.asking import Desk
from taizhang.web.desk.indicators.proof import Proof
from taizhang.web.desk.intake.finding import sight_of
from taizhang.web.desk.intake.views_source import Line, drawn

BESIDE = 2  # columns shown on each side of the cell


@acts(Act.FIGURES)
@require_GET
def figure(request: HttpRequest) -> HttpResponse:
    """What proves one figure; its whole question stands in the address."""
    bureau = bureau_of(request)
    assert isinstance(request.user, User)
    part = bool(request.htmx)  # type: ignore[attr-defined]
    template = "desk/indicators/proof.html#drawer" if part else "desk/indicators/proof.html"
    try:
        wanted = Wanted.read(request.GET)
        if not wanted.expression and wanted.definition is None:
            raise Refused("链接里没有指标。请从指标清单或报告里点一个数字。")
        proof = Proof(request.user, Desk(bureau, wanted))
    except Refused as refused:
        context: dict[str, Any] = {"wrong": refused.sentence, "rail": True, "drawer": part}
        return render(request, template, context, status=200 if part else 400)
    context = {"proof": proof, "fig": proof.figure, "rail": True, "drawer": part}
    return render(request, template, context)


@acts(Act.FIGURES)
@require_GET
def source(request: HttpRequest) -> HttpResponse:
    """The few cells around the one that a value came from, as the workbook shows them."""
    name, _, pk = request.GET.get("of", "").partition(".")
    register = registers().get(name)
    field = request.GET.get("field", "")
    if register is None or not pk.isdecimal() or len(pk) > 18 or field not in register.fields:
        raise Http404
    record = get_object_or_404(visible_to(request.user, register.model), pk=pk)
    found = source_of(record, field)
    if found is None or found.batch is None or found.sheet is None:
        raise Http404
    sight = sight_of(request, found.batch.number, found.sheet.number, found.row, f"{name}.{pk}")
    column = found.column or "A"
    window = drawn(sight, column, found.row)
    context = {
        "found": found,
        "of": f"{name}.{pk}",
        "column": column,
        "window": near(window, column, found.row),
    }
    return render(request, "desk/indicators/source.html", context)


def near(window: dict[str, Any] | None, column: str, row: int) -> dict[str, Any] | None:
    """The head, the row and its neighbours, a few columns around the marked one."""
    if window is None:
        return None
    letters = window["letters"]
    at = letters.index(column) if column in letters else 0
    first = max(0, min(at - BESIDE, len(letters) - 2 * BESIDE - 1))
    last = first + 2 * BESIDE + 1
    lines = []
    for line in window["rows"]:
        beside = line.number.isdecimal() and abs(int(line.number) - row) <= 1
        if (line.head or beside) and all(cell.span == 1 for cell in line.cells):
            lines.append(Line(line.number, line.cells[first:last], line.head, line.on))
    return {"letters": letters[first:last], "rows": lines}
