"""A small random ledger in every register, whose rows fall on the edges that indicators ask about."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from taizhang.core.figures.condition import NotACondition, Test, parse_all
from taizhang.core.tables.spec import Kind
from taizhang.indicators.catalogue import built_in
from taizhang.registers.conditions import column_of
from taizhang.registers.constraints import broken
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State

NO_OTHERS: Mapping[str, int] = {}
FIRST, LAST = date(2020, 11, 1), date(2022, 8, 31)
EDGES = (date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 30), date(2022, 7, 1))
STATES = (State.VERIFIED, State.VERIFIED, State.VERIFIED, State.PROVISIONAL, State.ENDED)
PERIODS = ("2021", "2022", "2021H1", "2022H1", "2022-06", "2022M06")


def asked_values() -> dict[tuple[str, str], list[str]]:
    """(register, text field) -> the values for which some indicator asks."""
    found: dict[tuple[str, str], list[str]] = {}
    for indicator in built_in().values():
        definition = indicator.definition
        for name, text in definition.where if definition else ():
            column = column_of(registers()[definition.register], name)
            if column is None or column.kind == Kind.CHOICE or column.link is not None or "." in name:
                continue
            try:
                asked = parse_all(column.kind, text)
            except NotACondition:
                continue
            values = [v for one in asked if one.test in (Test.ONE_OF, Test.CONTAINS) for v in one.values]
            found.setdefault((definition.register, name), []).extend(values)
    return found


def fill(
    bureau: Any, regions: list[Any], seed: int, each: int = 14, own: Mapping[str, int] = NO_OTHERS, links: int = 5
) -> None:  # fmt: skip
    """Put `each` random rows into every register of a bureau (`own`: into some another number), verified ones and others.

    Links point to one of the first `links` rows.
    """
    chance, asked = Random(seed), asked_values()
    organizations = registers()["organizations"]
    ordered = [organizations, *(r for r in registers().values() if r is not organizations)]
    for register in sorted(ordered, key=lambda r: bool(r.links)):
        made = []
        known = {
            name: list(model._default_manager.filter(bureau=bureau).order_by("pk")[:links])
            for name, model in register.links.items()
        }
        for number in range(own.get(register.name, each)):
            values = {n: value(chance, register, n, regions, known, asked) for n in register.fields}
            # No figure counts phones and accounts; they could not be written past the vault.
            values = {n: v for n, v in values.items() if v is not None and not register.fields[n].sealed}
            for name, _ in broken(register.model, values):
                values.pop(name, None)
            record = register.model(
                bureau=bureau, state=chance.choice(STATES), key=f"made:{number}", title=f"{register.title}{number}",
                sort_key=f"{number:03d}", **values,
            )  # fmt: skip
            made.append(record)
        register.model._default_manager.bulk_create(made, batch_size=500)


def value(
    chance: Random, register: Register, name: str, regions: list[Any], known: dict[str, list[Any]], asked: dict[tuple[str, str], list[str]]
) -> Any:  # fmt: skip
    field = register.fields[name]
    if not field.required and chance.random() < 0.15:
        return None
    if name == "region":
        return chance.choice(regions)
    if field.is_relation:
        return chance.choice(known[name]) if known.get(name) else None
    kind = field.kind
    if kind == Kind.CHOICE:
        return chance.choice(field.options).value
    if kind == Kind.DATE:
        edge = chance.random() < 0.4
        return chance.choice(EDGES) if edge else FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    if kind == Kind.YES_NO:
        return chance.random() < 0.5
    if kind == Kind.YEAR:
        return chance.choice((2021, 2022))
    if kind == Kind.PERIOD:
        return chance.choice(PERIODS)
    if kind in (Kind.MONEY, Kind.NUMBER):
        return Decimal(chance.randrange(1, 10**7)) / 100
    if kind == Kind.PERCENT:
        return Decimal(chance.randrange(1, 100)) / 100
    if kind == Kind.INTEGER:
        return chance.randrange(0, 40)
    words = asked.get((register.name, name)) or ["甲", "乙", "丙丁"]
    return chance.choice(words)[: field.max_length or 40]
