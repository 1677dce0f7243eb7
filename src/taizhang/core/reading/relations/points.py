"""Percentage points 百分点: the difference of two stated percentages."""

import re
from collections.abc import Iterator

from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.growth import is_base
from taizhang.core.reading.relations.relation import Relation, Type

_THAN = re.compile(
    r"(?:比|较|高于|低于|快于|慢于|高出|低出|多于|少于|超过|超|领先|落后)(?P<name>[^，,。；;\d]{0,24})$"
)
_AGAINST_LAST = re.compile(rf"(?:比|较)(?:{any_of(words('growth', 'last_year'))})")
_ENDS = re.compile("[；;]")
_OVERALL = re.compile(r"总体|整体|平均|全部|全国|全省|全市|全区|全县|总的|面上|增速|水平")
BACK = 24  # percentages looked back at
FIRST = 6  # percentages of the beginning, where the overall rates are told


def find_points(context: Context) -> Iterator[Relation]:
    """比4%的控制目标低0.63个百分点, 增速比总体高6.8个百分点, 由2.87%提高到3.02%，提高0.15个百分点."""
    percents = [
        item
        for item in context.by_dimension.get(("percent", ""), ())
        if item.usable and not item.figure.approx and item.figure.unit in ("%", "％")
    ]
    at = 0
    for points in context.by_dimension.get(("percent", "点"), ()):
        while at < len(percents) and percents[at].index < points.index:
            at += 1
        if (
            points.usable
            and not points.figure.approx
            and points.figure.role in (Role.INCREASE, Role.DECREASE)
        ):
            before = percents[max(0, at - BACK) : at][::-1]
            relation = _told_here(context, points, before, percents[at : at + 1])
            if relation is None:
                relation = _told_before(points, before, percents[: min(FIRST, at)])
            if relation is not None:
                yield relation


def _told_here(context: Context, points: Item, before: list[Item], after: list[Item]) -> Relation | None:
    """Both percentages stand in its sentence, one of them as last year's or as what is compared with."""
    here = [item for item in before if item.sentence == points.sentence]
    behind = [
        i for i in after if i.sentence == points.sentence and not _ENDS.search(context.between(points, i))
    ]
    bases = [item for item in (*here, *behind) if is_base(context, item, None)]
    for base in bases:
        present = next((item for item in here if item not in bases and _kin(item, base)), None)
        if present is not None:
            relation = _claimed(points, present, base)
            return relation if relation is not None and relation.expected >= 0 else None
    if len(here) > 1 and here[1].index == here[0].index - 1 == points.index - 2:
        relation = _claimed(points, here[0], here[1])
        return relation if relation is not None and relation.holds else None
    return None


def _told_before(points: Item, before: list[Item], first: list[Item]) -> Relation | None:
    """One of them was told earlier: 增速比总体高6.8个百分点. Said only where it agrees to the digit."""
    found = _THAN.search(points.gap[-40:])
    if found is None or _AGAINST_LAST.search(points.gap[-40:]):
        return None
    presents = [item for item in before if item.sentence == points.sentence][:2] or before[:6]
    for present in presents:
        for base in (*before, *first):
            if base is present or not _kin(present, base):
                continue
            overall = _OVERALL.search(found["name"]) or base.figure.of[:2] in found["name"]
            relation = _claimed(points, present, base) if overall else None
            if relation is not None and relation.expected == relation.stated:
                return relation
    return None


def _kin(one: Item, other: Item) -> bool:
    """Two rates of one sort: growth with growth, shares and levels with their targets."""
    growth = (Role.GROWTH_RATE, Role.DECREASE)
    return (one.figure.role in growth) == (other.figure.role in growth)


def _claimed(points: Item, present: Item, base: Item) -> Relation | None:
    rising = points.figure.role is Role.INCREASE
    pair = (present.figure, base.figure) if rising else (base.figure, present.figure)
    return claim(Type.DIFFERENCE, points.figure, pair)
