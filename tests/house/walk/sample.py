"""Which cells a quick walk asks: each address as each role, for one's own, another's and an absent thing; the others in turn."""

from typing import TYPE_CHECKING
from zlib import crc32

from tests.house.walk.addresses import Address
from tests.house.walk.expected import Outcome, Thing, role_of

if TYPE_CHECKING:
    from tests.house.walk.round import Walker

Cell = tuple[Thing | None, Outcome]
TWINS = 2  # of those whose role somebody else has already, so many ask for one address


def in_turn(everybody: "list[Walker]", address: Address, *, whole: bool) -> "list[Walker]":
    """One of each role (and nobody), and some of their twins elsewhere, by the address."""
    first = {role_of(w.user) if w.user.is_authenticated else None: w for w in reversed(everybody)}
    twins = [w for w in everybody if w not in first.values()]
    if whole or not twins:
        return everybody
    at = crc32(address.route.encode())
    return [*first.values(), *(twins[(at + n) % len(twins)] for n in range(TWINS))]


def asked_of(cells: list[Cell], seed: str, *, whole: bool) -> list[Cell]:
    """Of the cells with one outcome, the one whose turn it is; beside another's thing the absent one of its register."""
    if whole:
        return cells
    at, chosen = crc32(seed.encode()), []
    for outcome in dict.fromkeys(outcome for _, outcome in cells):
        alike = [c for c in cells if c[1] == outcome]
        there = [c for c in alike if c[0] is None or not c[0].absent] or alike
        pick = there[at % len(there)]
        chosen.append(pick)
        if outcome == Outcome.NOTHING and pick[0] is not None:
            register = pick[0].register
            absent = [c for c in alike if c[0] and c[0].absent and c[0].register in ("", register)]
            chosen += [c for c in absent[-1:] if c is not pick]
    return chosen
