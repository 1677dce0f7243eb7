"""Sealing values 加密: a ring of keys, each with its id, so that keys may change while old values stay readable.

The cipher stands behind `Cipher`, so that another (SM4-GCM) can take its place: its name is written
into every key of the ring. A value is bound to its place: taken elsewhere it does not open.
"""

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE = 12
MARK_BYTES = 16


class Unsealable(Exception):
    """A sealed text that does not open: another key, another place, or changed bytes."""


class Cipher(Protocol):
    """Authenticated encryption with associated data."""

    def seal(self, clear: bytes, bound: bytes) -> bytes: ...

    def open(self, sealed: bytes, bound: bytes) -> bytes: ...


class AesGcm:
    """AES-256-GCM with a random nonce before the bytes (NIST SP 800-38D)."""

    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(key)

    def seal(self, clear: bytes, bound: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self.cipher.encrypt(nonce, clear, bound)

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        try:
            return self.cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound)
        except (InvalidTag, ValueError) as error:
            raise Unsealable from error


CIPHERS = {"aes-256-gcm": AesGcm}


@dataclass(frozen=True)
class Ring:
    """The keys of an installation: `keys` id -> cipher, newest last; `index` for marks never changes."""

    index: bytes
    keys: Mapping[str, Cipher] = field(repr=False)

    @property
    def current(self) -> str:
        return list(self.keys)[-1]

    def seal(self, text: str, bound: str) -> str:
        """A text as "key id.base64", sealed with the newest key and bound to its place."""
        sealed = self.keys[self.current].seal(text.encode(), bound.encode())
        return f"{self.current}.{base64.b64encode(sealed).decode()}"

    def open(self, sealed: str, bound: str) -> str:
        """The text again. Unsealable where no key of the ring opens it there."""
        name, _, body = sealed.partition(".")
        cipher = self.keys.get(name)
        if cipher is None:
            raise Unsealable
        try:
            return cipher.open(base64.b64decode(body, validate=True), bound.encode()).decode()
        except ValueError as error:  # no base64, no UTF-8
            raise Unsealable from error

    def mark(self, text: str, bound: str) -> str:
        """The keyed fingerprint by which equal values of one place are found equal: 26 characters.

        HMAC-SHA-256 cut to 128 bits; without the index key nobody can try out all phone numbers.
        """
        made = hmac.digest(self.index, f"{len(bound)}:{bound}:{text}".encode(), "sha256")
        return base64.b32encode(made[:MARK_BYTES]).decode().rstrip("=").lower()

    def derived(self, use: str) -> bytes:
        """A key for one use, the same for as long as the key file lives: HKDF-SHA-256 (RFC 5869) of the index key."""
        return HKDF(SHA256(), KEY_BYTES, None, f"taizhang {use}".encode()).derive(self.index)
