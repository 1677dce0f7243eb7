"""The streets or counties of a bureau in fixed order, never ranked 各镇街."""

from dataclasses import dataclass
from decimal import Decimal

from taizhang.core.figures.definition import Definition
from taizhang.core.figures.rounding import printed
from taizhang.core.periods import Period
from taizhang.indicators.by_region import ADDED_UP, below, by_region, tops
from taizhang.indicators.figures import Figures
from taizhang.regions.models import Region
from taizhang.web.desk.leader.tiles import Tile

MOST = 6  # columns


@dataclass(frozen=True)
class Street:
    """A region with its number under each head; None: rows that name no street."""

    region: Region | None
    cells: list[tuple[Tile, str]]


@dataclass(frozen=True)
class Streets:
    """Figures that are rows of streets; `rows` is empty when none of the rows counted names a street."""

    heads: list[Tile]
    rows: list[Street]
    totals: list[tuple[Tile, str]]


def streets(desk: Figures, tiles: list[Tile], period: Period) -> Streets | None:
    """The table for the tiles that can be added up by region; None without regions below or without such tiles.

    A figure none of whose rows names a street has no column: zeros would say that nothing happened there.
    """
    regions = below(desk.bureau)
    asked = [t for t in tiles if t.figure and t.figure.value and addable(t.figure.definition)]
    if not regions or not asked:
        return None
    inside = tops(desk.bureau, regions)
    held: list[tuple[Tile, dict[int | None, Decimal]]] = []
    for tile in asked:
        values = counted(desk, tile, period, inside) if len(held) < MOST else {}
        if set(values) - {None}:
            held.append((tile, values))
    lines: list[Region | None] = [*regions] if held else []
    if any(None in values for _, values in held):
        lines.append(None)
    rows = [
        Street(region, [(t, text(t, v.get(region.pk if region else None, Decimal(0)))) for t, v in held])
        for region in lines
    ]
    return Streets([t for t, _ in held], rows, [(t, t.figure.grouped if t.figure else "—") for t, _ in held])


def addable(definition: Definition | None) -> bool:
    return definition is not None and definition.how.kind in ADDED_UP


def counted(desk: Figures, tile: Tile, period: Period, inside: dict[int, int]) -> dict[int | None, Decimal]:
    assert tile.figure is not None and tile.figure.definition is not None
    return by_region(
        tile.figure.definition, bureau=desk.bureau, period=period, unit=tile.figure.unit, inside=inside
    )


def text(tile: Tile, value: Decimal) -> str:
    return printed(value, tile.figure.decimals if tile.figure else 0, grouped=True)
