"""Totals in tables 合计勾稽: a total line against its parts, tried as every reading that the table allows.

A table rarely says which rows belong to a total: 其中 rows, numbered levels, 小计 before or after their rows. Each reading is
tried on all lines across; the one that the figures bear out is taken. An error is reported only where the reading is certain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.figures.table_grid import Line
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.table_readings import MOST_PARTS, Parts, nested, readings
from taizhang.core.reading.relations.table_view import View, addable, alike

MOST_TOTALS = 300  # a table with more is no report's


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
        tried = [_try(view, line, parts) for parts in readings(view, line, at)]
        found += _judged(view, line, [each for each in tried if each.relations])
    found += _children(view)
    return found or _unnamed(view)


def _unnamed(view: View) -> list[Relation]:
    """A first or last row that is the total without being called so: told only where the figures bear it out."""
    lines = list(view.lines)
    if view.turned or len(lines) < 4:
        return []
    for whole, rest in ((lines[0], lines[1:]), (lines[-1], lines[:-1])):
        for parts in nested(rest, 1, False):
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
