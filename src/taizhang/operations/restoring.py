"""Bringing a backup back, and proving it 恢复与恢复证明.

A restore is proved before anybody is told that it worked: the hash of every file, the rows and the content of every
table, the head of the journal's chain; then the database is brought up to this release, and the whole journal, all
records and every signed report are recomputed.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.operations import keys
from taizhang.operations.backup import FORMAT, Say, alone, file_hash, folder, require_room
from taizhang.operations.census import Census, Table, differences
from taizhang.operations.engines import engine, scratch_database
from taizhang.registers.search import index_path

DRILL = ".drill-"


@dataclass(frozen=True)
class Proof:
    """What was found of a restored backup; it exists only when everything was equal."""

    file: str
    made_at: str
    tables: int
    rows: int
    files: int
    chain: tuple[int, str] | None
    seconds: float
    said: tuple[str, ...]  # what `verify` found of journal, records and reports, in words
    key: str  # what is to be done about the keys, "" when nothing


def restore(source: Path, say: Say, *, replace: bool = False) -> Proof:
    """Restore a backup into this home and database, and prove it.

    Refused when the backup is damaged, of another engine or of a newer release, and when there are data already unless
    `replace` says so; what was there is then set aside, never deleted.
    """
    started = time.monotonic()
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as work:
        manifest = unpacked(source, Path(work))
        require_fitting(manifest)
        if in_use() and not replace:
            raise Refused(
                "现在的数据库里已有数据。确认要用备份替换时加 --replace；原来的数据会另存，不会删除。"
            )
        say("备份完好，正在恢复 …")
        if aside := engine().load(Path(work) / "database"):
            say(f"原来的数据另存为 {aside}")
        put_files(Path(work) / "files", home / "files")
    forget_index()
    found = require_equal(manifest)
    say(f"{len(found.tables)} 张表 {found.rows} 行，内容摘要与备份时逐表相同；日志链末端相同")
    call_command("setup", no_samples=True, stdout=io.StringIO())  # up to this release
    say("正在核对日志、记录、原始文件与签发的报告 …")
    said = verified()
    for sentence in (*said, keys.missing_for(manifest)):
        if sentence:
            say(sentence)
    files = len(manifest["sha256"]) - 1
    return Proof(
        source.name, manifest["made_at"], len(found.tables), found.rows, files, found.chain, round(time.monotonic() - started, 1),
        said, keys.missing_for(manifest),
    )  # fmt: skip


def unpacked(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup and check every hash. Refused with what is damaged."""
    try:
        require_room(folder, source.stat().st_size)
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        hashes: dict[str, str] = manifest["sha256"]
    except (OSError, tarfile.TarError, ValueError, KeyError, EOFError) as error:
        raise Refused(
            f"{source.name} 不是完整的台账备份（{error}）。请选择由 taizhang backup 生成的文件。"
        ) from error
    for name, expected in hashes.items():
        # Format 1 named a stored file by its hash alone.
        path = folder / name if name.count("/") != 1 else folder / "files" / expected[:2] / expected
        if not path.is_file() or file_hash(path) != expected:
            raise Refused(f"备份已损坏：{name} 与清单不符。请换一个备份。")
    return manifest


def require_fitting(manifest: dict[str, Any]) -> None:
    """Refused for a backup that this release and this database cannot take."""
    if manifest["format"] > FORMAT:
        raise Refused("这个备份来自更新的版本。请先把台账升级到同一版本，再恢复。")
    if manifest["engine"] != connection.vendor:
        raise Refused(
            f"这个备份来自 {manifest['engine']}，现在的数据库是 {connection.vendor}；请用同一种数据库恢复。"
        )
    known = {
        f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    }
    foreign = sorted(set(manifest.get("migrations", [])) - known)
    if foreign:
        raise Refused(
            f"这个备份里有这里没有的数据结构（{foreign[0]} 等 {len(foreign)} 项）：它来自更新的版本，或装有这里没有的外来台账。"
            "请先升级到备份时的版本，并把外来台账放回 TAIZHANG_REGISTERS 文件夹，再恢复。"
        )


