"""Compositions 构成比: 2.7:56.0:41.3 beside the amounts that it is made of."""

from collections.abc import Iterator, Sequence

from taizhang.core.reading.figures.figure import Figure, Kind
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.relation import Relation, Type


def find_compositions(sums: Sequence[Relation], hundreds: Sequence[Relation]) -> Iterator[Relation]:
    """Shares of a composition told as a:b:c, each against its part of a sum with as many parts."""
    compositions = [each.parts for each in hundreds if all(_bare(part) for part in each.parts)]
    if not compositions:
        return
    divided = [each for each in sums if each.whole is not None and each.holds]
    for composition in compositions:
        for each in divided:
            if len(each.parts) == len(composition):
                shares = [
                    claim(Type.SHARE, each.whole, (part, share))
                    for part, share in zip(each.parts, composition, strict=True)
                ]
                holding = sum(bool(share is not None and share.holds) for share in shares)
                if holding >= max(2, len(shares) - 1):  # one of three may be the slip
                    yield from (share for share in shares if share is not None)
                    break


def _bare(figure: Figure) -> bool:
    return figure.kind is Kind.PERCENT and figure.unit is None
