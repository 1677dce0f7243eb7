"""The user's own workbook back, with the problems marked: coloured cells, comments, and a list 问题清单."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from taizhang.core.decisions import Problem

from .book import open_book
from .marked_copy import marked_copy
from .problem_list import (
    AUTHOR,
    COLOURS,
    HEADS,
    LIST_NAME,
    MAX_COMMENTS,
    WIDTHS,
    by_place,
    comment_size,
    comment_text,
    list_rows,
    worst,
)
from .sheet import column_index, letter
from .sniff import Format

KEEP_LIMIT = 400_000  # cells: openpyxl holds a whole workbook in memory, about half a kilobyte a cell


def annotate(data: bytes, name: str, problems: Sequence[Problem]) -> tuple[bytes, str]:
    """The workbook with its problems marked, and the file name for it.

    An .xlsx keeps its formatting, unless it has more than KEEP_LIMIT cells; that one, .xls, .ods, .csv and
    web pages become an .xlsx with the same values in the same cells. Raises Unreadable as `open_book` does.
    """
    book = open_book(data, name, max_bytes=max(len(data), 1))
    stem, _, extension = name.replace("\\", "/").rsplit("/", 1)[-1].rpartition(".")
    stem = stem or extension or "表"
    area = sum(sheet.last_row * sheet.width for sheet in book.sheets)
    if book.format is Format.XLSX and area <= KEEP_LIMIT:
        macros = b"vbaProject.bin" in data
        marked = _mark_in_place(data, problems, macros=macros)
        if marked:
            return marked, f"{stem}（标注）.{'xlsm' if macros else 'xlsx'}"
    return marked_copy(book.sheets, problems), f"{stem}（标注）.xlsx"


def _mark_in_place(data: bytes, problems: Sequence[Problem], *, macros: bool) -> bytes:
    """Mark the cells of an .xlsx; b"" when openpyxl cannot read what calamine could."""
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), keep_vba=macros, rich_text=True)
    except Exception:  # openpyxl raises anything at all on odd styles and drawings; the copy has the values
        return b""
    fills = {severity: PatternFill("solid", fgColor=colour) for severity, colour in COLOURS.items()}
    for count, ((sheet, row, column), here) in enumerate(by_place(problems).items()):
        if sheet not in workbook.sheetnames:
            continue
        cell = _writable(workbook[sheet], row, column)
        cell.fill = fills[worst(here)]
        if count < MAX_COMMENTS:
            _comment(cell, comment_text(here))
    _list(workbook, problems)
    workbook.calculation.fullCalcOnLoad = True  # openpyxl keeps formulas but not their last results
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _comment(cell: Any, text: str) -> None:
    """Add the reasons to the cell's comment; ours of an earlier round is replaced, the person's own is kept."""
    own = cell.comment.text + "\n" if cell.comment and cell.comment.author != AUTHOR else ""
    comment = Comment(own + text, AUTHOR)
    comment.width, comment.height = comment_size(own + text)
    cell.comment = comment


def _writable(page: Any, row: int, column: str) -> Any:
    """The cell, or the first of the merged range it lies in (only that one may carry a comment)."""
    at = column_index(column) + 1
    cell = page.cell(row=row, column=at)
    if type(cell).__name__ == "MergedCell":
        for area in page.merged_cells.ranges:
            if area.min_row <= row <= area.max_row and area.min_col <= at <= area.max_col:
                return page.cell(row=area.min_row, column=area.min_col)
    return cell


def _list(workbook: Any, problems: Sequence[Problem]) -> None:
    """The sheet 问题清单; an earlier one is replaced, so a workbook may go round several times."""
    if LIST_NAME in workbook.sheetnames:
        del workbook[LIST_NAME]
    page = workbook.create_sheet(LIST_NAME)
    page.append(HEADS)
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row, values in enumerate(list_rows(problems, {}), start=2):
        for at, value in enumerate(values, start=1):
            cell = page.cell(row=row, column=at, value=value)
            cell.alignment = wrapped
            if isinstance(value, str):
                cell.data_type = "s"  # text that starts with = stays text
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    for at, width in enumerate(WIDTHS):
        page.column_dimensions[letter(at)].width = width
    page.freeze_panes = "A2"