def put_files(unpacked_files: Path, target: Path) -> None:
    for path in unpacked_files.glob("??/*"):
        (target / path.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.move(path, target / path.parent.name / path.name)


def require_equal(manifest: dict[str, Any]) -> Census:
    """The census of what was restored, or Refused with the first table that differs."""
    found = engine().census()
    wrong = differences(expected(manifest), found)
    if wrong:
        more = f"（共 {len(wrong)} 处）" if len(wrong) > 1 else ""
        raise Refused(f"恢复后与备份时不同：{wrong[0]}{more}。请换一个备份再试。")
    return found


def expected(manifest: dict[str, Any]) -> Census:
    """What the manifest says of the database. Format 1 knew rows alone, of the tables of its release."""
    told = manifest.get("tables") or {n: {"rows": rows, "digest": ""} for n, rows in manifest["rows"].items()}
    chain = manifest["chain"]
    return Census({n: Table(**table) for n, table in told.items()}, (chain[0], chain[1]) if chain else None)


def verified() -> tuple[str, ...]:
    """What `taizhang verify` says of this ledger. Refused when it does not hold."""
    command = [sys.executable, "-m", "taizhang", "verify"]
    result = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if result.returncode:
        raise Refused(f"恢复后核对不通过：{(result.stdout + result.stderr).strip()[-500:]}")
    return tuple(result.stdout.strip().splitlines())


def environment(**more: str) -> dict[str, str]:
    """For a process of our own: the same home and database, wherever they were set."""
    return {**os.environ, "TAIZHANG_HOME": str(settings.HOME), **more}


def drill(source: Path, say: Say) -> Proof:
    """Restore into a scratch home and database, prove it there, and throw them away 恢复演练. Refused when it fails."""
    where = folder()
    where.mkdir(parents=True, exist_ok=True)
    with alone(where, "drill"), scratch_database() as url:
        for left in where.glob(f"{DRILL}*"):
            shutil.rmtree(left, ignore_errors=True)
        # Beside the backups, whose disk has room, not in a small /tmp.
        with tempfile.TemporaryDirectory(prefix=DRILL, dir=where) as home:
            there = environment(
                TAIZHANG_HOME=home, DATABASE_URL=url, TAIZHANG_SAMPLES="0", TAIZHANG_FIELD_KEY_FILE=str(keys.field_key()),
                TAIZHANG_REGISTERS=str(settings.EXTRA_REGISTERS), TAIZHANG_SECRET_KEY=settings.SECRET_KEY,
            )  # fmt: skip
            return proof_of(in_a_process(source, there, say))


def in_a_process(source: Path, there: dict[str, str], say: Say) -> str:
    """Run `taizhang restore` in that environment, passing on what it says. Returns its last line. Refused when it fails."""
    command = [sys.executable, "-m", "taizhang", "restore", str(source.resolve()), "--json"]
    last = ""
    with (
        tempfile.TemporaryFile("w+") as trouble,
        subprocess.Popen(command, env=there, stdout=subprocess.PIPE, stderr=trouble, text=True) as process,
    ):
        assert process.stdout is not None
        for last in map(str.strip, process.stdout):
            if not last.startswith("{"):
                say(last)
        if process.wait():
            trouble.seek(0)
            raise Refused(f"恢复演练没有通过：{trouble.read().strip()[-800:]}")
    return last


def proof_of(text: str) -> Proof:
    """A proof from its JSON."""
    told = json.loads(text)
    return Proof(**{**told, "chain": told["chain"] and tuple(told["chain"]), "said": tuple(told["said"])})


def in_json(proof: Proof) -> str:
    return json.dumps(asdict(proof), ensure_ascii=False)


def in_use() -> bool:
    """Whether anybody works in the present database already."""
    try:
        return Bureau.objects.exists()
    except DatabaseError:
        return False


def forget_index() -> None:
    """The search index belongs to the data that was there before; `setup` makes it anew."""
    for suffix in ("", "-wal", "-shm"):
        index_path().with_name(index_path().name + suffix).unlink(missing_ok=True)
