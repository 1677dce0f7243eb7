"""Many firms judged as a job 批量判定: in steps that stand or fall each by itself, all of one run, one job of a bureau at a time.

A step's decisions and how far the job is come in one transaction, so that a job that was killed goes on where it stopped
and nobody is decided twice. What was asked for is in the page's hands; each step is journalled by `actions.decide`.
"""

import logging
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.decisions import actions
from taizhang.decisions.models import Judging
from taizhang.decisions.packs import pack_of
from taizhang.intake import queue
from taizhang.journal.writing import Author
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State as Standing

State = Judging.State
AT_ONCE = 40  # firms judged within the request: under a second
STEP = 50  # firms of one transaction of the job: about a second
STALE = timedelta(seconds=90)  # a job that says nothing for so long is dead
BROKE = "中途出了意外。已判定的仍然有效，可以撤销；其余的请再判定一次，仍不行请告知系统管理员。"
Wanted = Mapping[str, Sequence[int]]  # policy -> organizations
logger = logging.getLogger(__name__)


# Asking.


def under_way(bureau: Bureau) -> Judging | None:
    """The job of the bureau that waits or runs."""
    waiting = Judging.objects.filter(bureau=bureau, state__in=(State.WAITING, State.WORKING))
    return waiting.select_related("by").order_by("-pk").first()


def must_be_free(bureau: Bureau) -> None:
    """Refused while a job of the bureau waits or runs; within the caller's transaction nobody else begins one."""
    actions.wait_for_turn(bureau)
    if (busy := under_way(bureau)) is not None:
        raise Refused(
            f"{busy.by} 要求的判定还在进行（{busy.done}/{busy.total} 家），请等它完成再判定或撤销。"
        )


@transaction.atomic
def judge_now(bureau: Bureau, wanted: Wanted, *, on: date, ground: str, author: Author) -> int:
    """Judge a few here and now, all or none. Returns how many; Refused as `actions.decide` is, and while a job runs."""
    must_be_free(bureau)
    run = uuid.uuid4().hex[:12]
    return sum(_decide(bureau, name, ids, on, ground, author, run) for name, ids in wanted.items())


@transaction.atomic
def ask(bureau: Bureau, wanted: Wanted, *, on: date, ground: str, author: Author) -> Judging:
    """Queue the judging of many 批量判定. Refused for no policy, and while another job of the bureau waits or runs."""
    assert author.user is not None
    must_be_free(bureau)
    for name in wanted:
        pack_of(name)
    made = Judging.objects.create(
        bureau=bureau, run=uuid.uuid4().hex[:12], ground=ground, decided_on=on, by=author.user, address=author.address,
        wanted=[[name, list(ids)] for name, ids in wanted.items()], total=sum(map(len, wanted.values())),
        beat_at=timezone.now(),
    )  # fmt: skip
    transaction.on_commit(partial(judge_many.enqueue, made.pk))
    return made


@transaction.atomic
def undo(bureau: Bureau, run: str, *, author: Author) -> int:
    """Take back what one run decided, once it is over. Returns how many; Refused as `actions.undo_decisions` is."""
    must_be_free(bureau)
    return actions.undo_decisions(bureau, run, author=author)


# The work.


@task()
def judge_many(pk: int) -> None:
    """Judge step by step; may run twice without harm."""
    work(pk)


def work(pk: int) -> None:
    """Take the job if it waits, and judge until nobody is left. A refusal is told on its page; what stands by then stays."""
    claim = uuid.uuid4().hex
    mine = Judging.objects.filter(pk=pk, state=State.WAITING)
    if not mine.update(state=State.WORKING, claim=claim, beat_at=timezone.now()):
        return
    try:
        while step(pk, claim):
            pass
    except Refused as refused:
        _stop(pk, claim, refused.sentence)
    except Exception:  # told on the page, then raised for the queue and the log
        logger.exception("judging failed", extra={"job": pk})
        _stop(pk, claim, BROKE)
        raise


@transaction.atomic
def step(pk: int, claim: str) -> bool:
    """The next firms. Returns whether there may be more; False also for who lost the job to another."""
    held = Judging.objects.select_for_update(of=("self",)).select_related("bureau", "by")
    job = held.filter(pk=pk, claim=claim, state=State.WORKING).first()
    if job is None:
        return False
    name, ids = following(job.wanted, job.done)
    if not ids:
        job.state, job.claim = State.DONE, ""
    else:
        author = Author(job.by, address=job.address)
        _decide(job.bureau, name, ids, job.decided_on, job.ground, author, job.run)
        job.done += len(ids)
    job.beat_at = timezone.now()
    job.save()
    return bool(ids)


def following(wanted: Sequence[tuple[str, Sequence[int]]], done: int) -> tuple[str, Sequence[int]]:
    """The policy and the firms that come next when so many are through; nobody when all are."""
    for name, ids in wanted:
        if done < len(ids):
            return name, ids[done : done + STEP]
        done -= len(ids)
    return "", ()


def _decide(
    bureau: Bureau, policy: str, ids: Sequence[int], on: date, ground: str, author: Author, run: str
) -> int:
    """By one policy; who was ended or merged since he was chosen is left out."""
    pack = pack_of(policy)
    rows = Organization._default_manager.filter(bureau=bureau, pk__in=list(ids)).exclude(state=Standing.ENDED)
    firms = list(rows.select_related("bureau__region", "region"))
    told = Author(author.user, f"{ground}：{pack.title}", None, author.address)
    return len(actions.decide(bureau, firms, pack, on=on, author=told, run=run))


def _stop(pk: int, claim: str, sentence: str) -> None:
    Judging.objects.filter(pk=pk, claim=claim).update(state=State.FAILED, claim="", sentence=sentence[:500])


def recover() -> int:
    """Begin again jobs that were never queued or whose worker died, where they stopped. Called every minute."""
    given, silent = 0, timezone.now() - STALE
    for job in Judging.objects.filter(state__in=(State.WAITING, State.WORKING), beat_at__lt=silent):
        if job.state == State.WAITING and queue.waits(judge_many, job.pk):
            continue  # no worker runs: it begins when one does
        mine = Judging.objects.filter(pk=job.pk, state=job.state, claim=job.claim)
        if mine.update(state=State.WAITING, claim="", beat_at=timezone.now()):
            judge_many.enqueue(job.pk)
            given += 1
    return given
