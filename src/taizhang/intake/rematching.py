"""Columns matched to a register that a person has chosen, from the rows as they were staged."""

from typing import Any

from taizhang.core.tables.match import SAMPLE_ROWS, match_as
from taizhang.core.tables.sheet import Sheet as Page
from taizhang.core.tables.spec import Layout
from taizhang.core.tables.table import RowKind, Table, TableColumn
from taizhang.intake.models import Sheet
from taizhang.intake.reading import remembered
from taizhang.intake.staging import pack_columns, spread_cells


def matched_as(sheet: Sheet, layout: Layout) -> list[dict[str, Any]]:
    """The sheet's columns, matched to this register's fields."""
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
    table = Table(page, 0, sheet.title, unit, tuple(sheet.header_rows), columns, first, last, kinds, {})
    memory = remembered(sheet.batch).get(layout.name)
    return pack_columns(table, match_as(table, layout, memory))
