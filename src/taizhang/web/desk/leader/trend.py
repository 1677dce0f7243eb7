"""The same period of the last years 走势: a chart, and a table with the same numbers."""

from dataclasses import dataclass

from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.web.desk.leader.tiles import Tile

YEARS, MOST = 5, 4


@dataclass(frozen=True)
class Trend:
    """Periods, oldest first, and for each tile its figure in each."""

    periods: list[Period]
    lines: list[tuple[Tile, list[Figure]]]


def trend(desk: Figures, tiles: list[Tile], period: Period) -> Trend | None:
    """Of the first figures that have at least two years to show; None when none has."""
    periods = [period]
    while len(periods) < YEARS:
        periods.insert(0, periods[0].year_before())
    desk.prepare((tile.expression, p) for tile in tiles for p in periods)
    lines: list[tuple[Tile, list[Figure]]] = []
    for tile in tiles:
        if len(lines) == MOST:
            break
        if tile.missing and not tile.empty:
            continue
        figures = [desk.figure(tile.expression, p) for p in periods]
        if sum(1 for f in figures if f.value) >= 2:
            lines.append((tile, figures))
    return Trend(periods, lines) if lines else None
