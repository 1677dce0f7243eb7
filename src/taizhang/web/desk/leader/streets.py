"""The streets or counties of a bureau in fixed order, never ranked 各镇街."""

from dataclasses import dataclass
from decimal import Decimal

from taizhang.core.figures.definition import Definition, MeasureKind
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
    heads: list[Tile]
    rows: list[Street]
    totals: list[tuple[Tile, str]]


def streets(desk: Figures, tiles: list[Tile], period: Period) -> Streets | None:
    """The table for the tiles that can be added up by region; None without regions below or without such tiles."""
    regions = below(desk.bureau)
    heads = [t for t in tiles if t.figure and t.figure.value is not None and addable(t.figure.definition)][
        :MOST
    ]
    if not regions or not heads:
        return None
    inside = tops(desk.bureau, regions)
    values = [counted(desk, tile, period, inside) for tile in heads]
    rows = [
        Street(
            region, [(t, text(t, v.get(region.pk, Decimal(0)))) for t, v in zip(heads, values, strict=True)]
        )
        for region in regions
    ]
    if any(None in v for v in values):
        rows.append(
            Street(None, [(t, text(t, v.get(None, Decimal(0)))) for t, v in zip(heads, values, strict=True)])
        )
    return Streets(heads, rows, [(t, t.figure.grouped if t.figure else "—") for t in heads])


def addable(definition: Definition | None) -> bool:
    return (
        definition is not None
        and definition.how.kind in ADDED_UP
        and definition.how.kind != MeasureKind.LATEST
    )


def counted(desk: Figures, tile: Tile, period: Period, inside: dict[int, int]) -> dict[int | None, Decimal]:
    assert tile.figure is not None and tile.figure.definition is not None
    return by_region(
        tile.figure.definition, bureau=desk.bureau, period=period, unit=tile.figure.unit, inside=inside
    )


def text(tile: Tile, value: Decimal) -> str:
    return printed(value, tile.figure.decimals if tile.figure else 0, grouped=True)
