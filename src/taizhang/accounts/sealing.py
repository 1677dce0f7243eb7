"""Secrets of ours at rest: enciphered under keys that come from the signing key, which lies outside the database."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def derived(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"taizhang {purpose}".encode())
    return kdf.derive(settings.SECRET_KEY.encode())


def sealed(secret: bytes) -> str:
    """A secret enciphered and authenticated, as text."""
    return Fernet(base64.urlsafe_b64encode(derived("authenticator"))).encrypt(secret).decode()


def opened(text: str) -> bytes:
    """The secret again. Raises ValueError when the key is another one or the text was changed."""
    try:
        return Fernet(base64.urlsafe_b64encode(derived("authenticator"))).decrypt(text.encode())
    except InvalidToken as error:
        raise ValueError("sealed under another key") from error


def keyed_digest(purpose: str, text: str) -> str:
    """A digest that nobody without the key can try words against."""
    return hmac.new(derived(purpose), text.encode(), hashlib.sha256).hexdigest()
