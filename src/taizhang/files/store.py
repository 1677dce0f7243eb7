"""Keeping bytes and giving them back 存取文件."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from taizhang.files.models import StoredFile

CHUNK = 1024 * 1024
PART = "part-"
DAY = 86_400  # seconds


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash lie."""
    return Path(settings.HOME) / "files" / sha256[:2] / sha256


def keep(content: bytes | BinaryIO, media_type: str) -> StoredFile:
    """Keep bytes; the same bytes are kept once. The file is complete, and on the disk itself, before its name appears."""
    digest, size = hashlib.sha256(), 0
    with part() as target:
        for chunk in chunks(content):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
        final = path_of(digest.hexdigest())
        final.parent.mkdir(parents=True, exist_ok=True)
        Path(target.name).replace(final)
    settle(final.parent)
    return StoredFile.objects.get_or_create(
        sha256=digest.hexdigest(), defaults={"size": size, "media_type": media_type}
    )[0]


@contextmanager
def part() -> Iterator[Any]:
    """A file that has no name of its own yet; gone again when it does not get one."""
    folder = Path(settings.HOME) / "files"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=PART, delete=False) as target:
        try:
            yield target
        except BaseException:
            Path(target.name).unlink(missing_ok=True)
            raise


def settle(folder: Path) -> None:
    """Have the names in a folder outlive a power cut."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def sweep(now: float) -> int:
    """Take away what processes that were killed left half written, a day later. Returns how many."""
    gone = 0
    for path in (Path(settings.HOME) / "files").glob(f"{PART}*"):
        with suppress(OSError):
            if path.stat().st_mtime < now - DAY:
                path.unlink()
                gone += 1
    return gone


def chunks(content: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(content, bytes):
        return iter([content])
    return iter(lambda: content.read(CHUNK), b"")


def read(file: StoredFile) -> bytes:
    """The bytes of a stored file. Raises FileNotFoundError when the store has lost them."""
    return path_of(file.sha256).read_bytes()


def spoiled() -> Iterator[tuple[StoredFile, str]]:
    """The stored files that are gone or no longer have the bytes of their name, each with a sentence."""
    for file in StoredFile.objects.order_by("id").iterator():
        try:
            with path_of(file.sha256).open("rb") as stored:
                now = hashlib.file_digest(stored, "sha256").hexdigest()
        except FileNotFoundError:
            yield file, f"存档文件 {file.sha256[:12]}… 不在了。请从备份找回。"
            continue
        if now != file.sha256:
            yield file, f"存档文件 {file.sha256[:12]}… 的内容被改动过。请从备份找回。"
