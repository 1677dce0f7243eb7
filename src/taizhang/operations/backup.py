"""Backup and proved restore 备份与恢复.

A backup is one .tar: the database (a consistent copy made while people work), every stored file, and a
manifest with hashes, row counts and the head of the journal's chain. A restore is proved: hashes, counts
and the whole journal are checked before anybody is told that it worked.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.journal.chain import seal
from taizhang.journal.models import Link
from taizhang.registers.search import index_path

FORMAT = 1
Say = Callable[[str], None]


def backup(target: Path, say: Say) -> Path:
    """Write a backup to `target` (a folder gets a dated name). Refused when the database's tool is missing."""
    seal()
    if target.is_dir():
        target = target / f"taizhang-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
    part = target.with_suffix(".part")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / "database"
        say("  复制数据库 …")
        DUMPS[connection.vendor](dump)
        manifest: dict[str, Any] = {
            "format": FORMAT,
            "engine": connection.vendor,
            "made_at": timezone.now().isoformat(),
            "rows": row_counts() if connection.vendor != "sqlite" else sqlite_counts(dump),
            "chain": chain_head() if connection.vendor != "sqlite" else sqlite_head(dump),
            "sha256": {"database": file_hash(dump)},
        }
        files = Path(settings.HOME) / "files"
        stored = sorted(p for p in files.glob("??/*") if p.is_file())
        say(f"  附件与原始表格 {len(stored)} 个 …")
        with tarfile.open(part, "w") as tar:
            tar.add(dump, "database")
            for path in stored:
                manifest["sha256"][f"files/{path.name}"] = path.name  # a stored file is named by its hash
                tar.add(path, f"files/{path.parent.name}/{path.name}")
            manifest_path = Path(folder) / "manifest.json"
            manifest_path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
            tar.add(manifest_path, "manifest.json")
    part.replace(target)
    return target


