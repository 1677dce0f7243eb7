"""Where a job has got to, in a small file beside the database 进度.

A job writes inside one long transaction; on SQLite no other connection can write meanwhile, and on
any database nobody sees what is not committed. A file is seen by every process at once.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, time

from django.conf import settings
from django.db import connection

EVERY = 0.3  # seconds between two writings
OVER = 600  # seconds of silence after which nobody is at work any more


@dataclass(frozen=True)
class Progress:
    """What a job is doing, how far it is, and when it last said so."""

    phase: str = ""
    done: int = 0
    total: int = 0
    beat_at: datetime | None = None

    @property
    def percent(self) -> int:
        """How far, 0 … 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0


def path_of(batch_id: int | str) -> Path:
    """The file of a batch (or of another job, by its own word); one folder for each database."""
    name = Path(str(connection.settings_dict["NAME"])).stem.replace(":", "-").replace("?", "-") or "memory"
    return Path(settings.HOME) / "progress" / f"{connection.vendor}-{name}" / f"{batch_id}.json"


def read(batch_id: int | str) -> Progress:
    """What the job last said; empty when it said nothing."""
    path = path_of(batch_id)
    try:
        said = json.loads(path.read_text())
        beat = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError):
        return Progress()
    return Progress(said["phase"], said["done"], said["total"], beat)


def sweep() -> int:
    """Take away what jobs left that ended between their last word and their own clearing up. Returns how many."""
    old, gone = time() - OVER, 0
    for path in path_of("any").parent.glob("*.json"):
        with suppress(OSError):
            if path.stat().st_mtime < old:
                path.unlink()
                gone += 1
    return gone


class Beat:
    """The job's side: `say` as often as you like, it writes a few times a second."""

    def __init__(self, batch_id: int | str) -> None:
        self.path = path_of(batch_id)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.last, self.phase = 0.0, ""

    def say(self, phase: str, done: int = 0, total: int = 0) -> None:
        """Tell where the job is."""
        now = monotonic()
        if phase == self.phase and now - self.last < EVERY:
            return
        self.last, self.phase = now, phase
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps({"phase": phase, "done": done, "total": total}, ensure_ascii=False))
        fresh.replace(self.path)

    def end(self) -> None:
        """The job is over."""
        with suppress(OSError):
            self.path.unlink()
