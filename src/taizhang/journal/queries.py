"""Reading the journal: entries under a question, newest first, and the state of the chain."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from taizhang.journal.chain import LATE
from taizhang.journal.events import Event
from taizhang.journal.models import DaySeal, Entry, Link

SLACK = timedelta(minutes=10)  # how far the order of ids may be from the order of times


@dataclass(frozen=True)
class Asked:
    """What the journal is asked for; empty values ask for nothing."""

    person: str = ""
    event: str = ""
    register: str = ""
    record_id: int | None = None
    batch_id: int | None = None
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self != Asked()


def entries(bureau_id: int, asked: Asked) -> QuerySet[Entry]:
    """A bureau's entries under a question, newest first. A day becomes a stretch of ids, so that none is counted."""
    found = Entry.objects.filter(bureau_id=bureau_id).order_by("-id")
    if asked.person:
        found = found.filter(Q(by__username__iexact=asked.person) | Q(by_name__contains=asked.person))
    if asked.event:
        found = found.filter(event=asked.event)
    if asked.register:
        found = found.filter(register=asked.register)
    if asked.record_id is not None:
        found = found.filter(record_id=asked.record_id)
    if asked.batch_id is not None:
        found = found.filter(batch_id=asked.batch_id)
    if asked.first:
        start = midnight(asked.first)
        found = found.filter(at__gte=start, id__gte=first_id_from(start - SLACK))
    if asked.last:
        end = midnight(asked.last + timedelta(days=1))
        found = found.filter(at__lt=end, id__lt=first_id_from(end + SLACK))
    return found


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def first_id_from(moment: datetime) -> int:
    """The id from which entries are of this moment or later, by halving: times have no index of their own."""
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    low, high = 1, (newest or 0) + 1
    while low < high:
        middle = (low + high) // 2
        row = Entry.objects.filter(id__gte=middle).order_by("id").values_list("id", "at").first()
        if row is not None and row[1] < moment:
            low = row[0] + 1
        else:
            high = middle
    return low


@dataclass(frozen=True)
class ChainState:
    """How far the chain reaches, and what the last proof said."""

    seq: int
    head: str
    sealed_to: datetime | None
    waiting: int
    day: DaySeal | None
    proof: Entry | None


def chain_state() -> ChainState:
    """The state of the chain; what waits is counted near its end only."""
    last = Link.objects.select_related("entry").order_by("-seq").first()
    waiting = Entry.objects.filter(link=None, id__gt=last.entry_id - LATE if last else 0).count()
    return ChainState(
        seq=last.seq if last else 0,
        head=last.hash if last else "",
        sealed_to=last.entry.at if last else None,
        waiting=waiting,
        day=DaySeal.objects.order_by("-day").first(),
        proof=Entry.objects.filter(bureau=None, event=Event.LEDGER_PROVED).order_by("-id").first(),
    )
