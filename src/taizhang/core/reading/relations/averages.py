"""Averages 平均、户均、人均: a count times its average is the total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.core.reading.figures.figure import Kind
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim, unit_slip
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.dimension import bare_unit
from taizhang.core.reading.relations.nearly import may_multiply
from taizhang.core.reading.relations.relation import Relation, Type

_AVERAGE = re.compile(rf"(?:{any_of(words('averages', 'average'))})[^，,。；;、]{{0,16}}$")
_TOGETHER = re.compile("共|合计|总|累计")
LEAST, MOST_OFF = Decimal("0.5"), Decimal("2")  # expected/stated
NEAR, MOST = 12, 24  # figures looked through: for the sentence's neighbours, and at all


def find_averages(context: Context) -> Iterator[Relation]:
    """Every average whose count and total stand near it: the total is stated, count times average expected."""
    for item in context.items:
        if not item.usable or item.figure.kind in (Kind.PERCENT, Kind.RANK, Kind.RATIO) or item.figure.approx:
            continue
        if not _AVERAGE.search(item.gap[-28:]):
            continue
        if (relation := _product(context, item)) is not None:
            yield relation


def _product(context: Context, average: Item) -> Relation | None:
    low, high = max(0, average.index - MOST), min(len(context.items), average.index + 4)
    near = [
        other for other in context.items[low:high] if other is not average and other.usable and other.level
    ]
    near.sort(key=lambda other: abs(other.index - average.index))
    totals = [other for other in near if _of_one_unit(other, average)][:8]
    unlike = [other for other in near if other.dim[0] in ("count", "area") and other not in totals][:8]
    counts = unlike + [other for other in near if other.dim[0] == "count" and other in totals][:8]
    for whole in totals:
        for count in counts:
            if count is whole or not may_multiply(whole, (count, average)):
                continue
            relation = claim(Type.PRODUCT, whole.figure, (count.figure, average.figure))
            if relation is not None and relation.holds:
                return relation
    return _adjacent(average, totals, counts)


def _of_one_unit(total: Item, average: Item) -> bool:
    """75人 and 6300人次 are of one unit; 家 and 人 are not."""
    one, other = bare_unit(total.figure.unit), bare_unit(average.figure.unit)
    return (
        total.dim[0] == average.dim[0]
        and bool(one and other)
        and (one.startswith(other) or other.startswith(one))
    )


def _adjacent(average: Item, totals: list[Item], counts: list[Item]) -> Relation | None:
    """Wrong only where the sentence has exactly one count and one total: before it, or the total right behind, 共…."""
    here = [
        t
        for t in totals
        if t.sentence == average.sentence and (t.index < average.index or _is_sum(average, t))
    ]
    units = [
        c for c in counts if c.sentence == average.sentence and c.index < average.index and c not in here
    ]
    if len(here) != 1 or len(units) != 1:
        return None
    relation = claim(Type.PRODUCT, here[0].figure, (units[0].figure, average.figure))
    if relation is None or relation.stated == 0:
        return None
    off = relation.expected / relation.stated
    return relation if LEAST <= off <= MOST_OFF or unit_slip(relation) else None


def _is_sum(average: Item, total: Item) -> bool:
    return total.index == average.index + 1 and _TOGETHER.search(total.gap) is not None
