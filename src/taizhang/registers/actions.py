"""Writing records: every write to a register goes through here, one transaction with its journal rows.

Many rows at once and one row take the same path, so that an import and a form cannot differ.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from taizhang.access.roles import Act
from taizhang.access.scopes import covers
from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author, Note, write_all
from taizhang.registers.around import BureauSetting, ProposedChange
from taizhang.registers.authors import last_author_id, verifies
from taizhang.registers.constraints import broken
from taizhang.registers.contents import Contents, cleaned, contents, difference, digest, restored
from taizhang.registers.covering import keep_sealed
from taizhang.registers.declaration import Register
from taizhang.registers.proposing import proposal, proposed_note, waits_already
from taizhang.registers.record import Record, State
from taizhang.registers.screening import forget_screening, screen
from taizhang.registers.search import index_later
from taizhang.registers.successors import followed, refuse_merged, refuse_overtaken, successor_of
from taizhang.registers.titles import name_records, refresh_titles

Values = dict[str, Any]
NO_WORK = (Event.RECORD_REVEALED, Event.RECORD_LET_THROUGH, Event.RECORD_SEALED, Event.RECORD_CARRIED, Event.RETURN_SUBMITTED)  # fmt: skip
KEYLESS = "~"  # how the key of a record begins that has no natural one


@dataclass(frozen=True)
class Change:
    """New values for one record; `sources` says where each came from ("*" for all of them)."""

    record: Record
    values: Values
    sources: dict[str, Any] = field(default_factory=dict)
    version: int | None = None  # the version the person saw; None: whatever stands now


class Conflict(Refused):
    """Somebody else changed the record in between 他人已修改: both versions, so that nothing is lost."""

    def __init__(self, record: Record, mine: Values) -> None:
        super().__init__("这条记录在您打开之后被别人改过。您填的内容还在，请看两边的差别后再保存。")
        self.record, self.mine = record, mine


def counts_at_once(user: User | None, register: Register, bureau: Bureau) -> bool:
    """Whether what this user writes is verified by the act itself.

    Section staff may verify, so their writing is verified, unless the bureau asked for a second
    person on this register. What enterprises and liaisons write waits for staff.
    """
    if not verifies(user, register):
        return False
    return not BureauSetting.objects.filter(
        bureau=bureau, register=register.name, second_person=True
    ).exists()


@transaction.atomic
def add_records(
    register: Register,
    rows: Sequence[tuple[Values, dict[str, Any]]],
    *,
    bureau: Bureau,
    author: Author,
    verified: bool | None = None,
    token: str = "",
) -> list[Record]:
    """Add records to a register 登记. Each row is (values, sources).

    `token` is the form's own mark, so that one sent twice adds one record even where nothing in it
    says what makes it the same. Raises Refused when one with the same key is there already; then none is added.
    """
    if verified is None:
        verified = counts_at_once(author.user, register, bureau)
    state = State.VERIFIED if verified else State.PROVISIONAL
    records = []
    held_now = followed(register, [values for values, _ in rows])
    for values, (_, sources) in zip(held_now, rows, strict=True):
        record = register.model(bureau=bureau, state=state, sources=sources)
        assign(register, record, values)
        if token and record.key.startswith(KEYLESS):
            record.key = KEYLESS + token
        records.append(record)
    name_records(register, records)
    keep_sealed(register, records)
    try:
        with transaction.atomic():
            register.model._default_manager.bulk_create(records, batch_size=500)
    except IntegrityError as error:
        raise Refused(same_key_sentence(register, bureau, records, author)) from error
    refuse_overtaken(register, held_now)
    notes = []
    for record in records:
        held = contents(register, record)
        notes.append(note(Event.RECORD_ADDED, register, record, {}, held, digest(held)))
    write_all(author, notes)
    screen(register, records)
    index_later(register, [r.pk for r in records])
    return records


def add_record(
    register: Register,
    values: Values,
    *,
    bureau: Bureau,
    author: Author,
    sources: dict[str, Any] | None = None,
    token: str = "",
) -> Record:
    """Add one record 登记一条. Raises Refused when it is there already."""
    return add_records(register, [(values, sources or {})], bureau=bureau, author=author, token=token)[0]


@transaction.atomic
def change_records(
    register: Register,
    changes: Iterable[Change],
    *,
    author: Author,
    event: Event = Event.RECORD_CHANGED,
    state: State | None = None,
) -> tuple[list[Record], list[ProposedChange]]:
    """Change records 修改; returns (those changed, changes that wait for staff).

    A verified record that the user may not verify keeps its values: the change is proposed.
    Raises Conflict when a record is no longer at the version the person saw; then none is changed.
    """
    changes = list(changes)
    locked = lock(register, [c.record.pk for c in changes])
    may_verify = verifies(author.user, register)
    changed, proposed, notes = [], [], []
    renamed, columns = [], set[str]()
    refuse_merged(locked.values())
    values_now = followed(register, [c.values for c in changes])
    for change, values in zip(changes, values_now, strict=True):
        record = locked[change.record.pk]
        before = contents(register, record)
        assign(register, record, values)
        if change.sources:
            record.sources = merged_sources(record.sources, change)
        if state is not None:
            record.state = state
        after = contents(register, record)
        old, new = difference(before, after)
        if not {n for n in new if n != "sources"}:
            continue  # it stands so already: also what was sent a second time because no answer came
        if change.version is not None and record.version != change.version:
            raise Conflict(register.model._default_manager.get(pk=record.pk), change.values)
        if not may_verify and record.state == State.VERIFIED:
            proposed.append(proposal(register, record, new, author, change.sources))
            keep_sealed(register, [record])
            continue
        changed.append(record)
        columns.update(n for n in new if n in register.fields)
        if "name" in new and register.name == "organizations":
            renamed.append(record.pk)
        notes.append(note(event, register, record, old, new, digest(after)))
    store(register, changed, columns, author)
    refuse_overtaken(register, values_now)
    refresh_titles(renamed)
    fresh = [p for p in proposed if not waits_already(p)]
    ProposedChange.objects.bulk_create(fresh)
    write_all(author, [*notes, *(proposed_note(register, p) for p in fresh)])
    return changed, proposed


def change_record(
    register: Register, record: Record, values: Values, *, version: int, author: Author
) -> tuple[list[Record], list[ProposedChange]]:
    """Change one record that the person saw at `version`. Raises Conflict, Refused."""
    sources = {name: ["form"] for name in values}
    return change_records(register, [Change(record, values, sources, version)], author=author)


@transaction.atomic
def set_state(
    register: Register, records: Sequence[Record], state: State, *, author: Author, event: Event
) -> list[Record]:
    """Move records to a state (verify, end, resume); those already there stay as they are."""
    locked = lock(register, [r.pk for r in records])
    refuse_merged(locked.values())
    moved, notes = [], []
    for record in locked.values():
        if record.state == state:
            continue
        before = contents(register, record)
        record.state = state
        after = contents(register, record)
        old, new = difference(before, after)
        moved.append(record)
        notes.append(note(event, register, record, old, new, digest(after)))
    store(register, moved, (), author)
    write_all(author, notes)
    return moved


@transaction.atomic
def verify_records(register: Register, records: Sequence[Record], *, author: Author) -> list[Record]:
    """Verify records 核实, so that figures count them.

    Where the bureau asks for a second person, nobody verifies what he wrote last himself: Refused.
    """
    bureaus = {r.bureau_id for r in records}
    two = set(
        BureauSetting.objects.filter(
            bureau__in=bureaus, register=register.name, second_person=True
        ).values_list("bureau_id", flat=True)
    )
    if author.user and two:
        mine = [r for r in records if r.bureau_id in two and last_author_id(register, r) == author.user.pk]
        if mine:
            raise Refused(
                f"“{register.title}”要求第二人核实：{mine[0].title} 等 {len(mine)} 条是您自己登记或修改的，请由另一位同事核实。"
            )
    return set_state(register, records, State.VERIFIED, author=author, event=Event.RECORD_VERIFIED)


def withdraw_verification(register: Register, records: Sequence[Record], *, author: Author) -> list[Record]:
    """Take back one's own verification 撤回核实: verified records wait again.

    Only what the same person verified last, and nobody changed since; the others stay as they are.
    """
    entries = Entry.objects.filter(register=register.name).exclude(event__in=NO_WORK)
    mine = []
    for start in range(0, len(records), 500):
        part = {r.pk: r for r in records[start : start + 500]}
        last = entries.filter(record_id__in=part).values("record_id").annotate(last=Max("id")).values("last")
        own = Entry.objects.filter(pk__in=last, event=Event.RECORD_VERIFIED, by=author.user).values_list(
            "record_id", flat=True
        )
        mine += [part[pk] for pk in own if pk is not None]
    ground = Author(author.user, author.ground or "撤回核实", address=author.address)
    return set_state(register, mine, State.PROVISIONAL, author=ground, event=Event.RECORD_RESUMED)


def end_record(register: Register, record: Record, *, author: Author) -> list[Record]:
    """End a record 终止: it stays with its history and no longer counts. Refused without a ground."""
    if not author.ground.strip():
        raise Refused("请写明终止的原因，例如“企业已注销”。")
    return set_state(register, [record], State.ENDED, author=author, event=Event.RECORD_ENDED)


def resume_record(register: Register, record: Record, *, author: Author) -> list[Record]:
    """Bring an ended record back 恢复; it must be verified anew."""
    return set_state(register, [record], State.PROVISIONAL, author=author, event=Event.RECORD_RESUMED)


@transaction.atomic
def decide_proposal(
    proposal: ProposedChange, register: Register, *, accept: bool, reply: str, author: Author
) -> None:
    """Take over or decline what an enterprise or liaison proposed 处理待核修改. Refused when already decided."""
    moved = ProposedChange.objects.filter(pk=proposal.pk, state=ProposedChange.State.OPEN).update(
        state=ProposedChange.State.ACCEPTED if accept else ProposedChange.State.DECLINED,
        decided_by=author.user, decided_at=timezone.now(), reply=reply[:300],
    )  # fmt: skip
    if not moved:
        raise Refused("这项修改已经处理过了。")
    record = register.model._default_manager.get(pk=proposal.record_id)
    if accept:
        values = {n: restored(register, n, v) for n, v in proposal.values.items() if n in register.fields}
        why = f"采纳{proposal.by}提出的修改 {proposal.ground}".strip()
        ground = Author(author.user, why, address=author.address)
        cells = proposal.values.get("sources") or {}
        told = {n: cells.get(n) or ["proposal", proposal.pk] for n in values}
        change = Change(record, values, told)
        changed, _ = change_records(register, [change], author=ground)
        if not changed:  # somebody proposed the same before: the decision is told all the same
            as_it_is = note(
                Event.RECORD_CHANGED, register, record, {}, {}, digest(contents(register, record))
            )
            write_all(ground, [as_it_is])
    else:
        write_all(author, [note(Event.CHANGE_DECLINED, register, record, {}, proposal.values, "")])


@transaction.atomic
def withdraw_records(register: Register, records: Sequence[Record], *, author: Author) -> None:
    """Take out records that an import added and that nobody touched since 随导入撤销.

    The one place where rows leave a register: what an undone import brought never counted as
    history of its own, and the journal keeps every value. Raises ProtectedError when something
    still points to one; the caller asks first.
    """
    gone = Event.RECORD_WITHDRAWN
    notes = [note(gone, register, record, contents(register, record), {}, "") for record in records]
    ids = [r.pk for r in records]
    register.model._default_manager.filter(pk__in=ids).delete()
    forget_screening(register, ids)
    write_all(author, notes)
    index_later(register, ids)


# How the writing is done.


def assign(register: Register, record: Record, values: Values) -> None:
    """Put cleaned values into a record and rebuild its keys. Raises Refused when one does not fit."""
    for name, value in values.items():
        try:
            setattr(record, register.fields[name].attname, cleaned(register, name, value))
        except ValueError as error:
            raise Refused(str(error)) from error
    held = {name: getattr(record, field.attname) for name, field in register.fields.items()}
    if wrong := broken(register.model, held):
        raise Refused("；".join(sentence for _, sentence in wrong) + "。")
    record.key, record.alt_key = register.key_of(held)
    record.key = record.key or KEYLESS + uuid.uuid4().hex


def lock(register: Register, ids: Sequence[int]) -> dict[int, Record]:
    """The records as they stand now, locked where the database can (SQLite queues writers instead)."""
    found: dict[int, Record] = {}
    for start in range(0, len(ids), 500):
        rows = register.model._default_manager.select_for_update().filter(pk__in=ids[start : start + 500])
        found.update((r.pk, r) for r in rows.order_by("pk"))
    return found


def store(
    register: Register, records: Sequence[Record], columns: Iterable[str], author: Author | None = None
) -> None:
    """Save these columns of changed records with their next version, and pass them on to the search index."""
    if not records:
        return
    name_records(register, records)
    keep_sealed(register, records)
    columns = [*columns, "state", "version", "sources", "key", "alt_key", "title", "sort_key", "changed_at"]
    now = timezone.now()
    for record in records:
        record.version, record.changed_at = record.version + 1, now
    try:
        with transaction.atomic():
            register.model._default_manager.bulk_update(records, columns, batch_size=200)
    except IntegrityError as error:
        raise Refused(same_key_sentence(register, records[0].bureau, records, author)) from error
    screen(register, records)
    index_later(register, [r.pk for r in records])


def same_key_sentence(
    register: Register, bureau: Bureau, records: Sequence[Record], author: Author | None
) -> str:
    """Which record is in the way: by name to whoever may see it, else no more than that there is one."""
    own = [r.pk for r in records if r.pk]
    keys = [r.key for r in records[:1000]]
    there = register.model._default_manager.filter(bureau=bureau, key__in=keys).exclude(pk__in=own).first()
    named = register.key_title(there.key if there else "")
    if there and author and author.user is not None and not covers(author.user, Act.VIEW, there):
        return f"“{register.title}”里已有{named}相同的记录，但不在您的范围内。请核对您填的{named}；确实无误的，请联系局里的科室经办。"
    who = f"（{there.title}）" if there else ""
    if there is not None and getattr(there, "merged_into_id", None):
        return f"“{there.title}”已登记过，并入了“{successor_of(there)}”。请打开“{successor_of(there)}”修改，不要重复登记。"  # type: ignore[arg-type]
    return f"“{register.title}”里已有{named}相同的记录{who}。请打开那一条修改，不要重复登记。"


def merged_sources(old: dict[str, Any], change: Change) -> dict[str, Any]:
    """Sources after a change: each changed field by name; "*" of the change spreads over its values."""
    every = change.sources.get("*")
    fresh = {n: change.sources.get(n, every) for n in change.values}
    return {**old, **{n: s for n, s in fresh.items() if s is not None}}


def note(event: Event, register: Register, record: Record, old: Contents, new: Contents, after: str) -> Note:
    return Note(event, register.name, record.pk, record.title, old, new, after)
