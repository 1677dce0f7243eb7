"""Words against values 措辞: 超400家（398家）, a rank beyond the count of peers, a part larger than its whole."""

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.core.reading.figures.exactness import half_unit, scale
from taizhang.core.reading.figures.figure import Kind
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.dimension import bare_unit
from taizhang.core.reading.relations.growth import is_base
from taizhang.core.reading.relations.listings import Cue
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.sums import Sums, about_the_whole, plain

_UNITS = "[省市州县区旗镇乡村园]|街道|单位|部门|高校|企业|国家|地区|城市"
_PEERS = re.compile(
    rf"^(?:[^，,。；;\d（(]|[（(][^）)]{{0,8}}[）)]){{0,12}}(?:{_UNITS})(?:[（(][^）)]{{0,8}}[）)])?"
    r"(?:[^。；;\d]{0,18}(?:排|居|列|位|名次)[^，,。；;\d]{0,6}|[^，,。；;\d]{0,4})$"
)
_BRACKET = re.compile(r"^[^，,。；;\d]{0,6}[（(][^，,。；;\d]{0,8}$")
_TENTHS = Decimal(10)
MOST = 40  # mentions of one name compared with each other
CLOSE = 0.05  # farther apart, two amounts of one name are of different things
_BOUNDS = frozenset(("超", "以上", "不足", "以内"))
NEARLY = Decimal("0.9")  # 近400家 is not said of 350


def find_wordings(context: Context, sums: Sums) -> Iterator[Relation]:
    """What words say of a value, where the value itself stands beside them."""
    for item in context.items[1:]:
        before = context.items[item.index - 1]
        if before.sentence != item.sentence:
            continue
        if item.figure.kind is Kind.RANK:
            if (relation := _rank(context, before, item)) is not None:
                yield relation
            continue
        bracketed = (
            before.figure.approx and not item.figure.approx and _BRACKET.match(context.between(before, item))
        )
        if bracketed and (relation := _worded(before, item)) is not None:
            yield relation
    yield from _parts(sums)
    yield from _apart(context)


def _apart(context: Context) -> Iterator[Relation]:
    """The worded amount and the exact one of a name and period: 超400家 here, 398家 there."""
    for items in context.by_name.values():
        worded = [item for item in items[:MOST] if item.figure.approx in _BOUNDS and item.level]
        for one in worded:
            exact = [o for o in items[:MOST] if _is_exact_of(context, one, o)]
            nearest = min(exact, key=lambda o: abs(o.index - one.index), default=None)
            if nearest is None or (
                abs(nearest.index - one.index) == 1 and _BRACKET.match(_words_between(context, one, nearest))
            ):
                continue
            relation = _worded(one, nearest)
            if relation is None or relation.holds:
                continue
            if nearest.sentence != one.sentence:
                relation.holds = None
            yield relation


def _is_exact_of(context: Context, one: Item, other: Item) -> bool:
    if other is one or other.figure.approx or not other.usable or not other.level or other.dim != one.dim:
        return False
    if other.figure.role is not one.figure.role or other.figure.period != one.figure.period:
        return False
    if is_base(context, other, None) or is_base(context, one, None):
        return False
    return abs(other.amount - one.amount) <= CLOSE * max(other.amount, one.amount)


def _words_between(context: Context, one: Item, other: Item) -> str:
    first, second = sorted((one, other), key=lambda item: item.index)
    return context.between(first, second)


def _rank(context: Context, peers: Item, rank: Item) -> Relation | None:
    """在全省13个市中排第4位: a rank is no larger than the count of peers."""
    if peers.figure.kind is not Kind.COUNT or not peers.usable or not rank.usable:
        return None
    if not _PEERS.match(context.between(peers, rank)):
        return None
    count, place = peers.figure.value or Decimal(0), rank.figure.value or Decimal(0)
    return Relation(Type.RANK, peers.figure, (rank.figure,), count, place, Decimal(0), place <= count)


def _worded(worded: Item, exact: Item) -> Relation | None:
    """超400家（398家）; 近八成（78.5%）."""
    if not worded.usable or not exact.usable:
        return None
    limit, value = _comparable(worded), _comparable(exact)
    if limit is None or value is None or worded.dim[0] != exact.dim[0]:
        return None
    step = 2 * half_unit(worded.figure) * scale(worded.figure.unit)
    fits = {
        "超": value > limit,
        "以上": value >= limit,
        "余": limit < value,
        "多": limit < value,
        "近": limit * NEARLY <= value <= limit,
        "不足": value < limit,
        "以内": value <= limit,
    }.get(worded.figure.approx or "")
    if fits is None:
        return None
    return Relation(Type.WORDING, worded.figure, (exact.figure,), value, limit, step, fits)


def _comparable(item: Item) -> Decimal | None:
    """In the plain unit; tenths and percentages as percent."""
    value = plain(item.figure)
    if item.figure.kind is Kind.PERCENT:
        return value * _TENTHS if item.figure.unit == "成" else value
    return value


def _before_the_next(parts: list[Item]) -> list[Item]:
    """Those before the first ；: behind it another statement may have begun."""
    ends = next((n for n, part in enumerate(parts) if n and re.search("[；;]", part.gap)), len(parts))
    return parts[:ends]


def _parts(sums: Sums) -> Iterator[Relation]:
    """其中 parts of a list that claims no sum: each at most the whole. A larger one is left open, not called wrong."""
    for listing in sums.unsummed:
        if listing.cue not in (Cue.OPEN, Cue.BRACKET) or not listing.wholes or about_the_whole(listing):
            continue
        whole = listing.wholes[0]
        for part in _before_the_next(listing.parts):
            if (
                not whole.usable
                or not part.usable
                or not part.level
                or part.figure.approx
                or whole.figure.approx
            ):
                continue
            if bare_unit(part.figure.unit) != bare_unit(whole.figure.unit) or part.sentence != whole.sentence:
                continue
            ratio = scale(part.figure.unit) / scale(whole.figure.unit)
            expected, stated = whole.figure.value or Decimal(0), (part.figure.value or Decimal(0)) * ratio
            yield Relation(
                Type.PART,
                whole.figure,
                (part.figure,),
                expected,
                stated,
                Decimal(0),
                True if stated <= expected else None,
            )
