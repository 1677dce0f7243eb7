"""A table for the relation finders 表格视图: its lines along one axis, and the figure where two lines cross."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.figures.table_grid import Grid, Line
from taizhang.core.reading.relations.dimension import dimension


@dataclass(frozen=True, slots=True)
class View:
    """`lines` are the rows (or, turned, the columns); `across` the other axis."""

    lines: Sequence[Line]
    across: Sequence[Line]
    figures: Mapping[tuple[int, int], Figure]
    blanks: set[tuple[int, int]]
    turned: bool
    doubtful: bool  # the caption or a note says that rows are missing or counted twice

    def at(self, line: Line, across: Line) -> Figure | None:
        """The figure where they cross."""
        return self.figures.get(self._place(line, across))

    def blank(self, line: Line, across: Line) -> bool:
        """Nothing is stated where they cross."""
        return self._place(line, across) in self.blanks

    def _place(self, line: Line, across: Line) -> tuple[int, int]:
        return (across.index, line.index) if self.turned else (line.index, across.index)


def views(grid: Grid, figures: Mapping[tuple[int, int], Figure], doubtful: bool) -> tuple[View, View]:
    """The table by rows and by columns."""
    rows = [row for row in grid.rows if row.body]
    columns = [column for column in grid.columns if column.body]
    return (
        View(rows, columns, figures, grid.blanks, False, doubtful),
        View(columns, rows, figures, grid.blanks, True, doubtful),
    )


def addable(figure: Figure | None, *lines: Line) -> bool:
    """A level that can be added up: no rate, no rank, no average."""
    return (
        figure is not None
        and figure.kind not in (Kind.PERCENT, Kind.RANK, Kind.RATIO, Kind.AGE_OR_DURATION)
        and figure.role in (Role.LEVEL, Role.TARGET, Role.INCREASE, Role.LIMIT)
        and "/" not in (figure.unit or "")
        and figure.upper is None
        and all(line.head.additive for line in lines)
    )


def alike(one: Figure, other: Figure) -> bool:
    """They count in the same unit, whatever its scale: 亿元 and 万元, but not 家 and 项."""
    return dimension(one) == dimension(other) and (one.unit or "")[-1:] == (other.unit or "")[-1:]
