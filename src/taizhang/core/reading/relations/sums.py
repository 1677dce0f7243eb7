"""Sums of parts 加总: a whole and the parts that a text lays it open into."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from taizhang.core.reading.figures.exactness import scale
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.lexicon import lexicon, words
from taizhang.core.reading.relations.arithmetic import claim, unit_slip
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.listings import Cue, Listing, bare_listings, listings
from taizhang.core.reading.relations.matching import likeness
from taizhang.core.reading.relations.nearly import may_add_up
from taizhang.core.reading.relations.relation import Relation, Type

Parents = dict[int, list[Item]]  # number of a part -> the figures it may be a part of, the likeliest first

# How far parts may be from their whole, as parts/whole, for a difference to be an error. Wider apart, the list is
# simply not complete. The more plainly a text says that the list is the whole, the wider.
_CLOSED = (0.5, 2)
_APART = (0.8, 1.25)  # closed, but other statements stand between
_AT_ONCE = (0.6, 1.6)  # W：a、b、c or W（a、b、c）
_DIRECT = (0.9, 1.1)
_LAID_OPEN = (0.96, 1.05)
_HEADED = (0.98, 1.02)
HAIR, NARROW = 0.005, 0.02
ABOUT = (
    0.9,
    1.1,
)  # parts that come so near are taken for the whole by a reader: no green tick for each of them


ALIKE = 0.3  # likeness of 立项项目 in 立项项目中 and the name of the figure meant
FINE = 0.002  # what rounding may explain where no word says that these are parts
MANY = 20  # a whole below this is soon met by chance
ROUGH = Decimal("0.05")  # a sum that rounding could carry further than this says nothing


class Sums:
    """All sums of parts of a document, and what is a part of what (also where a list claims no sum)."""

    def __init__(self, context: Context) -> None:
        self.relations: list[Relation] = []
        self.parents: Parents = {}
        self.used: set[int] = set()  # parts that add up to something
        self.unsummed: list[Listing] = []  # lists that claim no sum
        self._wholes: dict[
            tuple[str, str], list[Item]
        ] = {}  # figures that lists are told of: 四、分卖方 comes back to them
        for listing in listings(context):
            if listing.cue is Cue.HEADING:
                listing.wholes = self._known(context, listing.parts[0])
            self._take(listing)
        for listing in bare_listings(context):
            items = (*listing.wholes, *listing.parts)
            if not any(item.index in self.used or item.index in self.parents for item in items):
                self._take(listing)

    def _known(self, context: Context, part: Item) -> list[Item]:
        alike = context.by_dimension[part.dim]
        first = [item for item in alike[:4] if item.index < part.index - 1]
        known = [*self._wholes.get(part.dim, ()), *first]
        return list({item.index: item for item in known}.values())

    def _take(self, listing: Listing) -> None:
        relation, parts = judge(listing)
        if relation is not None:
            self.relations.append(relation)
            self.used.update(part.index for part in parts)
            whole = next(item for item in listing.wholes if item.figure is relation.whole)
            self._wholes.setdefault(whole.dim, []).append(whole)
            for part in parts:
                self.parents[part.index] = [whole]
        elif listing.cue is not Cue.TOTAL and listing.cue is not Cue.BARE:
            self.unsummed.append(listing)
            for part in listing.parts:
                self.parents.setdefault(part.index, listing.wholes)


def judge(listing: Listing) -> tuple[Relation | None, list[Item]]:
    """The claim of a list, and its parts; None when it claims nothing that can be checked."""
    masked = next((n for n, part in enumerate(listing.parts) if not part.usable), None)
    if masked is not None:  # what stands before a masked part may be the list; nothing can be said against it
        listing.parts, listing.incomplete = listing.parts[:masked], True
        listing.breaks = [n for n in listing.breaks if n <= masked]
    if len(listing.parts) < 2:
        return None, []
    fitting: list[tuple[float, int, Relation, list[Item]]] = []
    for rank, whole in enumerate(listing.wholes):
        parts = _fitting(whole, listing, likeliest=rank == 0) if whole.usable else []
        relation = _claimed(whole, parts) if parts else None
        if relation is not None:
            fitting.append((whole.slack, rank, relation, parts))
    if fitting:
        _, _, relation, parts = min(fitting, key=lambda fit: fit[:2])
        return relation, parts
    if listing.incomplete or not listing.wholes:
        return None, []
    parts = listing.parts[: listing.breaks[0]] if listing.breaks and listing.breaks[0] > 1 else listing.parts
    for whole in listing.wholes if listing.cue is Cue.HEADING else listing.wholes[:1]:
        if not whole.usable or whole.figure.approx:
            continue
        verdict = _verdict(whole, parts, listing)
        if verdict != "silent" and (relation := _claimed(whole, parts)) is not None:
            if verdict == "unsure":
                relation.holds = None
            return relation, parts
    return None, []


def _fitting(whole: Item, listing: Listing, *, likeliest: bool) -> list[Item]:
    """The parts that add up to the whole; none: they do not.

    First where the list may end; then anywhere, but only for the likeliest whole of an open list and exactly:
    three small numbers in a row soon happen to add up to a fourth.
    """
    parts = listing.parts
    if listing.cue is Cue.TOTAL:
        return next((parts[-n:] for n in range(len(parts), 1, -1) if _adds_up(whole, parts[-n:])), [])
    if listing.cue is Cue.BARE and len(parts) == 2 and whole.amount < MANY and not _divided(parts):
        return []
    counts = [len(parts), *listing.breaks]
    fitting = next((parts[:n] for n in counts if n > 1 and _adds_up(whole, parts[:n])), [])
    if (
        fitting
        and listing.cue is Cue.BARE
        and whole.slack + sum(p.slack for p in fitting) > FINE * whole.amount
    ):
        return []  # a roughly told amount soon makes up for another
    if fitting or not likeliest or listing.cue not in (Cue.OPEN, Cue.DIVIDE, Cue.VIEW, Cue.NAMED):
        return fitting
    if not whole.slack:
        least = 2 if whole.amount >= MANY or _apart(parts[:2]) else 3
        fitting = next((parts[:n] for n in range(least, len(parts)) if _adds_up(whole, parts[:n])), [])
    # 其中，市级收入28.2亿元；税收282.5亿元，非税133.5亿元: the first is of another division
    return fitting or (
        parts[1:] if len(parts) > 2 and _divided(parts[1:]) and _adds_up(whole, parts[1:]) else []
    )


def _adds_up(whole: Item, parts: Sequence[Item]) -> bool:
    if not may_add_up(whole, parts):
        return False
    relation = _claimed(whole, parts)
    if relation is None or not relation.holds:
        return False
    return relation.tolerance <= ROUGH * abs(relation.expected)


def about_the_whole(listing: Listing) -> bool:
    """Two parts or more that nearly add up, though nothing is said of their sum."""
    amount = sum(part.amount for part in listing.parts)
    return len(listing.parts) > 1 and any(
        _within(amount / w.amount, ABOUT) for w in listing.wholes[:1] if w.amount
    )


def _claimed(whole: Item, parts: Sequence[Item]) -> Relation | None:
    return claim(Type.SUM, whole.figure, [part.figure for part in parts])


def _verdict(whole: Item, parts: list[Item], listing: Listing) -> str:
    """ "wrong", "unsure" or "silent" for parts that do not add up to their whole."""
    base = whole.amount
    if len(parts) < 2 or base <= 0:
        return "silent"
    if listing.cue is Cue.EACH and whole.sentence != parts[0].sentence:
        return "silent"
    apart = listing.cue is Cue.EACH and re.search("[；;]", parts[0].gap) is not None
    if apart:
        return "silent"
    if (
        listing.cue is not Cue.BARE
        and (relation := _claimed(whole, parts)) is not None
        and unit_slip(relation)
    ):
        return "wrong"
    if listing.cue is Cue.NAMED and likeness(_said(parts[0]), whole.figure.of) < ALIKE:
        return "silent"
    ratio = sum(part.amount for part in parts) / base
    return _how_far(ratio, parts, listing)


def _how_far(ratio: float, parts: Sequence[Item], listing: Listing) -> str:
    """The verdict by how far parts/whole is from 1, and by how plainly the text says that the parts are the whole."""
    many = len(parts) > 2
    loose = any(word in parts[0].gap[-16:] for word in words("sums", "loose"))
    if listing.cue is Cue.BARE:
        at_once = parts[0].index == listing.wholes[0].index + 1
        return "wrong" if at_once and _divided(parts) and _within(ratio, _APART) else "silent"
    if abs(ratio - 1) <= HAIR:  # hardly a rest that was left out
        return "wrong" if many or closed(parts, listing.cue) else "unsure"
    if listing.cue is Cue.HEADING:
        return ("wrong" if closed(parts, listing.cue) else "unsure") if _within(ratio, _HEADED) else "silent"
    if listing.cue is Cue.DIVIDE or _divided(parts):
        return "wrong" if _within(ratio, _CLOSED if listing.direct else _DIRECT) else "silent"
    if _has_rest(parts):
        return "wrong" if _within(ratio, _LAID_OPEN) else "unsure" if _within(ratio, _APART) else "silent"
    if not loose and listing.direct and listing.cue in (Cue.COLON, Cue.BRACKET, Cue.EACH):
        if many and _within(ratio, _AT_ONCE):
            return "wrong"
        return "unsure" if _within(ratio, _APART) else "silent"
    counted = parts[0].dim[0] == "count" and not any(part.slack for part in parts)
    if counted and many and listing.cue is Cue.BRACKET and listing.direct and _within(ratio, _DIRECT):
        return "wrong"
    if counted and many and 1 < ratio <= _LAID_OPEN[1]:
        return "wrong"
    if abs(ratio - 1) <= NARROW:
        return "unsure"
    if listing.cue is Cue.OPEN and any("；" in part.gap or ";" in part.gap for part in parts[1:]):
        return "silent"  # 其中a，增长x%；b: b may be the next statement
    if ratio > 1:  # 其中 parts may overlap: 博士29人、海外归国15人
        if (many and _within(ratio, _LAID_OPEN)) or (
            listing.direct and _within(ratio, _APART) and _apart(parts)
        ):
            return "wrong"
        return "unsure" if listing.direct and _within(ratio, _APART) else "silent"
    near = _within(ratio, _DIRECT if listing.direct else _LAID_OPEN)
    return "unsure" if counted and near else "silent"


def _within(ratio: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= ratio <= bounds[1]


def _said(first: Item) -> str:
    """立项项目 of 立项项目中，国家级3项."""
    return first.gap[-24:].rpartition("中")[0].rpartition("。")[2].strip()


def closed(parts: Sequence[Item], cue: Cue) -> bool:
    """The text itself says that these parts are the whole: 按…分, 其余, or the members of a known division."""
    return cue is Cue.DIVIDE or _has_rest(parts) or _divided(parts)


def _apart(parts: Sequence[Item]) -> bool:
    """Their names cannot overlap: 省级, 市级."""
    names = [part.figure.of for part in parts]
    return any(
        len({next((word for word in family if word in name), name) for name in names} & set(family))
        == len(names)
        for family in lexicon()["sums"]["apart"]
    )


def _has_rest(parts: Sequence[Item]) -> bool:
    return any(word in part.figure.of for part in parts for word in words("sums", "rest"))


def _divided(parts: Sequence[Item]) -> bool:
    """They are the members of a division that leaves nothing over: 发明, 实用新型, 外观设计."""
    names = [part.figure.of for part in parts]
    return any(_names_all(division, names) for division in _partitions(len(names)))


def _names_all(division: Sequence[str], names: Sequence[str]) -> bool:
    """Each member of a division names another part (重新认定 alone is not 新认定 and 重新认定)."""
    left = list(names)
    for member in division:
        for name in left:
            if member in name:
                left.remove(name)
                break
        else:
            return False
    return True


@lru_cache(maxsize=64)
def _partitions(length: int) -> list[list[str]]:
    """The divisions with so many members, in each the longest first."""
    known = lexicon()["sums"]["partitions"]
    return [sorted(division, key=len, reverse=True) for division in known if len(division) == length]


def plain(figure: Figure) -> Decimal:
    """The value in the plain unit (元, 件)."""
    return (figure.value or Decimal(0)) * scale(figure.unit)
