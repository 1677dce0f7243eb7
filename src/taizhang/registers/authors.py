"""Whose writing counts at once 是否经核实, and who wrote a record last 最后经手人, also where its entries were archived."""

import json
from collections.abc import Sequence

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.accounts.models import User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record

WRITING = (Event.RECORD_ADDED, Event.RECORD_CHANGED)


def verifies(user: User | None, register: Register) -> bool:
    """Whether what somebody writes needs nobody else's word: who may verify, and the program in what it keeps by itself."""
    return user is None or bool(register.by_program) or grant_of(user, Act.VERIFY, register.name) is not None


def last_author_id(register: Register, record: Record) -> int | None:
    """Who wrote the record's values last (verifying and looking do not count)."""
    telling = (*WRITING, Event.RECORD_CARRIED)
    entries = Entry.objects.filter(register=register.name, record_id=record.pk, event__in=telling)
    return writer(list(entries.order_by("id")))


def writer(own: Sequence[Entry]) -> int | None:
    """The same, of a record's entries, oldest first. A carrying tells it where what it stands for was archived."""
    for entry in reversed(own):
        if entry.event in WRITING:
            return entry.by_id
        if entry.event == Event.RECORD_CARRIED and entry.before:
            return int(json.loads(entry.before)["written_by"])
    return None
