"""Backups and drills as jobs 备份任务: begun by the beat at their hour, or by an administrator; one at a time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.intake import progress
from taizhang.journal.writing import Author
from taizhang.operations import keeping, nightly
from taizhang.operations.backup import backup, folder

JOB = "backup"  # under which the jobs say how far they are
WAITING = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
AGAIN_AFTER = timedelta(hours=1)
STEPS = 6  # sentences that a drill says, about


@task()
def every_night() -> None:
    """What the settings ask for at their hour; may run twice without harm."""
    in_words(nightly.nightly)


@task()
def make_backup(user: int, address: str) -> None:
    """Make a backup now, for an administrator."""
    folder().mkdir(parents=True, exist_ok=True)
    in_words(lambda say: backup(folder(), say, author(user, address)).path)


@task()
def prove_restore(user: int, address: str) -> None:
    """Drill the newest backup now, for an administrator."""
    path = keeping.newest()
    if path is not None:
        in_words(lambda say: nightly.prove_and_tell(path, say, author(user, address)))


def author(user: int, address: str) -> Author:
    return Author(User.objects.get(pk=user), "管理页", address=address)


def in_words(work: Callable[[Callable[[str], None]], object], job: str = JOB) -> None:
    """Do it, telling the page how far it is. What is refused is journalled or said by the status, and no fault."""
    beat = progress.Beat(job)
    done = 0

    def say(sentence: str) -> None:
        nonlocal done
        done += 1
        beat.say(sentence.strip(), min(done, STEPS), STEPS)

    say("开始 …")
    try:
        work(say)
    except Refused as no:
        trouble_file(job).write_text(no.sentence)
    else:
        trouble_file(job).unlink(missing_ok=True)
    finally:
        beat.end()


def trouble_file(job: str = JOB) -> Path:
    """What the last job was refused for, for the page."""
    return progress.path_of(job).with_suffix(".refused")


def trouble(job: str = JOB) -> str:
    try:
        return trouble_file(job).read_text()
    except OSError:
        return ""


def under_way() -> progress.Progress | None:
    """How far the job is that waits or runs; None when there is none."""
    paths = [t.module_path for t in (every_night, make_backup, prove_restore)]
    if not DBTaskResult.objects.filter(task_path__in=paths, status__in=WAITING).exists():
        return None
    return progress.read(JOB)


@transaction.atomic
def ask(kind: str, *, user: User, address: str) -> None:
    """Queue a backup or a drill. Refused while one waits or runs, and for a drill without a backup."""
    if under_way() is not None:
        raise Refused("备份或恢复演练正在进行，请等它完成。")
    if kind == "prove" and keeping.newest() is None:
        raise Refused("还没有备份可以演练。请先做一次备份。")
    job = prove_restore if kind == "prove" else make_backup
    job.enqueue(user.pk, address)  # a row of this transaction: no worker sees it before the commit


def begin_when_due(now: datetime) -> bool:
    """At its hour, once: queue the night's work, and again an hour after it failed. Returns whether it did."""
    if not nightly.due(now) or under_way() is not None:
        return False
    tried = DBTaskResult.objects.filter(task_path=every_night.module_path, enqueued_at__gt=now - AGAIN_AFTER)
    if tried.exists():
        return False
    every_night.enqueue()
    return True
