"""Who works on a batch: one job at a time, and a job that died gives it back 任务.

A job claims the batch by compare-and-set, so that two clicks or two workers do the work once; at its
end it gives the claim back in the same transaction as its writing, so that a job that was thought
dead and taken over can write nothing.
"""

import gc
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.intake import progress, queue
from taizhang.intake.models import Batch

State = Batch.State
STALE = timedelta(seconds=90)  # a job that says nothing for so long is dead


class Lost(Exception):
    """The claim is gone: another job has taken the batch over. Nothing may be written."""


@contextmanager
def few_collections() -> Iterator[None]:
    """While many rows pass through: look for garbage seldom (measured: a sixth less time, the same memory)."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def begin(batch: Batch, states: tuple[str, ...], state: str, **values: object) -> bool:
    """Move a batch into a working state, unless somebody was quicker. `batch` is fresh afterwards."""
    moved = Batch.objects.filter(pk=batch.pk, state__in=states).update(
        state=state, claim="", beat_at=timezone.now(), **values
    )
    batch.refresh_from_db()
    return bool(moved)


def claim(batch_id: int, state: str) -> Batch | None:
    """Take a batch in that working state for this job; None when another job has it or it is done."""
    mine = uuid.uuid4().hex
    now = timezone.now()
    if not Batch.objects.filter(pk=batch_id, state=state, claim="").update(claim=mine, beat_at=now):
        return None
    progress.Beat(batch_id).say("开始")
    return Batch.objects.select_related("bureau__region__parent", "region", "by", "acting", "file").get(
        pk=batch_id
    )


def finish(batch: Batch, state: str, **values: object) -> None:
    """Give the claim back with the outcome. Raises Lost when it is no longer ours."""
    mine = Batch.objects.filter(pk=batch.pk, claim=batch.claim).exclude(claim="")
    if not mine.update(state=state, claim="", **values):
        raise Lost
    batch.refresh_from_db()


def resting(batch: Batch) -> str:
    """The state to which a batch returns when nobody works on it."""
    return State.ACCEPTED if batch.accepted_at else State.CHECKED


def recover() -> int:
    """Find the batches of dead jobs: begin again what had written nothing, give back the rest; called every minute.

    What a dead job wrote was rolled back with its transaction. A batch whose job still waits in the queue is left
    there: it begins when a worker runs. Returns how many were found.
    """
    working = (State.RECEIVED, State.READING, State.APPLYING, State.UNDOING)
    found = 0
    for batch in Batch.objects.filter(state__in=working):
        said = progress.read(batch.pk).beat_at
        last = max(filter(None, (said, batch.beat_at, batch.received_at)))
        if timezone.now() - last >= STALE and not queued(batch):
            found += mend(batch)
    return found


def queued(batch: Batch) -> bool:
    """Whether the job that a batch waits for stands in the queue."""
    task, thing_id = job_of(batch)
    return queue.waits(task, thing_id)


def job_of(batch: Batch) -> tuple[Any, int]:
    """The task that a batch in a working state is for, and the id that it takes."""
    from taizhang.intake import tasks

    if sheet_id := batch.outcome.get("retyping"):
        return tasks.retype_sheet, int(sheet_id)
    by_state = {State.APPLYING: tasks.apply_batch, State.UNDOING: tasks.undo_batch}
    return by_state.get(State(batch.state), tasks.read_batch), batch.pk


def mend(batch: Batch) -> bool:
    """Begin a dead job again, or give its batch back to the person; False when somebody was quicker."""
    task, thing_id = job_of(batch)
    reading = batch.state in (State.RECEIVED, State.READING)
    begun = bool(batch.claim) and not reading
    state, sentence = batch.state, ""
    if begun:
        state, sentence = resting(batch), "上一次处理中途停了，什么也没有写入。请再点一次。"
    elif reading and batch.accepted_at and not batch.outcome.get("retyping"):
        state, begun = State.ACCEPTED, True
    elif reading and not batch.outcome.get("retyping"):
        state = State.RECEIVED
    moved = Batch.objects.filter(pk=batch.pk, state=batch.state, claim=batch.claim).update(
        state=state, claim="", beat_at=timezone.now(), sentence=sentence
    )
    if not moved:
        return False
    progress.Beat(batch.pk).end()
    if not begun:
        task.enqueue(thing_id)
    return True


def check_free(batch: Batch, *, accepted: bool = True) -> None:
    """Raises Refused unless the batch is waiting for a person's decisions."""
    batch.refresh_from_db(fields=["state", "claim", "accepted_at"])
    if batch.state == State.CHECKED or (accepted and batch.state == State.ACCEPTED):
        return
    raise Refused(
        f"批次 {batch.number} 现在是“{State(batch.state).label}”，不能这样改。请刷新页面看看它到了哪一步。"
    )
