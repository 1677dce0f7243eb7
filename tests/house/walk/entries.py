"""Cells of which the table alone does not tell the outcome, each with its reason. Everything else is derived."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from taizhang.access.roles import TABLE, Act, Scope
from taizhang.registers.declaration import registers
from tests.house.walk.addresses import Address
from tests.house.walk.expected import Outcome, Thing, role_of

# What bears no mark, and why.
UNMARKED = {"api/v1/": "the root of the interface answers 404 to everybody and shows nothing"}
# Things that a route names and that need no object of ours.
SHARED: dict[str, str] = {}


@dataclass(frozen=True)
class Entry:
    """Where it holds, what comes out instead, and why."""

    route: str
    outcome: Outcome
    reason: str
    when: Callable[[Any, Thing | None, str], bool] = lambda user, thing, method: True


def anonymous(user: Any, thing: Thing | None, method: str) -> bool:
    return not user.is_authenticated


def nothing_of_its_own(user: Any, thing: Thing | None, method: str) -> bool:
    """A firm in a register whose rows name no organization."""
    grant = TABLE[role_of(user)].get(Act.ADD)
    register = registers().get(thing.register) if thing else None
    return bool(grant and grant.scope == Scope.OWN and register and not register.organization_fields)


ENTRIES: tuple[Entry, ...] = ()


def outcome_of(address: Address, user: Any, thing: Thing | None, method: str, derived: Outcome) -> Outcome:
    """The derived outcome, unless an entry says otherwise."""
    for entry in ENTRIES:
        if entry.route == address.route and entry.when(user, thing, method):
            return entry.outcome
    return derived
