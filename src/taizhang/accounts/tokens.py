"""Tokens of programs: making the text, and finding whom it speaks for 接口令牌."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from taizhang.accounts.models import ApiToken, User

PREFIX = "tz_"  # so that a token is recognised wherever it is found by accident
NOTED_EVERY = timedelta(minutes=1)


def fresh_token() -> str:
    """A token of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def token_digest(text: str) -> str:
    """What is kept of a token. It is random, so that one round of SHA-256 is enough."""
    return hashlib.sha256(text.encode()).hexdigest()


def user_of_token(text: str) -> User | None:
    """The user for whom a token speaks; None when it is unknown or ended, or the user is switched off.

    When it was last used is kept to the minute, without an entry in the journal.
    """
    if not text.startswith(PREFIX):
        return None
    found = ApiToken.objects.filter(digest=token_digest(text), ended_at=None, user__is_active=True)
    token = found.select_related("user__bureau", "user__region").first()
    if token is None:
        return None
    now = timezone.now()
    if token.used_at is None or now - token.used_at > NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token.user
