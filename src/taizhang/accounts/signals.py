"""Signing in and out stands in the journal 登录、退出、登录失败."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from taizhang.accounts.addresses import address_of
from taizhang.accounts.failing import note_failure
from taizhang.accounts.models import Sitting, User
from taizhang.accounts.providers.identity import Identity, label_of, tied_user
from taizhang.accounts.sittings import begin, close, sitting_of
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write


@receiver(user_logged_in)
def signed_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    with transaction.atomic():
        if request is not None:
            begin(request, user)
        record(Event.SIGNED_IN, user, request, way_in(getattr(request, "vouched", None)))


@receiver(user_logged_out)
def signed_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    """The sitting ends; when the house ended it by itself, it says why."""
    if user is None:
        return
    why = getattr(request, "signed_out_for", Sitting.End.OUT)
    with transaction.atomic():
        if request is not None:
            close(Sitting.objects.filter(pk=sitting_of(request)), why)
        record(Event.SIGNED_OUT, user, request, "" if why == Sitting.End.OUT else Sitting.End(why).label)


@receiver(user_login_failed)
def sign_in_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A failed attempt; a name that nobody has is not kept, for it may be a password typed in the wrong box."""
    typed = str(credentials.get("username") or "")
    asked: str = getattr(request, "asked_provider", "")
    user = tied_user(asked, typed) if asked else User.objects.filter(username=typed).first()
    ground = f"{label_of(asked)}：帐号或密码不对" if asked else ""
    author = Author(None, ground, address=address_of(request), bureau=user.bureau if user else None)
    with transaction.atomic():
        note_failure(typed, author.address, user)
        write(author, Note(Event.SIGN_IN_FAILED, title=user.username if user else "没有这个帐号"))


def way_in(vouched: Identity | None) -> str:
    """By which provider a person came, for the journal; empty for our own password."""
    return f"由“{label_of(vouched.provider)}”认证" if vouched else ""


def record(event: Event, user: User, request: HttpRequest | None, ground: str = "") -> None:
    with transaction.atomic():
        write(Author(user, ground, address=address_of(request)), Note(event, title=str(user)))
