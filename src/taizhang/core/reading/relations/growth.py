"""Growth and change 增减: present level, last year's level or the change, and the stated rate or difference."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.relation import Relation, Type

_LAST_YEAR = re.compile(rf"(?:{any_of(words('growth', 'last_year'))})[^，,。；;]{{0,14}}$")
_DATED = re.compile(r"(?:19|20)\d\d年(?:同期|末|底)?(?:的|是|为|只有|有|数)*$")
_FROM = re.compile(r"(?:由|从)[^，,。；;]{0,16}$")
_TO = re.compile(rf"(?:{any_of(words('growth', 'to'))})")
_THAN = re.compile(r"(?:比|较|高于|低于|快于|慢于|高出|多于|少于|超过|领先)[^，,。；;]{0,24}$")
_CHANGES = (Role.INCREASE, Role.DECREASE)
REACH = 9  # figures: how far a rate stands from what it is of


@dataclass(slots=True)
class Told:
    """What a sentence tells around a rate or a change."""

    present: Item | None = None
    base: Item | None = None  # the year before
    change: Item | None = None


def find_growth(context: Context) -> Iterator[Relation]:
    """Growth rates and stated changes whose base stands in the text."""
    for item in context.items:
        figure = item.figure
        if not item.usable or figure.approx:
            continue
        if item.dim == ("percent", "点") and figure.role in _CHANGES:
            yield from _points(context, item)
        elif (figure.kind is Kind.PERCENT and figure.role in (Role.GROWTH_RATE, Role.DECREASE)) or (
            figure.kind is Kind.RATIO and figure.unit == "倍" and figure.role is Role.GROWTH_RATE
        ):
            yield from _rate(context, item)
        elif figure.role in _CHANGES and figure.kind not in (Kind.PERCENT, Kind.RATIO, Kind.RANK):
            yield from _change(context, item)


def _rate(context: Context, rate: Item) -> Iterator[Relation]:
    told = _around(context, rate)
    relation = None
    if told.present is not None and told.base is not None:
        relation = claim(Type.GROWTH, told.present.figure, (told.base.figure, rate.figure))
    elif told.present is not None and told.change is not None:
        relation = claim(Type.GROWTH, told.present.figure, (told.change.figure, rate.figure))
    elif told.base is not None and told.change is not None:
        relation = claim(Type.RATE, told.base.figure, (told.change.figure, rate.figure))
    if relation is not None:
        yield relation


def _change(context: Context, change: Item) -> Iterator[Relation]:
    """A stated change between a present level and last year's."""
    told = _around(context, change)
    if told.present is None or told.base is None:
        return
    rising = change.figure.role is Role.INCREASE
    pair = (told.present.figure, told.base.figure) if rising else (told.base.figure, told.present.figure)
    if (relation := claim(Type.DIFFERENCE, change.figure, pair)) is not None:
        yield relation


def _around(context: Context, item: Item) -> Told:
    """Present level, last year's level and change that a rate or change is told of, in its sentence."""
    told = Told()
    is_change = item.figure.role in _CHANGES and item.figure.kind is not Kind.PERCENT
    near = _near(context, item)
    levels = [other for other in near if _level(other, item) and (not is_change or other.dim == item.dim)]
    present = _present(context, item, levels)
    if present is not None:
        levels = [other for other in levels if other.dim == present.dim]
    told.base = next((o for o in levels if o is not present and _is_base(context, o, present)), None)
    if not is_change:
        changes = [
            o for o in near if o.figure.role in _CHANGES and o.figure.kind is not Kind.PERCENT and o.usable
        ]
        if present is not None:
            changes = [o for o in changes if o.dim == present.dim and present.index < o.index]
        changes = [o for o in changes if abs(o.index - item.index) <= 3 and _same(o, item)]
        told.change = changes[0] if changes else None
    if present is not None and told.base is None and not _same(present, item):
        if told.change is None or not _same(present, told.change):
            present = None
    told.present = present
    return told


