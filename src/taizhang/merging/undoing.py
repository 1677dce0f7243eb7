"""Undoing a merge 撤销合并: everything that the merge moved goes back exactly; later work is kept and was listed before."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.files.models import Attachment
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write, write_all
from taizhang.merging import definitions, named, pointing
from taizhang.merging.actions import AT_ONCE, author_of, start
from taizhang.merging.carrying import MODEL
from taizhang.merging.jobs import Say
from taizhang.merging.models import Merge, Move
from taizhang.merging.moving import LOST, derived, rekey, save
from taizhang.merging.moving_others import put, tell, tell_users
from taizhang.merging.undo_plan import as_left, can_undo, chunks, goes_back, values_back
from taizhang.registers.actions import assign, lock, note, store
from taizhang.registers.contents import contents, digest, restored
from taizhang.registers.declaration import Register, registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import Record, State
from taizhang.registers.titles import name_records, refresh_titles

OWN = pointing.OWN


@transaction.atomic
def ask_undo(
    merge: Merge, *, author: Author, staying: Collection[str] = (), later: bool | None = None
) -> Merge:
    """Undo a merge. `staying`: records worked on since that a person leaves where they are, as "register:id".

    Asked twice it is done once. Raises Refused with the reason when it cannot be undone.
    """
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.state in (Merge.State.LEAVING, Merge.State.UNDOING, Merge.State.UNDONE):
        return merge
    if not (answer := can_undo(merge)):
        raise Refused(answer.sentence)
    merge.state, merge.undone_by = Merge.State.LEAVING, author.user
    merge.plan = merge.plan | {"staying": dict.fromkeys(staying, 1), "address": author.address}
    merge.save()
    told = {"merge": merge.pk, "staying": sorted(staying)}
    write(author, Note(Event.UNDO_ASKED, "merges", merge.pk, str(merge), None, told))
    if later is None:
        later = merge.moves.count() > AT_ONCE
    start(merge.pk, later=later)
    merge.refresh_from_db()
    return merge


def take_back(merge: Merge, say: Say) -> None:
    """Do what the plan says, in the caller's transaction."""
    author = author_of(merge, merge.undone_by, f"撤销合并：{merge}")
    held = dict.fromkeys(merge.all_ids)
    firms = {
        f.pk: f for f in Organization._default_manager.select_for_update().filter(pk__in=held).order_by("pk")
    }
    try:
        renamed = values_return(merge, firms[merge.kept_id], author)
        duplicates_return(merge, [firms[pk] for pk in merge.gone_ids], author)
        records_return(merge, author, say)
        others_return(merge, author)
    except IntegrityError as error:
        raise Refused(
            "合并之后登记了与原来相同的记录，撤销会重复，什么也没有改。请先处理那一条，再撤销。"
        ) from error
    if renamed:
        refresh_titles([merge.kept_id])
    merge.state, merge.undone_at, merge.sentence = Merge.State.UNDONE, timezone.now(), ""
    told = {"merge": merge.pk, "kept": merge.kept_id, "gone": merge.gone_ids}
    write(author, Note(Event.MERGE_UNDONE, "merges", merge.pk, str(merge), None, told))


def values_return(merge: Merge, kept: Organization, author: Author) -> bool:
    """The kept organization's own values again, where nobody changed them since. Returns whether its name changed."""
    register = registers()[OWN]
    move = merge.moves.get(model=MODEL, object_id=kept.pk)
    back = values_back(register, kept, move)
    before = contents(register, kept)
    if "sources" in move.after:
        kept.sources = sources_back(kept.sources, move, back)
    if "state" in back:
        kept.state = back["state"]
    assign(register, kept, {n: restored(register, n, v) for n, v in back.items() if n in register.fields})
    old, new, whole = pointing.changed_contents(register, before, kept)
    store(register, [kept], [n for n in back if n in register.fields])
    write_all(author, [note(Event.MERGE_UNDONE, register, kept, old, new, digest(whole))])
    return "name" in new


