"""The user's own workbook back, with the problems marked: coloured cells, comments, and a list 问题清单."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from taizhang.core.decisions import Problem, Severity

from .book import open_book
from .sheet import Flaw, Sheet, column_index, letter, shown
from .sniff import Format
from .unreadable import DAMAGED, Unreadable
from .write import sheet_name

LIST_NAME = "问题清单"
MAX_COMMENTS = 20_000  # more would make the workbook unusable; all are in the list
_HEADS = ("工作表", "行", "列", "列名", "您的值", "程度", "问题", "改法", "建议值")
_WIDTHS = (16, 7, 6, 18, 24, 12, 50, 50, 22)
_COLOURS = {Severity.ERROR: "FFC7CE", Severity.LOOK: "FFEB9C"}
_WORDS = {Severity.ERROR: "不能导入", Severity.LOOK: "请看一眼"}
_AUTHOR = "台账"


def annotate(data: bytes, name: str, problems: Sequence[Problem]) -> tuple[bytes, str]:
    """The workbook with its problems marked, and the file name for it.

    An .xlsx keeps its formatting; .xls, .ods, .csv and web pages become an .xlsx with the same values in
    the same cells. Raises Unreadable as `open_book` does.
    """
    book = open_book(data, name, max_bytes=max(len(data), 1))
    stem, _, extension = name.replace("\\", "/").rsplit("/", 1)[-1].rpartition(".")
    stem = stem or extension or "表"
    if book.format is not Format.XLSX:
        data = _as_xlsx(book.sheets)
    macros = book.format is Format.XLSX and b"vbaProject.bin" in data
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), keep_vba=macros, rich_text=True)
    except (ValueError, KeyError, TypeError, AttributeError, OSError, IndexError) as error:
        raise Unreadable("file.damaged", DAMAGED) from error
    names = (
        {sheet.name: sheet_name(sheet.name) for sheet in book.sheets}
        if book.format is not Format.XLSX
        else {}
    )
    _mark(workbook, problems, names)
    _list(workbook, problems)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue(), f"{stem}（标注）.{'xlsm' if macros else 'xlsx'}"


def _as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The values of the sheets at the same cells, as an .xlsx."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name))
        if sheet.hidden:
            page.hide()
        for number, cells in sheet.rows():
            for at, cell in enumerate(cells):
                if cell == "":
                    continue
                if isinstance(cell, bool):
                    page.write_boolean(number - 1, at, cell)
                elif isinstance(cell, float | int):
                    page.write_number(number - 1, at, cell)
                elif isinstance(cell, dt.date) and cell.year >= 1900:
                    page.write_datetime(number - 1, at, cell, day)
                else:
                    page.write_string(
                        number - 1, at, cell.text if isinstance(cell, Flaw) else shown(cell)[:32_767]
                    )
    book.close()
    return buffer.getvalue()


def _mark(workbook: Any, problems: Sequence[Problem], names: dict[str, str]) -> None:
    """Colour the cells and write the reasons as comments; several problems of a cell share one comment."""
    places: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in problems:
        if problem.row > 0:
            places.setdefault(
                (names.get(problem.sheet, problem.sheet), problem.row, problem.column), []
            ).append(problem)
    fills = {severity: PatternFill("solid", fgColor=colour) for severity, colour in _COLOURS.items()}
    for count, ((sheet, row, column), here) in enumerate(places.items()):
        if sheet not in workbook.sheetnames:
            continue
        cell = _writable(workbook[sheet], row, column or "A")
        worst = Severity.ERROR if any(p.severity is Severity.ERROR for p in here) else Severity.LOOK
        cell.fill = fills[worst]
        if count < MAX_COMMENTS:
            text = "\n".join(
                f"{p.message}{p.fix}" + (f"建议：{p.suggestion}" if p.suggestion else "") for p in here
            )
            kept = f"{cell.comment.text}\n" if cell.comment and cell.comment.author != _AUTHOR else ""
            comment = Comment(kept + text, _AUTHOR)
            comment.width, comment.height = 320, 40 + 20 * min(12, len(text) // 22 + len(here))
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
    page.append(_HEADS)
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
    for problem in problems:
        row = (
            problem.sheet, problem.row or "整表", problem.column, problem.header, problem.value,
            _WORDS[problem.severity], problem.message, problem.fix, problem.suggestion,
        )  # fmt: skip
        page.append([_clean(value) for value in row])
        for cell in page[page.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # text that starts with = stays text
                cell.quotePrefix = cell.value[:1] in ("=", "+", "-", "@")
    for at, wide in enumerate(_WIDTHS):
        page.column_dimensions[letter(at)].width = wide
    for column in ("G", "H"):
        for cell in page[column]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"


def _clean(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    return "".join(c for c in value if c >= " " or c in "\n\t")[:32_767]
