"""What undoing a merge would bring back, and what stays, with the reason 撤销合并的预览. Nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from taizhang.access.can import Answer
from taizhang.intake.undo_plan import NOT_WORK
from taizhang.journal import archives
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.merging import definitions, named, pointing
from taizhang.merging.carrying import MODEL
from taizhang.merging.models import Merge, Move
from taizhang.merging.open_matters import open_matters
from taizhang.registers.contents import contents
from taizhang.registers.declaration import Register, registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import Record

State = Merge.State
CHUNK = 500
SHOWN = 200  # records changed since that are offered one by one; of more, all go back
OURS = (Event.RECORD_MOVED, Event.RECORD_MOVED_BACK, Event.RECORD_ENDED)


@dataclass(frozen=True)
class Kept:
    """Something that stays as it is, and why."""

    title: str
    what: str
    reason: str


@dataclass(frozen=True)
class Edited:
    """A moved record that somebody worked on since: it goes back with that work, or stays, as a person says."""

    register: Register
    record: Record
    reason: str

    @property
    def name(self) -> str:
        return f"{self.register.name}:{self.record.pk}"


@dataclass
class Plan:
    """What an undo does: per register how many records return, what else returns, what a person may choose, what stays."""

    returning: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    edited: list[Edited] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    fields_back: list[str] = field(default_factory=list)
    joined: int = 0  # records that were registered for the kept one since; they stay with it

    @cached_property
    def total(self) -> int:
        return sum(self.returning.values()) + sum(self.others.values())


def can_undo(merge: Merge) -> Answer:
    """Whether the merge can be undone now, and if not, why."""
    if merge.state != State.DONE or merge.done_at is None:
        said = "已经撤销过了" if merge.state == State.UNDONE else f"现在是“{merge.get_state_display()}”"
        return Answer(False, f"这次合并{said}，没有可以撤销的。")
    if timezone.now() - merge.done_at > timedelta(days=settings.UNDO_DAYS):
        return Answer(
            False,
            f"合并已超过 {settings.UNDO_DAYS} 天，不能整个撤销。请另行登记那家单位，并把记录逐条改过去，写明原因。",
        )
    if archives.archived(merge.done_at):
        return Answer(
            False,
            "合并时的日志已经归档，不能整个撤销。请逐条改过去，或请系统管理员调回存档（taizhang journal put-back）后再撤销。",
        )
    kept = Organization._default_manager.get(pk=merge.kept_id)
    if kept.merged_into_id:
        into = Organization._default_manager.get(pk=kept.merged_into_id)
        return Answer(False, f"“{kept}”后来又并入了“{into}”。请先撤销那一次合并，再撤销这一次。")
    gone = Organization._default_manager.filter(pk__in=merge.gone_ids, merged_into=kept)
    if gone.count() != len(merge.gone):
        return Answer(False, "并入的单位已不是这次合并留下的样子，不能整个撤销。请告知系统管理员。")
    if matters := open_matters(merge.bureau_id, [merge.kept_id], merge.pk):
        return Answer(False, f"现在不能撤销：{matters[0].sentence}")
    return Answer(True)


def planned(merge: Merge) -> Plan:
    """What the merge moved, held against what has happened since."""
    plan = Plan()
    labels = {r.model._meta.label_lower: r for r in registers().values()}
    for label in merge.moves.order_by("model").values_list("model", flat=True).distinct():
        if label == MODEL:
            plan_organizations(merge, plan)
        elif label in labels:
            plan_records(merge, labels[label], plan)
        else:
            plan_others(merge, label, plan)
    plan.joined = joined_since(merge)
    return plan


def plan_organizations(merge: Merge, plan: Plan) -> None:
    """The values that the kept organization got, where they are still those."""
    register = registers()[pointing.OWN]
    kept = Organization._default_manager.get(pk=merge.kept_id)
    move = merge.moves.get(model=MODEL, object_id=merge.kept_id)
    back = values_back(register, kept, move)
    for name in move.after:
        title = register.fields[name].title if name in register.fields else "核实状态"
        if name == "sources":
            continue
        if name in back:
            plan.fields_back.append(title)
        else:
            plan.kept.append(Kept(str(kept), title, "合并之后又改过，保留现在的值"))


def values_back(register: Register, record: Record, move: Move) -> dict[str, Any]:
    """The fields (and state) to put back: those that still hold what the merge gave them."""
    now = contents(register, record)
    return {n: move.before.get(n) for n in move.after if n != "sources" and now.get(n) == move.after[n]}


def plan_records(merge: Merge, register: Register, plan: Plan) -> None:
    """The records of a register that go back, those worked on since, and those that are elsewhere by now."""
    for moves in chunks(merge, register.model._meta.label_lower):
        records = register.model._default_manager.in_bulk([m.object_id for m in moves])
        later = worked_on_since(merge, register, list(records))
        for move in moves:
            record = records.get(move.object_id)
            if record is None:
                continue
            if not goes_back(record, move):
                plan.kept.append(Kept(record.title, register.title, "合并之后已改到别的单位"))
                continue
            plan.returning[register.name] = plan.returning.get(register.name, 0) + 1
            if record.pk in later and len(plan.edited) < SHOWN:
                plan.edited.append(Edited(register, record, later[record.pk]))


def goes_back(record: Record, move: Move) -> bool:
    """Whether a record's links are still those that the merge gave it."""
    links = [n for n in move.after if n not in ("key", "state")]
    return all(getattr(record, n) == move.after[n] for n in links)


def worked_on_since(merge: Merge, register: Register, ids: list[int]) -> dict[int, str]:
    """Of these records those that somebody worked on after the merge, with who did what."""
    entries = Entry.objects.filter(register=register.name, record_id__in=ids, at__gt=merge.done_at)
    found: dict[int, str] = {}
    for entry in entries.exclude(event__in=(*NOT_WORK, *OURS)).order_by("id"):
        day = timezone.localtime(entry.at)
        told = f"{day.month} 月 {day.day} 日{entry.by_name}{Event(entry.event).label}过"
        found.setdefault(int(entry.record_id or 0), told)
    return found


def plan_others(merge: Merge, label: str, plan: Plan) -> None:
    """Users, attachments and texts: back where they still are as the merge left them."""
    if label == definitions.LABEL:
        plan.others["指标口径"] = merge.moves.filter(model=label).count()
        return
    model = apps.get_model(label)
    place = named.OF_MODEL.get(label)
    title = place.title if place else str(model._meta.verbose_name)
    for moves in chunks(merge, label):
        rows = model._default_manager.in_bulk([m.object_id for m in moves])
        for move in moves:
            row = rows.get(move.object_id)
            if row is None:
                continue
            if as_left(row, move.after):
                plan.others[title] = plan.others.get(title, 0) + 1
            else:
                plan.kept.append(Kept(str(row), title, "合并之后又改过"))


def as_left(row: Model, after: Mapping[str, Any]) -> bool:
    """Whether a row still holds what the merge wrote."""
    return all(getattr(row, name) == value for name, value in after.items())


def chunks(merge: Merge, label: str) -> Any:
    """The moves of one table, some hundred at a time, in order."""
    last = 0
    while found := list(merge.moves.filter(model=label, object_id__gt=last).order_by("object_id")[:CHUNK]):
        yield found
        last = found[-1].object_id


def joined_since(merge: Merge) -> int:
    """How many records point to the kept organization that were registered after the merge."""
    found = 0
    for register, names in pointing.linked_registers():
        held = register.model._default_manager.filter(pointing.pointing_q(names, [merge.kept_id]))
        found += held.filter(created_at__gt=merge.done_at).count()
    return found
