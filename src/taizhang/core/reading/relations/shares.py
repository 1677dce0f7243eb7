"""Shares and rates 占比、完成率、倍: a part or an actual figure, its base, and the stated quotient."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item, is_level
from taizhang.core.reading.relations.matching import likeness
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.sums import Parents, plain

_OF_BASE = re.compile(r"(?:占|相当于|完成|达到?|是|为)[^，,。；;]{0,30}$")
_BASE_NAME = re.compile(
    rf"(?:占|相当于)(?:到|了)?(?P<name>[^，,。；;（()）\d]{{1,20}}?)(?:的|比重|比例|份额)?(?:比重|比例|份额)?(?:为|达|达到|的)?$"
)
_WHOLES = re.compile(any_of(words("shares", "wholes")))
_DONE = re.compile(any_of(words("shares", "done")))
BACK = 60  # figures of one dimension that may be a base


def find_shares(context: Context, parents: Parents) -> Iterator[Relation]:
    """Every share, completion rate and multiple whose part and base stand in the text."""
    bases: list[Item] = []  # bases that held for an earlier share: the text keeps to them
    waiting: list[tuple[Item, list[Item]]] = []
    for item in context.items:
        if not _is_quotient(item):
            continue
        found = _explicit(context, item) or _confirmed(context, item, parents, bases)
        if found is None:
            found = _structural(context, item, parents)
        if found is not None:
            relation, base = found
            if relation.holds and base not in bases:
                bases.append(base)
            yield relation
        else:
            waiting.append((item, _parts(context, item)))
    for item, parts in waiting:
        if (relation := _near_miss(item, parts, bases)) is not None:
            yield relation


def _is_quotient(item: Item) -> bool:
    figure = item.figure
    if not item.usable or figure.approx:
        return False
    if figure.kind is Kind.PERCENT:
        return figure.role in (Role.SHARE, Role.COMPLETION_RATE) and item.dim[1] == ""
    return figure.kind is Kind.RATIO and figure.unit == "倍" and figure.role is not Role.GROWTH_RATE


def _type(item: Item) -> Type:
    return Type.SHARE if item.figure.role is Role.SHARE else Type.RATE


def _explicit(context: Context, item: Item) -> tuple[Relation, Item] | None:
    """占规上工业企业268家的50%, 完成年度目标180家的103.3%, 是全市平均(15.4件)的2.5倍: the base stands inside."""
    base = context.items[item.index - 1] if item.index else None
    if base is None or not base.usable or not is_level(base) or base.sentence != item.sentence:
        return None
    if not re.fullmatch(r"[)）]?[^，,。；;、]{0,4}的", item.gap.strip()) or not _OF_BASE.search(base.gap):
        return None
    part = _before(context, base)
    if part is None:
        return None
    relation = claim(_type(item), base.figure, (part.figure, item.figure))
    return (relation, base) if relation is not None else None


def _before(context: Context, item: Item) -> Item | None:
    """The nearest figure of the same dimension before it in its sentence."""
    for index in range(item.index - 1, max(-1, item.index - 8), -1):
        other = context.items[index]
        if other.sentence != item.sentence:
            return None
        if (
            other.dim == item.dim
            and is_level(other)
            and other.figure.role not in (Role.INCREASE, Role.DECREASE)
        ):
            return other if other.usable else None
    return None


def _parts(context: Context, item: Item) -> list[Item]:
    """Figures that the share may be of: those of the same name first, then the nearest before it, then right after."""
    named: list[Item] = []
    near: list[Item] = []
    for index in range(item.index - 1, max(-1, item.index - 14), -1):
        other = context.items[index]
        if item.sentence - other.sentence > 1:
            break
        if not is_level(other) or not other.usable:
            continue
        if other.figure.of and other.figure.of == item.figure.of:
            named.append(other)
        elif other.sentence == item.sentence and len(near) < 3:
            near.append(other)
    return named[:3] + near


def _bases(context: Context, item: Item, part: Item, parents: Parents) -> list[Item]:
    """Figures that may be the base of a share, the likeliest first."""
    found: list[Item] = [base for base in parents.get(part.index, ()) if base.dim == part.dim]
    alike = context.by_dimension[part.dim]
    at = next((n for n, other in enumerate(alike) if other.index >= part.index), len(alike))
    found += reversed(alike[max(0, at - BACK) : at])
    found += [other for other in alike[at + 1 : at + 4] if other.sentence - item.sentence <= 1]
    unique = {base.index: base for base in found}
    return [base for base in unique.values() if base.usable and base.index != part.index and is_level(base)]


def _confirmed(
    context: Context, item: Item, parents: Parents, bases: Sequence[Item]
) -> tuple[Relation, Item] | None:
    """The part and base that give the stated quotient, if the text has such."""
    name = _base_name(item)
    fine = _fine(item)
    best: tuple[float, Relation, Item] | None = None
    for rank, part in enumerate(_parts(context, item)):
        above = set(base.index for base in parents.get(part.index, ()))
        for base in _bases(context, item, part, parents):
            if plain(base.figure) <= 0 or (
                item.figure.kind is Kind.PERCENT
                and item.figure.role is Role.SHARE
                and plain(base.figure) < plain(part.figure)
            ):
                continue
            relation = claim(_type(item), base.figure, (part.figure, item.figure))
            if relation is None or not relation.holds:
                continue
            score = -0.4 * rank - 0.02 * abs(base.index - part.index)
            score += 3 * (base.index in above) + 2 * (base in bases) + 2 * likeness(name, base.figure.of)
            score += 1.5 * (base.sentence == item.sentence)
            if not fine and score < 1:
                continue
            if base.figure.period and part.figure.period and base.figure.period[:4] != part.figure.period[:4]:
                score -= 1
            if best is None or score > best[0]:
                best = (score, relation, base)
    return (best[1], best[2]) if best is not None else None


def _fine(item: Item) -> bool:
    """Told to so many digits that no other pair of figures is likely to give it."""
    return sum(char.isdigit() for char in item.figure.text) >= 3 or "." in item.figure.text


def _base_name(item: Item) -> str:
    found = _BASE_NAME.search(item.gap)
    return (found["name"] or found["within"]) if found else ""


def _structural(context: Context, item: Item, parents: Parents) -> tuple[Relation, Item] | None:
    """No pair of figures gives it, but the sentence names part and base beyond doubt: then the claim is wrong."""
    parts = _parts(context, item)
    if not parts:
        return None
    part = parts[0]
    base = _sure_base(context, item, part, parents)
    if base is None or not base.usable:
        return None
    relation = claim(_type(item), base.figure, (part.figure, item.figure))
    if relation is None or relation.stated == 0:
        return None
    off = relation.expected / relation.stated
    return (relation, base) if Decimal("0.5") <= off <= 2 else None


def _sure_base(context: Context, item: Item, part: Item, parents: Parents) -> Item | None:
    if part.index != item.index - 1 or part.sentence != item.sentence:
        return None
    if item.figure.role is Role.SHARE:
        above = parents.get(part.index, ())
        if (
            above
            and above[0].sentence == item.sentence
            and (not _base_name(item) or _WHOLES.search(item.gap))
        ):
            return above[0]
        return None
    if item.figure.role is Role.COMPLETION_RATE and _DONE.search(item.gap):
        base = context.items[part.index - 1] if part.index else None
        if base is not None and base.dim == part.dim and base.sentence == item.sentence and is_level(base):
            return base
    return None


def _near_miss(item: Item, parts: Sequence[Item], bases: Sequence[Item]) -> Relation | None:
    """A share that is off by a last digit from a base that other shares of the text are told of: a rounding slip."""
    for part in parts[:1]:
        for base in bases:
            if base.dim != part.dim or item.figure.role is not Role.SHARE:
                continue
            relation = claim(Type.SHARE, base.figure, (part.figure, item.figure))
            if relation is None or relation.holds or not _fine(item):
                continue
            if abs(relation.expected - relation.stated) <= relation.stated * Decimal("0.01"):
                return relation
    return None
