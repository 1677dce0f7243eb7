"""Compositions 构成比: 2.7:56.0:41.3, or 分别占…24.1%、28.4%和47.5%, beside the amounts that they are made of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from taizhang.core.reading.figures.figure import Kind
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.relation import Relation, Type

NEAR = 3000  # characters between a composition and the sum that it divides


def find_compositions(
    sums: Sequence[Relation], hundreds: Sequence[Relation], told: Sequence[Relation]
) -> Iterator[Relation]:
    """Shares that total 100, each against its part of a sum with as many parts. `told`: shares whose part is known."""
    known = {each.stated_figure.start for each in told}
    by_length: dict[int, list[Relation]] = {}
    for each in sorted(sums, key=_place):
        if each.whole is not None and each.holds:
            by_length.setdefault(len(each.parts), []).append(each)
    for composition in hundreds:
        if any(part.start in known or part.kind is not Kind.PERCENT for part in composition.parts):
            continue
        alike = by_length.get(len(composition.parts), [])
        at = composition.parts[0].start
        low, high = bisect_left(alike, at - NEAR, key=_place), bisect_right(alike, at + NEAR, key=_place)
        for each in sorted(alike[low:high], key=lambda one: abs(_place(one) - at)):
            if shares := _shares(each, composition):
                yield from shares
                break


def _place(relation: Relation) -> int:
    return relation.parts[0].start


def _shares(divided: Relation, composition: Relation) -> list[Relation]:
    """The shares, if they are of these parts: all of three or more but one must hold; that one is the slip."""
    shares = [
        claim(Type.SHARE, divided.whole, (part, share))
        for part, share in zip(divided.parts, composition.parts, strict=True)
    ]
    found = [share for share in shares if share is not None]
    holding = sum(bool(share.holds) for share in found)
    enough = (
        max(2, len(composition.parts) - 1)
        if all(part.unit is None for part in composition.parts)
        else len(shares)
    )
    return found if len(found) == len(shares) and holding >= enough else []
