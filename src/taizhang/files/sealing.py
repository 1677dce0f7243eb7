"""A stored file on the disk, sealed 存档文件的加密: a head with the file's own key, then its chunks.

The file's key is random and stands in the head sealed with the ring's newest key, bound to the hash of the clear bytes:
so changing the key writes some hundred bytes anew, and a file under another's name does not open. The head has two slots,
in different sectors of the disk: the new one is on the disk before the old one goes, and a power cut spoils neither.
A file of a release before this one stands in clear; it is told by its first bytes.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path
from typing import BinaryIO

from taizhang.core.personal import streams
from taizhang.core.personal.sealing import KEY_BYTES, Unsealable
from taizhang.personal import keyring

MAGIC = b"\x00taizhang-file-1"  # no text, picture, document or archive begins so
SLOTS = (len(MAGIC), 512)
SLOT = 256
HEAD = 1024


def bound(sha256: str) -> str:
    """What the key of a file is bound to."""
    return f"files:{sha256}"


def write(target: BinaryIO, clear: Iterable[bytes]) -> tuple[str, int]:
    """Write a content sealed; returns the SHA-256 of the clear bytes, and how many they are. KeyMissing in words."""
    keyring.ring()  # refuses before anything is written
    key, digest, size = secrets.token_bytes(KEY_BYTES), hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for piece in clear:
            digest.update(piece)
            size += len(piece)
            yield piece

    target.write(bytes(HEAD))
    target.writelines(streams.seal(key, counted()))
    target.seek(0)
    target.write(
        MAGIC + keyring.ring().seal(key.hex(), bound(digest.hexdigest())).encode().ljust(SLOT, b"\0")
    )
    return digest.hexdigest(), size


def is_sealed(path: Path) -> bool:
    with path.open("rb") as stored:
        return stored.read(len(MAGIC)) == MAGIC


def clear(path: Path, sha256: str) -> Iterator[bytes]:
    """The clear bytes of a stored file, piece by piece, held against their hash at the end.

    Raises FileNotFoundError, KeyMissing, and Unsealable for a file that is not as it was kept.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stored:
        with undisturbed(stored):
            head = stored.read(HEAD)
        if head.startswith(MAGIC):
            pieces = streams.unseal(key_of(head, sha256), stored.read)
        else:
            stored.seek(0)
            pieces = iter(lambda: stored.read(streams.CHUNK), b"")
        for piece in pieces:
            digest.update(piece)
            yield piece
    if digest.hexdigest() != sha256:
        raise Unsealable


@contextmanager
def undisturbed(file: BinaryIO, how: int = LOCK_SH) -> Iterator[None]:
    """Within it nobody writes the head of this open file anew."""
    flock(file, how)
    try:
        yield
    finally:
        flock(file, LOCK_UN)


def key_of(head: bytes, sha256: str) -> bytes:
    """The file's key. Unsealable where no slot opens under that name."""
    for slot in SLOTS:
        found = opened_slot(head, slot, sha256)
        if found is not None:
            return found
    raise Unsealable


def opened_slot(head: bytes, slot: int, sha256: str) -> bytes | None:
    """The file's key from one slot; None for an empty or half-written one, or one of a key that the ring does not have."""
    ring = keyring.ring()
    try:
        return bytes.fromhex(ring.open(text_of(head, slot), bound(sha256)))
    except (Unsealable, ValueError):
        return None


def text_of(head: bytes, slot: int) -> str:
    return head[slot : slot + SLOT].rstrip(b"\0").decode("ascii", "replace")


def rewrap(path: Path, sha256: str) -> bool:
    """Seal the file's key with the newest key of the ring, and wipe the older slot. False when that was so already.

    Unsealable where no slot opens. Interrupted, it is done again: one of the two slots is whole at every moment.
    """
    ring = keyring.ring()
    with path.open("r+b", buffering=0) as stored, undisturbed(stored, LOCK_EX):
        head = stored.read(HEAD)
        first, second = SLOTS
        for mine, other in ((first, second), (second, first)):
            if text_of(head, mine).startswith(f"{ring.current}.") and opened_slot(head, mine, sha256):
                return put(stored, other, b"") if text_of(head, other) else False
        key = key_of(head, sha256)
        old, new = (first, second) if opened_slot(head, first, sha256) else (second, first)
        put(stored, new, ring.seal(key.hex(), bound(sha256)).encode())
        return put(stored, old, b"")


def put(stored: BinaryIO, slot: int, text: bytes) -> bool:
    """Write one slot, and have it on the disk before anything else is done."""
    os.pwrite(stored.fileno(), text.ljust(SLOT, b"\0"), slot)
    os.fsync(stored.fileno())
    return True
