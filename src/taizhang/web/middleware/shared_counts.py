"""Counts shared by the web processes of one machine, in a small SQLite file of their own.

Not the ledger's database: a count would wait for the import that is writing there. Not the memory of a process: each
would allow the whole. What is counted may be lost at a crash, so nothing waits for the disk.
"""

import contextlib
import sqlite3
import threading
import time
from pathlib import Path

from limits.storage import Storage

PATIENCE = 2  # seconds for another process's count
SWEPT = 60  # seconds between sweepings of what has run out


class SharedCounts(Storage):
    """A storage of the library `limits`: fixed windows, by key."""

    STORAGE_SCHEME = ["taizhang"]

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._lock = threading.Lock()
        self._swept = 0.0
        self._file: sqlite3.Connection | None = None

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def _open(self) -> sqlite3.Connection:
        """The connection; made anew when the file has gone."""
        if self._file is not None and Path(self._path).exists():
            return self._file
        if self._file is not None:
            self._file.close()
        Path(self._path).parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        with contextlib.suppress(
            sqlite3.OperationalError
        ):  # another process is just setting it, for all of us
            file.execute("PRAGMA journal_mode=WAL")
        file.execute("PRAGMA synchronous=OFF")
        file.execute("CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INTEGER, ends REAL)")
        self._file = file
        return file

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count; a window that has run out begins anew. One statement, so two processes never count the same."""
        now = time.time()
        with self._lock:
            file = self._open()
            self._sweep(file, now)
            row = file.execute(
                "INSERT INTO counts VALUES (:key, :amount, :ends) ON CONFLICT (key) DO UPDATE SET"
                " count = CASE WHEN ends <= :now THEN :amount ELSE count + :amount END,"
                " ends = CASE WHEN ends <= :now THEN :ends ELSE MIN(ends, :ends) END RETURNING count",
                {"key": key, "amount": amount, "ends": now + expiry, "now": now},
            ).fetchone()
        return int(row[0])

    def _sweep(self, file: sqlite3.Connection, now: float) -> None:
        if not 0 <= now - self._swept < SWEPT:
            file.execute("DELETE FROM counts WHERE ends <= ?", (now,))
            self._swept = now

    def _row(self, key: str) -> tuple[int, float]:
        with self._lock:
            found = self._open().execute("SELECT count, ends FROM counts WHERE key = ?", (key,)).fetchone()
        return (int(found[0]), float(found[1])) if found and found[1] > time.time() else (0, time.time())

    def get(self, key: str) -> int:
        return self._row(key)[0]

    def get_expiry(self, key: str) -> float:
        return self._row(key)[1]

    def check(self) -> bool:
        with self._lock:
            return bool(self._open().execute("SELECT 1").fetchone())

    def reset(self) -> int | None:
        with self._lock:
            return self._open().execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        with self._lock:
            self._open().execute("DELETE FROM counts WHERE key = ?", (key,))
