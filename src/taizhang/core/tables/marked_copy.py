"""A marked copy of sheets as .xlsx: the same values at the same cells, streamed, without their formatting."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from taizhang.core.decisions import Problem, Severity

from .problem_list import (
    AUTHOR,
    COLOURS,
    HEADS,
    LIST_NAME,
    MAX_COMMENTS,
    WIDTHS,
    by_place,
    clean,
    comment_size,
    comment_text,
    list_rows,
    worst,
)
from .sheet import Cell, Flaw, Sheet, column_index, shown
from .write import sheet_name

_Style = tuple[str, Severity | None]
_NUMBER_FORMATS = {
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "text": "@",
    "percent": "0.00%",
    "plain": "General",
}


def marked_copy(sheets: Sequence[Sheet], problems: Sequence[Problem]) -> bytes:
    """Write the sheets again with coloured cells, comments and the list of problems. Memory stays flat."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    styles = {
        (kind, severity): book.add_format(
            {"num_format": code, **({"bg_color": f"#{COLOURS[severity]}"} if severity else {})}
        )
        for kind, code in _NUMBER_FORMATS.items()
        for severity in (None, *Severity)
    }
    names = _unique_names([sheet.name for sheet in sheets])
    places = by_place(problems)
    comments = 0
    for sheet in sheets:
        page = book.add_worksheet(names[sheet.name])
        if sheet.hidden and len(sheets) > 1 and sheet is not sheets[0]:
            page.hide()
        page.set_default_row(15)
        marks: dict[int, dict[int, list[Problem]]] = {}
        for (name, row, letters), here in places.items():
            if name == sheet.name:
                marks.setdefault(row, {})[column_index(letters)] = here
        for number, cells in sheet.rows():
            marked = marks.get(number)
            _write_row(page, number - 1, cells, marked, styles, sheet)
            for at, here in (marked or {}).items():
                comments += 1
                if comments <= MAX_COMMENTS:
                    text = comment_text(here)
                    width, height = comment_size(text)
                    page.write_comment(
                        number - 1, at, text, {"author": AUTHOR, "width": width, "height": height}
                    )
    _write_list(
        book.add_worksheet(LIST_NAME), problems, names, book.add_format({"bold": True, "bg_color": "#DDEBF7"})
    )
    book.close()
    return buffer.getvalue()


def _write_row(
    page: Worksheet,
    row: int,
    cells: list[Cell],
    marked: dict[int, list[Problem]] | None,
    styles: dict[_Style, Format],
    sheet: Sheet,
) -> None:
    width = max([len(cells), *(at + 1 for at in marked)]) if marked else len(cells)
    for at in range(width):
        cell = cells[at] if at < len(cells) else ""
        severity = worst(marked[at]) if marked and at in marked else None
        if cell == "":
            if severity:
                page.write_blank(row, at, None, styles["plain", severity])
        elif isinstance(cell, bool):
            page.write_boolean(row, at, cell, styles["plain", severity])
        elif isinstance(cell, float | int):
            page.write_number(row, at, cell, styles["percent" if at in sheet.percents else "plain", severity])
        elif isinstance(cell, dt.date) and dt.date(1900, 3, 1) < dt.date(cell.year, cell.month, cell.day):
            moment = isinstance(cell, dt.datetime) and cell.time() != dt.time()
            page.write_datetime(row, at, cell, styles["moment" if moment else "day", severity])
        else:
            text = cell.text if isinstance(cell, Flaw) else shown(cell)
            page.write_string(row, at, clean(text), styles["text", severity])


def _write_list(page: Worksheet, problems: Iterable[Problem], names: dict[str, str], bold: Format) -> None:
    for at, width in enumerate(WIDTHS):
        page.set_column(at, at, width)
    page.freeze_panes(1, 0)
    for at, head in enumerate(HEADS):
        page.write_string(0, at, head, bold)
    for row, values in enumerate(list_rows(problems, names), start=1):
        for at, value in enumerate(values):
            if isinstance(value, int):
                page.write_number(row, at, value)
            else:
                page.write_string(row, at, value)


def _unique_names(names: Sequence[str]) -> dict[str, str]:
    """Names that a workbook takes, each once: web pages and text files are named after anything."""
    found: dict[str, str] = {}
    taken = {LIST_NAME.lower()}
    for name in names:
        wanted = base = sheet_name(name)
        count = 1
        while wanted.lower() in taken:
            count += 1
            wanted = f"{base[:27]}({count})"
        taken.add(wanted.lower())
        found[name] = wanted
    return found
