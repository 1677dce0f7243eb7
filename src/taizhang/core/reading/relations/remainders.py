"""What is left over, and what comes on top 结余、净增、总量升至: differences and sums told without a list."""

import re
from collections.abc import Iterator, Sequence

from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item, is_level
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.sums import Parents, plain

_LEFT = re.compile(rf"(?:{any_of(words('remainders', 'left'))})[^，,。；;、]{{0,12}}$")
_LEFT_BEHIND = re.compile(rf"^[^，,。；;、]{{0,4}}(?:{any_of(words('remainders', 'left_behind'))})")
_TAKEN = re.compile(rf"(?:{any_of(words('remainders', 'taken'))})[^，,。；;、]{{0,16}}$")
_RISEN = re.compile(rf"(?:{any_of(words('remainders', 'risen'))})[^，,。；;、]{{0,8}}$")
REACH = 10


def find_remainders(context: Context, parents: Parents, anchors: dict[int, Item]) -> Iterator[Relation]:
    """Remainders (3000万元, 支出2847.6万元, 结余152.4万元), net changes and totals that a change leads to."""
    for item in context.items:
        if not item.usable or not is_level(item) or item.figure.approx:
            continue
        if (
            _LEFT.search(item.gap[-24:])
            or _LEFT_BEHIND.search(context.after(item, 12))
            or (
                item.figure.role is Role.INCREASE
                and any(_taken(item, other) for other in _before(context, item)[:2])
            )
        ):
            yield from _left(context, item, parents, anchors)
        elif _RISEN.search(item.gap[-16:]):
            yield from _risen(context, item)


def _taken(item: Item, other: Item) -> bool:
    """扣除重新认定的305家: the figure just before is what is taken off."""
    return bool(_TAKEN.search(other.gap[-30:])) and other.sentence == item.sentence


def _before(context: Context, item: Item, sentences: int = 1) -> list[Item]:
    """The figures of its dimension before it, the nearest first."""
    found = []
    for index in range(item.index - 1, max(-1, item.index - REACH), -1):
        other = context.items[index]
        if item.sentence - other.sentence > sentences:
            break
        if other.dim == item.dim and is_level(other) and other.usable and not other.figure.approx:
            found.append(other)
    return found


def _left(context: Context, item: Item, parents: Parents, anchors: dict[int, Item]) -> Iterator[Relation]:
    """Minuend and subtrahend are told before: the pair that fits, else the two nearest of its sentence."""
    before = _before(context, item)
    near = before[:6]
    for subtrahend in near[:4]:
        for minuend in near:
            if minuend is subtrahend or (subtrahend.index in parents and minuend.index in parents):
                continue
            relation = claim(Type.DIFFERENCE, item.figure, (minuend.figure, subtrahend.figure))
            if relation is not None and relation.holds:
                yield relation
                return
    for subtrahend in before[:3]:  # the text has just measured it by its base: 执行率, 占…
        base = anchors.get(subtrahend.index)
        if (
            base is not None
            and plain(base.figure) > plain(item.figure)
            and item.figure.role is not Role.INCREASE
        ):
            relation = claim(Type.DIFFERENCE, item.figure, (base.figure, subtrahend.figure))
            if relation is not None:
                yield relation
            return
    nearest = [other for other in before if other.sentence == item.sentence and other.index not in parents]
    if len(nearest) != 2 or not _spent(nearest, item):
        return
    subtrahend, minuend = nearest
    relation = claim(Type.DIFFERENCE, item.figure, (minuend.figure, subtrahend.figure))
    if relation is not None:
        yield relation


def _spent(nearest: Sequence[Item], item: Item) -> bool:
    """The sentence tells a whole, what went of it, and what is left: nothing else of the kind stands in it."""
    subtrahend, minuend = nearest
    left = plain(minuend.figure) - plain(subtrahend.figure)
    return left > 0 and plain(item.figure) <= plain(minuend.figure) and abs(plain(item.figure) - left) <= left


def _risen(context: Context, item: Item) -> Iterator[Relation]:
    """可净增551家，总量升至2579家: the level before, told earlier, and the change give the new level."""
    change = next((o for o in _before(context, item)[:2] if o.figure.role is Role.INCREASE), None)
    if change is None or change.sentence != item.sentence:
        return
    for base in context.by_dimension[item.dim]:
        if base.index >= change.index:
            break
        if base.usable and is_level(base) and base.figure.role is not Role.INCREASE:
            relation = claim(Type.SUM, item.figure, (base.figure, change.figure))
            if relation is not None and relation.holds and plain(base.figure) >= plain(change.figure):
                yield relation
                return
