"""Sittings 登录: a session from its beginning to its end, how many at once, and why it ended."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from taizhang.accounts.addresses import address_of
from taizhang.accounts.bureau_rules import InForce, rules_for
from taizhang.accounts.devices import device_words
from taizhang.accounts.models import Authenticator, Sitting, User
from taizhang.accounts.passwords import days_left
from taizhang.accounts.sealing import keyed_digest
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write

# What a session holds about itself.
BEGAN, SEEN, CODE_AT, SITTING = "began", "seen", "code_at", "sitting"
FACTOR, OLD_PASSWORD = "factor", "old_password"  # settled at sign-in, so that nobody is stopped in mid-work
NOTED_EVERY = 20  # seconds: a busy page does not write at every click
KEPT = timedelta(days=180)
VOUCHED = "vouched"  # the provider at which the person signed in, and what signs him out there
End = Sitting.End


@transaction.atomic
def begin(request: HttpRequest, user: User) -> Sitting:
    """A sitting begins: its place in the list, and an end to the oldest when there are too many."""
    now = timezone.now()
    if not request.session.session_key:
        request.session.create()
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # two sign-ins at once take turns
    rules = rules_for(user)
    make_room(user, rules, now)
    vouched = getattr(request, "vouched", None)  # by whom, when it was not our own password
    sitting = Sitting.objects.create(
        user=user, key=request.session.session_key or "", address=address_of(request), began_at=now, seen_at=now,
        device=device_words(request.META.get("HTTP_USER_AGENT", "")),
        provider=vouched.provider if vouched else "", ticket=ticket_digest(vouched.ticket if vouched else ""),
    )  # fmt: skip
    request.session.update(
        {
            BEGAN: now.timestamp(),
            SEEN: now.timestamp(),
            SITTING: sitting.pk,
            FACTOR: Authenticator.objects.filter(user=user, confirmed=True).exists(),
            OLD_PASSWORD: days_left(user) == 0,
        }
    )
    request.session.pop(VOUCHED, None)
    if vouched:
        request.session[VOUCHED] = {"provider": vouched.provider, "id_token": vouched.id_token}
    return sitting


def make_room(user: User, rules: InForce, now: datetime) -> None:
    """End what nobody uses any more, then the oldest, until one more fits."""
    unused = now - timedelta(minutes=rules.idle_minutes(user.role))
    close(open_sittings(user).filter(seen_at__lt=unused), End.IDLE, now)
    held = list(open_sittings(user).order_by("began_at", "pk"))
    for sitting in held[: max(0, len(held) + 1 - rules.sessions(user.role))]:
        close(Sitting.objects.filter(pk=sitting.pk), End.EXCEEDED, now)
        author = Author(user, End.EXCEEDED.label, address=sitting.address)
        write(author, Note(Event.SITTING_ENDED, title=f"{user}：{sitting.device}"))


def ticket_digest(ticket: str) -> str:
    """A ticket of CAS as it is kept: whoever knew it could end the sitting."""
    return keyed_digest("ticket", ticket) if ticket else ""


def open_sittings(user: User) -> QuerySet[Sitting]:
    return Sitting.objects.filter(user=user, ended_at=None)


def close(sittings: QuerySet[Sitting], end: Sitting.End, now: datetime | None = None) -> int:
    """End sittings: their sessions are gone at once. Returns how many."""
    found = list(sittings.filter(ended_at=None).values_list("pk", "key"))
    Session.objects.filter(session_key__in=[key for _, key in found]).delete()
    return Sitting.objects.filter(pk__in=[pk for pk, _ in found]).update(
        ended_at=now or timezone.now(), end=end
    )


def end_all(user: User, end: Sitting.End, *, but: str = "") -> int:
    """End every sitting of a user, but the one with this session key."""
    return close(open_sittings(user).exclude(key=but) if but else open_sittings(user), end)


@transaction.atomic
def end_elsewhere(*, user: User, key: str, author: Author, pk: int | None = None) -> int:
    """The person ends his sittings elsewhere, or one of them. Refused when there is none."""
    others = open_sittings(user).exclude(key=key)
    ended = close(others.filter(pk=pk) if pk else others, End.ELSEWHERE)
    if not ended:
        raise Refused("没有别处的登录，或它刚刚已经退出。")
    write(author, Note(Event.SITTING_ENDED, title=f"{user}：{ended} 处", after={"count": ended}))
    return ended


def sitting_of(request: HttpRequest) -> int:
    """The number of this session's sitting; 0 when it has none."""
    return int(request.session.get(SITTING) or 0)


def rekeyed(request: HttpRequest) -> None:
    """The session has a new key after the password was changed; the sitting goes on."""
    if not request.session.session_key:
        request.session.create()
    Sitting.objects.filter(pk=sitting_of(request)).update(key=request.session.session_key)


def over(request: HttpRequest, user: User) -> Sitting.End | None:
    """Whether this session must end now, and why."""
    now, rules = timezone.now().timestamp(), rules_for(user)
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None or now - began >= rules["session_hours"] * 3600:
        return End.HOURS
    return End.IDLE if now - seen >= rules.idle_minutes(user.role) * 60 else None


def seconds_left(request: HttpRequest, user: User) -> int:
    """How long the session still lasts when nothing is done in it."""
    now, rules = timezone.now().timestamp(), rules_for(user)
    began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    ends = min(began + rules["session_hours"] * 3600, seen + rules.idle_minutes(user.role) * 60)
    return max(0, int(ends - now))


def note_activity(request: HttpRequest) -> None:
    """The person did something; kept to twenty seconds."""
    now = timezone.now()
    if now.timestamp() - request.session.get(SEEN, 0) < NOTED_EVERY:
        return
    request.session[SEEN] = now.timestamp()
    Sitting.objects.filter(pk=sitting_of(request)).update(seen_at=now)


def ended_sitting(key: str) -> Sitting | None:
    """The sitting of a session key that was ended from elsewhere, lately enough to be told."""
    lately = timezone.now() - timedelta(days=1)
    found = Sitting.objects.filter(key=key, ended_at__gte=lately).exclude(end=End.OUT)
    return found.select_related("user").order_by("-ended_at").first()


def previous(user: User, sitting_pk: int) -> Sitting | None:
    """The sign-in before this one."""
    return Sitting.objects.filter(user=user).exclude(pk=sitting_pk).order_by("-began_at", "-pk").first()


def forget_old(now: datetime) -> None:
    """Sittings are in the journal; the list for the person goes back half a year."""
    Sitting.objects.filter(ended_at__lt=now - KEPT).delete()
    # Sessions that ended by themselves, while nobody looked.
    longest = timedelta(hours=24)
    Sitting.objects.filter(ended_at=None, began_at__lt=now - longest).update(ended_at=now, end=End.HOURS)
