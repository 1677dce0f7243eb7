"""Shares told in a row 分别占: as many shares as parts before them, in the same order."""

import re
from collections.abc import Sequence

from taizhang.core.reading.relations.context import Context, Item

_BEGINS = re.compile(r"(?:分别|依次|各)[^，,。；;]{0,16}$")
_GOES_ON = frozenset("、 和 与 及 ， , 以及".split())
MOST = 40


def row_of(context: Context, first: Item) -> list[Item]:
    """The shares that stand in a row with this one as the first: 分别占总数的41.67%、36.36%和21.97%."""
    if not _BEGINS.search(first.gap[-24:]):
        return []
    row = [first]
    for item in context.items[first.index + 1 : first.index + MOST]:
        if item.gap.strip() not in _GOES_ON or item.dim != first.dim or not item.usable:
            break
        row.append(item)
    return row if len(row) > 1 else []


def parts_of(context: Context, row: Sequence[Item]) -> list[list[Item]]:
    """The parts before a row of shares, one for each: the last ones of their list, or the first (前三类…)."""
    first = row[0]
    parts: list[Item] = []
    for item in reversed(context.items[max(0, first.index - MOST) : first.index]):
        if item.sentence != first.sentence or item.depth != first.depth:
            break
        if not item.level:
            if parts:
                break
            continue  # growth rates told in a row between parts and shares
        if parts and item.dim != parts[0].dim:
            break
        parts.append(item)
        if item.gap.strip() not in _GOES_ON and len(parts) >= len(row):
            break
    parts.reverse()
    if len(parts) < len(row):
        return []
    options = [parts[-len(row) :]]
    if len(parts) > len(row):
        options.append(parts[: len(row)])
    return [option for option in options if not _other_order(option, row)]


def pair_of(context: Context, row: Sequence[Item]) -> list[Item]:
    """The two figures of different dimensions before a row of two: 6233项、207.7亿元，分别占…的73.2%和64.5%."""
    first = row[0]
    parts = [
        item
        for item in context.items[max(0, first.index - 4) : first.index]
        if item.sentence == first.sentence
    ]
    parts = [item for item in parts if item.level and item.usable][-2:]
    if (
        len(row) != 2
        or len(parts) != 2
        or parts[0].dim == parts[1].dim
        or parts[1].index != parts[0].index + 1
    ):
        return []
    return parts


def beside(context: Context, item: Item, dim: tuple[str, str]) -> Item | None:
    """The figure of a dimension right before or after another in its sentence: 8512项、321.8亿元."""
    near = (
        *context.items[max(0, item.index - 1) : item.index],
        *context.items[item.index + 1 : item.index + 2],
    )
    return next(
        (o for o in near if o.dim == dim and o.sentence == item.sentence and o.level and o.usable), None
    )


def _other_order(parts: Sequence[Item], row: Sequence[Item]) -> bool:
    """The names themselves tell another order."""
    told, wanted = [part.figure.of for part in parts], [item.figure.of for item in row]
    return set(told) == set(wanted) and len(set(told)) == len(told) and told != wanted
