"""What an undo would do: what goes, what goes back, and what stays, with the reason 撤销的预览.

The journal says what the batch did: its entries carry the batch. Nothing is written here.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ForeignObjectRel, Model
from django.utils import timezone

from taizhang.files.models import Attachment
from taizhang.intake.applying import ground_of
from taizhang.intake.models import Batch
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.around import ProposedChange
from taizhang.registers.contents import contents, references
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record

CHUNK = 500
# What looking at a record or sending it on or archiving leaves in the journal; none of it is work on the record.
NOT_WORK = (
    Event.RECORD_REVEALED,
    Event.RECORD_LET_THROUGH,
    Event.RECORD_SEALED,
    Event.RECORD_CARRIED,
    Event.ROWS_EXPORTED,
    Event.CHANGE_PROPOSED,
    Event.CHANGE_DECLINED,
    Event.RETURN_SUBMITTED,
)


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


def undo_preview(batch: Batch) -> UndoPreview:
    """What an undo would take back and what would stay. Writes nothing."""
    return planned(batch).preview


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
        own.filter(record_id__gt=last)
        .order_by("record_id")
        .values_list("record_id", flat=True)
        .distinct()[:CHUNK]
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
        before = references(register, json.loads(entry.before) if entry.before else {})
        after = references(register, json.loads(entry.after) if entry.after else {})
        for name in {**before, **after}:
            old.setdefault(name, before.get(name))
            new[name] = after.get(name)
    back = {n: old[n] for n in old if n != "sources" and now.get(n) == new[n] and old[n] != new[n]}
    kept = [n for n in old if n != "sources" and n not in back and old[n] != new[n]]
    if back:
        back["sources"] = sources_back(now.get("sources") or {}, old, new, back)
    return back, kept


def sources_back(
    now: dict[str, Any], old: dict[str, Any], new: dict[str, Any], back: dict[str, Any]
) -> dict[str, Any]:
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
            held = Attachment.objects.filter(register=name, record_id__in=part).values_list(
                "record_id", flat=True
            )
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
