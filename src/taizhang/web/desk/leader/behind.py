"""What lags behind and why, as far as the ledger tells 落后项."""

from dataclasses import dataclass, replace

from taizhang.core.figures.definition import Basis, Definition
from taizhang.core.figures.rounding import printed
from taizhang.core.periods import Period
from taizhang.indicators import rows
from taizhang.indicators.figures import Figures
from taizhang.indicators.standing import Word
from taizhang.web.desk.leader.tiles import Tile


@dataclass(frozen=True)
class Lag:
    """A figure behind its target, the reasons in words, whom to call."""

    tile: Tile
    reasons: list[str]


def lags(desk: Figures, tiles: list[Tile], period: Period) -> list[Lag]:
    """Those behind first, then those that warn; in the order of the tiles."""
    late = [t for t in tiles if t.standing and t.standing.word != Word.FINE]
    ordered = sorted(
        late, key=lambda t: (t.standing is not None and t.standing.word != Word.BEHIND, t.number)
    )
    return [Lag(t, reasons(desk, t, period)) for t in ordered]


def reasons(desk: Figures, tile: Tile, period: Period) -> list[str]:
    """What the ledger can say: how much is short, certificates that ran out, fewer rows than last year, rows that wait."""
    assert tile.figure is not None and tile.standing is not None
    told = [tile.standing.sentence]
    if tile.target is not None and tile.target.value is not None and tile.figure.value is not None:
        held = tile.so_far or tile.figure
        short = tile.target.value - (held.value or 0)
        if short > 0 and tile.standing.completion is not None:
            told.append(
                f"离目标差 {printed(short, tile.figure.decimals, grouped=True, trim=True)}{tile.figure.unit}"
            )
    if tile.change.startswith("少"):
        told.append(f"比上年同期{tile.change}{tile.figure.unit if tile.figure.unit != '%' else ''}")
    ended = ran_out(desk, tile.figure.definition, period)
    if ended:
        told.append(f"期内到期或退出 {ended:,} 条")
    if tile.figure.all_provisional:
        told.append(f"另有 {tile.figure.all_provisional:,} 行待核，没有计入")
    return told


def ran_out(desk: Figures, definition: Definition | None, period: Period) -> int:
    """Of a stock with an end: how many verified rows ended within the period."""
    if definition is None or definition.timing != Basis.STOCK or not definition.until:
        return 0
    ended = replace(definition, on=definition.until, until="", basis=Basis.FLOW, measure="count")
    return rows.rows(ended, bureau=desk.bureau, period=period).count()
