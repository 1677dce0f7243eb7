"""A sheet looked at again from its staged rows: its columns matched anew, what follows from the columns."""

from typing import Any

from taizhang.core.tables.from_title import title_values
from taizhang.core.tables.head_problems import HEAD_CODES, head_problems
from taizhang.core.tables.match import SAMPLE_ROWS, match_as
from taizhang.core.tables.sheet import Sheet as Page
from taizhang.core.tables.spec import Layout
from taizhang.core.tables.table import RowKind, Table, TableColumn
from taizhang.intake.models import Sheet
from taizhang.intake.reading import remembered
from taizhang.intake.staging import match_of, pack_columns, pack_problem, spread_cells


def matched_as(sheet: Sheet, layout: Layout) -> list[dict[str, Any]]:
    """The sheet's columns, matched to this register's fields."""
    memory = remembered(sheet.batch).get(layout.name)
    table = table_of(sheet)
    return pack_columns(table, match_as(table, layout, memory))


def follow_columns(sheet: Sheet, layout: Layout) -> None:
    """After a choice: what the title gives to fields without a column, and the problems of the head."""
    table, match = table_of(sheet), match_of(sheet, layout)
    names = {c.name for c in layout.columns}
    told = title_values(table, layout, [(c.column, c.field) for c in match.columns])
    kept = {n: g for n, g in sheet.given.items() if g["from"] == "person" and n in names}
    sheet.given = {name: {"text": text, "from": "title"} for name, text in told.items()} | kept
    said = head_problems(table, layout, match.columns, sheet.whole_values())
    other = [p for p in sheet.problems if p["code"] not in HEAD_CODES]
    sheet.problems = [*other, *(pack_problem(p) for p in said)]


def table_of(sheet: Sheet) -> Table:
    """The first rows of a staged sheet as the reader sees a table."""
    columns = tuple(TableColumn(c["index"], c["header"]) for c in sheet.columns)
    width = max((c.index for c in columns), default=-1) + 1
    rows = list(sheet.rows.order_by("row")[:SAMPLE_ROWS])
    cells = [(row.row, spread_cells(sheet, row, width)) for row in rows]
    first, last = (cells[0][0], cells[-1][0]) if cells else (1, 1)
    there = {number for number, _ in cells}
    kinds = bytes(RowKind.DATA if n in there else RowKind.BLANK for n in range(first, last + 1))
    percents = frozenset(c["index"] for c in sheet.columns if c["percent"] in ("formatted", "mixed"))
    mixed = frozenset(c["index"] for c in sheet.columns if c["percent"] == "mixed")
    page = Page(sheet.sheet, last, width, lambda: iter(cells), percents=percents, mixed_percents=mixed)
    unit = next((c["unit"] for c in sheet.columns if c["unit"] and c["unit"] not in c["header"]), "")
    return Table(page, 0, sheet.title, unit, tuple(sheet.header_rows), columns, first, last, kinds, {})