def restore(source: Path, say: Say, *, replace: bool = False) -> dict[str, Any]:
    """Restore a backup into this home and database, and prove it. Returns the manifest.

    Refused when the backup is damaged or of another engine, and when there is data already unless
    `replace` says so; what was there is then set aside in the home folder, never deleted.
    """
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        manifest = unpacked(source, Path(folder))
        if manifest["engine"] != connection.vendor:
            raise Refused(
                f"这个备份来自 {manifest['engine']}，现在的数据库是 {connection.vendor}；请用同一种数据库恢复。"
            )
        if in_use() and not replace:
            raise Refused(
                "现在的数据库里已有数据。确认要用备份替换时加 --replace；原来的数据会另存，不会删除。"
            )
        say("  备份完好，正在恢复 …")
        LOADS[connection.vendor](Path(folder) / "database")
        for path in (Path(folder) / "files").glob("??/*"):
            (home / "files" / path.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.move(path, home / "files" / path.parent.name / path.name)
    prove(manifest, say)
    return manifest


def prove(manifest: dict[str, Any], say: Say) -> None:
    """The restored ledger has the counts, the chain and the unbroken journal of the backup, or Refused."""
    counts = row_counts()
    wrong = {t: (n, counts.get(t)) for t, n in manifest["rows"].items() if counts.get(t) != n}
    if wrong:
        table, (expected, found) = next(iter(wrong.items()))
        raise Refused(f"恢复后行数不符：{table} 应有 {expected} 行，实有 {found} 行。请换一个备份再试。")
    if chain_head() != manifest["chain"]:
        raise Refused("恢复后的日志链与备份时不同。请换一个备份再试。")
    say(
        f"  {len(manifest['rows'])} 张表 {sum(manifest['rows'].values())} 行，行数与日志链头相符；正在核对日志与记录 …"
    )
    result = subprocess.run(
        [sys.executable, "-m", "taizhang", "verify"], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise Refused(f"恢复后核对不通过：{(result.stdout + result.stderr).strip()[-500:]}")
    say("  " + result.stdout.strip().replace("\n", "\n  "))


def prove_aside(source: Path, say: Say) -> None:
    """Restore into a scratch home and database, prove it there, and throw them away: the drill 恢复演练."""
    with tempfile.TemporaryDirectory(prefix="taizhang-drill-") as folder:
        environment = {**os.environ, "TAIZHANG_HOME": folder, "TAIZHANG_SAMPLES": "0"}
        name = ""
        if connection.vendor == "postgresql":
            name = f"drill_{os.getpid()}"
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {name}")
            environment["DATABASE_URL"] = postgres_url(name)
        else:
            environment["DATABASE_URL"] = ""
        try:
            command = [sys.executable, "-m", "taizhang", "restore", str(source.resolve())]
            result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        finally:
            if name:
                connection.close()
                with connection.cursor() as cursor:
                    cursor.execute(f"DROP DATABASE {name}")
    if result.returncode:
        raise Refused(f"恢复演练没有通过：{(result.stdout + result.stderr).strip()[-800:]}")
    say(result.stdout.rstrip())


# The parts.


def tables() -> list[str]:
    """Every table that the ledger answers for."""
    return sorted(m._meta.db_table for m in apps.get_models(include_auto_created=True) if m._meta.managed)


def row_counts() -> dict[str, int]:
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        counts = {}
        for table in tables():
            cursor.execute(f"SELECT COUNT(*) FROM {quoted(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def chain_head() -> list[Any]:
    last = Link.objects.order_by("-seq").first()
    return [last.seq, last.hash] if last else []


def sqlite_counts(path: Path) -> dict[str, int]:
    """Counts of the copy itself, so that writes during the backup do not matter."""
    with closing(sqlite3.connect(path)) as copy:
        return {t: copy.execute(f'SELECT COUNT(*) FROM "{t}"').fetchone()[0] for t in tables()}


def sqlite_head(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as copy:
        row = copy.execute(
            f'SELECT seq, hash FROM "{Link._meta.db_table}" ORDER BY seq DESC LIMIT 1'
        ).fetchone()
    return list(row) if row else []


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpacked(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup and check every hash. Refused with what is damaged."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    except (OSError, tarfile.TarError, ValueError) as error:
        raise Refused(
            f"{source.name} 不是完整的台账备份（{error}）。请选择由 taizhang backup 生成的文件。"
        ) from error
    for name, expected in manifest["sha256"].items():
        path = folder / "database" if name == "database" else folder / "files" / expected[:2] / expected
        if not path.exists() or file_hash(path) != expected:
            raise Refused(f"备份已损坏：{name} 与清单不符。请换一个备份。")
    return manifest


def in_use() -> bool:
    """Whether anybody works in the present database already."""
    try:
        return Bureau.objects.exists()
    except DatabaseError:
        return False


def postgres_url(name: str) -> str:
    told = connection.settings_dict
    password = f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else ""
    return f"postgres://{quote(told['USER'])}{password}@{told['HOST']}:{told['PORT'] or 5432}/{name}"


def run(command: list[str]) -> None:
    """Run a tool of the database. Refused with its words when it fails or is missing."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise Refused(f"找不到 {command[0]}。请安装 PostgreSQL 客户端工具（postgresql-client）。") from error
    if result.returncode:
        raise Refused(f"{command[0]} 没有成功：{result.stderr.strip()[-500:]}")


def dump_sqlite(target: Path) -> None:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def load_sqlite(dump: Path) -> None:
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    aside = path.with_name(f"{path.name}.{timezone.localtime():%Y%m%d%H%M%S}.before-restore")
    if path.exists():
        with closing(sqlite3.connect(path)) as live:
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.move(dump, path)
    forget_index()


def dump_postgres(target: Path) -> None:
    run(
        [
            "pg_dump",
            "--format=custom",
            "--no-owner",
            f"--file={target}",
            postgres_url(connection.settings_dict["NAME"]),
        ]
    )


def load_postgres(dump: Path) -> None:
    """Into the present database; its old schema is kept under another name."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SCHEMA public RENAME TO before_{timezone.localtime():%Y%m%d%H%M%S}")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    run(["pg_restore", "--no-owner", "--schema=public", "--exit-on-error",
         f"--dbname={postgres_url(connection.settings_dict['NAME'])}", str(dump)])  # fmt: skip
    forget_index()


def forget_index() -> None:
    """The search index belongs to the data that was there before; `setup` makes it anew."""
    for suffix in ("", "-wal", "-shm"):
        index_path().with_name(index_path().name + suffix).unlink(missing_ok=True)


DUMPS: dict[str, Callable[[Path], None]] = {"sqlite": dump_sqlite, "postgresql": dump_postgres}
LOADS: dict[str, Callable[[Path], None]] = {"sqlite": load_sqlite, "postgresql": load_postgres}
