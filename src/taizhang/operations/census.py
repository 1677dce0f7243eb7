"""What a database holds, table by table 逐表清点: rows and a digest of their content, and the chain's head.

Taken of a backup's copy and again of what was restored: equal means that every row of every table is there as it was.
The digest of a table is the sum, modulo 2^256, of the SHA-256 of each row written out as text; so the order in which
a database gives its rows does not matter, and a row twice is not a row once. It finds loss and damage. Against
somebody who changes a row on purpose, and then the manifest, stands the journal's chain.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

LINKS = "journal_link"
MODULUS = 2**256


@dataclass(frozen=True)
class Table:
    """How many rows, and the digest of their content."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Census:
    """All tables of a ledger, and the last place of the journal's chain (seq, hash); None before the first."""

    tables: dict[str, Table]
    chain: tuple[int, str] | None

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def summed(rows: Iterable[bytes]) -> Table:
    """Rows as bytes, each added to the digest of their table."""
    count, total = 0, 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest())
    return Table(count, f"{total % MODULUS:064x}")


def of_sqlite(file: sqlite3.Connection) -> Census:
    """The census of an SQLite file; each row is its values as JSON."""
    named = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    names = [name for (name,) in named if not name.startswith("sqlite_")]
    tables = {name: summed(map(as_json, file.execute(f'SELECT * FROM "{name}"'))) for name in names}
    head = None
    if LINKS in tables:
        head = file.execute(f"SELECT seq, hash FROM {LINKS} ORDER BY seq DESC LIMIT 1").fetchone()
    return Census(tables, head and (head[0], head[1]))


def as_json(row: Iterable[object]) -> bytes:
    return json.dumps(list(row), default=blob).encode()


def blob(value: bytes) -> dict[str, str]:
    return {"bytes": value.hex()}


def of_postgres(server: psycopg.Connection[Any]) -> Census:
    """The census of the schema `public`; each row is its line as COPY writes it, in UTC and ISO dates."""
    server.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET extra_float_digits = 1")
    found = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    tables = {}
    with server.cursor() as cursor:
        for (name,) in found.fetchall():
            table = sql.Identifier("public", name)
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(table)) as lines:
                tables[name] = summed(map(bytes, lines))
    head = None
    if LINKS in tables:
        head = server.execute(
            sql.SQL("SELECT seq, hash FROM {} ORDER BY seq DESC LIMIT 1").format(
                sql.Identifier("public", LINKS)
            )
        ).fetchone()
    return Census(tables, head and (head[0], head[1]))


def differences(expected: Census, found: Census) -> list[str]:
    """What differs, each as a sentence; empty when every table is as it was."""
    told = []
    for name, table in expected.tables.items():
        now = found.tables.get(name)
        if now is None:
            told.append(f"缺少数据表 {name}（应有 {table.rows} 行）")
        elif now.rows != table.rows:
            told.append(f"数据表 {name} 应有 {table.rows} 行，实有 {now.rows} 行")
        elif table.digest and now.digest != table.digest:
            told.append(f"数据表 {name} 行数相同，内容与备份时不同")
    if expected.chain != found.chain:
        told.append("日志链的末端与备份时不同")
    return told
