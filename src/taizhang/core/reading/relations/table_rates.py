"""Columns that are computed from other columns 表内比率: shares, growth, completion, differences."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import permutations, product

from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.figures.table_grid import Line
from taizhang.core.reading.lexicon import words
from taizhang.core.reading.relations.arithmetic import HUNDRED, claim
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.table_view import View, addable, alike

MOST_PAIRS = 40  # pairs of columns that are tried for one column of rates
CHANGES = (Role.GROWTH_RATE, Role.INCREASE, Role.DECREASE)
Make = Callable[[Line], Relation | None]  # the claim in one line across


def rates(view: View) -> list[Relation]:
    """The claims of computed columns (or rows, in the turned view `lines` are columns)."""
    found: list[Relation] = []
    for line in view.across:
        role = line.head.role
        if role in CHANGES:
            found += _changes(view, line)
        elif role is Role.COMPLETION_RATE:
            found += _completions(view, line)
        elif role is Role.SHARE:
            found += _shares(view, line)
    return found


def _best(view: View, tried: Sequence[tuple[bool, Make]], near: int) -> list[Relation]:
    """The reading that most lines bear out; `near`: how many unlike lines may be called wrong without evidence."""
    best: tuple[tuple[int, int, bool], bool, list[Relation]] | None = None
    for certain, make in tried:
        relations = [relation for line in view.lines if (relation := make(line)) is not None]
        if not relations:
            continue
        hits = sum(1 for r in relations if r.holds)
        score = (hits, -len(relations), certain)
        if best is None or score > best[0]:
            best = (score, certain, relations)
    if best is None:
        return []
    (hits, _, _), certain, relations = best
    misses = len(relations) - hits
    strong = hits >= 2 and hits >= 2 * misses
    sure = strong or (certain and (hits > misses or (misses <= near and hits >= misses - 1)))
    if not hits and not (certain and sure):
        return []
    if not certain and (hits * 2 < len(relations) or (hits < 2 and len(tried) > 2)):
        return []  # by chance
    out = []
    for relation in relations:
        if relation.holds or (sure and not _restated(relation, hits)):
            out.append(relation)
        elif certain or strong:
            relation.holds = None
            out.append(relation)
    return out


@lru_cache(maxsize=1)
def _comparable() -> tuple[str, ...]:
    return words("tables", "comparable_prices")


def _restated(relation: Relation, hits: int) -> bool:
    """Growth at comparable prices, of a percentage, or of money whose base may have been revised: the levels need not give it."""
    if relation.type is not Type.GROWTH:
        return False
    whole = relation.whole
    return whole is not None and (
        whole.kind is Kind.PERCENT or any(word in whole.of for word in _comparable())
    )


def _levels(view: View, beside: Line) -> list[Line]:
    """Lines across that state levels, the nearest to the left first; those of the same group before the others."""
    out = [line for line in view.across if line is not beside and line.head.role in (None, Role.TARGET)]
    return sorted(
        out,
        key=lambda line: (
            line.group != beside.group,
            line.index > beside.index,
            abs(line.index - beside.index),
        ),
    )


def _pair(view: View, line: Line, *across: Line) -> list[Figure] | None:
    figures = [view.at(line, each) for each in across]
    known = [
        figure
        for figure in figures
        if figure is not None and figure.value is not None and figure.upper is None
    ]
    return known if len(known) == len(across) else None


def _is_last(line: Line, other: Line) -> bool:
    """Is the line last year's beside the other: 上年 beside 本年, 2022年 beside 2023年."""
    if line.head.last and not other.head.last:
        return True
    one, two = _year(line), _year(other)
    return one is not None and two is not None and one == two - 1


def _year(line: Line) -> int | None:
    found = next(
        (line.full[i : i + 4] for i in range(len(line.full) - 3) if line.full[i : i + 4].isdigit()), None
    )
    return int(found) if found and found[:2] in ("19", "20") else None


def _changes(view: View, column: Line) -> list[Relation]:
    """A column of growth or of differences against this year's and last year's levels."""
    levels = _levels(view, column)
    pairs = [
        (present, last)
        for present, last in product(levels, levels)
        if present is not last
        and _is_last(last, present)
        and present.head.role is None
        and last.head.role is None
    ]
    changes = [
        line
        for line in view.across
        if line is not column and line.head.role in CHANGES and not line.head.rate
    ]
    tried: list[tuple[bool, Make]] = []
    alone = column.head.rate or not changes  # 年初 增加 减少 年末: neither is the difference of the two ends
    for number, (present, last) in enumerate(pairs[:MOST_PAIRS]):
        tried.append((alone and number == 0, partial(_change, view, column, present, last)))
    if not pairs:
        for present, change in [(p, c) for c in changes for p in levels if p.group == c.group][:MOST_PAIRS]:
            tried.append((False, partial(_growth_of_change, view, column, present, change)))
    return _best(view, tried, near=1)


def _change(view: View, column: Line, present: Line, last: Line, line: Line) -> Relation | None:
    figures = _pair(view, line, column, present, last)
    if figures is None:
        return None
    stated, now, before = figures
    if not alike(now, before):
        return None
    if stated.kind is Kind.PERCENT and "百分点" not in (stated.unit or "") and now.kind is not Kind.PERCENT:
        return (
            claim(Type.GROWTH, now, (before, stated), f"({now.text}−{before.text})÷{before.text}")
            if _positive(before)
            else None
        )
    points = now.kind is Kind.PERCENT and "百分点" in (stated.unit or "")
    if not (
        points or (stated.kind is not Kind.PERCENT and now.kind is not Kind.PERCENT and alike(stated, now))
    ):
        return None
    ends = (before, now) if stated.role is Role.DECREASE else (now, before)
    return claim(Type.DIFFERENCE, stated, ends, f"{ends[0].text}−{ends[1].text}")


