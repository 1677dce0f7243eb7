"""Words that stand in one record alone, and who may read them: the record itself, and what is called after it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from taizhang.registers.declaration import registers
from taizhang.registers.record import Record
from tests.house.walk.expected import Thing, may_know
from tests.house.walk.ledger import thing_of


@dataclass
class Secret:
    """A word, and the things that show it."""

    word: str
    shown_by: list[Thing]
    names_firm: bool = False  # it is the name of an organization


def secrets_of(made: Iterable[Record], others: Iterable[Thing]) -> list[Secret]:
    """The words of all records and of everything else that has some."""
    records = list(made)
    things = {(r.register_name, r.pk): thing_of(r, "") for r in records}
    found = [Secret(word, [thing]) for thing in others for word in thing.secrets]
    for record in records:
        register = registers()[record.register_name]
        naming = [things[o.register_name, o.pk] for o in pointing(records, record)]
        for name, column in register.fields.items():
            word = getattr(record, name)
            if column.is_relation or not isinstance(word, str) or not distinctive(word):
                continue
            called = word in record.title
            shown_by = [things[record.register_name, record.pk], *(naming if called else [])]
            found.append(Secret(word, shown_by, called and record.register_name == "organizations"))
    return found


def distinctive(word: str) -> bool:
    """Whether a text stands in one record alone (all contacts and phones of the cast are the same)."""
    return bool(re.search("[东西乙]阁|澜江|云栈", word)) or (len(word) == 18 and word.isalnum())


def pointing(records: list[Record], target: Record) -> list[Record]:
    """What links to a record, and what links to that: a tenant stands under its platform's name."""
    first = [r for r in records if links_to(r, target)]
    second = [r for r in records if any(links_to(r, o) for o in first)]
    return first + [r for r in second if r not in first]


def links_to(record: Record, target: Record) -> bool:
    links = registers()[record.register_name].links
    return any(
        isinstance(target, model) and getattr(record, f"{n}_id") == target.pk for n, model in links.items()
    )


def forbidden(user: Any, known: list[Secret]) -> re.Pattern[bytes] | None:
    """What may stand in no answer to this user."""
    words = [s.word for s in known if not any(may_know(user, t) for t in s.shown_by)]
    return re.compile(b"|".join(re.escape(w.encode()) for w in words)) if words else None
