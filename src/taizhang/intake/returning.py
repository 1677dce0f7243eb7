"""Workbooks back to the sender: his own, marked; and the rows that could not go in 退回的表."""

import io
from collections.abc import Iterator

import xlsxwriter

from taizhang.core.decisions import Problem, Refused
from taizhang.core.tables.annotate import annotate
from taizhang.core.tables.write import sheet_name
from taizhang.files import store
from taizhang.intake.models import Batch, Row, Sheet
from taizhang.intake.staging import shown_cell, unpack_problem

STAYED = (Row.Verdict.ERROR, Row.Verdict.DUPLICATE)
WHY = "没有导入的原因"


def annotated(batch: Batch) -> tuple[bytes, str]:
    """The user's own workbook with its problems marked, and its file name. Raises Unreadable."""
    name = batch.name
    return annotate(store.read(batch.file), name, list(problems(batch)))


def problems(batch: Batch) -> Iterator[Problem]:
    """Every problem of a batch in the order of its sheets and rows."""
    for sheet in batch.sheets.order_by("number"):
        for packed in sheet.problems:
            yield unpack_problem(sheet.sheet, packed)
        said = sheet.rows.exclude(problems=[]).order_by("row").values_list("problems", flat=True)
        for packs in said.iterator(chunk_size=1000):
            for packed in packs:
                yield unpack_problem(sheet.sheet, packed)


def error_rows_workbook(batch: Batch) -> tuple[bytes, str]:
    """Only the rows that did not go in, in their own columns, to be mended and sent again.

    Raises Refused when every row went in.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    )
    style = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "num_format": "@"})
    names: set[str] = set()
    for sheet in batch.sheets.filter(included=True).order_by("number"):
        rows = sheet.rows.filter(verdict__in=STAYED, applied=False).order_by("row")
        if rows.exists():
            page = book.add_worksheet(own_name(sheet, names))
            write_sheet(page, sheet, rows, head, style)
    if not names:
        raise Refused("这一批没有留下的行，不需要下载。")
    book.close()
    return buffer.getvalue(), f"{batch.name.rsplit('.', 1)[0]}（未导入的行）.xlsx"


def own_name(sheet: Sheet, names: set[str]) -> str:
    """The sheet's name, once in the workbook."""
    name = sheet_name(sheet.sheet)
    while name.lower() in names:
        name = f"{name[:25]}_{sheet.number}_{len(names)}"
    names.add(name.lower())
    return name


def write_sheet(
    page: object, sheet: Sheet, rows: "Iterator[Row] | object", head: object, style: object
) -> None:
    """One sheet: its headers with their units, its rows as they were sent, and why each stayed out."""
    headers = [with_unit(c["header"], c["unit"]) for c in sheet.columns]
    for at, text in enumerate([*headers, WHY]):
        page.write_string(0, at, text, head)  # type: ignore[attr-defined]
        page.set_column(at, at, max(12, min(40, 2 * len(text))))  # type: ignore[attr-defined]
    letters = [c["letter"] for c in sheet.columns]
    for line, row in enumerate(rows, start=1):  # type: ignore[arg-type,var-annotated]
        for at, (letter, cell) in enumerate(zip(letters, row.cells, strict=False)):
            page.write_string(line, at, row.edits.get(letter, shown_cell(cell))[:32_000], style)  # type: ignore[attr-defined]
        why = "；".join(p["message"] for p in row.problems) or "疑似与台账里的记录重复"
        page.write_string(line, len(letters), why[:32_000], style)  # type: ignore[attr-defined]


def with_unit(header: str, unit: str) -> str:
    """A header that says its unit even when a note above the table did."""
    return f"{header}（{unit}）" if unit and header and unit not in header else header