def _positive(figure: Figure) -> bool:
    return figure.value is not None and figure.value > 0


def _growth_of_change(view: View, column: Line, present: Line, change: Line, line: Line) -> Relation | None:
    figures = _pair(view, line, column, present, change)
    if figures is None:
        return None
    rate, now, by = figures
    if (
        rate.kind is not Kind.PERCENT
        or not alike(now, by)
        or (by.role is Role.DECREASE) != (rate.role is Role.DECREASE)
    ):
        return None
    return claim(Type.GROWTH, now, (by, rate), f"{by.text}÷({now.text}∓{by.text})")


def _completions(view: View, column: Line) -> list[Relation]:
    """A 完成率 column: what was done against the target."""
    levels = _levels(view, column)
    targets = [line for line in levels if line.head.role is Role.TARGET]
    actual = [line for line in levels if line.head.role is None and not line.head.last]
    done = [line for line in actual if line.head.done or line.head.present] or actual
    pairs = list(product(targets, done))[:MOST_PAIRS]
    tried: list[tuple[bool, Make]] = [
        (len(pairs) == 1, partial(_completion, view, column, target, did)) for target, did in pairs
    ]
    return _best(view, tried, near=1)


def _completion(view: View, column: Line, target: Line, did: Line, line: Line) -> Relation | None:
    figures = _pair(view, line, column, target, did)
    if figures is None:
        return None
    rate, aim, actual = figures
    if rate.kind is not Kind.PERCENT or not alike(aim, actual) or not _positive(aim):
        return None
    return claim(Type.RATE, aim, (actual, rate), f"{actual.text}÷{aim.text}")


def _shares(view: View, column: Line) -> list[Relation]:
    """A 占比 column: each line against the line of the total; without one, shares that should total 100."""
    wholes = [line for line in view.lines if line.head.total > 0] or [
        line for line in view.lines if line.head.total < 0
    ]
    levels = [
        line for line in _levels(view, column) if any(addable(view.at(row, line), line) for row in view.lines)
    ]
    tried: list[tuple[bool, Make]] = []
    for whole in sorted(wholes, key=lambda line: -line.head.total)[:3]:
        stated = view.at(whole, column)
        hundred = stated is not None and stated.value == HUNDRED
        for number, level in enumerate(levels[:8]):
            certain = (
                number == 0
                and hundred
                and column.head.of_total
                and whole.head.total > 0
                and not view.doubtful
            )
            tried.append((certain, partial(_share, view, column, whole, level)))
    for part, base in list(permutations(levels[:6], 2)):
        tried.append((False, partial(_share_of_row, view, column, base, part)))
    found = _best(view, tried, near=1)
    return found + [relation for relation in _hundred(view, column, wholes) if relation is not None]


def _share(view: View, column: Line, whole: Line, level: Line, line: Line) -> Relation | None:
    if line is whole:
        return None
    figures = _pair(view, line, column, level)
    base = view.at(whole, level)
    if figures is None or base is None or base.value is None or not _positive(base):
        return None
    stated, part = figures
    if stated.kind is not Kind.PERCENT or not alike(part, base) or not addable(part, level):
        return None
    return claim(Type.SHARE, base, (part, stated), f"{part.text}÷{base.text}")


def _share_of_row(view: View, column: Line, base: Line, part: Line, line: Line) -> Relation | None:
    """发明 of 合计 in the same row, R&D经费 of 生产总值."""
    figures = _pair(view, line, column, base, part)
    if figures is None or not figures[1].value:
        return None
    stated, whole, some = figures
    if stated.kind is not Kind.PERCENT or not alike(whole, some) or not _positive(whole):
        return None
    return claim(Type.SHARE, whole, (some, stated), f"{some.text}÷{whole.text}")


def _hundred(view: View, column: Line, wholes: Sequence[Line]) -> Iterator[Relation | None]:
    """Shares that should total 100."""
    if (
        not column.head.of_total
        or any(0 < line.head.total < 2 for line in view.lines)
        or len({line.indent for line in view.lines}) > 1
    ):
        return
    parts = [line for line in view.lines if line not in wholes]
    if any(line.head.of_which or line.level > 1 for line in parts) or len(wholes) > 1:
        return
    figures = [view.at(line, column) for line in parts]
    shares = [
        figure
        for figure in figures
        if figure is not None and figure.role is Role.SHARE and figure.value is not None
    ]
    if len(shares) < 2 or len(shares) < len(parts):
        return
    total = view.at(wholes[0], column) if wholes else None
    whole = claim(Type.SUM, None, shares)
    if total is not None and total.value != HUNDRED and not (whole is not None and whole.holds):
        return
    relation = claim(Type.SUM, total, shares, "占比合计" + "+".join(share.text for share in shares[:12]))
    if relation is None:
        return
    named = total is not None and wholes[0].head.total > 0 and not view.doubtful
    if relation.holds or named:
        yield relation
    elif abs(relation.expected - HUNDRED) <= Decimal(5):
        relation.holds = None
        yield relation
