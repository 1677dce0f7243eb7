"""The guard 日志关口: what is written to the ledger and not to the journal is not committed.

Every statement of every connection passes here, whoever wrote it: an action, a management command, a job, a shell, a
library. A transaction that changed a guarded table (every table but those in outside.py) and inserted no entry is rolled
back at its commit; a guarded write outside any transaction is refused before it runs; entries, links and seals
are never updated or deleted. Works on any engine: it reads statements, and needs no trigger.

It is a rail for our own code and its mistakes. Whoever has the database's password writes past it; that is what
`taizhang verify` finds.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from taizhang.journal.outside import OUTSIDE, Outside

WRITE = re.compile(
    r"""\b(INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?((?:["`]?\w+["`]?\.)?["`]?\w+["`]?)""",
    re.IGNORECASE,
)
SAVEPOINT = re.compile(
    r'\s*(ROLLBACK\s+TO\s+SAVEPOINT|ROLLBACK\s+TO|RELEASE\s+SAVEPOINT|SAVEPOINT)\s+"?(\w+)', re.I
)
COLUMN = re.compile(r'"(\w+)"\s*=')
ENTRIES = "journal_entry"
CHAIN = frozenset({ENTRIES, "journal_link", "journal_dayseal"})


class Unjournalled(DatabaseError):
    """Something of the bureau was written without an entry. A mistake in the program: nothing of it is committed."""


class Lift(StrEnum):
    """The only reasons for which the guard steps aside; tests/house knows every place that names one."""

    MIGRATING = "migrate moves tables before anybody works with them"
    ARCHIVING = "entries go into a kept archive file, in a journalled act"
    REHEARSING = "a test prepares what it needs, or plays somebody with the database's password"


@cache
def outside_of() -> dict[str, Outside | None]:
    """Table -> why it is outside, None for a guarded one. A table that no model has is not the ledger's."""
    told: dict[str, Outside | None] = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        told[meta.db_table] = OUTSIDE.get(meta.label) or OUTSIDE.get(meta.app_label)
    return told


def guarded(verb: str, table: str, sql: str) -> bool:
    """Whether a statement writes what must be journalled."""
    if table not in (tables := outside_of()):
        return False
    why = tables[table]
    if why is None:
        return table not in CHAIN
    if not why.only:
        return False
    if verb != "UPDATE":
        return True
    head, _, _ = sql.partition(" WHERE ")
    return not set(COLUMN.findall(head)) <= why.only


class Write(NamedTuple):
    """One writing clause of a statement: where to, whether it must be journalled, whether it adds rows."""

    table: str
    guarded: bool
    inserting: bool


class Watch:
    """What one connection has written since its transaction began."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.lifted: list[Lift] = []
        self.begin()

    def begin(self) -> None:
        self.state: tuple[frozenset[str], bool] = (
            frozenset(),
            False,
        )  # (guarded tables written, entry inserted)
        self.marks: dict[str, tuple[frozenset[str], bool]] = {}

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """The wrapper around every statement of the connection."""
        text = sql if type(sql) is str else str(sql)
        if text[:6] == "SELECT" or Lift.MIGRATING in self.lifted or Lift.REHEARSING in self.lifted:
            return execute(sql, params, many, context)
        if mark := SAVEPOINT.match(text):
            self.savepoint(mark[1].upper().split()[0], mark[2])
            return execute(sql, params, many, context)
        written = [self.checked(m, text) for m in self.writes(text)]
        made = execute(sql, params, many, context)
        if written:
            met = (
                many or context["cursor"].rowcount != 0
            )  # an INSERT … RETURNING of SQLite says 0 until it is read
            self.remember([w for w in written if met or w.inserting])
        return made

    def writes(self, text: str) -> Iterator[re.Match[str]]:
        """The writing clauses: of an ordinary statement its head, of WITH … every one."""
        start = text.lstrip(" \n\t(;")
        if start[:4].upper() == "WITH" or start[:2] in ("/*", "--"):
            yield from WRITE.finditer(text)
        elif found := WRITE.match(start):
            yield found

    def checked(self, clause: re.Match[str], text: str) -> "Write":
        """A writing clause, judged. Unjournalled when it may not even run."""
        verb, table = clause[1].split()[0].upper(), clause[2].split(".")[-1].strip('"`')
        if table in CHAIN and verb not in ("INSERT", "REPLACE") and not self.archiving(verb, table):
            raise Unjournalled(f"日志只增不改：对 {table} 的 {verb} 没有执行。")
        if table in CHAIN and verb == "REPLACE":
            raise Unjournalled(f"日志只增不改：对 {table} 的 {verb} 没有执行。")
        watched = guarded(verb, table, text) and not aside(table)
        if watched and not self.connection.in_atomic_block and self.connection.get_autocommit():
            raise Unjournalled(f"{table} 的改动不在事务里，不可能与日志同时写入，没有执行。")
        if watched and self.in_test and not self.marks:
            raise Unjournalled(f"{table} 的改动不在办事的事务里，不可能与日志同时写入，没有执行。")
        if watched and verb == "TRUNCATE":
            raise Unjournalled(f"清空 {table} 不会留下日志，没有执行。")
        return Write(table, watched, verb == "INSERT")

    def archiving(self, verb: str, table: str) -> bool:
        return Lift.ARCHIVING in self.lifted and verb == "DELETE" and table != "journal_dayseal"

    @property
    def in_test(self) -> bool:
        """Whether all of this stands in the transaction of a test, which is never committed."""
        blocks = self.connection.atomic_blocks
        return bool(blocks) and of_test(blocks[0])

    def remember(self, written: list["Write"]) -> None:
        if not self.connection.in_atomic_block:
            return  # committed by itself: outside the journal, or it would not have run
        tables, entry = self.state
        more = {w.table for w in written if w.guarded}
        self.state = (tables | more, entry or any(w.table == ENTRIES for w in written))

    def savepoint(self, verb: str, name: str) -> None:
        """A savepoint remembers, a rollback to it forgets; the outermost one under a test's transaction is an act."""
        outermost = all(map(of_test, self.connection.atomic_blocks))
        if verb == "SAVEPOINT":
            if outermost:
                self.begin()
            self.marks[name] = self.state
        elif verb == "ROLLBACK":
            self.state = self.marks.get(name, self.state)
        elif outermost:
            self.check()
        else:
            self.marks.pop(name, None)

    def check(self) -> None:
        """Called before a commit. Unjournalled when guarded tables were written and no entry was."""
        tables, entry = self.state
        self.begin()
        if tables and not entry:
            raise Unjournalled(
                f"{'、'.join(sorted(tables))} 有改动而日志没有条目，已全部退回。"
                "在同一事务里写日志（journal.writing.write_all），或把表连同理由列入 journal/outside.py。"
            )


def of_test(block: object) -> bool:
    """Whether a transaction is the one in which Django's test cases stand, never committed."""
    return bool(getattr(block, "_from_testcase", False))


def aside(table: str) -> bool:
    """Whether the writer is a test that prepares its own rows; never so in the product. See conftest.py."""
    return False


def watch_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put a connection under guard; a connection made anew begins anew."""
    watch = watch_of(connection)
    if watch is not None:
        watch.begin()
        return
    watch = Watch(connection)
    connection.execute_wrappers.append(watch)
    commit, rollback = connection.commit, connection.rollback

    def checked_commit() -> None:
        watch.check()
        commit()

    def forgetting_rollback() -> None:
        watch.begin()
        rollback()

    connection.commit, connection.rollback = checked_commit, forgetting_rollback  # type: ignore[method-assign]


def watch_of(connection: BaseDatabaseWrapper) -> Watch | None:
    return next((w for w in connection.execute_wrappers if isinstance(w, Watch)), None)


@contextmanager
def lifted(reason: Lift, using: str = "default") -> Iterator[None]:
    """The guard steps aside on this connection for one of the few reasons there are."""
    connection = connections[using]
    watch_connection(connection)
    watch = watch_of(connection)
    assert watch is not None
    watch.lifted.append(reason)
    try:
        yield
    finally:
        watch.lifted.remove(reason)


def migrating(using: str = "default", **_: Any) -> None:
    """Before a migration: tables move. The command's process ends with it, or `migrated` ends it."""
    watch_connection(connections[using])
    if (watch := watch_of(connections[using])) and Lift.MIGRATING not in watch.lifted:
        watch.lifted.append(Lift.MIGRATING)


def migrated(using: str = "default", **_: Any) -> None:
    if (watch := watch_of(connections[using])) and Lift.MIGRATING in watch.lifted:
        watch.lifted.remove(Lift.MIGRATING)
