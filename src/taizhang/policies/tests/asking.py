"""Asking a built-in pack, for tests: one amount of it, or one of its calculations, from plain values."""

from datetime import date
from functools import cache
from typing import Any

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import FactValue, Held
from taizhang.policies.engine.given import PlainParameters
from taizhang.policies.engine.loading import BUILT_IN, load
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.rules import rules_on


@cache
def pack(name: str) -> Pack:
    return load(BUILT_IN / name, name)


def amount(name: str, amount_id: str, on: date, **facts: FactValue | dict[int, FactValue]) -> FactValue:
    """An amount, from facts; a yearly one as {year: value}. None where it is unknown."""
    held: dict[tuple[str, int | None], Held] = {}
    for fact, told in facts.items():
        if isinstance(told, dict):
            held |= {(fact, year): Held(value) for year, value in told.items()}
        else:
            held[fact, None] = Held(told)
    outcome = answer(pack(name), held, on).outcome(amount_id)
    assert outcome.low == outcome.high
    return outcome.low


def calculated(name: str, calculation: str, on: date, **given: Any) -> Any:
    """What a calculation gives."""
    rules = rules_on(pack(name), on)
    return rules.names[calculation].function(PlainParameters(rules), **given)
