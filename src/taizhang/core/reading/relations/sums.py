"""Sums of parts 加总: a whole and the parts that a text lays it open into."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from taizhang.core.reading.figures.exactness import half_unit, scale
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.lexicon import lexicon, words
from taizhang.core.reading.relations.arithmetic import SLACK, claim
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.listings import Listing, bare_listings, listings
from taizhang.core.reading.relations.relation import Relation, Type

Parents = dict[int, list[Item]]  # number of a part -> the figures it may be a part of, the likeliest first

# How far parts may be from their whole, as parts/whole, for a difference to be called an error (closed: the
# text itself says that the list is the whole) or to be left open. Wider apart, the list is simply not complete.
_CLOSED = (Decimal("0.5"), Decimal("2"))
_LAID_OPEN = (Decimal("0.95"), Decimal("1.05"))
_INLINE = (Decimal("0.96"), Decimal("1.04"))


def find_sums(context: Context) -> tuple[list[Relation], Parents]:
    """All sums of parts, and what is a part of what (also for lists that claim no sum)."""
    relations: list[Relation] = []
    parents: Parents = {}
    used: set[int] = set()  # parts that already add up to something
    for listing in listings(context):
        relation, parts = judge(listing)
        if relation is not None:
            used.update(part.index for part in parts)
            relations.append(relation)
        if listing.cue != "total":
            wholes = [_item_of(listing, relation)] if relation is not None else listing.wholes
            for part in parts or listing.parts:
                parents.setdefault(part.index, wholes)
    for listing in bare_listings(context):
        if any(item.index in used or item.index in parents for item in (*listing.wholes, *listing.parts)):
            continue
        relation, parts = judge(listing)
        if relation is not None:
            used.update(part.index for part in parts)
            relations.append(relation)
            for part in parts:
                parents.setdefault(part.index, listing.wholes)
    relations.extend(_far_sums(context, used))
    relations.extend(_hundreds(context))
    return relations, parents


def judge(listing: Listing) -> tuple[Relation | None, list[Item]]:
    """The claim of a list, and its parts; None when it claims nothing that can be checked."""
    if len(listing.parts) < 2 or not all(part.usable for part in listing.parts):
        return None, []
    for rank, whole in enumerate(listing.wholes):
        if whole.usable and (count := _fitting(whole, listing, likeliest=rank == 0)):
            return _claimed(whole, listing.parts[:count]), listing.parts[:count]
    whole = listing.wholes[0]
    if listing.incomplete or not whole.usable or whole.figure.approx:
        return None, []
    parts = listing.parts[: listing.breaks[0]] if listing.breaks and listing.breaks[0] > 1 else listing.parts
    verdict = _verdict(whole, parts, listing)
    if verdict == "silent":
        return None, []
    relation = _claimed(whole, parts)
    if relation is not None and verdict == "unsure":
        relation.holds = None
    return relation, parts


def _fitting(whole: Item, listing: Listing, *, likeliest: bool) -> int:
    """How many parts add up to the whole; 0: none do.

    First where the list may end; then anywhere, but only for the likeliest whole of an open list and exactly:
    three small numbers in a row soon happen to add up to a fourth.
    """
    if listing.cue == "total":
        for count in range(len(listing.parts), 1, -1):
            if _adds_up(whole.figure, [part.figure for part in listing.parts[-count:]]):
                listing.parts = listing.parts[-count:]
                return count
        return 0
    counts = [len(listing.parts), *listing.breaks]
    if listing.cue in ("open", "divide", "view", "named") and likeliest:
        counts += [n for n in range(3, len(listing.parts)) if n not in counts and not half_unit(whole.figure)]
    for count in counts:
        if count > 1 and _adds_up(whole.figure, [part.figure for part in listing.parts[:count]]):
            return count
    return 0


def _adds_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    relation = claim(Type.SUM, whole, parts)
    return relation is not None and relation.holds is True


def _claimed(whole: Item, parts: Sequence[Item]) -> Relation | None:
    return claim(Type.SUM, whole.figure, [part.figure for part in parts])


def _verdict(whole: Item, parts: list[Item], listing: Listing) -> str:
    """ "wrong", "unsure" or "silent" for parts that do not add up to their whole."""
    if len(parts) < 2:
        return "silent"
    base = plain(whole.figure)
    if base <= 0:
        return "silent"
    part_sum = sum((plain(part.figure) for part in parts), Decimal(0))
    ratio = part_sum / base
    if closed(parts, listing.cue):
        low, high = _CLOSED
        return "wrong" if low <= ratio <= high else "silent"
    if listing.cue == "total":
        return "wrong" if len(parts) > 2 and _INLINE[0] <= ratio <= _INLINE[1] else "silent"
    if listing.cue == "bare" or listing.cue == "aside":
        return "silent"
    low, high = _LAID_OPEN if listing.cue in ("bracket", "colon", "named", "view") else _INLINE
    if not low <= ratio <= high:
        return "silent"
    return "wrong" if len(parts) > 2 else "unsure"


def closed(parts: Sequence[Item], cue: str) -> bool:
    """The text itself says that these parts are the whole: 按…分, 其余, or the members of a known division."""
    names = [part.figure.of for part in parts]
    if cue != "bare" and any(word in name for name in names for word in words("sums", "rest")):
        return True
    if any(
        all(_names(member, names) for member in division) and len(division) == len(parts)
        for division in _partitions()
    ):
        return True
    return cue == "divide"


def _names(member: str, names: Sequence[str]) -> bool:
    return any(member in name for name in names)


@lru_cache(maxsize=1)
def _partitions() -> list[list[str]]:
    return [list(division) for division in lexicon()["sums"]["partitions"]]


def plain(figure: Figure) -> Decimal:
    """The value in the plain unit (元, 件)."""
    return (figure.value or Decimal(0)) * scale(figure.unit)


def _item_of(listing: Listing, relation: Relation) -> Item:
    return next(item for item in listing.wholes if item.figure is relation.whole)


def _far_sums(context: Context, used: set[int]) -> Iterator[Relation]:
    """Three parts or more in one sentence that are, to the last digit, a larger figure told elsewhere."""
    for sentence in {item.sentence: None for item in context.items}:
        groups: dict[tuple[str, str], list[Item]] = {}
        for item in context.sentence_items(sentence):
            if item.usable and item.index not in used and item.figure.role is Role.LEVEL:
                groups.setdefault(item.dim, []).append(item)
        for dim, parts in groups.items():
            if dim[0] not in ("money", "count", "area", "weight") or not 3 <= len(parts) <= 12:
                continue
            if sum(len(part.figure.text) for part in parts) < 12:
                continue
            total = sum((plain(part.figure) for part in parts), Decimal(0))
            slack = sum((half_unit(part.figure) * scale(part.figure.unit) for part in parts), Decimal(0))
            whole = _near(context, dim, parts, total, slack)
            if whole is not None and (relation := _claimed(whole, parts)) is not None and relation.holds:
                yield relation


def _near(
    context: Context, dim: tuple[str, str], parts: list[Item], total: Decimal, slack: Decimal
) -> Item | None:
    """The nearest figure of the dimension with this value that has at least four digits."""
    best = None
    for item in context.by_dimension[dim]:
        figure = item.figure
        if not item.usable or item in parts or sum(char.isdigit() for char in figure.text) < 4:
            continue
        if abs(plain(figure) - total) <= slack + half_unit(figure) * scale(figure.unit) + SLACK and (
            best is None or abs(item.index - parts[0].index) < abs(best.index - parts[0].index)
        ):
            best = item
    return best


def _hundreds(context: Context) -> Iterator[Relation]:
    """Shares of one sentence that should total 100."""
    for sentence in {item.sentence: None for item in context.items}:
        run: list[Item] = []
        for item in context.sentence_items(sentence):
            figure = item.figure
            if (
                figure.kind is Kind.PERCENT
                and figure.role is Role.SHARE
                and item.usable
                and not figure.approx
            ):
                ratio = figure.unit is None
                if run and ratio and not item.gap.strip() in (":", "：", "∶", "比", "/"):
                    yield from _hundred(run)
                    run = []
                run.append(item)
        yield from _hundred(run)


def _hundred(run: list[Item]) -> Iterator[Relation]:
    if len(run) < 2:
        return
    relation = claim(Type.SUM, None, [item.figure for item in run])
    if relation is None:
        return
    composition = all(item.figure.unit is None for item in run) and len(run) > 2
    if relation.holds and (len(run) > 2 or relation.expected == 100) or composition:
        yield relation
