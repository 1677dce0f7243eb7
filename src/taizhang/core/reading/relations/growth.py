"""Growth and change 增减: present level, last year's level or the change, and the stated rate or difference."""

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.relation import Relation, Type

_LAST_YEAR = re.compile(rf"(?:{any_of(words('growth', 'last_year'))})[^，,。；;]{{0,14}}$")
_FROM = re.compile(r"(?:由|从)[^，,。；;]{0,16}$")
_TO = re.compile(rf"(?:{any_of(words('growth', 'to'))})[^，,。；;]{{0,6}}$")
_CHANGES = (Role.INCREASE, Role.DECREASE)
REACH = 7  # figures: how far a rate stands from what it is of


def find_growth(context: Context) -> Iterator[Relation]:
    """Growth rates and stated changes whose base stands in the text."""
    for item in context.items:
        figure = item.figure
        if not item.usable or figure.approx:
            continue
        if (
            figure.kind is Kind.PERCENT
            and item.dim[1] == ""
            and figure.role in (Role.GROWTH_RATE, Role.DECREASE)
        ):
            yield from _rate(context, item)
        elif figure.kind is Kind.RATIO and figure.unit == "倍" and figure.role is Role.GROWTH_RATE:
            yield from _rate(context, item)
        elif figure.role in _CHANGES:
            yield from _change(context, item)


def _rate(context: Context, rate: Item) -> Iterator[Relation]:
    present, base, change = _told(context, rate)
    if present is not None and base is not None:
        relation = claim(Type.GROWTH, present.figure, (base.figure, rate.figure))
    elif present is not None and change is not None:
        relation = claim(Type.GROWTH, present.figure, (change.figure, rate.figure))
    elif base is not None and change is not None:
        relation = claim(Type.RATE, base.figure, (change.figure, rate.figure))
    else:
        return
    if relation is not None:
        yield relation


def _change(context: Context, change: Item) -> Iterator[Relation]:
    """A stated change between a present level and last year's."""
    present, base, _ = _told(context, change)
    if present is None or base is None or present.dim[0] != change.dim[0]:
        return
    rising = change.figure.role is Role.INCREASE
    pair = (present.figure, base.figure) if rising else (base.figure, present.figure)
    if (relation := claim(Type.DIFFERENCE, change.figure, pair)) is not None:
        yield relation


def _told(context: Context, item: Item) -> tuple[Item | None, Item | None, Item | None]:
    """(present level, last year's level, the change) that a rate or change is told of, in its sentence."""
    items = context.items
    present: Item | None = None
    base: Item | None = None
    change: Item | None = None
    for index in range(item.index - 1, max(-1, item.index - REACH), -1):
        other = items[index]
        if other.sentence != item.sentence:
            break
        if item.depth < other.depth and present is None and base is None:
            continue  # an aside about something else: （其中发明65件）
        kin = (
            other.dim == item.dim
            if item.figure.role in _CHANGES and item.dim[1] != "" and item.dim[0] != "percent"
            else True
        )
        if other.figure.role in _CHANGES and other.dim[0] != "percent":
            if change is None and present is None and _same(other, item):
                change = other
            continue
        if not _is_level_here(other, item) or not kin:
            continue
        if base is None and _is_base(context, other):
            base = other
            continue
        present = other
        break
    following = items[item.index + 1] if item.index + 1 < len(items) else None
    if base is None and following is not None and following.sentence == item.sentence and present is not None:
        if following.dim == present.dim and _is_base(context, following):
            base = following
    if present is not None and not _same(present, item) and change is None and base is None:
        present = None
    if base is not None and present is not None and base.dim != present.dim:
        base = None
    if change is not None and present is not None and change.dim != present.dim:
        change = None
    return _usable(present), _usable(base), _usable(change)


def _usable(item: Item | None) -> Item | None:
    return item if item is not None and item.usable and item.figure.approx is None else None


def _is_level_here(other: Item, item: Item) -> bool:
    figure = other.figure
    if item.dim == ("percent", "点"):
        return figure.kind is Kind.PERCENT and other.dim[1] == "" and figure.role is not Role.COMPLETION_RATE
    return figure.kind not in (Kind.PERCENT, Kind.RANK, Kind.RATIO) and figure.role in (
        Role.LEVEL,
        Role.TARGET,
    )


def _is_base(context: Context, item: Item) -> bool:
    """Last year's level: 上年为4.2亿元, 由上年61家增加至76家."""
    if _LAST_YEAR.search(item.gap[-30:]):
        return True
    if _FROM.search(item.gap[-24:]):
        return bool(re.search(any_of(words("growth", "to")), context.after(item, 12)))
    return False


def _same(one: Item, other: Item) -> bool:
    """Both are about one thing."""
    return one.figure.of == other.figure.of or not one.figure.of or not other.figure.of
