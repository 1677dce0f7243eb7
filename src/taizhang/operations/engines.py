"""Copying a database out and back, one way per engine 数据库的导出与装入.

A copy is one consistent state, taken while people work; its census is taken of that same state.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from django.db import connection
from django.utils import timezone
from psycopg import sql

from taizhang.core.decisions import Refused
from taizhang.operations import census
from taizhang.operations.census import Census


@dataclass(frozen=True)
class Engine:
    """How one kind of database is measured, copied, loaded and counted."""

    size: Callable[[], int]  # bytes, about
    dump: Callable[[Path], Census]
    load: Callable[[Path], str]  # returns where the data that were there before are kept, "" when none were
    census: Callable[[], Census]


def engine() -> Engine:
    """The way of the present database."""
    return ENGINES[connection.vendor]


# SQLite.


def sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def size_sqlite() -> int:
    return sum(
        p.stat().st_size
        for p in (sqlite_file(), sqlite_file().with_name(sqlite_file().name + "-wal"))
        if p.exists()
    )


def dump_sqlite(target: Path) -> Census:
    with closing(sqlite3.connect(sqlite_file())) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        return census.of_sqlite(copy)


def load_sqlite(dump: Path) -> str:
    connection.close()
    path = sqlite_file()
    aside = path.with_name(f"{path.name}.{timezone.localtime():%Y%m%d%H%M%S}.before-restore")
    kept = path.exists()
    if kept:
        with closing(sqlite3.connect(path)) as live:
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.move(dump, path)
    return aside.name if kept else ""


def census_sqlite() -> Census:
    with closing(sqlite3.connect(sqlite_file())) as live:
        return census.of_sqlite(live)


# PostgreSQL.


def postgres_url(name: str) -> str:
    """The present server, another database of it."""
    told = connection.settings_dict
    password = f":{quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else ""
    return f"postgres://{quote(told['USER'], safe='')}{password}@{told['HOST']}:{told['PORT'] or 5432}/{name}"


def own_url() -> str:
    return postgres_url(str(connection.settings_dict["NAME"]))


def without_password(url: str) -> str:
    """For a command line, which everybody on the machine can read."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}@{parts.netloc.rpartition('@')[2]}"))


def size_postgres() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def dump_postgres(target: Path) -> Census:
    """The dump and the census see one snapshot, whatever is written meanwhile."""
    with psycopg.connect(own_url()) as server:
        server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        server.read_only = True
        exported = server.execute("SELECT pg_export_snapshot()").fetchone()
        assert exported is not None
        run(["pg_dump", "--format=custom", "--no-owner", "--schema=public", f"--snapshot={exported[0]}", f"--file={target}",
             without_password(own_url())])  # fmt: skip
        return census.of_postgres(server)


def load_postgres(dump: Path) -> str:
    """Into the present database; its old schema is kept under another name."""
    aside = f"before_{timezone.localtime():%Y%m%d%H%M%S}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        kept = cursor.fetchone()[0] > 0
        cursor.execute(
            f"ALTER SCHEMA public RENAME TO {aside}" if kept else "DROP SCHEMA IF EXISTS public CASCADE"
        )
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    run(
        [
            "pg_restore",
            "--no-owner",
            "--schema=public",
            "--exit-on-error",
            f"--dbname={without_password(own_url())}",
            str(dump),
        ]
    )
    return f"schema {aside}" if kept else ""


def census_postgres() -> Census:
    with psycopg.connect(own_url()) as server:
        return census.of_postgres(server)


@contextmanager
def scratch_database() -> Iterator[str]:
    """The DATABASE_URL of an empty database that is thrown away afterwards: "" (a file in the home) for SQLite.

    One name, so that what a killed drill left goes with the next. Refused when the user may make no database.
    """
    if connection.vendor != "postgresql":
        yield ""
        return
    name = sql.Identifier(f"{connection.settings_dict['NAME']}_drill")
    url = postgres_url(f"{connection.settings_dict['NAME']}_drill")
    with psycopg.connect(own_url(), autocommit=True) as server:
        try:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
        except psycopg.errors.InsufficientPrivilege as error:
            raise Refused(
                "恢复演练要在另一个空数据库里做，而数据库用户没有建库权限。"
                "请由数据库管理员执行 ALTER ROLE … CREATEDB，或在另一台机器上运行 taizhang restore --verify。"
            ) from error
        try:
            yield url
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def run(command: list[str]) -> None:
    """Run a tool of the database. Refused with its words when it fails or is missing."""
    try:
        environment = {**os.environ, "PGPASSWORD": str(connection.settings_dict["PASSWORD"])}
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise Refused(f"找不到 {command[0]}。请安装 PostgreSQL 客户端工具（postgresql-client）。") from error
    if result.returncode:
        raise Refused(f"{command[0]} 没有成功：{result.stderr.strip()[-500:]}")


ENGINES = {
    "sqlite": Engine(size_sqlite, dump_sqlite, load_sqlite, census_sqlite),
    "postgresql": Engine(size_postgres, dump_postgres, load_postgres, census_postgres),
}
