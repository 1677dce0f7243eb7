"""`Register`: the one declaration of a register, read from its model 台账声明.

A package declares a model below `Record` with declared fields and an inner class `Register`:

    class Register:
        name = "vouchers"                    # in URLs, files and the access table
        title = "创新券"
        group = "资金"                        # where it stands in the menu
        also = ("创新券发放表",)              # words in a title row that point here
        keys = (("voucher_no",), ("organization", "issued_on"))   # what makes a row the same row
        heading = ("voucher_no", "organization")                  # how a record is called
        columns = ("voucher_no", "organization", "amount_yuan")   # shown in lists
        filters = ("kind", "state")          # drop-downs above the list
        dates = ("issued_on", "redeemed_on") # the dates that figures may use
        by_program = "由系统推算得出……"        # optional: nobody writes it by hand, and why

        @staticmethod                        # optional: what is different from taking the new values when
        def merge(old, new): ...             # a row comes in again; returns only the values that differ from `new`

List, filters, sort, detail, form, template, import, export, API, history, search and permission
follow from it; nothing else has to be written.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any

from django.apps import apps

from taizhang.access.can import KEPT_BY_PROGRAM
from taizhang.core.tables.spec import Column, Kind, Layout
from taizhang.registers.fields import Choice, OrganizationLink
from taizhang.registers.record import Record, declared_fields, link_names

NUMBERS = (Kind.CODE, Kind.CREDIT_CODE)
CODE_SUFFIX = "__code"  # beside a link to an organization stands its credit code, in files


@dataclass(frozen=True)
class Register:
    """A register, as everything around it sees it. Built once for each model."""

    model: type[Record]

    @cached_property
    def told(self) -> Any:
        return self.model.Register  # type: ignore[attr-defined]

    @property
    def name(self) -> str:
        return str(self.told.name)

    @property
    def title(self) -> str:
        return str(self.told.title)

    @property
    def group(self) -> str:
        return str(getattr(self.told, "group", "其他"))

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Every declared field by name, in the order of forms and files."""
        return {f.name: f for f in declared_fields(self.model)}

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(k) for k in self.told.keys)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in the strongest key (contract, certificate, document number …): two of them are two things."""
        strongest = self.keys[0]
        return tuple(n for n in strongest if self.fields[n].kind in NUMBERS or len(strongest) == 1)

    @property
    def by_program(self) -> str:
        """Why nobody writes records of it by hand (import, form, interface); "" for a register that people keep."""
        return str(getattr(self.told, "by_program", ""))

    @property
    def merges(self) -> bool:
        """Whether the register has a word of its own on what comes in again."""
        return hasattr(self.told, "merge")

    def merge(self, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        """What values that come in again mean for a record with old ones; plain values, `new` unless it says otherwise."""
        return {**new, **self.told.merge(old, new)} if self.merges else new

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that a list shows unless the person chose others."""
        return tuple(self.told.columns)

    @cached_property
    def filters(self) -> tuple[str, ...]:
        return tuple(getattr(self.told, "filters", ()))

    @cached_property
    def dates(self) -> tuple[str, ...]:
        return tuple(getattr(self.told, "dates", ()))

    @cached_property
    def organization_fields(self) -> tuple[str, ...]:
        return tuple(n for n, f in self.fields.items() if isinstance(f, OrganizationLink))

    def heading(self, record: Record) -> str:
        """What a record is called on screens: its heading fields, joined."""
        parts = [self.show(record, name) for name in self.told.heading]
        return (" · ".join(p for p in parts if p) or self.title)[:200]

    @cached_property
    def order(self) -> str:
        """How a list is sorted unless the person says otherwise: a field, "-" first for falling."""
        return str(getattr(self.told, "order", "-id"))

    @cached_property
    def search_fields(self) -> tuple[str, ...]:
        """The fields whose text a search finds; a link counts by the title of what it points to."""
        return tuple(getattr(self.told, "search", self.told.heading))

    @cached_property
    def links(self) -> dict[str, type[Record]]:
        """Links to other records: field name -> their model."""
        linked = {n: f.related_model for n, f in self.fields.items() if f.is_relation}
        return {n: m for n, m in linked.items() if issubclass(m, Record)}

    def show(self, record: Record, name: str) -> str:
        """A value as plain text (for headings and the search index; screens format by template)."""
        value = getattr(record, name)
        if value is None:
            return ""
        field = self.fields[name]
        if isinstance(field, Choice):
            return next((o.label for o in field.options if o.value == value), str(value))
        return str(value)

    @cached_property
    def layout(self) -> Layout:
        """The register as the reader and writer of workbooks see it."""
        return Layout(
            name=self.name,
            title=self.title,
            columns=tuple(self.sheet_columns()),
            keys=self.keys,
            also=tuple(getattr(self.told, "also", ())),
        )

    def sheet_columns(self) -> Iterator[Column]:
        for name, field in self.fields.items():
            yield Column(
                name=name,
                title=field.title,
                kind=field.kind,
                also=field.also,
                unit="元" if field.kind == Kind.MONEY else field.unit,
                required=field.required,
                choices=field.options if isinstance(field, Choice) else (),
                example=field.example,
                hint=field.hint,
                max_length=getattr(field, "max_length", None) or 0,
                personal=field.covered,
            )
            if isinstance(field, OrganizationLink):
                yield code_column(name, field, first=name == self.organization_fields[0])

    def key_of(self, values: dict[str, Any]) -> tuple[str, str]:
        """(key, alt_key) of a record with these values; "" for a key whose columns are not all there.

        Links count by id. Each key begins with its number in `keys`, so that different kinds of key
        never meet.
        """
        best = weakest = ""
        last = len(self.keys) - 1
        for number, columns in enumerate(self.keys):
            if best and number < last:
                continue
            parts = [self.key_part(c, values.get(c)) for c in columns]
            made = f"{number}:" + "|".join(parts) if all(parts) else ""
            best = best or made
            weakest = made if number == last > 0 else ""
        return best[:250], weakest[:250]

    def key_title(self, key: str) -> str:
        """The columns that such a key was made of, in words; of the first kind when it does not say."""
        number = key.partition(":")[0]
        return "、".join(self.fields[n].title for n in self.keys[int(number) if number.isdecimal() else 0])

    def key_part(self, name: str, value: Any) -> str:
        """One value as a part of a key: no spaces, one width, one case; a link by its id."""
        if value is None or value == "":
            return ""
        if self.fields[name].is_relation:
            return f"#{getattr(value, 'pk', value)}"
        if isinstance(value, Decimal):
            return format(value.normalize(), "f")
        return "".join(unicodedata.normalize("NFKC", str(value)).split()).lower()


def code_column(name: str, field: OrganizationLink, *, first: bool) -> Column:
    """The column of the credit code beside a link to an organization."""
    also = ("信用代码", "社会信用代码", "组织机构代码", "统一信用代码", "单位代码") if first else ()
    return Column(
        name=name + CODE_SUFFIX,
        title="统一社会信用代码" if first else f"{field.title}统一社会信用代码",
        kind=Kind.CREDIT_CODE,
        also=(*also, f"{field.title}信用代码"),
        max_length=18,
    )


@lru_cache(maxsize=200)
def register_of(model: type[Record]) -> Register:
    """The register of a model."""
    return Register(model)


@cache
def registers() -> Mapping[str, Register]:
    """Every register of the ledger by name, in the order of their packages."""
    found = (m for m in apps.get_models() if issubclass(m, Record) and hasattr(m, "Register"))
    return {r.name: r for r in (register_of(m) for m in found)}


def prepare() -> None:
    """Tell each model, once all are loaded, what the access table reads from it."""
    for register in registers().values():
        model = register.model
        model.organization_links = getattr(register.told, "own", None) or link_names(model)
        model.bank_column = getattr(register.told, "bank", "")
        if register.by_program:
            KEPT_BY_PROGRAM[register.name] = register.by_program
