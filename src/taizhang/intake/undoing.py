"""Undoing a batch: what it added is withdrawn, what it changed goes back, later work is kept 撤销导入.

The journal says what the batch did: its entries carry the batch. A record that somebody touched
later, or that something else points to, stays; so does a field whose value is no longer the one that
the batch wrote. All of it is listed before anything is done.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import ForeignObjectRel, Model
from django.utils import timezone

from taizhang.access.can import Answer
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.files.models import Attachment
from taizhang.intake import jobs
from taizhang.intake.applying import ground_of
from taizhang.intake.models import Batch, Row
from taizhang.intake.progress import Beat
from taizhang.intake.tallies import recount
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author, Note, write, write_all
from taizhang.registers.actions import lock, note, refresh_titles, store, withdraw_records
from taizhang.registers.around import ProposedChange
from taizhang.registers.contents import contents, difference, digest, restored
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record

State = Batch.State
CHUNK = 500
# What looking at a record or sending it on leaves in the journal; none of it is work on the record.
NOT_WORK = (Event.RECORD_REVEALED, Event.ROWS_EXPORTED, Event.CHANGE_PROPOSED, Event.CHANGE_DECLINED)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """Something of the batch that stays after an undo, and why."""

    register: str
    record_id: int
    title: str
    what: str  # 整条, or the title of a field
    reason: str


@dataclass
class UndoPreview:
    """What an undo would do: per register how many records go, how many go back, and what stays."""

    withdrawn: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    proposals: int = 0
    kept: list[Kept] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The preview in one sentence."""
        titles = registers()
        said = [f"撤回{titles[n].title} {c} 条" for n, c in self.withdrawn.items() if c]
        said += [f"{titles[n].title} {c} 条改回原值" for n, c in self.restored.items() if c]
        if self.proposals:
            said.append(f"收回待核修改 {self.proposals} 条")
        stays = f"；{len(self.kept)} 处保留" if self.kept else ""
        return ("，".join(said) or "没有可以撤回的内容") + stays + "。"


@dataclass
class Plan:
    """What an undo does, by ids, so that it stays small however large the batch was."""

    added: dict[str, set[int]] = field(default_factory=dict)  # register -> records to withdraw
    changed: dict[str, set[int]] = field(default_factory=dict)  # register -> records with fields to restore
    preview: UndoPreview = field(default_factory=UndoPreview)


def can_undo(batch: Batch) -> Answer:
    """Whether the batch can be undone now, and if not, why."""
    if batch.state == State.UNDONE:
        return Answer(False, f"批次 {batch.number} 已经撤销过了。")
    if not batch.accepted_at or batch.state != State.ACCEPTED:
        return Answer(False, f"批次 {batch.number} 现在是“{State(batch.state).label}”，没有可以撤销的导入。")
    if timezone.now() - batch.accepted_at > timedelta(days=settings.UNDO_DAYS):
        days = settings.UNDO_DAYS
        return Answer(False, f"批次 {batch.number} 导入已超过 {days} 天，不能整批撤销。请逐条修改或终止有误的记录，并写明原因。")
    return Answer(True)


def undo(batch: Batch, user: User | None, *, later: bool = True) -> Batch:
    """Undo a whole batch 整批撤销. Raises Refused when it is too late or there is nothing to undo."""
    batch.refresh_from_db()
    if batch.state == State.UNDOING:
        return batch
    answer = can_undo(batch)
    if not answer:
        raise Refused(answer.sentence)
    if jobs.begin(batch, (State.ACCEPTED,), State.UNDOING):
        Batch.objects.filter(pk=batch.pk).update(acting=user)
        if later:
            from taizhang.intake.tasks import undo_batch

            pk = batch.pk
            transaction.on_commit(lambda: undo_batch.enqueue(pk))
        else:
            take_back(batch.pk)
    batch.refresh_from_db()
    return batch


