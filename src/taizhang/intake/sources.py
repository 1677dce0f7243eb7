"""Where a value came from: the file, the sheet, the cell, and the rows around it as they stood 来源."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.core.tables.book import Book
from taizhang.core.tables.sheet import letter
from taizhang.files.cells import is_file_cell, words_of
from taizhang.intake.models import Batch, Sheet
from taizhang.intake.reading import opened
from taizhang.intake.staging import shown_cell
from taizhang.registers.declaration import CODE_SUFFIX, register_of
from taizhang.registers.record import Record

SMALL = 1_500_000  # bytes of a file that is opened again to show it; of larger ones the staged rows are shown


@dataclass(frozen=True)
class Source:
    """Where the value of a field came from."""

    kind: str  # import, form, proposal, file
    batch: Batch | None = None
    sheet: Sheet | None = None
    row: int = 0
    column: str = ""  # letter; "" when the sheet has no column for the field
    header: str = ""
    proposal_id: int = 0
    words: str = ""  # the file and its cell, where it is attached to the record
    whole: str = ""  # who gave the whole sheet that value: "title", "person"; "" when it stands in a cell

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet program calls it, e.g. D27."""
        return f"{self.column}{self.row}"

    @property
    def place(self) -> str:
        """Where it stands, as a person says it: the cell, the title, or given for the whole sheet."""
        return {"title": "表题", "person": "整表取值"}.get(self.whole) or self.cell

    @property
    def sheet_name(self) -> str:
        return self.sheet.sheet if self.sheet else ""


@dataclass(frozen=True)
class Window:
    """The rows around a cell as the person sees them in the workbook; `at` is the cell's column, from 0."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    row: int
    at: int


def source_of(record: Record, field: str) -> Source | None:
    """Where the value of a field came from; None when the ledger does not know."""
    held = record.sources or {}
    told = held.get(field) or held.get("*")
    if not isinstance(told, list) or not told:
        return None
    if told[0] == "form":
        return Source("form")
    if told[0] == "proposal":
        return Source("proposal", proposal_id=told[1])
    if is_file_cell(told):
        return Source("file", words=words_of(told))
    return imported(record, field, told) if isinstance(told[0], int) else None


def imported(record: Record, field: str, told: list[Any]) -> Source | None:
    batch_id, number, row = told[:3]
    sheets = Sheet.objects.select_related("batch__file", "batch__by").filter(batch_id=batch_id, number=number)
    sheet = next((s for s in sheets if s.batch.bureau_id == record.bureau_id), None)
    if sheet is None:
        return None
    column = sheet.column_of(field)
    if column is None and field in register_of(type(record)).organization_fields:
        column = sheet.column_of(field + CODE_SUFFIX)
    whole = sheet.whole_values().get(field, {}).get("from", "") if column is None else ""
    column = column or {"letter": "", "header": ""}
    return Source("import", sheet.batch, sheet, row, column["letter"], column["header"], whole=whole)


def window_of(source: Source, before: int = 2, after: int = 2) -> Window | None:
    """The sheet around the cell, from the file itself (of a very large one, from the rows as they were read)."""
    if source.batch is None or source.sheet is None:
        return None
    at = next((c["index"] for c in source.sheet.columns if c["letter"] == source.column), -1)
    rows = from_file(source, before, after) if source.batch.file.size <= SMALL else None
    if rows is None:
        rows = from_rows(source.sheet, source.row, before, after)
    width = max((len(cells) for _, cells in rows), default=0)
    return Window([letter(i) for i in range(width)], rows, source.row, at)


@lru_cache(maxsize=4)
def small_book(batch_id: int, sha256: str) -> Book | None:
    """A workbook opened again, kept for the next look."""
    try:
        return opened(Batch.objects.select_related("file").get(pk=batch_id))
    except Refused:
        return None


def from_file(source: Source, before: int, after: int) -> list[tuple[int, list[str]]] | None:
    assert source.batch and source.sheet
    book = small_book(source.batch.pk, source.batch.file.sha256)
    page = next((s for s in book.sheets if s.name[:120] == source.sheet.sheet), None) if book else None
    return page.window(source.row, before, after) if page else None


def from_rows(sheet: Sheet, row: int, before: int, after: int) -> list[tuple[int, list[str]]]:
    """The staged rows around, each cell at its place in the sheet."""
    indexes = [c["index"] for c in sheet.columns]
    found = []
    near = sheet.rows.filter(row__gte=row - before, row__lte=row + after).order_by("row")
    for number, cells in near.values_list("row", "cells"):
        texts = [""] * (max(indexes, default=-1) + 1)
        for index, cell in zip(indexes, cells, strict=False):
            texts[index] = shown_cell(cell)
        found.append((number, texts))
    return found
