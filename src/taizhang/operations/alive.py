"""Whether worker and beat are there 心跳: each touches a file of its own every few seconds while it runs.

A file, as for the progress of jobs: it says so although the database is busy or gone, and an idle ledger writes no rows.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from taizhang.intake.progress import path_of

WORKER, BEAT = "worker", "beat"
EVERY = 5.0  # seconds between two signs of life
GONE = timedelta(seconds=60)  # silent for so long: it does not run
FORGOTTEN = 24 * 3600.0


@contextmanager
def alive(name: str, every: float = EVERY) -> Iterator[None]:
    """Say that `name` runs, from a thread of its own, until the block ends."""
    mark = folder() / f"{name}-{socket.gethostname()}-{os.getpid()}"
    over = threading.Event()

    def beat() -> None:
        while True:
            with suppress(OSError):  # a full or read-only disk is said elsewhere
                touch(mark)
            if over.wait(every):
                return

    thread = threading.Thread(target=beat, name=f"alive-{name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(1)
        mark.unlink(missing_ok=True)


def folder() -> Path:
    """Beside the progress of jobs: one for each database."""
    return path_of("none").parent / "alive"


def touch(mark: Path) -> None:
    """A sign of life; and the marks of processes that were killed long ago go."""
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    for other in mark.parent.iterdir():
        with suppress(OSError):
            if time.time() - other.stat().st_mtime > FORGOTTEN:
                other.unlink()


def seen(name: str) -> datetime | None:
    """When a process of that name was last there; None when none ever was, or each ended in good order."""
    newest = 0.0
    for mark in folder().glob(f"{name}-*"):
        with suppress(OSError):
            newest = max(newest, mark.stat().st_mtime)
    return datetime.fromtimestamp(newest, UTC) if newest else None


def runs(name: str, now: datetime) -> bool:
    """Whether one is there now."""
    at = seen(name)
    return at is not None and now - at < GONE
