"""One figure for every region below a bureau, in one query 分镇街."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from taizhang.accounts.models import Bureau
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.periods import Period
from taizhang.indicators import rows
from taizhang.indicators.figures import scale
from taizhang.regions.models import Region

ADDED_UP = (MeasureKind.COUNT, MeasureKind.SUM, MeasureKind.DISTINCT)


def below(bureau: Bureau) -> list[Region]:
    """The regions right below a bureau's own, in the order of their codes: never by a figure."""
    return list(Region.objects.filter(parent=bureau.region).order_by("code"))


def tops(bureau: Bureau, regions: list[Region]) -> dict[int, int]:
    """Every region inside -> the one of `regions` that it lies in."""
    inside = Region.objects.filter(path__startswith=bureau.region.path).values_list("id", "path")
    by_path = {r.path: r.pk for r in regions}
    depth = {len(path) for path in by_path}
    return {pk: by_path[path[:n]] for pk, path in inside for n in depth if path[:n] in by_path}


def by_region(
    definition: Definition, *, bureau: Bureau, period: Period, unit: str, inside: dict[int, int]
) -> dict[int | None, Decimal]:
    """Region -> value in `unit`, of verified rows; None: rows that name no region below. For what can be added up."""
    register = rows.register_of_definition(definition)
    found = rows.rows(definition, bureau=bureau, period=period).order_by()
    how = definition.how
    path = how.field.replace(".", "__")
    values: dict[int | None, Decimal] = {}
    if how.kind == MeasureKind.DISTINCT:
        seen: dict[int | None, set[Any]] = {}
        for region, value in found.values_list("region_id", path).distinct():
            if value not in (None, ""):
                seen.setdefault(inside.get(region), set()).add(value)
        values = {region: Decimal(len(held)) for region, held in seen.items()}
    else:
        measure = Count("pk") if how.kind == MeasureKind.COUNT else Sum(path)
        for region, value in (
            found.values("region_id").annotate(told=measure).values_list("region_id", "told")
        ):
            if value is not None:
                top = inside.get(region)
                values[top] = values.get(top, Decimal(0)) + Decimal(value)
    factor = scale(definition, register, unit, {})
    return {region: value * factor for region, value in values.items()}
