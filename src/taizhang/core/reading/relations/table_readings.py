"""Which lines may be the parts of a total 合计的组成: every reading that a table allows, with whether it says so itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.core.reading.figures.exactness import scale
from taizhang.core.reading.figures.table_grid import Line
from taizhang.core.reading.relations.table_view import View, addable, alike

MOST_PARTS = 5000


@dataclass(frozen=True, slots=True)
class Parts:
    """One reading: the lines that should add up to the total."""

    lines: tuple[Line, ...]
    certain: bool  # the table itself says so


def readings(view: View, whole: Line, at: int) -> Iterator[Parts]:
    """Every set of lines that may be the parts of a total line."""
    if view.turned:
        yield from _column_readings(view, whole, at)
        return
    lines = list(view.lines)
    rank = abs(whole.head.total)
    above, below = lines[:at], lines[at + 1 :]
    for side, certain in _sides(whole, above, below, rank):
        if not 2 <= len(side) <= MOST_PARTS:
            continue
        yield from nested(side, rank, certain)


def _sides(whole: Line, above: list[Line], below: list[Line], rank: int) -> Iterator[tuple[list[Line], bool]]:
    """The lines before or after a total, up to the next total of its rank; a 小计 keeps to its group."""
    if whole.head.total == 1 and whole.group >= 0:
        yield [line for line in (*above, *below) if line.group == whole.group], True
        return
    upper = _until([*reversed(above)], rank)[::-1]
    lower = _until(below, rank)
    if len(upper) == len(above) and len(upper) >= 2 and not lower:
        yield upper, whole.head.total > 0
    elif not upper and len(lower) == len(below):
        yield lower, whole.head.total > 0
    else:
        if len(upper) >= 2:
            yield upper, whole.head.total > 0 and whole.head.total < 3 and not _leading(above, rank)
        if len(lower) >= 2:
            yield lower, whole.head.total > 0 and _leading(above, rank)


def _leading(above: Sequence[Line], rank: int) -> bool:
    """Totals of this rank stand before their rows: nothing else comes before the first."""
    first = next((line for line in above), None)
    return first is None or abs(first.head.total) >= rank


def _until(lines: Sequence[Line], rank: int) -> list[Line]:
    out: list[Line] = []
    for line in lines:
        if line.head.total >= rank:
            break
        out.append(line)
    return out


def nested(side: Sequence[Line], rank: int, certain: bool) -> Iterator[Parts]:
    """The readings of one side: totals of lower rank in place of their rows, 其中 rows left out."""
    subtotals = [line for line in side if 0 < line.head.total < rank]
    marked = any(line.head.of_which for line in side)
    indents = {line.indent for line in side}
    levels = {line.level for line in side if line.level}
    plain = [line for line in side if not line.head.of_which]
    if subtotals:
        for covered in _covered(side, subtotals):
            rest = tuple(line for line in plain if line.index not in covered)
            yield Parts(rest, certain and len(subtotals) > 0 and len(rest) > 1)
        return
    ambiguous = (
        marked
        or len(indents) > 1
        or (len(levels) > 1)
        or (bool(levels) and any(not line.level for line in side))
    )
    yield Parts(tuple(plain), certain and not ambiguous)
    if marked:
        yield Parts(tuple(_without_followers(side)), False)
        yield Parts(tuple(side), False)  # 合计 and below it «其中：» before the first of all its parts
    if len(indents) > 1:
        top = min(indents)
        yield Parts(tuple(line for line in plain if line.indent == top), certain and not marked)
    if levels:
        top_level = min(levels)
        yield Parts(tuple(line for line in plain if line.level == top_level), certain)


def _without_followers(side: Sequence[Line]) -> Iterator[Line]:
    """Without 其中 rows and the rows after them, up to the next numbered or less indented one."""
    skipping: Line | None = None
    for line in side:
        if line.head.of_which:
            skipping = line
        elif skipping is not None and (line.level or line.indent < skipping.indent or line.head.total):
            skipping = None
        if skipping is None:
            yield line


def _covered(side: Sequence[Line], subtotals: Sequence[Line]) -> Iterator[set[int]]:
    """The rows that subtotals stand for: those of their group, those before each, or those after each."""
    if all(line.group >= 0 for line in subtotals):
        groups = {line.group for line in subtotals}
        yield {line.index for line in side if line.group in groups and line not in subtotals}
    before: set[int] = set()
    run: list[int] = []
    for line in side:
        if line in subtotals:
            before |= set(run)
            run = []
        else:
            run.append(line.index)
    yield before
    after: set[int] = set()
    started = False
    for line in side:
        if line in subtotals:
            started = True
        elif started:
            after.add(line.index)
    yield after


def _column_readings(view: View, whole: Line, at: int) -> Iterator[Parts]:
    """A 合计 column: the columns of its group, else runs of columns beside it that the rows bear out."""
    lines = list(view.lines)
    if whole.group >= 0:
        group = [line for line in lines if line.group == whole.group and line is not whole]
        parts = _usable(view, whole, group)
        if len(parts) >= 2:
            yield Parts(tuple(parts), not any(line.head.of_which for line in group))
        return
    for side in (lines[at + 1 :], lines[:at][::-1]):
        near = _usable(view, whole, _until(side, abs(whole.head.total)))
        alone = len(near) == len([line for line in lines if line is not whole])
        for length in _lengths(view, whole, near):
            ordered = near[:length] if side and side[0].index > whole.index else near[:length][::-1]
            yield Parts(tuple(ordered), alone and length == len(near))


def _usable(view: View, whole: Line, lines: Sequence[Line]) -> list[Line]:
    """The columns whose figures can be added to those of the total's column."""
    out = []
    for line in lines:
        if line.head.total or line.head.of_which:
            continue
        pairs = ((view.at(whole, a), view.at(line, a)) for a in view.across)
        known = [(t, f) for t, f in pairs if t is not None and f is not None]
        if known and all(addable(f, line) and alike(t, f) for t, f in known):
            out.append(line)
    return out


def _lengths(view: View, whole: Line, near: Sequence[Line]) -> list[int]:
    """How many of the next columns the total may hold: all of them, and the number that fits most rows."""
    if len(near) < 2:
        return []
    votes: dict[int, int] = {}
    for across in view.across:
        total = view.at(whole, across)
        if total is None or not total.value:
            continue
        running, wanted = Decimal(0), total.value * scale(total.unit)
        for length, line in enumerate(near, 1):
            figure = view.at(line, across)
            if figure is not None and figure.value is not None:
                running += figure.value * scale(figure.unit)
                if length > 1 and running == wanted:
                    votes[length] = votes.get(length, 0) + 1
    best = max(votes, key=lambda length: votes[length], default=len(near))
    return sorted({best, len(near)})
