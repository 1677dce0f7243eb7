"""Failed sign-ins 登录失败: counted by source, told to the person, let go by the helpdesk with a reason."""

from datetime import datetime, timedelta

from axes.utils import reset as forget_attempts
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import FailedSignIn, User
from taizhang.accounts.sealing import keyed_digest
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write

WINDOWS = ((timedelta(hours=1), 1), (timedelta(days=1), 3))  # in a day, three times what an hour allows
KEPT = timedelta(days=180)


def note_failure(typed: str, address: str, user: User | None) -> None:
    """Keep a failed attempt, in the caller's transaction."""
    digest = keyed_digest("failed sign-in", typed.strip().lower()[:150])
    FailedSignIn.objects.create(at=timezone.now(), address=address, name_digest=digest, user=user)


def is_spread(address: str) -> bool:
    """Whether too many different names were tried from one address: somebody goes through a list."""
    most: int = settings.AXES_MOST_NAMES
    if not most or not address:
        return False
    now = timezone.now()
    tried = FailedSignIn.objects.filter(address=address, counted=True)
    return any(
        tried.filter(at__gte=now - window).values("name_digest").distinct().count() >= most * times
        for window, times in WINDOWS
    )


def failures_since(user: User, since: datetime | None) -> list[FailedSignIn]:
    """The failed attempts with a person's name since then, newest first; at most a hundred."""
    found = FailedSignIn.objects.filter(user=user)
    if since is not None:
        found = found.filter(at__gt=since)
    return list(found.order_by("-at")[:100])


@transaction.atomic
def unlock(*, user: User, author: Author) -> None:
    """Let a person sign in again before the time is over 解锁. Refused without a reason: it is asked for on the telephone."""
    if not author.ground.strip():
        raise Refused("请写明解锁的理由，例如“本人来电核实过身份”。")
    if author.user is not None and author.user.bureau_id != user.bureau_id:
        raise Refused("这个帐号不属于本局。")
    forget_attempts(username=user.username)
    day = timezone.now() - timedelta(days=1)
    places = FailedSignIn.objects.filter(user=user, at__gte=day).values_list("address", flat=True).distinct()
    FailedSignIn.objects.filter(address__in=list(places), at__gte=day).update(counted=False)
    write(author, Note(Event.UNLOCKED, "users", user.pk, f"{user.name}（{user.username}）"))


def forget_old(now: datetime) -> None:
    FailedSignIn.objects.filter(at__lt=now - KEPT).delete()
