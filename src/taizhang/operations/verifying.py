"""The ledger verified by itself, and its journal archived 每晚校验与归档: jobs, begun at their hour or by the audit administrator."""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.decisions.proving import verify_workings
from taizhang.intake import progress
from taizhang.journal import keeping
from taizhang.journal.archiving import last_place, stretch
from taizhang.journal.chain import seal
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author
from taizhang.operations import nights
from taizhang.operations.backup import Say
from taizhang.registers.archiving import archive
from taizhang.registers.proving import prove
from taizhang.reports.freezing import verify_all

logger = logging.getLogger(__name__)
JOB = "verify"  # under which the jobs say how far they are
HOUR = 2  # where no backup is made by itself
NIGHT = "每晚校验"
LATE = timedelta(hours=12)  # a night's proof a few hours early is still that night's


@dataclass(frozen=True)
class Told:
    """One verification as the journal tells it: when, at whose asking, of everything or of what was new, and how it went."""

    at: datetime
    ground: str
    what: dict[str, Any]

    @property
    def holds(self) -> bool:
        return bool(self.what.get("holds"))

    @property
    def full(self) -> bool:
        return not self.what.get("since")


def newest(count: int) -> list[Told]:
    """The last verifications, the newest first."""
    found = Entry.objects.filter(bureau=None, event=Event.LEDGER_PROVED).order_by("-id")[:count]
    return [Told(e.at, e.ground, json.loads(e.after or "{}")) for e in found]


def last_full() -> Told | None:
    """The last verification of everything, however it went."""
    return next((told for told in newest(400) if told.full), None)


# The work.


@task()
def every_night() -> None:
    """What the settings ask for; may run twice without harm."""
    nights.in_words(night, JOB)


@task()
def verify_now(user: int, whole: bool) -> None:
    """Verify for somebody who asked on the page."""
    ground = f"{User.objects.get(pk=user)}在管理页要求"
    nights.in_words(lambda say: verify(say, ground, whole=whole), JOB)


@task()
def archive_now(user: int, address: str) -> None:
    """Archive what may go, for somebody who asked on the page."""
    author = Author(User.objects.get(pk=user), "管理页", address=address)
    nights.in_words(lambda say: archive_due(say, author), JOB)


def night(say: Say) -> None:
    """Everything when the last whole proof is old enough, else what is new; then what is older than the setting is archived."""
    now = timezone.now()
    last = last_full()
    days = timedelta(days=settings.VERIFY_DAYS)
    whole = settings.VERIFY_DAYS > 0 and (last is None or now - last.at >= days - LATE)
    verify(say, NIGHT, whole=whole)
    archive_due(say, Author(None, "按留存设置归档"))


def verify(say: Say, ground: str, *, whole: bool) -> None:
    """Prove the ledger. What does not hold is journalled, an error in the log, and red on the page; Refused says it."""
    say("重算日志链，核对全部记录" if whole else "校验上次之后的日志和记录")
    found = prove(since_last=not whole, ground=ground)
    beside = kept_beside() if whole else []
    if not found.holds or beside:
        logger.error("the ledger does not hold", extra={"sealed": found.sealed})
        raise Refused("校验不符：" + (beside[0] if found.holds else " ".join(found.sentences())[:500]))
    seal()


def kept_beside() -> list[str]:
    """What does not hold of what is kept beside the records: signed reports, and what decisions were worked out from."""
    return verify_all() + verify_workings()


def archive_due(say: Say, author: Author) -> int:
    """Archive what is older than the months that are kept. Returns how many entries went."""
    today = timezone.localdate()
    return sum(a.count for a in archive(keeping.due_before(today), author, today=today, say=say))


def due(today: date) -> bool:
    """Whether something is older than the months that are kept."""
    until = keeping.moment(keeping.due_before(today), today)
    return stretch(until, last_place(until)) is not None


# Beginning.


def under_way() -> progress.Progress | None:
    """How far the job is that waits or runs; None when there is none."""
    paths = [t.module_path for t in (every_night, verify_now, archive_now)]
    if not DBTaskResult.objects.filter(task_path__in=paths, status__in=nights.WAITING).exists():
        return None
    return progress.read(JOB)


@transaction.atomic
def ask(kind: str, *, user: User, address: str) -> None:
    """Queue what the page asks for: "new", "whole" or "archive". Refused while one waits or runs, and when nothing is old enough."""
    if under_way() is not None:
        raise Refused("校验或归档正在进行，请等它完成。")
    if kind == "archive":
        today = timezone.localdate()
        before = keeping.due_before(today)
        if not due(today):
            raise Refused(
                f"没有可归档的：日志留存 {keeping.months()} 个月，{before} 以前的都已归档或本来没有。"
            )
        transaction.on_commit(lambda: archive_now.enqueue(user.pk, address))
    else:
        transaction.on_commit(lambda: verify_now.enqueue(user.pk, kind == "whole"))


def begin_when_due(now: datetime) -> bool:
    """At the hour of the night, once: queue the verification. Returns whether it did."""
    hour = settings.BACKUP_HOUR if settings.BACKUP_HOUR < 24 else HOUR
    since = timezone.localtime(now).replace(hour=hour, minute=0, second=0, microsecond=0)
    since -= timedelta(days=1 if since > now else 0)
    if under_way() is not None or not Bureau.objects.filter(sample=False).exists():
        return False
    tried = DBTaskResult.objects.filter(task_path=every_night.module_path, enqueued_at__gte=since)
    if tried.exists():
        return False
    every_night.enqueue()
    return True
