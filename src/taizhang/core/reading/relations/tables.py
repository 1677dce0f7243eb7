"""What tables claim 表内勾稽: totals of rows and columns, shares, growth, completion and differences between columns."""

import re
from collections.abc import Sequence
from functools import lru_cache

from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.figures.table_grid import Grid, grids
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.relation import Relation
from taizhang.core.reading.relations.table_rates import rates
from taizhang.core.reading.relations.table_sums import sums
from taizhang.core.reading.relations.table_view import views


def table_relations(document: Document, figures: Sequence[Figure]) -> list[Relation]:
    """Every claim of every table, recomputed. False only where the structure leaves no doubt."""
    by_table: dict[int, dict[tuple[int, int], Figure]] = {}
    twice: set[tuple[int, int, int]] = set()
    for figure in figures:
        if figure.cell is None:
            continue
        table, row, column = figure.cell
        cells = by_table.setdefault(table, {})
        if (row, column) in cells:
            twice.add(figure.cell)
        cells[(row, column)] = figure
    for table, row, column in twice:  # a cell of several figures is none to add up
        del by_table[table][(row, column)]
    if not by_table:
        return []
    return [
        relation
        for grid in grids(document)
        if grid.table in by_table
        for relation in _of(grid, by_table[grid.table])
    ]


@lru_cache(maxsize=1)
def _incomplete() -> re.Pattern[str]:
    return re.compile(any_of(words("tables", "incomplete")) + "|等$")


def _of(grid: Grid, figures: dict[tuple[int, int], Figure]) -> list[Relation]:
    figures = {place: figure for place, figure in figures.items() if place in grid.numbers}
    doubtful = bool(_incomplete().search(grid.caption) or _incomplete().search(grid.notes))
    by_rows, by_columns = views(grid, figures, doubtful)
    found = sums(by_rows) + sums(by_columns) + rates(by_rows) + rates(by_columns)
    seen: set[tuple[object, ...]] = set()
    out = []
    for relation in found:
        key = (relation.type, id(relation.whole), *map(id, relation.parts))
        if key not in seen:
            seen.add(key)
            out.append(relation)
    return out
