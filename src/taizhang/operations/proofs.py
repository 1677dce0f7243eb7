"""The last backup, copy and proof, as the journal tells them 备份与恢复证明."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.operations.backup import PLACE
from taizhang.operations.restoring import Proof

SHOWN = 12


@dataclass(frozen=True)
class Told:
    """One entry about backups: when, by whom, and what it says."""

    at: datetime
    by: str
    ground: str
    event: str
    label: str
    what: dict[str, Any]

    @property
    def holds(self) -> bool:
        return bool(self.what.get("holds"))

    @property
    def wrong(self) -> bool:
        """Whether it tells of something that failed."""
        return self.what.get("holds") is False or self.what.get("copied") is False


def told(proof: Proof) -> dict[str, Any]:
    """A proof as the journal keeps it."""
    return {
        "file": proof.file, "made_at": proof.made_at, "holds": True, "tables": proof.tables, "rows": proof.rows, "files": proof.files,
        "chain": proof.chain, "seconds": proof.seconds, "said": list(proof.said), "key": proof.key,
    }  # fmt: skip


def last(event: Event) -> Told | None:
    """The newest entry of an event about backups."""
    return next(iter(newest(event, count=1)), None)


def last_backup() -> Told | None:
    return last(Event.BACKUP_MADE)


def last_proof() -> Told | None:
    return last(Event.RESTORE_PROVED)


def last_copy() -> Told | None:
    return last(Event.BACKUP_COPIED)


def newest(*events: Event, count: int = SHOWN) -> list[Told]:
    """The newest entries of these events."""
    entries = Entry.objects.filter(register=PLACE, record_id=None, event__in=events).order_by("-id")[:count]
    return [
        Told(e.at, e.by_name, e.ground, e.event, e.get_event_display(), json.loads(e.after or "{}"))
        for e in entries
    ]
