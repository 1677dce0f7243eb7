"""Shares that should total 100 占比合计: compositions, lists of shares, and the shares of all parts of a sum."""

from collections.abc import Iterator, Sequence

from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.relation import Relation, Type

_BETWEEN = (":", "：", "∶", "比", "/")


def find_hundreds(context: Context) -> Iterator[Relation]:
    """Shares told in a row, in one sentence."""
    run: list[Item] = []
    for item in context.items:
        figure = item.figure
        if (
            figure.kind is not Kind.PERCENT
            or figure.role is not Role.SHARE
            or not item.usable
            or figure.approx
        ):
            continue
        if run and (item.sentence != run[-1].sentence or not _goes_on(run[-1], item)):
            yield from _hundred(run)
            run = []
        run.append(item)
    yield from _hundred(run)


def _goes_on(last: Item, item: Item) -> bool:
    """2.7:54.8:42.5 is one composition; in a list of shares, each may follow its part."""
    if item.figure.unit is None or last.figure.unit is None:
        return item.gap.strip() in _BETWEEN
    return True


def _hundred(run: Sequence[Item]) -> Iterator[Relation]:
    if len(run) < 2:
        return
    relation = claim(Type.SUM, None, [item.figure for item in run])
    if relation is None:
        return
    composition = len(run) > 2 and all(item.figure.unit is None for item in run)
    if composition or (relation.holds and (len(run) > 2 or relation.expected == 100)):
        yield relation


def complete_shares(sums: Sequence[Relation], shares: Sequence[Relation]) -> Iterator[Relation]:
    """Where every part of a sum has its share told, the shares total 100."""
    told: dict[tuple[int, int], Figure] = {}
    for share in shares:
        if share.type is Type.SHARE and share.whole is not None and share.parts[1].unit == "%":
            told.setdefault((share.whole.start, share.parts[0].start), share.parts[1])
    for each in sums:
        if each.whole is None or not each.holds:
            continue
        rates = [told.get((each.whole.start, part.start)) for part in each.parts]
        found = [rate for rate in rates if rate is not None]
        if len(found) == len(rates) > 1 and (relation := claim(Type.SUM, None, found)) is not None:
            yield relation
