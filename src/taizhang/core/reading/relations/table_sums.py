"""Totals in tables 合计勾稽: a total line against its parts, tried as every reading that the table allows.

A table rarely says which rows belong to a total: 其中 rows, numbered levels, 小计 before or after their rows. Each reading is
tried on all lines across; the one that the figures bear out is taken. An error is reported only where the reading is certain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.core.reading.figures.exactness import scale
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.figures.table_grid import Line
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.table_view import View, addable, alike

MOST_PARTS = 5000
MOST_TOTALS = 300  # a table with more is no report's


@dataclass(frozen=True, slots=True)
class Parts:
    """One reading: the lines that should add up to the total."""

    lines: tuple[Line, ...]
    certain: bool  # the table itself says so


@dataclass(slots=True)
class Outcome:
    """A reading tried on all lines across."""

    parts: Parts
    relations: list[Relation]
    gaps: list[bool]  # of each relation: were some parts not stated

    @property
    def hits(self) -> int:
        """How many hold and mean something (0 = 0 + 0 does not)."""
        return sum(
            1 for r in self.relations if r.holds and r.stated and sum(1 for p in r.parts if p.value) > 1
        )

    @property
    def misses(self) -> int:
        """How many do not hold."""
        return sum(1 for r in self.relations if not r.holds)


def sums(view: View) -> list[Relation]:
    """The totals along one axis."""
    found: list[Relation] = []
    lines = view.lines
    claimed = [(at, line) for at, line in enumerate(lines) if line.head.total]
    if len(claimed) > MOST_TOTALS:
        return []
    for at, line in claimed:
        tried = [_try(view, line, parts) for parts in _readings(view, line, at)]
        found += _judged(view, line, [each for each in tried if each.relations])
    found += _children(view)
    return found or _unnamed(view)


def _unnamed(view: View) -> list[Relation]:
    """A first or last row that is the total without being called so: told only where the figures bear it out."""
    lines = list(view.lines)
    if view.turned or len(lines) < 4:
        return []
    for whole, rest in ((lines[0], lines[1:]), (lines[-1], lines[:-1])):
        for parts in _nested(rest, 1, False):
            outcome = _try(view, whole, parts)
            clear = [r for r in outcome.relations if r.holds and len(r.parts) > 2 and _no_accident(r)]
            if clear:
                return clear
    return []


def _no_accident(relation: Relation) -> bool:
    """Big enough, and known well enough, that the sum does not fit by chance."""
    return relation.stated >= 50 and relation.tolerance * 200 <= relation.stated


def _try(view: View, whole: Line, parts: Parts) -> Outcome:
    relations, gaps = [], []
    for across in view.across:
        total = view.at(whole, across)
        if total is None or total.masked or not addable(total, across):
            continue
        addends, gap = _addends(view, parts.lines, across, total)
        if len(addends) < 2:
            continue
        relation = claim(Type.SUM, total, addends, _note(total, addends))
        if relation is not None:
            relations.append(relation)
            gaps.append(gap)
    return Outcome(parts, relations, gaps)


def _addends(view: View, lines: Sequence[Line], across: Line, total: Figure) -> tuple[list[Figure], bool]:
    """The figures to add up (none when one of them cannot be), and whether some are not stated."""
    addends, gap = [], False
    for line in lines:
        figure = view.at(line, across)
        if figure is None:
            gap = True
        elif (
            not addable(figure, line if view.turned else across)
            or not alike(figure, total)
            or figure.value is None
        ):
            return [], True
        else:
            addends.append(figure)
    return addends, gap


def _judged(view: View, whole: Line, tried: Sequence[Outcome]) -> list[Relation]:
    """The relations of the best reading, with verdicts that its evidence allows."""
    if not tried:
        return []
    best = max(tried, key=lambda each: (each.hits, -each.misses, each.parts.certain))
    if view.turned and best.hits == 0 and len(best.relations) > 1:
        return []
    if not best.parts.certain and best.hits < best.misses:
        return []
    certain = _is_certain(view, whole, best, tried)
    if not best.hits and not certain:  # a row may be missing: said once, not in every column
        best = Outcome(best.parts, best.relations[:1], best.gaps[:1])
    out = []
    for relation, gap in zip(best.relations, best.gaps, strict=True):
        if relation.holds or (certain and not (gap and relation.expected < relation.stated)):
            out.append(relation)
        elif best.parts.certain or best.hits:
            relation.holds = None
            out.append(relation)
    return out


def _is_certain(view: View, whole: Line, best: Outcome, tried: Sequence[Outcome]) -> bool:
    """May a total that does not fit be called wrong."""
    if view.doubtful:
        return False
    strong = best.hits >= 2 and best.hits >= 2 * best.misses
    if whole.head.total < 0:
        return strong
    if strong:
        return True
    if view.turned:
        few = len(best.relations) <= 2
        if whole.group >= 0:
            return best.parts.certain and (best.hits >= 1 or best.misses <= 1)
        return best.parts.certain and (best.hits > best.misses or (few and len(tried) == 1))
    if not best.parts.certain:
        return best.hits > best.misses
    unlike = len({each.parts.lines for each in tried}) > 1
    if unlike:
        return best.hits >= best.misses and best.hits > 0
    return best.misses <= 1 or best.hits * 2 >= best.misses


def _readings(view: View, whole: Line, at: int) -> Iterator[Parts]:
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
        yield from _nested(side, rank, certain)


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


def _nested(side: Sequence[Line], rank: int, certain: bool) -> Iterator[Parts]:
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


def _children(view: View) -> list[Relation]:
    """Rows under a row: numbered levels, indents, or a complete 其中. Told only where the figures bear it out."""
    if view.turned:
        return []
    found: list[Relation] = []
    lines = view.lines
    for at, line in enumerate(lines):
        if line.head.total or at + 2 >= len(lines):
            continue
        children = _under(lines, at)
        if len(children) < 2:
            continue
        outcome = _try(view, line, Parts(tuple(children), False))
        strong = outcome.hits >= 2 and outcome.hits >= 2 * outcome.misses and not view.doubtful
        for relation, gap in zip(outcome.relations, outcome.gaps, strict=True):
            if (relation.holds and outcome.hits and not gap) or (strong and not gap):
                found.append(relation)
    return found


def _under(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines directly below a line in its hierarchy."""
    parent = lines[at]
    out: list[Line] = []
    first = lines[at + 1]
    marked = first.head.of_which and not parent.head.of_which
    deeper = first.indent > parent.indent or (parent.level and first.level > parent.level)
    if not (marked or deeper):
        return []
    for line in lines[at + 1 :]:
        if line.head.total or len(out) > MOST_PARTS:
            break
        if parent.level and line.level and line.level <= parent.level:
            break
        if line.indent < first.indent or (not marked and line.indent <= parent.indent and not line.level):
            break
        if marked and line is not first and line.level and not first.level:
            break
        same = line.indent == first.indent and line.level == first.level
        if same and (marked or not line.head.of_which):
            out.append(line)
    return out


def _note(total: Figure, addends: Sequence[Figure]) -> str:
    shown = "+".join(addend.text for addend in addends[:12]) + ("+…" if len(addends) > 12 else "")
    return f"表中{total.of or '合计'}：{shown}"
