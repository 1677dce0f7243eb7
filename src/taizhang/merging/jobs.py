"""The work of a merge and of its undoing: one at a time, whole or not at all, found again when it died 任务."""

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from taizhang.core.decisions import Refused
from taizhang.intake import progress, queue
from taizhang.intake.jobs import few_collections
from taizhang.merging.models import Merge

State = Merge.State
STALE = timedelta(seconds=90)  # a job that says nothing for so long is dead
FROM = {State.WAITING: State.WORKING, State.LEAVING: State.UNDOING}
BACK = {State.WORKING: State.FAILED, State.UNDOING: State.DONE}
DIED = "上一次中途停了，什么也没有写入。请再试一次。"
BROKE = "中途出了意外，什么也没有改。请再试一次；仍不行请告知系统管理员。"
Say = Callable[[str, int, int], None]
logger = logging.getLogger(__name__)


@task()
def work_on_merge(merge_id: int) -> None:
    """Merge, or undo; may run twice without harm."""
    work(merge_id)


def job_name(merge_id: int) -> str:
    """Under which word the job says how far it is."""
    return f"merge-{merge_id}"


def work(merge_id: int, *, inside: bool = False) -> None:
    """Do what the merge waits for. `inside`: in the caller's transaction, a refusal is the caller's too."""
    merge = claim(merge_id)
    if merge is None:
        return
    if inside:
        do(merge, lambda phase, done, total: None)
        return
    beat = progress.Beat(job_name(merge_id))
    beat.say("开始")
    try:
        with few_collections(), transaction.atomic():
            do(merge, beat.say)
            beat.say("提交")
    except Refused as refused:
        give_back(merge, refused.sentence)
    except Exception:  # told on the page, then raised for the queue and the log
        logger.exception("a merge failed", extra={"merge": merge_id})
        give_back(merge, BROKE)
        raise
    finally:
        beat.end()


def claim(merge_id: int) -> Merge | None:
    """Take a merge that waits; None when another job has it or there is nothing to do."""
    for waiting, working in FROM.items():
        mine = Merge.objects.filter(pk=merge_id, state=waiting)
        if mine.update(state=working, claim=uuid.uuid4().hex, beat_at=timezone.now()):
            return Merge.objects.select_related("bureau__region", "kept", "by", "undone_by").get(pk=merge_id)
    return None


def do(merge: Merge, say: Say) -> None:
    """The writing itself, the merge's own state included."""
    from taizhang.merging import carrying, undoing

    held = Merge.objects.select_for_update().filter(pk=merge.pk, claim=merge.claim).exclude(claim="")
    if not held.exists():
        return
    if merge.state == State.WORKING:
        carrying.carry_out(merge, say)
    else:
        undoing.take_back(merge, say)
    merge.claim = ""
    merge.save()


def give_back(merge: Merge, sentence: str) -> None:
    """Nothing was written: say why, and let the person try again."""
    Merge.objects.filter(pk=merge.pk, claim=merge.claim).exclude(claim="").update(
        state=BACK[State(merge.state)], claim="", sentence=sentence[:500]
    )


def recover() -> int:
    """Begin merges that were never queued; give back those of dead jobs, whose writing was rolled back. Called every minute."""
    given = 0
    for merge in Merge.objects.filter(state__in=FROM, at__lt=timezone.now() - STALE):
        if not queue.waits(work_on_merge, merge.pk):  # asked for, and the server died before it was queued
            work_on_merge.enqueue(merge.pk)
            given += 1
    for merge in Merge.objects.filter(state__in=BACK):
        said = progress.read(job_name(merge.pk)).beat_at
        last = max(filter(None, (said, merge.beat_at, merge.at)))
        if timezone.now() - last >= STALE:
            give_back(merge, DIED)
            progress.Beat(job_name(merge.pk)).end()
            given += 1
    return given
