"""Sealing what is too long for one piece 流式加密: chunk by chunk, so that 300 MB never stand in memory.

Each content has a key of its own. A chunk is AES-256-GCM under that key; its nonce is its number and whether it is the
last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár 2015): a chunk left out, put elsewhere or cut
off at the end does not open. `whiten` is for what grows at its end and must keep its length: CTR, no seal.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from taizhang.core.personal.sealing import Unsealable

CHUNK = 256 * 1024
TAG = 16
BLOCK = 16
Read = Callable[[int], bytes]


def seal(key: bytes, clear: Iterable[bytes]) -> Iterator[bytes]:
    """The sealed chunks of a content that comes in pieces of any size. An empty content is one empty chunk."""
    cipher = AESGCM(key)
    for number, (chunk, last) in enumerate(even(clear)):
        yield cipher.encrypt(nonce(number, last), chunk, None)


def unseal(key: bytes, read: Read) -> Iterator[bytes]:
    """The clear chunks again. Unsealable at the first that is not as, or where, it was sealed."""
    cipher, number, sealed = AESGCM(key), 0, read(CHUNK + TAG)
    while True:
        after = read(CHUNK + TAG)
        try:
            yield cipher.decrypt(nonce(number, not after), sealed, None)
        except (InvalidTag, ValueError) as error:
            raise Unsealable from error
        if not after:
            return
        number, sealed = number + 1, after


def nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def even(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in chunks of CHUNK, each with whether it is the last; the last alone may be shorter."""
    held = b""
    for piece in pieces:
        rest = memoryview(piece)
        while len(held) + len(rest) > CHUNK:
            room = CHUNK - len(held)
            yield b"".join((held, rest[:room])), False
            held, rest = b"", rest[room:]
        held = b"".join((held, rest))
    yield held, True


def whiten(key: bytes, at: int) -> CipherContext:
    """What turns the bytes from place `at` on into others of the same length, and back: AES-256-CTR under a key used once."""
    context = Cipher(algorithms.AES(key), modes.CTR((at // BLOCK).to_bytes(BLOCK))).encryptor()
    context.update(bytes(at % BLOCK))
    return context


class Pieces(io.RawIOBase):
    """Pieces of bytes as a file that is read from front to back."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.held = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.held:
            try:
                self.held = memoryview(next(self.pieces))
            except StopIteration:
                return 0
        size = min(len(buffer), len(self.held))
        buffer[:size], self.held = self.held[:size], self.held[size:]
        return size


class Whitened(io.RawIOBase):
    """A file of whitened bytes, read in clear from any place."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self.file, self.key = file, key

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.file.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        at = self.file.tell()
        clear = whiten(self.key, at).update(self.file.read(len(buffer)))
        buffer[: len(clear)] = clear
        return len(clear)

    def close(self) -> None:
        self.file.close()
        super().close()


def as_file(pieces: Iterator[bytes]) -> io.BufferedReader:
    return io.BufferedReader(Pieces(pieces), CHUNK)