def undo_preview(batch: Batch) -> UndoPreview:
    """What an undo would take back and what would stay. Writes nothing."""
    return planned(batch).preview


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
            jobs.finish(batch, State.UNDONE, undone_at=timezone.now(), outcome=outcome, sentence=preview.sentence)
        Row.objects.filter(sheet__batch=batch).update(applied=False)
        for sheet in batch.sheets.all():
            recount(sheet)
    except jobs.Lost:
        logger.warning("a job had lost its batch", extra={"batch": batch_id})
    except Refused as refused:
        jobs.finish(batch, State.ACCEPTED, sentence=f"没有撤销：{refused.sentence}")
    except Exception:
        logger.exception("undoing failed", extra={"batch": batch_id})
        jobs.finish(batch, State.ACCEPTED, sentence="撤销时出了意外，什么也没有改。请再试一次；仍不行请告知系统管理员。")
        raise
    finally:
        beat.end()


# Planning.


def planned(batch: Batch) -> Plan:
    """What the batch did, held against what has happened since."""
    plan = Plan()
    for register in registers().values():
        for entries in entry_chunks(batch, register):
            plan_records(batch, register, entries, plan)
    keep_referenced(plan)
    keep_attached(plan)
    keep_referenced(plan)
    plan.preview.withdrawn = {n: len(ids) for n, ids in plan.added.items() if ids}
    plan.preview.restored = {n: len(ids) for n, ids in plan.changed.items() if ids}
    plan.preview.proposals = proposals(batch).count()
    return plan


def entry_chunks(batch: Batch, register: Register) -> Iterator[dict[int, list[Entry]]]:
    """The batch's entries of a register by record, some hundred records at a time."""
    own = Entry.objects.filter(
        batch_id=batch.pk, register=register.name, event__in=(Event.RECORD_ADDED, Event.RECORD_CHANGED)
    )
    last = 0
    while ids := list(
        own.filter(record_id__gt=last).order_by("record_id").values_list("record_id", flat=True).distinct()[:CHUNK]
    ):
        found: dict[int, list[Entry]] = {}
        for entry in own.filter(record_id__gte=ids[0], record_id__lte=ids[-1]).order_by("id"):
            found.setdefault(entry.record_id or 0, []).append(entry)
        yield found
        last = ids[-1] or 0


def plan_records(batch: Batch, register: Register, entries: dict[int, list[Entry]], plan: Plan) -> None:
    """Sort some hundred records into those that go, those that go back, and what stays."""
    records = {r.pk: r for r in register.model._default_manager.filter(pk__in=list(entries))}
    later = later_entries(batch, register, entries)
    for pk, own in entries.items():
        record = records.get(pk)
        if record is None:
            continue
        added = own[0].event == Event.RECORD_ADDED
        if added and pk not in later:
            plan.added.setdefault(register.name, set()).add(pk)
        elif added:
            plan.preview.kept.append(Kept(register.name, pk, record.title, "整条", why_later(later[pk])))
        else:
            back, kept = fields_back(register, record, own)
            if back:
                plan.changed.setdefault(register.name, set()).add(pk)
            for name in kept:
                title = register.fields[name].title if name in register.fields else "核实状态"
                reason = why_later(later[pk]) if pk in later else "现在的值不是这一批写入的"
                plan.preview.kept.append(Kept(register.name, pk, record.title, title, reason))


def later_entries(batch: Batch, register: Register, entries: dict[int, list[Entry]]) -> dict[int, Entry]:
    """For each record that somebody worked on after the batch: the first entry that says so."""
    found: dict[int, Entry] = {}
    lowest = min(own[0].pk for own in entries.values())
    others = Entry.objects.filter(register=register.name, record_id__in=list(entries), id__gt=lowest)
    for entry in others.exclude(batch_id=batch.pk).exclude(event__in=NOT_WORK).order_by("id"):
        if entry.pk > entries[entry.record_id or 0][0].pk:
            found.setdefault(entry.record_id or 0, entry)
    return found


def why_later(entry: Entry) -> str:
    """Who did what after the batch."""
    day = timezone.localtime(entry.at)
    return f"{day.month} 月 {day.day} 日{entry.by_name}{Event(entry.event).label}过"


