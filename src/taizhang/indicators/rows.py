"""The rows behind a figure: the ordinary list, asked by the definition's own conditions 名单."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.regions.models import Region
from taizhang.regions.queries import subtree_ids
from taizhang.registers.conditions import column_of, condition_q, kinds_of
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record, State

WHETHER = ("*", "-")  # filled, empty


def register_of_definition(definition: Definition) -> Register:
    """The register that a definition counts. Raises Refused when it or a field is no longer there.

    Also when it asks what stands in masked personal data: counting answers would tell what the mask hides.
    """
    register = registers().get(definition.register)
    if register is None:
        raise Refused(
            f"口径用到的台账“{definition.register}”已经没有了。请在指标页改用别的台账，或停用这个指标。"
        )
    asked = dict(definition.where)
    for name in sorted(definition.fields()):
        column = column_of(register, name)
        if column is not None and column.field.covered and asked.get(name, "*") not in WHETHER:
            raise Refused(
                f"“{column.title}”是遮盖的个人信息，口径不能按它的内容数，只能数有没有填。请改选别的字段，或把条件改成“已填”或“未填”。"
            )
        if column is None:
            raise Refused(
                f"口径用到的字段“{name}”已不在“{register.title}”台账里，所以算不出来。请在指标页改口径，或停用这个指标。"
            )
    return register


def conditions(definition: Definition, period: Period, region: Region | None = None) -> dict[str, str]:
    """Field -> condition text of the list that shows exactly the rows counted (verified ones)."""
    register = register_of_definition(definition)
    asked = dict(definition.conditions(period, kinds_of(register, definition.fields())))
    if region is not None:
        asked["region"] = str(region.pk)
    return asked


Filters = dict[tuple[str, str], Q]  # a field and a condition's text -> what the database is asked


def filters(definition: Definition, period: Period, inside: Sequence[int] | None = None) -> Filters:
    """What the database is asked for each condition; all must hold. `inside`: the ids of the regions that count."""
    register = register_of_definition(definition)
    asked = definition.conditions(period, kinds_of(register, definition.fields()))
    found = {(name, text): condition_q(register, name, text) for name, text in asked}
    if inside is not None:  # in the place of a region that the definition names
        found = {(name, text): q for (name, text), q in found.items() if name != "region"}
        found["region", f"within {','.join(map(str, inside))}"] = Q(region_id__in=list(inside))
    return found


def matching(
    definition: Definition, *, bureau: Bureau, period: Period, region: Region | None = None
) -> QuerySet[Record]:
    """The rows of a bureau that a definition asks for, whatever their state but ended."""
    inside = None if region is None else subtree_ids(region)
    return standing(definition.register, bureau, filters(definition, period, inside).values())


def standing(register: str, bureau: Bureau, conditions: Iterable[Q]) -> QuerySet[Record]:
    """The rows of a bureau that have not ended and meet every condition."""
    condition = reduce(and_, conditions, Q(bureau=bureau))
    return registers()[register].model._default_manager.filter(condition).exclude(state=State.ENDED)


def rows(
    definition: Definition, *, bureau: Bureau, period: Period, region: Region | None = None
) -> QuerySet[Record]:
    """The rows that a figure counts: the verified ones."""
    return matching(definition, bureau=bureau, period=period, region=region).filter(state=State.VERIFIED)


def list_query(definition: Definition, period: Period, region: Region | None = None) -> str:
    """The query of the ordinary list that shows the rows counted; it stands behind registers/<name>/?."""
    return urlencode({**conditions(definition, period, region), "state": State.VERIFIED.value}, safe=",.:")
