"""The walk itself: asks, compares, and keeps what is not as it should be."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.registers.declaration import registers
from tests.house.walk.addresses import Address
from tests.house.walk.entries import FORMS, may_be_missing, names_firms, outcome_of
from tests.house.walk.expected import Outcome, Thing, expected
from tests.house.walk.people import side_of, walkers
from tests.house.walk.sample import asked_of, in_turn
from tests.house.walk.secrets import forbidden, secrets_of
from tests.house.walk.things import World
from tests.house.walk.walking import Answer, ask, client_of, plain


@dataclass
class Walked:
    """What the walk found, and how far it went."""

    wrong: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    bodies: dict[tuple[str, str], str] = field(default_factory=dict)  # of a new record: register, side

    @property
    def said(self) -> str:
        told = self.counts
        return (
            f"walk: {told['addresses']} addresses x {told['people']} people, {told['cells']:,} cells asked, "
            f"{told['pairs']:,} pairs of another's and absent compared, {told['read']:,} answers read for {told['words']:,} foreign words"
        )


@dataclass
class Walker:
    """Somebody with his browser and what he may not read."""

    name: str
    user: Any
    client: Client
    forbidden: Any
    side: str  # where his own rows are
    beyond_names: Any  # of what is forbidden, what is no name of a firm


READERS = {"east": "staff", "west": "staff", "elsewhere": "stranger_staff"}  # who reads each side's records


def walk(world: World, found: list[Address], *, whole: bool = False, only: tuple[str, ...] = ()) -> Walked:
    """Ask every address as everybody: one of each role always, the others in turn (or all of them, for everything)."""
    walked = Walked()
    secrets = secrets_of(world.records.values(), world.every())
    no_names = [s for s in secrets if not s.names_firm]
    everybody = [
        Walker(
            name,
            user,
            client_of(user),
            forbidden(user, secrets),
            side_of(world.cast, user),
            forbidden(user, no_names),
        )
        for name, user in walkers(world.cast).items()
        if not only or name in only
    ]
    walked.bodies = bodies(world, {a.register for a in found if a.register and a.act == Act.ADD})
    walked.counts.update(addresses=len(found), people=len(everybody), words=len(secrets))
    for address in found:
        things = things_of(world, address)
        if things is None:
            walked.unknown.append(
                f"{address.route}: nothing is known that this address could be asked for. Add things for “{address.thing}” in "
                "tests/house/walk/things.py: one's own, another's, an absent one."
            )
            continue
        for walker in in_turn(everybody, address, whole=whole):
            one_address(walked, address, things, walker, whole=whole)
    return walked


def things_of(world: World, address: Address) -> list[Thing | None] | None:
    """What to ask an address for; [None] where it names nothing."""
    if address.register:
        return list(world.things.get(address.thing.rstrip("/") or address.route, [])) or None
    return list(world.things.get(address.thing, [])) or None if address.thing else [None]


def one_address(
    walked: Walked, address: Address, things: list[Thing | None], walker: Walker, *, whole: bool
) -> None:
    """One row of the table: an address as one person, by each method, for one's own, another's and absent things."""
    for method in address.methods:
        cells = []
        for thing in things:
            derived = expected(walker.user, address.act, thing, api=address.is_api)
            cells.append((thing, outcome_of(address, walker.user, thing, method, derived)))
        answers: list[tuple[Thing, Answer]] = []
        for thing, wanted in asked_of(cells, f"{method} {address.route} {walker.name}", whole=whole):
            answer = asked(walked, walker, address, thing, method)
            cell(walked, walker, address, thing, method, wanted, answer)
            if thing is not None and wanted == Outcome.NOTHING == answer.outcome:
                answers.append((thing, answer))
        compare(walked, walker, address, method, answers)


def bodies(world: World, named: set[str]) -> dict[tuple[str, str], str]:
    """What the interface wants for a new record, as each side would add it: what must be there, and whose it is."""
    found = {}
    readers = {side: client_of(world.cast.users[who]) for side, who in READERS.items()}
    for name in sorted(named):
        register = registers()[name]
        needed = [n for n, column in register.fields.items() if column.required]
        for side, reader in readers.items():
            record = world.records[name, side]
            held = reader.get(f"/api/v1/{name}/{record.pk}").json()["values"]
            wanted = dict.fromkeys([*needed, "region", *register.organization_fields])
            found[name, side] = json.dumps({"values": {n: held[n] for n in wanted if n in held}})
    return found


def asked(walked: Walked, walker: Walker, address: Address, thing: Thing | None, method: str) -> Answer:
    """One request, with the body that the interface wants."""
    adding = address.is_api and method == "POST" and address.act == Act.ADD
    more: dict[str, Any] = {"data": FORMS[address.route]} if address.route in FORMS else {}
    if adding:
        more = {"data": walked.bodies[address.register, walker.side]}
    return ask(walker.client, address, thing, method, **more)


def cell(
    walked: Walked,
    walker: Walker,
    address: Address,
    thing: Thing | None,
    method: str,
    wanted: Outcome,
    answer: Answer,
) -> None:
    """One cell: the outcome, and what the answer says."""
    walked.counts["cells"] += 1
    where = f"{method} /{address.route} ({thing.label if thing else '-'}) as {walker.name}"
    if answer.outcome == Outcome.BROKEN:
        walked.broken.append(f"{where}: {answer.status}")
    elif answer.outcome != wanted and not may_be_missing(address, wanted, answer.outcome):
        walked.wrong.append(f"{where} {answer.outcome} ({answer.status}); the table says: {wanted}")
    if address.is_api and answer.outcome == Outcome.DENIED == wanted:
        title = registers()[address.register].title
        if (sentence := can(walker.user, address.act, address.register, title).sentence) not in answer.said:
            walked.wrong.append(f"{where} reads “{answer.said[:80]}”, and should “{sentence}”")
    if walker.forbidden is not None and answer.body:
        walked.counts["read"] += 1
        unread = walker.beyond_names if names_firms(address, walker.user) else walker.forbidden
        if unread is not None and (told := unread.search(answer.body)):
            walked.leaks.append(f"{where} ({answer.status}) shows “{told[0].decode()}”")


def compare(
    walked: Walked, walker: Walker, address: Address, method: str, answers: list[tuple[Thing, Answer]]
) -> None:
    """Another's thing and an absent one of the same register answer alike, to the number of questions."""
    absent = {t.register: (t, a) for t, a in answers if t.absent}
    for thing, answer in [pair for pair in answers if not pair[0].absent]:
        nothing = absent.get(thing.register) or absent.get("")
        if nothing is None:
            continue
        walked.counts["pairs"] += 1
        one, other = plain(answer, thing), plain(nothing[1], nothing[0])
        if (
            one != other
        ):  # asked again, one after the other: the first may have filled what is kept for some seconds
            asked(walked, walker, address, thing, method)
            one = plain(asked(walked, walker, address, thing, method), thing)
            other = plain(asked(walked, walker, address, nothing[0], method), nothing[0])
        if one != other:
            what = next(
                n
                for n, a, b in zip(("status", "body", "headers", "questions"), one, other, strict=True)
                if a != b
            )
            told = f"{one[3]} and {other[3]}" if what == "questions" else ""
            walked.differs.append(
                f"{method} /{address.route} ({thing.label}) as {walker.name}: {what} {told}"
            )
