"""Cells, columns and problems on their way through the database: to JSON and back."""

import datetime as dt
import math
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from taizhang.core.decisions import Problem, Severity
from taizhang.core.masking import covered_text, masked
from taizhang.core.personal.declared import looks_personal
from taizhang.core.tables.match import ColumnMatch, Match
from taizhang.core.tables.rows import TypedRow, type_rows
from taizhang.core.tables.sheet import Cell, Flaw, FlawKind, shown
from taizhang.core.tables.sheet import Sheet as Page
from taizhang.core.tables.spec import Layout
from taizhang.core.tables.table import RowKind, Table, TableColumn
from taizhang.intake.models import Row, Sheet

Json = Any
LONGEST = 20_000  # characters of one cell that are kept


def pack_cell(cell: Cell) -> Json:
    """A cell as JSON holds it; days, times and flaws become [kind, text]."""
    if isinstance(cell, str):
        return cell.replace("\x00", "")[:LONGEST]
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    if isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, Flaw):
        return [f"flaw.{cell.kind}", cell.text.replace("\x00", "")[:LONGEST]]
    if isinstance(cell, dt.datetime):
        return ["datetime", cell.isoformat()]
    if isinstance(cell, dt.date):
        return ["date", cell.isoformat()]
    return ["text", shown(cell)]


def unpack_cell(packed: Json) -> Cell:
    """The reverse of `pack_cell`."""
    if not isinstance(packed, list):
        return packed
    kind, text = packed
    if kind == "datetime":
        return dt.datetime.fromisoformat(text)
    if kind == "date":
        return dt.date.fromisoformat(text)
    if kind.startswith("flaw."):
        return Flaw(FlawKind(kind[5:]), text)
    return str(text)


def shown_cell(packed: Json) -> str:
    """A packed cell as a person recognises it."""
    return packed if isinstance(packed, str) else shown(unpack_cell(packed))


def pack_problem(problem: Problem, private: Collection[str] = ()) -> dict[str, Json]:
    """A problem as JSON; the sheet's name is left out, the row's sheet says it.

    In the columns `private` stands personal data: it is told masked, and nothing is proposed for it.
    """
    packed = asdict(problem)
    del packed["sheet"]
    value = problem.value.replace("\x00", "")[:500]
    if problem.column in private and value:
        hidden = masked(value)
        packed["message"] = problem.message.replace(problem.value, hidden)
        packed["fix"] = problem.fix.replace(problem.value, hidden)
        value, packed["suggestion"] = hidden, ""
    packed["value"] = value
    return packed


def unpack_problem(sheet: str, packed: dict[str, Json]) -> Problem:
    """The reverse of `pack_problem`."""
    return Problem(**{**packed, "sheet": sheet, "severity": Severity(packed["severity"])})


def pack_columns(table: Table, match: Match) -> list[dict[str, Json]]:
    """How each column was matched, as the sheet keeps it."""
    page = table.sheet
    packed = []
    for c in match.columns:
        index = c.column.index
        percent = "points" if c.percent_points else ""
        if not percent and index in page.mixed_percents:
            percent = "mixed"
        elif not percent and index in page.percents:
            percent = "formatted"
        packed.append({
            "letter": c.column.letter, "index": index, "header": c.column.header[:120], "field": c.field,
            "confidence": c.confidence, "reason": c.reason, "doubtful": c.doubtful, "unit": c.unit,
            "runner_up": c.runner_up, "percent": percent, "samples": samples(c, match.layout),
        })  # fmt: skip
    return packed


def samples(column: ColumnMatch, layout: Layout | None) -> list[str]:
    """A few cells of a column for the page 对列; what may be personal data is masked."""
    texts = [text[:80] for text in column.samples]
    personal = {c.name for c in layout.columns if c.personal} if layout else set()
    if column.field in personal or looks_personal(column.column.header):
        return [masked(text) for text in texts]
    return [covered_text(text) for text in texts]


def match_of(sheet: Sheet, layout: Layout) -> Match:
    """The match that a sheet's columns and whole values say, a person's choices included."""
    columns = tuple(
        ColumnMatch(
            TableColumn(c["index"], c["header"]), c["field"], c["confidence"], c["reason"], c["doubtful"],
            c["unit"], c["runner_up"], c["percent"] == "points", tuple(c["samples"]),
        )
        for c in sheet.columns
    )  # fmt: skip
    given = {name: told["text"] for name, told in sheet.whole_values().items()}
    return Match(layout, sheet.confidence, sheet.runner_up, 0.0, columns, from_title=given)


def retype(sheet: Sheet, layout: Layout, rows: Sequence[Row]) -> list[TypedRow]:
    """Staged rows typed again from their own cells, with what was typed over them on the page."""
    if not rows:
        return []
    columns = tuple(TableColumn(c["index"], c["header"]) for c in sheet.columns)
    width = max((c.index for c in columns), default=-1) + 1
    spread = {row.row: spread_cells(sheet, row, width) for row in rows}
    first, last = min(spread), max(spread)

    def source() -> Any:
        return iter(sorted(spread.items()))

    page = Page(
        sheet.sheet, last, width, source,
        percents=frozenset(c["index"] for c in sheet.columns if c["percent"] in ("formatted", "mixed")),
        mixed_percents=frozenset(c["index"] for c in sheet.columns if c["percent"] == "mixed"),
    )  # fmt: skip
    kinds = bytes(RowKind.DATA if n in spread else RowKind.BLANK for n in range(first, last + 1))
    table = Table(page, 0, sheet.title, "", tuple(sheet.header_rows), columns, first, last, kinds, {})
    return list(type_rows(table, match_of(sheet, layout), layout))


def spread_cells(sheet: Sheet, row: Row, width: int) -> list[Cell]:
    """A row's cells at their places in the sheet."""
    cells: list[Cell] = [""] * width
    for column, packed in zip(sheet.columns, row.cells, strict=False):
        edited = row.edits.get(column["letter"])
        cells[column["index"]] = unpack_cell(packed) if edited is None else str(edited)
    return cells
