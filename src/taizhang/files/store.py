"""Keeping bytes and giving them back 存取文件. On the disk they stand sealed; nobody but this module reads or writes them there."""

import os
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from taizhang.core.decisions import Refused
from taizhang.core.personal import streams
from taizhang.core.personal.sealing import Unsealable
from taizhang.files import sealing
from taizhang.files.models import StoredFile
from taizhang.personal import keyring
from taizhang.personal.keyring import KeyMissing

CHUNK = 1024 * 1024
PART = "part-"
DAY = 86_400  # seconds


class Lost(Refused):
    """The store does not have the bytes any more."""


class Spoiled(Refused):
    """The bytes are not those that were kept, or belong to another key file."""


def path_of(sha256: str) -> Path:
    """Where the bytes with that hash lie, sealed."""
    return Path(settings.HOME) / "files" / sha256[:2] / sha256


def keep(content: bytes | BinaryIO, media_type: str) -> StoredFile:
    """Keep bytes, sealed; the same bytes are kept once. The file is complete, and on the disk itself, before its name appears.

    Raises KeyMissing in words where the key file is gone; then nothing is kept.
    """
    with part() as target:
        sha256, size = sealing.write(target, chunks(content))
        put_in_place(target, path_of(sha256))
    made, new = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type, "sealed": True}
    )
    if not (new or made.sealed):
        StoredFile.objects.filter(pk=made.pk).update(sealed=True)
    return made


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


def put_in_place(target: Any, final: Path) -> None:
    """Give a part that is on the disk its name, and have the name outlive a power cut."""
    target.flush()
    os.fsync(target.fileno())
    final.parent.mkdir(parents=True, exist_ok=True)
    Path(target.name).replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def sweep(now: float) -> int:
    """Take away what processes that were killed left half written, a day later. Returns how many."""
    gone = 0
    for path in (Path(settings.HOME) / "files").glob(f"{PART}*"):
        with suppress(OSError):
            if path.stat().st_mtime < now - DAY:
                path.unlink()
                gone += 1
    return gone


def chunks(content: bytes | BinaryIO) -> Iterable[bytes]:
    return [content] if isinstance(content, bytes) else iter(lambda: content.read(CHUNK), b"")


def pieces(sha256: str) -> Iterator[bytes]:
    """The clear bytes of a stored file, piece by piece. What is wrong with it is raised before the first, where it can be.

    Raises Lost, Spoiled, and KeyMissing where the key file is gone.
    """
    found = told(sha256)
    first = next(found, b"")
    return chain([first], found)


def told(sha256: str) -> Iterator[bytes]:
    try:
        yield from sealing.clear(path_of(sha256), sha256)
    except FileNotFoundError as error:
        raise Lost(f"存档文件 {sha256[:12]}… 不在了。请联系系统管理员从备份找回。") from error
    except Unsealable as error:
        raise Spoiled(
            f"存档文件 {sha256[:12]}… 的内容被改动过、不完整，或者密钥文件不是当初那一份。请联系系统管理员从备份找回。"
        ) from error


def opened(sha256: str) -> BinaryIO:
    """A stored file to be read from front to back; raises as `pieces` does."""
    return streams.as_file(pieces(sha256))


def read(file: StoredFile) -> bytes:
    """The bytes of a stored file; raises as `pieces` does."""
    return b"".join(pieces(file.sha256))


def spoiled() -> Iterator[tuple[StoredFile, str]]:
    """The stored files that are gone or no longer have the bytes of their name, each with a sentence.

    Without the key file nothing can be said of the sealed ones: `unread` counts them.
    """
    for file in StoredFile.objects.order_by("id").iterator():
        try:
            deque(pieces(file.sha256), maxlen=0)
        except (Lost, Spoiled) as no:
            yield file, no.sentence
        except KeyMissing:
            continue


def unread() -> int:
    """How many stored files cannot be read because the key file is gone."""
    try:
        keyring.ring()
    except KeyMissing:
        return StoredFile.objects.filter(sealed=True).count()
    return 0


def on_disk() -> Iterator[Path]:
    """Every file of the store, in the order of their names, whether anything points to it or not."""
    return (p for p in sorted((Path(settings.HOME) / "files").glob("??/*")) if p.is_file())
