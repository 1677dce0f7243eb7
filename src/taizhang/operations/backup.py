"""Making a backup 备份: one .tar with the database, every stored file, and a manifest of what is in it.

The database is one consistent state, copied while people work; the manifest holds the digest of every table and file
and the head of the journal's chain, by which a restore is proved. Keys are not in it: `keys.py` says why.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.files.sealing import undisturbed
from taizhang.files.store import on_disk
from taizhang.journal.chain import seal
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.operations import keys
from taizhang.operations.census import Census
from taizhang.operations.engines import engine

FORMAT = 2
ROOM = 200 * 1024 * 1024  # bytes that stay free on the disk beside the backup itself
PLACE = "backups"  # what stands in the journal's place for a register
WORKING = ".making-"
WORDS = {"backup": "备份", "drill": "恢复演练"}
Say = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A finished backup, and what was said of it in the journal."""

    path: Path
    size: int
    seconds: float


def folder() -> Path:
    """Where backups go unless told otherwise."""
    return Path(settings.BACKUP_FOLDER or Path(settings.HOME) / "backups")


def backup(target: Path, say: Say, author: Author | None = None) -> Made:
    """Write a backup to `target` (a folder gets a dated name); it appears under its name only when it is whole.

    Refused when another one is being made there, the disk is too full, or the database's tool is missing.
    """
    started = time.monotonic()
    seal()
    if target.is_dir():
        target = target / f"taizhang-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
    if not target.parent.is_dir():
        raise Refused(f"没有文件夹 {target.parent}。请先建立它，或另选一个。")
    with alone(target.parent):
        sweep(target.parent)
        require_room(target.parent, engine().size() + sum(p.stat().st_size for p in on_disk()))
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=WORKING) as work:
            manifest = filled(Path(work), target.with_name(target.name + ".part"), say)
        part = target.with_name(target.name + ".part")
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    made = Made(target, target.stat().st_size, round(time.monotonic() - started, 1))
    after = {
        "file": target.name, "size": made.size, "seconds": made.seconds, "tables": len(manifest["tables"]),
        "rows": sum(t["rows"] for t in manifest["tables"].values()), "files": len(manifest["sha256"]) - 1, "chain": manifest["chain"],
    }  # fmt: skip
    with transaction.atomic():
        write(
            author or Author(None, "taizhang backup"),
            Note(Event.BACKUP_MADE, PLACE, title=target.name, after=after),
        )
    return made


def filled(work: Path, part: Path, say: Say) -> dict[str, Any]:
    """Fill the archive; returns its manifest."""
    dump = work / "database"
    say("复制数据库 …")
    manifest = described(engine().dump(dump))
    files = list(on_disk())  # after the database: whatever it points to is among them
    say(f"附件与原始表格 {len(files)} 个 …")
    with tarfile.open(part, "w") as tar:
        manifest["sha256"]["database"] = file_hash(dump)
        tar.add(dump, "database")
        dump.unlink()
        for path in files:
            name = f"files/{path.parent.name}/{path.name}"
            with path.open("rb") as file, undisturbed(file):  # sealed as it is; a change of key waits
                manifest["sha256"][name] = hashlib.file_digest(file, "sha256").hexdigest()
                file.seek(0)
                tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), file)
        told = work / "manifest.json"
        told.write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
        tar.add(told, "manifest.json")
    return manifest


def described(held: Census) -> dict[str, Any]:
    """What the manifest says of the database, and of what is needed to bring it back."""
    return {
        "format": FORMAT,
        "engine": connection.vendor,
        "made_at": timezone.now().isoformat(),
        "release": version("taizhang"),
        "migrations": sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
        "field_key": keys.fingerprint(),
        "secret_key": keys.signing_fingerprint(),
        "tables": {name: asdict(table) for name, table in held.tables.items()},
        "chain": held.chain,
        "sha256": {},
    }


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def alone(where: Path, what: str = "backup") -> Iterator[None]:
    """Nobody else does this there meanwhile; the system gives the lock back when a process dies. Refused otherwise."""
    with (where / f".{what}.lock").open("w") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except OSError as error:
            raise Refused(f"另一个{WORDS[what]}正在进行，请等它完成再做。") from error
        yield


def sweep(where: Path) -> None:
    """Remove what a backup that was killed left behind. Only while `alone`."""
    for path in where.glob("*.tar.part"):
        path.unlink()
    for path in where.glob(f"{WORKING}*"):
        shutil.rmtree(path, ignore_errors=True)


def require_room(where: Path, size: int) -> None:
    """Refused before anything is written when the disk has no room for `size` bytes twice (copy and archive)."""
    needed, free = 2 * size + ROOM, shutil.disk_usage(where).free
    if free < needed:
        raise Refused(
            f"{where} 剩余 {free / 1024**3:.1f} GB，备份需要约 {needed / 1024**3:.1f} GB，没有开始。"
            "请清理磁盘，或把 TAIZHANG_BACKUP_FOLDER 指到更大的盘。"
        )
