"""Counting many definitions over one ledger 速算: columns read once, each condition one set of rows as bits.

Says what `indicators.figures.Figures` says of verified rows; a text asks thousands of such questions.
"""

from decimal import Decimal
from typing import Any

from taizhang.accounts.models import Bureau
from taizhang.core.figures.condition import NotACondition, parse_all
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.plain import meets
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind
from taizhang.indicators.figures import natural_unit, scale
from taizhang.regions.models import Region
from taizhang.regions.queries import subtree_ids
from taizhang.registers.conditions import column_of, kinds_of
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State


class QuickLedger:
    """The verified rows of one bureau, by column and as needed."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau
        self._columns: dict[tuple[str, str], list[Any]] = {}
        self._masks: dict[tuple[str, str, str], int] = {}
        self._kept: dict[tuple[Definition, Period], tuple[Decimal | None, int, str]] = {}

    def measured(self, definition: Definition, period: Period) -> tuple[Decimal | None, int, str]:
        """(value in its natural unit, rows behind it, that unit) of counts, sums, distinct counts, means and maxima."""
        key = (definition, period)
        if key not in self._kept:
            self._kept[key] = self._measured(definition, period)
        return self._kept[key]

    def _measured(self, definition: Definition, period: Period) -> tuple[Decimal | None, int, str]:
        register = registers()[definition.register]
        if any(column_of(register, name) is None for name in definition.fields()):
            return None, 0, ""
        kinds = kinds_of(register, definition.fields())
        mask = self._all(register)
        for name, text in definition.conditions(period, kinds):
            mask &= self._mask(register, name, text, kinds[name])
            if not mask:
                break
        how, count, unit = definition.how, mask.bit_count(), natural_unit(definition)
        if how.kind == MeasureKind.COUNT:
            return Decimal(count), count, unit
        column = self._column(register, how.field)
        held = [v for v in (column[i] for i in _bits(mask)) if v is not None and v != ""]
        if how.kind == MeasureKind.DISTINCT:
            return Decimal(len(set(held))), count, unit
        if not held:
            return None, count, unit
        numbers = [Decimal(v) for v in held]
        total = max(numbers) if how.kind == MeasureKind.MAX else sum(numbers, Decimal(0))
        value = total / len(numbers) if how.kind == MeasureKind.MEAN else total
        return value * scale(definition, register, unit, {}), count, unit

    def _all(self, register: Register) -> int:
        return (1 << len(self._column(register, "pk"))) - 1

    def _mask(self, register: Register, name: str, text: str, kind: Kind) -> int:
        key = (register.name, name, text)
        if key not in self._masks:
            try:
                asked = parse_all(kind, text)
            except NotACondition:
                asked = ()
            mask = 0
            if kind == Kind.REGION:
                inside = {
                    pk
                    for region in Region.objects.filter(pk__in=text.split(","))
                    for pk in subtree_ids(region)
                }
                mask = sum(1 << i for i, pk in enumerate(self._column(register, "region_id")) if pk in inside)
            elif asked:
                for i, value in enumerate(self._column(register, name)):
                    if all(meets(value, one) for one in asked):
                        mask |= 1 << i
            self._masks[key] = mask
        return self._masks[key]

    def _column(self, register: Register, name: str) -> list[Any]:
        key = (register.name, name)
        if key not in self._columns:
            held = register.model._default_manager.filter(bureau=self.bureau, state=State.VERIFIED).order_by(
                "pk"
            )
            column = None if name in ("pk", "region_id") else column_of(register, name)
            path = (
                name
                if column is None
                else f"{column.path}__title"
                if column.link is not None
                else column.path
            )
            self._columns[key] = list(held.values_list(path, flat=True))
        return self._columns[key]


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
