"""A layout as it is drawn 表样: the superior's cells, with what each is tied to or what was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.core.decisions import Refused
from taizhang.reports.handins.models import CellTie
from taizhang.reports.handins.sheets import COLUMNS, ROWS, Box, Page, place


@dataclass(frozen=True)
class Drawn:
    """A cell on the page: its box, and what stands in it. `open`: it can be pointed at."""

    box: Box
    open: bool
    on: bool = False
    tie: CellTie | None = None
    trouble: str = ""
    title: str = ""
    figure: Any = None
    changed: bool = False

    @property
    def css(self) -> str:
        marks = {
            "is-tied": bool(self.tie), "hit-look": bool(self.trouble), "hit-ok": self.on, "num-cell": self.box.number or bool(self.figure),
            "is-formula": self.box.formula, "is-changed": self.changed, "is-open": self.open, "is-wide": self.box.across > 8,
        }  # fmt: skip
        return " ".join(name for name, there in marks.items() if there)


@dataclass(frozen=True)
class Sheet:
    """One sheet drawn: its name, the letters above, (row number, cells), and whether more was left out."""

    name: str
    letters: list[str]
    lines: list[tuple[int, list[Drawn]]]
    cut: bool


def sheets_of(workbook: Workbook) -> list[str]:
    return [
        page.title for page in workbook.worksheets if page.sheet_state == "visible"
    ] or workbook.sheetnames[:1]


def chosen(request: HttpRequest, workbook: Workbook) -> str:
    """The sheet asked for, else the first."""
    names = sheets_of(workbook)
    asked = request.GET.get("sheet", "")
    return asked if asked in names else names[0]


def pointed(request: HttpRequest) -> str:
    """The cell asked for (C5), "" when none or nonsense is."""
    cell = request.GET.get("cell", "").upper()
    try:
        return cell if cell and place(cell) else ""
    except Refused:
        return ""


def layout_sheet(
    workbook: Workbook,
    name: str,
    ties: list[CellTie],
    troubles: Mapping[int, str],
    names: Mapping[int, str],
    on: str,
) -> Sheet:
    """The sheet with its ties; cells that hold no words can be pointed at."""
    here = {tie.cell: tie for tie in ties if tie.sheet == name}
    page = page_of(workbook, name)

    def drawn(box: Box) -> Drawn:
        tie = here.get(box.place)
        return Drawn(
            box, bool(tie) or fillable(box), box.place == on, tie, troubles.get(tie.pk, "") if tie else "",
            names.get(tie.pk, "") if tie else "",
        )  # fmt: skip

    return Sheet(name, page.letters, [(n, [drawn(b) for b in line]) for n, line in page.boxes()], cut(page))


def filled_sheet(workbook: Workbook, name: str, cells: Mapping[str, Any], changed: set[str]) -> Sheet:
    """The filled sheet; each cell with a figure links to its proof."""
    page = page_of(workbook, name)

    def drawn(box: Box) -> Drawn:
        key = f"{name}!{box.place}"
        return Drawn(box, False, figure=cells.get(key), changed=key in changed)

    return Sheet(name, page.letters, [(n, [drawn(b) for b in line]) for n, line in page.boxes()], cut(page))


def page_of(workbook: Workbook, name: str) -> Page:
    sheet = workbook[name]
    assert isinstance(sheet, Worksheet)
    return Page(sheet)


def fillable(box: Box) -> bool:
    """Whether a person would put a number there: empty, a number, a formula, or a sign such as — or /."""
    return box.number or box.formula or not any(c.isalpha() for c in box.text)


def cut(page: Page) -> bool:
    return page.sheet.max_row > ROWS or page.sheet.max_column > COLUMNS