def _near(context: Context, item: Item) -> list[Item]:
    """The figures of its sentence, those before it first, the nearest first; then the two right after it."""
    items = context.items
    found: list[Item] = []
    for index in range(item.index - 1, max(-1, item.index - REACH), -1):
        if items[index].sentence != item.sentence:
            break
        if items[index].depth <= item.depth or items[index].depth == 1:
            found.append(items[index])
    for index in range(item.index + 1, min(len(items), item.index + 3)):
        if items[index].sentence == item.sentence:
            found.append(items[index])
    return found


def _level(other: Item, item: Item) -> bool:
    figure = other.figure
    if not other.usable or figure.approx:
        return False
    if figure.kind in (Kind.PERCENT, Kind.RANK, Kind.RATIO):
        return False
    return figure.role is Role.LEVEL or figure.role is item.figure.role is Role.TARGET


def _present(context: Context, item: Item, levels: list[Item]) -> Item | None:
    """The level that has grown: of the same name if any, else the nearest before it; never last year's."""
    before = [
        o for o in levels if o.index < item.index and not _is_base(context, o, None) and o.depth <= item.depth
    ]
    named = [o for o in before if o.figure.of and o.figure.of == item.figure.of]
    if named:
        return named[0]
    if before:
        return before[0]
    return None


def _is_base(context: Context, item: Item, present: Item | None) -> bool:
    """Last year's level: 上年为4.2亿元, 由上年61家增加至76家, 2013年是17.3459万吨."""
    if _LAST_YEAR.search(item.gap[-30:]):
        return True
    if _FROM.search(item.gap[-24:]) and _TO.search(context.after(item, 16)):
        return True
    if present is not None and _before(item, present):
        return bool(_DATED.search(item.gap[-16:])) or item.figure.of == present.figure.of
    return False


def _before(item: Item, present: Item) -> bool:
    """Its period is that of the present level one year before."""
    then, now = item.figure.period or "", present.figure.period or ""
    return (
        then[:4].isdigit() and now[:4].isdigit() and int(then[:4]) + 1 == int(now[:4]) and then[4:] == now[4:]
    )


def _same(one: Item, other: Item) -> bool:
    """Both are about one thing."""
    return one.figure.of == other.figure.of or not one.figure.of or not other.figure.of


def _points(context: Context, points: Item) -> Iterator[Relation]:
    """Percentage points between two stated percentages: 比4%的控制目标低0.63个百分点, 增速比总体高6.8个百分点."""
    low = max(0, points.index - 40)
    percents = [
        o for o in reversed(context.items[low : points.index])
        if o.dim == ("percent", "") and o.usable and not o.figure.approx and o.figure.unit == "%"
    ]  # fmt: skip
    here = [o for o in percents if o.sentence == points.sentence]
    present = next(
        (o for o in here if _same(o, points) and not _is_base(context, o, None)), here[0] if here else None
    )
    if present is None:
        return
    rising = points.figure.role is Role.INCREASE
    local = [
        o for o in here if o is not present and (_is_base(context, o, present) or points.index - o.index == 1)
    ]
    follow = context.items[points.index + 1 : points.index + 2]
    local += [
        o
        for o in follow
        if o.dim == present.dim
        and o.usable
        and o.sentence == points.sentence
        and _is_base(context, o, present)
    ]
    if not _THAN.search(points.gap[-40:]) and not local:
        return
    others = local + [o for o in percents if o is not present and o not in local and _alike(o, present)]
    for base in others[:24]:
        relation = _pointed(points, present, base, rising=rising)
        if relation is not None and relation.holds:
            yield relation
            return
    told = [o for o in local if _is_base(context, o, present)]
    if told and (relation := _pointed(points, present, told[0], rising=rising)) is not None:
        yield relation


def _pointed(points: Item, present: Item, base: Item, *, rising: bool) -> Relation | None:
    pair = (present.figure, base.figure) if rising else (base.figure, present.figure)
    return claim(Type.DIFFERENCE, points.figure, pair)


def _alike(one: Item, other: Item) -> bool:
    """Two rates of one sort: a growth rate is compared with growth rates, a share with shares and targets."""
    falls = (Role.GROWTH_RATE, Role.DECREASE)
    return (one.figure.role in falls) == (other.figure.role in falls)
