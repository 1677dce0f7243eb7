"""The original workbook page with the cell marked: where a value of the ledger came from 原表."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.masking import masked
from taizhang.core.tables.sheet import letter
from taizhang.core.whole import whole
from taizhang.intake import queries
from taizhang.intake.models import Row, Sheet
from taizhang.intake.sources import Source
from taizhang.registers import covering
from taizhang.registers.declaration import registers
from taizhang.web.desk.intake.finding import Sight, sight_of

AROUND = 20
CELL = re.compile(r"([A-Z]{0,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Cell:
    """A cell as drawn; `span` says over how many columns a title or note runs."""

    text: str
    hit: bool = False
    span: int = 1


@dataclass(frozen=True)
class Line:
    """A row as drawn, with its number as people see it (3–4 for a header of two rows)."""

    number: str
    cells: list[Cell]
    head: bool = False
    on: bool = False


@acts(Act.VIEW)
@require_GET
def source(request: HttpRequest, number: int) -> HttpResponse:
    """The sheet around one cell, for whoever works on the batch or may view the record that came from it."""
    cell = request.GET.get("cell") or request.GET.get("column", "") + request.GET.get("row", "")
    place = CELL.fullmatch(cell)
    table = whole(request.GET.get("sheet"))
    if place is None or table is None:
        raise Http404
    column, row = place[1], int(place[2])
    sight = sight_of(request, number, table, row, request.GET.get("of", ""))
    sheet = sight.sheet
    header = next((c["header"] for c in sheet.columns if c["letter"] == column), "")
    context: dict[str, Any] = {
        "batch": sheet.batch, "sheet": sheet, "cell": place[0], "column": column, "row": row, "header": header, "rail": True,
        "whole": sight.whole, "may_download": sight.may_download, "window": drawn(sight, column, row),
        "edited": typed_over(sheet, column, row),
    }  # fmt: skip
    return render(request, "desk/intake/source.html", context)


def drawn(sight: Sight, column: str, row: int) -> dict[str, Any] | None:
    """Letters and rows that may be shown; None when there is nothing at that place."""
    sheet = sight.sheet
    near = queries.window_of(Source("import", sheet.batch, sheet, row, column), AROUND, AROUND)
    if near is None or row not in {number for number, _ in near.rows}:
        return None
    width = max([len(near.columns), *(c["index"] + 1 for c in sheet.columns)])
    letters = [letter(i) for i in range(width)]
    data = set(sheet.rows.filter(row__gte=row - AROUND, row__lte=row + AROUND).values_list("row", flat=True))
    private, top = private_columns(sheet), max(sheet.header_rows, default=0)
    above: list[Line] = []
    lines: list[Line] = []
    for number, texts in near.rows:
        if number in sheet.header_rows or not (sight.whole or number == row):
            continue
        texts = [*texts, *[""] * (width - len(texts))]
        if number in data:
            texts = [masked(t) if t and i in private else t for i, t in enumerate(texts)]
        line = Line(
            str(number),
            cells_of(texts, letters, column if number == row else "", number in data),
            on=number == row,
        )
        (above if number < top else lines).append(line)
    return {"letters": letters, "rows": [*above, *head_of(sheet, width), *lines]}


def cells_of(texts: list[str], letters: list[str], hit: str, data: bool) -> list[Cell]:
    """The cells of a row; outside the data a text runs over the empty cells beside it, as in the workbook."""
    cells: list[Cell] = []
    for at, text in enumerate(texts):
        if not data and not text and cells and letters[at] != hit:
            cells[-1] = Cell(cells[-1].text, cells[-1].hit, cells[-1].span + 1)
        else:
            cells.append(Cell(text, letters[at] == hit))
    return cells


def private_columns(sheet: Sheet) -> set[int]:
    """Where personal data stands, as far as the columns were matched."""
    letters = covering.private_columns(registers().get(sheet.register), sheet.columns)
    return {c["index"] for c in sheet.columns if c["letter"] in letters}


def head_of(sheet: Sheet, width: int) -> list[Line]:
    """The header that stays in sight, as the reader understood it."""
    texts = [""] * width
    for c in sheet.columns:
        texts[c["index"]] = c["header"]
    first, last = (sheet.header_rows[0], sheet.header_rows[-1]) if sheet.header_rows else (0, 0)
    number = f"{first}–{last}" if first != last else str(last)
    return [Line(number, [Cell(t) for t in texts], head=True)] if last else []


def typed_over(sheet: Sheet, column: str, row: int) -> tuple[str, str] | None:
    """(what the file says, what was typed on the page before it went in), when the two differ."""
    line = Row.objects.filter(sheet=sheet, row=row).first()
    if line is None or column not in line.edits:
        return None
    after = line.edits.pop(column)
    line.sheet = sheet
    return line.shown(column), after