def fields_back(register: Register, record: Record, own: Sequence[Entry]) -> tuple[dict[str, Any], list[str]]:
    """(fields to restore with their old values, fields that stay because they are no longer the batch's)."""
    now = contents(register, record)
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for entry in own:
        before = json.loads(entry.before) if entry.before else {}
        after = json.loads(entry.after) if entry.after else {}
        for name in {**before, **after}:
            old.setdefault(name, before.get(name))
            new[name] = after.get(name)
    back = {n: old[n] for n in old if n != "sources" and now.get(n) == new[n] and old[n] != new[n]}
    kept = [n for n in old if n != "sources" and n not in back and old[n] != new[n]]
    if back:
        back["sources"] = sources_back(now.get("sources") or {}, old, new, back)
    return back, kept


def sources_back(now: dict[str, Any], old: dict[str, Any], new: dict[str, Any], back: dict[str, Any]) -> dict[str, Any]:
    """The sources as they were; where others were written since, only those of the restored fields."""
    before = old.get("sources") or {}
    if now == (new.get("sources") or {}):
        return before
    fresh = dict(now)
    for name in back:
        if name in before:
            fresh[name] = before[name]
        else:
            fresh.pop(name, None)
    return fresh


def keep_attached(plan: Plan) -> None:
    """Records that carry a file of their own stay."""
    for name, ids in plan.added.items():
        for part in parts(ids):
            held = Attachment.objects.filter(register=name, record_id__in=part).values_list("record_id", flat=True)
            keep(plan, name, set(held), "添加过附件")


def keep_referenced(plan: Plan) -> None:
    """Records to which something that stays points stay too, and so on until nothing is added."""
    moved = True
    while moved:
        moved = False
        for name, ids in list(plan.added.items()):
            if ids and (found := referenced(registers()[name], ids, plan)):
                for pk, why in found.items():
                    keep(plan, name, {pk}, why)
                moved = True


def referenced(register: Register, ids: set[int], plan: Plan) -> dict[int, str]:
    """Which of these records something points to that is not withdrawn with them."""
    found: dict[int, str] = {}
    for model, column in pointing_at(register):
        other = getattr(model, "register_name", "")
        going = plan.added.get(other, set()) if other else set()
        label = registers()[other].title if other in registers() else str(model._meta.verbose_name)
        for part in parts(ids):
            rows = model._default_manager.filter(**{f"{column}__in": part}).values_list(column, "pk")
            for pk, pointing in rows.iterator(chunk_size=2000):
                if pointing not in going and pk not in found:
                    found[pk] = f"“{label}”里有记录用到它"
    return found


def pointing_at(register: Register) -> Iterator[tuple[type[Model], str]]:
    """Every link of any table to this register: (its model, the link's name)."""
    for relation in register.model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and isinstance(relation.related_model, type):
            yield relation.related_model, relation.field.name


def keep(plan: Plan, name: str, ids: set[int], reason: str) -> None:
    if not ids:
        return
    plan.added[name] -= ids
    titles = registers()[name].model._default_manager.filter(pk__in=list(ids)).values_list("pk", "title")
    plan.preview.kept += [Kept(name, pk, title, "整条", reason) for pk, title in titles]


def proposals(batch: Batch) -> Any:
    """The changes that a liaison's batch proposed and nobody has decided yet."""
    return ProposedChange.objects.filter(
        bureau=batch.bureau, ground=ground_of(batch)[:300], state=ProposedChange.State.OPEN
    )


def parts(ids: Iterable[int]) -> list[list[int]]:
    listed = sorted(ids)
    return [listed[i : i + CHUNK] for i in range(0, len(listed), CHUNK)]


# Doing it.


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
    store(register, records, columns)
    if register.name == "organizations":
        refresh_titles(renamed)
    write_all(author, notes)


def put_back(register: Register, record: Record, back: dict[str, Any]) -> None:
    """Set fields, state and sources to what they were, and the keys that follow from them."""
    from taizhang.registers.actions import assign

    record.sources = back["sources"] or {}
    if "state" in back:
        record.state = back["state"]
    assign(register, record, {n: restored(register, n, v) for n, v in back.items() if n in register.fields})
