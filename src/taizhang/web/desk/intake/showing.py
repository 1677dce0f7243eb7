"""Staged values as a person reads them 显示: 万元, labels, names instead of ids, personal data masked."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from taizhang.core.tables.spec import Column, Kind
from taizhang.personal import vault
from taizhang.regions.models import Region
from taizhang.registers.contents import restored
from taizhang.registers.covering import covered
from taizhang.registers.declaration import Register
from taizhang.web.values import NONE, NUMERIC, unit_of, written


class Shower:
    """Shows plain values of one register; the names of linked records are fetched once for all of them."""

    def __init__(self, register: Register, held: Iterable[tuple[str, Any]]) -> None:
        self.register = register
        self.columns: dict[str, Column] = {c.name: c for c in register.layout.columns}
        self.names: dict[tuple[str, int], str] = {}
        wanted: dict[str, set[int]] = {}
        held = list(held)
        vault.ahead(value for _, value in held)
        for name, value in held:
            if name in register.fields and register.fields[name].is_relation and isinstance(value, int):
                wanted.setdefault(name, set()).add(value)
        for name, ids in wanted.items():
            self.fetch(name, ids)

    def fetch(self, name: str, ids: set[int]) -> None:
        model = self.register.fields[name].related_model
        label = "name" if model is Region else "title"
        for pk, text in model._default_manager.filter(pk__in=ids).values_list("pk", label):
            self.names[(name, pk)] = text

    def title(self, name: str) -> str:
        """What a field is called."""
        return self.columns[name].title if name in self.columns else name

    def unit(self, name: str) -> str:
        """The unit in which a field is shown."""
        return unit_of(self.register.fields[name]) if name in self.register.fields else ""

    def is_number(self, name: str) -> bool:
        column = self.columns.get(name)
        return column is not None and column.kind in NUMERIC

    def show(self, name: str, value: Any) -> str:
        """One plain value, as the register's pages write it."""
        field = self.register.fields.get(name)
        if value is None or value == "":
            return NONE
        if field is None:
            return str(value)
        if field.is_relation:
            return str(value)[1:] if isinstance(value, str) else self.names.get((name, value), f"#{value}")
        if field.covered:
            return covered(value)
        return written(field, restored(self.register, name, value)).text

    def exact(self, name: str, value: Any) -> str:
        """What stands behind a shown value, for the tooltip: exact 元, or that a firm is new."""
        column = self.columns.get(name)
        if column is not None and column.kind is Kind.MONEY and value not in (None, ""):
            return f"{Decimal(str(value)):,} 元"
        return (
            "这家单位台账里还没有，将随本批登记" if isinstance(value, str) and value.startswith("+") else ""
        )