def sources_back(now: dict[str, Any], move: Move, back: Collection[str]) -> dict[str, Any]:
    """The sources as they were; where others were written since, only those of the fields put back."""
    before, after = move.before.get("sources") or {}, move.after.get("sources") or {}
    if now == after:
        return before
    fresh = dict(now)
    for name in back:
        if name in before:
            fresh[name] = before[name]
        else:
            fresh.pop(name, None)
    return fresh


def duplicates_return(merge: Merge, gone: Sequence[Organization], author: Author) -> None:
    """The organizations given up stand for themselves again."""
    register = registers()[OWN]
    was = {m.object_id: m.before for m in merge.moves.filter(model=MODEL)}
    notes = []
    for firm in gone:
        before = contents(register, firm)
        firm.state, firm.key, firm.merged_into_id = was[firm.pk]["state"], was[firm.pk]["key"], None
        old, new, whole = pointing.changed_contents(register, before, firm)
        notes.append(note(Event.MERGE_UNDONE, register, firm, old, new, digest(whole)))
    store(register, gone, ["merged_into"])
    write_all(author, notes)


def records_return(merge: Merge, author: Author, say: Say) -> None:
    """Every record back; first those that moved, then those that were ended in their favour, for they share keys."""
    total, done = merge.moves.count(), 0
    staying = merge.chosen("staying")
    labels = {register.model._meta.label_lower: register for register, _ in pointing.linked_registers()}
    for label, register in labels.items():
        for lost in (False, True):
            for moves in chunks(merge, label):
                part = {m.object_id: m for m in moves if lost_its_key(m) is lost}
                part = {pk: m for pk, m in part.items() if f"{register.name}:{pk}" not in staying}
                return_some(register, part, author)
                done += len(part)
                say("改回原单位", done, total)


def lost_its_key(move: Move) -> bool:
    """Whether a record gave up its key to another (it may have been ended before, so the state does not tell)."""
    return str(move.after.get("key", "")).startswith(LOST)


def return_some(register: Register, moves: Mapping[int, Move], author: Author) -> None:
    """Some hundred records of a register back to where they pointed."""
    records = [r for pk, r in lock(register, list(moves)).items() if goes_back(r, moves[pk])]
    held = {r.pk: contents(register, r) for r in records}
    was_called = {r.pk: derived(r) for r in records}
    for record in records:
        put_back(register, record, moves[record.pk])
    name_records(register, records)
    notes = []
    for record in records:
        old, new, whole = pointing.changed_contents(register, held[record.pk], record)
        notes.append(note(Event.RECORD_MOVED_BACK, register, record, old, new, digest(whole)))
    if records:
        links = [f"{n}_id" for n in pointing.links_to_organizations(register)]
        save(register, records, was_called, links)
    write_all(author, notes)


def put_back(register: Register, record: Record, move: Move) -> None:
    """Links, state and key of one record as they were; its other values are left as they are."""
    for name, value in move.before.items():
        if name not in ("key", "state"):
            setattr(record, name, value)
    if "state" in move.before and record.state == State.ENDED:
        record.state = move.before["state"]
    record.key = move.before.get("key", record.key)
    rekey(register, record)


def others_return(merge: Merge, author: Author) -> None:
    """Users, attachments, texts and definitions, where they are still as the merge left them."""
    done = {MODEL, *(r.model._meta.label_lower for r in registers().values())}
    for move in merge.moves.exclude(model__in=done).order_by("id"):
        if move.model == definitions.LABEL:
            definitions.put_back_definition(merge, move, author)
            continue
        row = apps.get_model(move.model)._default_manager.filter(pk=move.object_id).first()
        if row is None or not as_left(row, move.after):
            continue
        if isinstance(row, User):
            tell_users([row], move.before["organization_id"], author)
        elif isinstance(row, Attachment):
            told = {"name": row.name, "sha256": row.file.sha256}
            write(
                author,
                Note(Event.FILE_MOVED, OWN, move.before["record_id"], row.name, move.after | told, told),
            )
        if put(row, move.before) and (place := named.OF_MODEL.get(move.model)):
            tell(place, row, move.after, move.before, author)
