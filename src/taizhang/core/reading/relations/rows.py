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


def parts_of(context: Context, row: Sequence[Item]) -> list[Item]:
    """The parts right before a row of shares, one for each; none when there are more or fewer in their list."""
    first = row[0]
    parts: list[Item] = []
    for item in reversed(context.items[max(0, first.index - MOST) : first.index]):
        if item.sentence != first.sentence or item.depth != first.depth:
            break
        if not item.level or (parts and item.dim != parts[0].dim):
            break
        parts.append(item)
        if item.gap.strip() not in _GOES_ON and len(parts) >= len(row):
            break
    parts = parts[: len(row)][::-1]
    if len(parts) < len(row):
        return []
    told = {part.figure.of for part in parts}
    wanted = [item.figure.of for item in row]
    if (
        len(set(wanted)) == len(row) == len(told)
        and set(wanted) == told
        and wanted != [p.figure.of for p in parts]
    ):
        return []  # another order, told by the names themselves
    return parts
