"""Sums told without a word between the parts and their whole 隐含加总: large figures that agree to the last digit.

Only agreement is a finding here, never disagreement. Each group of neighbours is looked up among the figures near it,
so the cost stays linear; figures of few digits are left out, since small numbers soon happen to add up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.dimension import bare_unit
from taizhang.core.reading.relations.nearly import SPARE
from taizhang.core.reading.relations.relation import Relation, Type

_ROLES = frozenset((Role.LEVEL, Role.TARGET, Role.INCREASE, Role.DECREASE))
STRONG = 6  # digits of the parts together: less may agree by chance
CHUNK = 80  # figures of one dimension among which a whole is looked for
FINE = 0.0006  # what rounding may explain, as a part of the whole
_ADDABLE = ("money", "count", "area", "weight")


def sweep(context: Context, used: set[int]) -> Iterator[Relation]:
    """Two to six neighbouring parts that add up to a figure near them. `used`: parts whose whole is known."""
    for dim, items in context.by_dimension.items():
        if dim[0] not in _ADDABLE:
            continue
        sure = [i for i in items if i.usable and i.level and not i.figure.approx and not i.figure.limit]
        for low in range(0, len(sure), CHUNK):
            yield from _chunk(context, sure[max(0, low - CHUNK // 2) : low + CHUNK], used)


def _chunk(context: Context, items: Sequence[Item], used: set[int]) -> Iterator[Relation]:
    wholes = sorted(((i.amount, i) for i in items if digits(i.figure.text) >= 3), key=itemgetter(0))
    values = [value for value, _ in wholes]
    for group in _groups(context, items):
        for start in range(len(group)):
            for parts, total in _runs(group, start, used):
                at = bisect_left(values, total * (1 - FINE))
                if at == len(values) or values[at] > total * (1 + FINE):
                    continue
                near = wholes[at : bisect_right(values, total * (1 + FINE))]
                whole = _whole(parts, total, [item for _, item in near])
                if whole is not None and (relation := _claimed(whole, parts)) is not None:
                    used.update(part.index for part in parts)
                    yield relation
                    break


def _runs(group: Sequence[Item], start: int, used: set[int]) -> Iterator[tuple[Sequence[Item], float]]:
    """Two to six figures in a row that belong to no sum yet, with what they add up to."""
    if group[start].index in used:
        return
    total = group[start].amount
    for stop in range(start + 1, min(len(group), start + 6)):
        if group[stop].index in used:
            return
        total += group[stop].amount
        yield group[start : stop + 1], total


def _groups(context: Context, items: Sequence[Item]) -> Iterator[list[Item]]:
    """Figures that stand alike: the first ones of lines in a row, of sentences in a row, those of one sentence."""
    lines: list[Item] = []
    leaders: list[Item] = []
    sentence: list[Item] = []
    for item in items:
        if sentence and item.sentence != sentence[-1].sentence:
            yield from _of_one_role(sentence)
            sentence = []
        if leaders and item.sentence - leaders[-1].sentence > 3:
            yield from _of_one_role(lines)
            yield from _of_one_role(leaders)
            leaders, lines = [], []
        if not leaders or item.sentence != leaders[-1].sentence:
            leaders.append(item)
        if (not lines or "\n" in context.between(lines[-1], item)) and not item.gap.rpartition("\n")[
            2
        ].strip().startswith("其中"):
            lines.append(item)
        sentence.append(item)
    for group in (lines, leaders, sentence):
        yield from _of_one_role(group)


def _of_one_role(group: list[Item]) -> Iterator[list[Item]]:
    """Its figures by what they do; those in brackets are parts of parts."""
    if len(group) < 2:
        return
    by_role: dict[Role, list[Item]] = {}
    for item in group:
        by_role.setdefault(item.figure.role, []).append(item)
    for role, chosen in by_role.items():
        if len(chosen) < 2 or role not in _ROLES:
            continue
        outer = min(item.depth for item in chosen)
        if any(item.depth != outer for item in chosen):
            chosen = [item for item in chosen if item.depth == outer]
        if len(chosen) > 1:
            yield chosen


def _whole(parts: Sequence[Item], total: float, near: Sequence[Item]) -> Item | None:
    """The nearest figure that the parts add up to, if nothing but that can be the reason."""
    slack = sum(part.slack for part in parts) + SPARE * total
    if total <= 0 or slack > FINE * total or min(part.amount for part in parts) <= 2 * slack:
        return None
    unit, role, period = bare_unit(parts[0].figure.unit), parts[0].figure.role, parts[0].figure.period
    if any(bare_unit(part.figure.unit) != unit or digits(part.figure.text) < 2 for part in parts):
        return None
    if sum(digits(part.figure.text) for part in parts) < STRONG:
        return None
    few = len(parts) == 2 or all(part.sentence == parts[0].sentence for part in parts)
    fitting: list[Item] = []
    for item in near:
        long = digits(item.figure.text) >= 4
        if item in parts or item.figure.role is not role or bare_unit(item.figure.unit) != unit:
            continue
        if not long and not (few and item.figure.period == period):
            continue
        reach = slack + item.slack if item.slack <= FINE * total else slack
        if abs(item.amount - total) <= reach:
            fitting.append(item)
    return min(fitting, key=lambda item: abs(item.index - parts[0].index), default=None)


@lru_cache(maxsize=4096)
def digits(text: str) -> int:
    """How many digits are printed, without zeros at its ends: how unlikely an agreement by chance is."""
    return len("".join(char for char in text if char.isdigit()).strip("0"))


def _claimed(whole: Item, parts: Sequence[Item]) -> Relation | None:
    relation = claim(Type.SUM, whole.figure, [part.figure for part in parts])
    return relation if relation is not None and relation.holds else None
