"""Writing to the journal: the only way an entry comes to be."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau, User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry

Contents = dict[str, Any]


def canonical(values: Contents | None) -> str:
    """Values as the one text that is stored and hashed; "" for nothing."""
    if not values:
        return ""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Author:
    """Who acts, on what ground, from where: the same for every entry of one act."""

    user: User | None
    ground: str = ""
    batch_id: int | None = None
    address: str = ""
    bureau: Bureau | None = None  # for acts without a user, such as those of the command line


@dataclass(frozen=True)
class Note:
    """What happened to one thing."""

    event: Event
    register: str = ""
    record_id: int | None = None
    title: str = ""
    before: Contents | None = None
    after: Contents | None = None
    digest: str = ""


def write(author: Author, note: Note) -> Entry:
    """Write one entry in the caller's transaction."""
    return write_all(author, [note])[0]


def write_all(author: Author, notes: Iterable[Note]) -> list[Entry]:
    """Write many entries in the caller's transaction, in order. Raises outside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written in the transaction of the act")
    now = timezone.now()
    by = author.user
    bureau_id = author.bureau.pk if author.bureau else (by.bureau_id if by else None)
    entries = [
        Entry(
            at=now,
            event=note.event,
            by=by,
            by_name=str(by) if by else "系统",
            bureau_id=bureau_id,
            register=note.register,
            record_id=note.record_id,
            title=note.title[:200],
            before=canonical(note.before),
            after=canonical(note.after),
            ground=author.ground[:300],
            batch_id=author.batch_id,
            address=author.address,
            digest=note.digest,
        )
        for note in notes
    ]
    return Entry.objects.bulk_create(entries, batch_size=2000)
