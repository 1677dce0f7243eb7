"""Where every enterprise stands before a rung 分组: each in exactly one group, so that the counts add up to all of them."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


class Group(IntEnum):
    """In the order in which they are shown and in which a place is given: who holds the certificate is not asked again."""

    HELD = 0
    APPLIED = 1
    RISE = 2
    NEAR = 3
    FAR = 4
    LACK = 5
    OTHER = 6


@dataclass(frozen=True)
class Judged:
    """What a pack says of many enterprises, one place for each in every array.

    `verdict` 1 meets, 0 fails, -1 cannot tell. `judged`: only what experts decide is open. `failing` and `unclear` count
    conditions, those that only experts decide aside; `shortage` is the largest share that is missing of what a failing
    condition asks (infinite: cannot be said). `sinking`: last year's own R&D no longer reaches the band.
    """

    verdict: NDArray[np.int8]
    judged: Mask
    failing: Whole
    unclear: Whole
    shortage: NDArray[np.float64]
    applies: Mask
    sinking: Mask

    @property
    def passes(self) -> Mask:
        """Meets, or meets all but what experts decide."""
        return (self.verdict == 1) | self.judged


def groups(judged: Judged, held: Mask, applied: Mask) -> NDArray[np.int8]:
    """The group of every enterprise."""
    found = np.full(len(judged.verdict), Group.LACK, np.int8)
    fails = judged.verdict == 0
    found[fails] = Group.FAR
    found[fails & (judged.failing == 1)] = Group.NEAR
    found[judged.passes] = Group.RISE
    found[~judged.applies] = Group.OTHER
    found[applied] = Group.APPLIED
    found[held] = Group.HELD
    return found


def ordered(group: Group, judged: Judged, within: Whole) -> Whole:
    """The places of a group's enterprises, those first to whom least is missing; else in the order of their names."""
    if group == Group.RISE:
        return within[np.argsort(judged.verdict[within] != 1, kind="stable")]
    if group in (Group.NEAR, Group.FAR):
        unsaid = ~np.isfinite(judged.shortage[within])
        short = np.where(unsaid, 0, judged.shortage[within])
        return within[np.lexsort((judged.unclear[within], short, unsaid, judged.failing[within]))]
    if group == Group.LACK:
        return within[np.argsort(judged.unclear[within], kind="stable")]
    return within


@dataclass(frozen=True)
class Turned:
    """Who turns between two judgements of the same enterprises: counts before and after of each answer, and the places."""

    before: tuple[int, int, int, int]
    after: tuple[int, int, int, int]
    gained: Whole
    lost: Whole


def answers(judged: Judged, within: Mask) -> tuple[int, int, int, int]:
    """How many meet, meet all but what experts decide, fail, lack data: together all of those within."""
    meets = judged.verdict == 1
    fails = judged.verdict == 0
    parts = (meets, judged.judged, fails, ~meets & ~fails & ~judged.judged)
    meets_n, judged_n, fails_n, lack_n = (int((part & within).sum()) for part in parts)
    return meets_n, judged_n, fails_n, lack_n


def turned(before: Judged, after: Judged, within: Mask) -> Turned:
    """What a trial changes among those within."""
    was, is_now = before.passes & within, after.passes & within
    return Turned(
        answers(before, within),
        answers(after, within),
        np.flatnonzero(is_now & ~was),
        np.flatnonzero(was & ~is_now),
    )
