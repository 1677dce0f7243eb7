"""Undoing a batch: what it added is withdrawn, what it changed goes back, later work is kept 撤销导入.

The journal says what the batch did: its entries carry the batch. A record that somebody touched
later, or that something else points to, stays; so does a field whose value is no longer the one that
the batch wrote. All of it is listed before anything is done.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from taizhang.access.can import Answer
from taizhang.accounts.models import User
from taizhang.core import references
from taizhang.core.decisions import Refused
from taizhang.intake import jobs
from taizhang.intake.applying import ground_of
from taizhang.intake.models import Batch, Row
from taizhang.intake.progress import Beat
from taizhang.intake.tallies import recount
from taizhang.intake.undo_plan import Plan, UndoPreview, fields_back, parts, planned, proposals
from taizhang.journal import archives
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author, Note, write, write_all
from taizhang.personal import vault
from taizhang.registers.actions import lock, note, store, withdraw_records
from taizhang.registers.contents import contents, difference, digest, restored
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record
from taizhang.registers.titles import refresh_titles

State = Batch.State
logger = logging.getLogger(__name__)


def can_undo(batch: Batch) -> Answer:
    """Whether the batch can be undone now, and if not, why."""
    if batch.state == State.UNDONE:
        return Answer(False, f"批次 {batch.number} 已经撤销过了。")
    if not batch.accepted_at or batch.state != State.ACCEPTED:
        return Answer(False, f"批次 {batch.number} 现在是“{State(batch.state).label}”，没有可以撤销的导入。")
    if timezone.now() - batch.accepted_at > timedelta(days=settings.UNDO_DAYS):
        days = settings.UNDO_DAYS
        return Answer(
            False,
            f"批次 {batch.number} 导入已超过 {days} 天，不能整批撤销。请逐条修改或终止有误的记录，并写明原因。",
        )
    if archives.archived(batch.accepted_at):
        return Answer(
            False,
            f"批次 {batch.number} 导入时的日志已经归档，不能整批撤销。"
            "请逐条修改，或请系统管理员调回存档（taizhang journal put-back）后再撤销。",
        )
    return Answer(True)


def undo(batch: Batch, user: User | None, *, later: bool = True) -> Batch:
    """Undo a whole batch 整批撤销. Raises Refused when it is too late or there is nothing to undo."""
    batch.refresh_from_db()
    if batch.state == State.UNDOING:
        return batch
    answer = can_undo(batch)
    if not answer:
        raise Refused(answer.sentence)
    if jobs.begin(batch, (State.ACCEPTED,), State.UNDOING, acting=user):
        if later:
            from taizhang.intake.tasks import undo_batch

            pk = batch.pk
            transaction.on_commit(lambda: undo_batch.enqueue(pk))
        else:
            take_back(batch.pk)
    batch.refresh_from_db()
    return batch


def take_back(batch_id: int) -> None:
    """The job: undo a batch in state UNDOING; another state, or another job at work, does nothing."""
    batch = jobs.claim(batch_id, State.UNDOING)
    if batch is None:
        return
    beat = Beat(batch_id)
    try:
        with transaction.atomic():
            preview = carry_out(batch, beat)
            author = Author(batch.acting, f"撤销{ground_of(batch)}", batch_id=batch.pk, bureau=batch.bureau)
            counts = {"withdrawn": preview.withdrawn, "restored": preview.restored, "kept": len(preview.kept)}
            write(author, Note(Event.BATCH_UNDONE, title=str(batch), after=counts))
            outcome = {**batch.outcome, "undone": counts}
            Row.objects.filter(sheet__batch=batch).update(applied=False)
            for sheet in batch.sheets.all():
                recount(sheet)
            jobs.finish(
                batch, State.UNDONE, undone_at=timezone.now(), outcome=outcome, sentence=preview.sentence
            )
    except jobs.Lost:
        logger.warning("a job had lost its batch", extra={"batch": batch_id})
    except Refused as refused:
        jobs.finish(batch, State.ACCEPTED, sentence=f"没有撤销：{refused.sentence}")
    except Exception:  # told on the page, then raised for the queue and the log
        logger.exception("undoing failed", extra={"batch": batch_id})
        jobs.finish(
            batch,
            State.ACCEPTED,
            sentence=f"撤销时出了意外，什么也没有改。请再试一次；仍不行请告知系统管理员{references.spoken()}。",
        )
        raise
    finally:
        beat.end()


def carry_out(batch: Batch, beat: Beat) -> UndoPreview:
    """Do what the plan says, in the caller's transaction."""
    beat.say("查找能撤回的内容")
    plan = planned(batch)
    author = Author(batch.acting, f"撤销{ground_of(batch)}", batch_id=batch.pk, bureau=batch.bureau)
    total = sum(map(len, (*plan.added.values(), *plan.changed.values())))
    done = 0
    for name, ids in plan.changed.items():
        for part in parts(ids):
            restore(batch, registers()[name], part, author)
            done += len(part)
            beat.say("改回原值", done, total)
    for name in withdrawing_order(plan):
        register = registers()[name]
        for part in parts(plan.added[name]):
            withdraw_records(register, list(lock(register, part).values()), author=author)
            done += len(part)
            beat.say("撤回记录", done, total)
    proposals(batch).delete()
    return plan.preview


def withdrawing_order(plan: Plan) -> list[str]:
    """What points to others goes before them."""
    waiting, order = {n for n, ids in plan.added.items() if ids}, list[str]()
    while waiting:
        pointed = {
            linked.register_name
            for n in waiting
            for linked in registers()[n].links.values()
            if linked.register_name != n
        }
        free = sorted(waiting - pointed) or sorted(waiting)[:1]
        order += free
        waiting -= set(free)
    return order


def restore(batch: Batch, register: Register, ids: Sequence[int], author: Author) -> None:
    """Give records back the values that the batch changed, where they are still the batch's."""
    own: dict[int, list[Entry]] = {}
    for entry in Entry.objects.filter(
        batch_id=batch.pk, register=register.name, record_id__in=list(ids), event=Event.RECORD_CHANGED
    ).order_by("id"):
        own.setdefault(entry.record_id or 0, []).append(entry)
    notes, columns, renamed, records = [], set[str](), list[int](), []
    for pk, record in lock(register, ids).items():
        back, _ = fields_back(register, record, own[pk])
        if not back:
            continue
        before = contents(register, record)
        put_back(register, record, back)
        after = contents(register, record)
        old, new = difference(before, after)
        columns.update(n for n in back if n in register.fields)
        records.append(record)
        if "name" in back:
            renamed.append(pk)
        notes.append(note(Event.RECORD_CHANGED, register, record, old, new, digest(after)))
    store(register, records, columns, author)
    if register.name == "organizations":
        refresh_titles(renamed)
    write_all(author, notes)


def put_back(register: Register, record: Record, back: dict[str, Any]) -> None:
    """Set fields, state and sources to what they were, and the keys that follow from them."""
    from taizhang.registers.actions import assign

    record.sources = back["sources"] or {}
    if "state" in back:
        record.state = back["state"]
    assign(register, record, {n: restored(register, n, v) for n, v in still_there(register, back).items()})


def still_there(register: Register, back: dict[str, Any]) -> dict[str, Any]:
    """The fields of `back`; a personal value that was erased since stays erased."""
    fields = {n: v for n, v in back.items() if n in register.fields}
    gone = vault.missing(v for n, v in fields.items() if register.fields[n].sealed and v)
    return {n: None if register.fields[n].sealed and v in gone else v for n, v in fields.items()}
