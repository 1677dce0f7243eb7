"""Files that arrive in pieces 断点续传: begun, continued where they broke off, taken by a form once.

A piece is written to the part on disk as it arrives, so that whatever came before a break is kept; the size of
the part is the only word on how far it is. So the part is enciphered byte for byte (CTR), with a key of its own from
the key file; the store seals it when a form takes it. One writer at a time: a lock on the part itself, which ends with
the process that holds it.
"""

import fcntl
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.core.personal import streams
from taizhang.files.actions import tidy_name
from taizhang.files.models import Upload
from taizhang.personal import keyring

MB = 1024 * 1024
CHUNK = 256 * 1024
OPEN_AT_ONCE = 40  # uploads of one person that nobody has taken yet
KEPT = timedelta(days=3)


class Behind(Exception):
    """The piece does not begin where the part ends; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        self.offset = offset


class Busy(Exception):
    """Another request is writing to the same part at this moment."""


def part_of(upload: Upload) -> Path:
    """Where the bytes that have arrived lie, enciphered."""
    return Path(settings.HOME) / "uploads" / f"{upload.pk}.sealed"


def key_of(upload: Upload) -> bytes:
    """The key of one part. KeyMissing in words."""
    return keyring.ring().derived(f"upload {upload.pk}")


def opened(upload: Upload) -> BinaryIO:
    """What has arrived, in clear."""
    return io.BufferedReader(streams.Whitened(part_of(upload).open("rb"), key_of(upload)), CHUNK)


def begin_upload(*, by: User, place: str, name: str, size: int) -> Upload:
    """Begin an upload of `size` bytes 开始上传. Refused when it is empty, too large, or too many are open."""
    if size <= 0:
        raise Refused("这个文件是空的（0 字节）。请重新保存后再上传。")
    if size > settings.UPLOAD_LIMIT_MB * MB:
        raise Refused(
            f"每个文件最大 {settings.UPLOAD_LIMIT_MB} MB，这个有 {size / MB:.1f} MB。请压缩或拆分后再上传。"
        )
    if Upload.objects.filter(by=by, taken_at=None).count() >= OPEN_AT_ONCE:
        raise Refused(f"您有 {OPEN_AT_ONCE} 个文件传好了还没有用。请先添加或丢弃它们，再传新的。")
    upload = Upload.objects.create(by=by, place=place[:80], name=tidy_name(name), size=size)
    path = part_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return upload


def arrived(upload: Upload) -> int:
    """How many bytes have arrived; 0 when the part was lost."""
    try:
        return part_of(upload).stat().st_size
    except FileNotFoundError:
        return 0


def complete(upload: Upload) -> bool:
    return arrived(upload) == upload.size


def write_piece(upload: Upload, offset: int, stream: BinaryIO) -> int:
    """Write a piece from `offset` on 续传; returns how far the part is now. Whatever arrives before a break stays.

    Raises Behind when the part ends elsewhere, Busy when another request writes, Refused when more comes than was
    announced: what is above that is not written.
    """
    path, key = part_of(upload), key_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as part, locked(part):
        at = os.fstat(part.fileno()).st_size
        if at != offset:
            raise Behind(at)
        cipher = streams.whiten(key, at)
        try:
            while piece := stream.read(CHUNK):
                if at + len(piece) > upload.size:
                    raise Refused("传来的内容比开始时说的大，多出的部分没有收。请重新选择文件再传。")
                part.write(cipher.update(piece))
                at += len(piece)
        finally:
            part.flush()
            os.fsync(part.fileno())
    return at


@contextmanager
def locked(part: BinaryIO) -> Iterator[None]:
    """The part for this process alone. Raises Busy."""
    try:
        fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Busy from error
    yield  # closing the file gives the lock back


def arrived_for(by: User, place: str) -> list[Upload]:
    """What this person has sent to this form completely, and the form has not taken yet; oldest first."""
    waiting = Upload.objects.filter(by=by, place=place, taken_at=None).order_by("begun_at")
    return [upload for upload in waiting if complete(upload)]


def chosen(ids: Iterable[str], by: User) -> list[Upload]:
    """The complete uploads of this person that a form names; what is another's, unfinished or taken is left out."""
    wanted = [UUID(i) for i in ids if is_uuid(i)]
    found = Upload.objects.filter(pk__in=wanted, by=by, taken_at=None).in_bulk()
    return [found[i] for i in dict.fromkeys(wanted) if i in found and complete(found[i])]


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def take(upload: Upload) -> bool:
    """Mark an upload as taken by a form; False when a second click was quicker. Its part goes."""
    mine = bool(Upload.objects.filter(pk=upload.pk, taken_at=None).update(taken_at=timezone.now()))
    if mine:
        part_of(upload).unlink(missing_ok=True)
    return mine


def hand_on(upload: Upload, place: str) -> None:
    """Let an upload wait at the next form 转到下一步, as long again."""
    Upload.objects.filter(pk=upload.pk, taken_at=None).update(place=place[:80], begun_at=timezone.now())


def drop(upload: Upload) -> None:
    """Forget an upload 丢弃."""
    part_of(upload).unlink(missing_ok=True)
    upload.delete()


def sweep(now: datetime) -> int:
    """Forget what nobody has taken for three days, and parts that belong to nothing. Returns how many."""
    old = Upload.objects.filter(begun_at__lt=now - KEPT)
    gone = 0
    for upload in old:
        drop(upload)
        gone += 1
    known = {str(pk) for pk in Upload.objects.filter(taken_at=None).values_list("pk", flat=True)}
    for path in (Path(settings.HOME) / "uploads").glob("*.*"):
        too_old = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo) < now - KEPT
        if path.stem not in known and too_old:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
