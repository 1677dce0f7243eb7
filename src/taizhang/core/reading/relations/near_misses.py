"""Shares that are nearly those of a base 差一点: a slip of the share, told from a share of something else."""

from collections.abc import Sequence
from decimal import Decimal

from taizhang.core.reading.figures.exactness import half_unit
from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Item
from taizhang.core.reading.relations.quotients import (
    bare_name,
    base_name,
    is_contribution,
    is_fine,
    is_of_another_time,
    measures_aim,
    says_so,
)
from taizhang.core.reading.relations.relation import Relation, Type

NAMED = 3  # characters of a name that is one
NEAR = Decimal("0.05")  # how far a share of a base that it names may be off, of the share


def may_miss(item: Item) -> bool:
    """An exact share of what stands here: not rough, not of last year, not of a target, not of growth."""
    if item.figure.role is not Role.SHARE or item.figure.approx or not is_fine(item):
        return False
    return says_so(item) and not (is_of_another_time(item) or is_contribution(item) or measures_aim(item))


def near_miss(item: Item, part: Item, kept: Sequence[Item], candidates: Sequence[Item]) -> Relation | None:
    """The claim that it just misses: of a base it names (`candidates`), or by a last digit of one the text keeps to."""
    name = bare_name(base_name(item))
    told = [(base, Decimal(0)) for base in kept if base.dim == part.dim]
    if len(name) >= NAMED:
        told += [(base, NEAR) for base in candidates if _is_named(name, base)]
    for base, reach in told:
        relation = claim(Type.SHARE, base.figure, (part.figure, item.figure))
        if relation is None or relation.holds or base.figure.approx or part.figure.approx:
            continue
        if abs(relation.expected - relation.stated) <= max(_a_digit(relation), reach * relation.stated):
            return relation
    return None


def _is_named(name: str, base: Item) -> bool:
    called = bare_name(base.figure.of)
    return len(called) >= NAMED and (called.endswith(name) or name.endswith(called))


def _a_digit(relation: Relation) -> Decimal:
    """As far as one last digit can be off."""
    return relation.tolerance + 2 * half_unit(relation.parts[-1])
