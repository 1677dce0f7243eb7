"""What of the ledger the public may read 公开台账的检查: records of open registers are scanned as they are written.

A record with an ID, card or phone number, an e-mail or a home address in a text is verified and counts, but no stranger
sees it: not in a list, on its page, in a search or by the interface, for all of these begin with `visible_to`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from taizhang.access.roles import OPEN
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.core.personal.scanning.edition import edition
from taizhang.core.personal.scanning.kinds import Found
from taizhang.core.personal.scanning.scan import excerpt, scan_text
from taizhang.core.tables.spec import Kind
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.around import Screening
from taizhang.registers.authors import last_author_id
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record, State

TEXTS = (Kind.TEXT, Kind.LONG, Kind.CODE, Kind.ORGANIZATION)
WHERE = (
    "地址",
    "地点",
    "场所",
    "所在地",
)  # titles of fields whose business is the place of a firm or an event
CHUNK = 500
MOST = 5000  # records of one round


class Find(NamedTuple):
    """One find in a record: the field, what it is, its surroundings covered, whether it may be let through."""

    title: str
    label: str
    excerpt: str
    releasable: bool


def prepare() -> None:
    """Tell the models of open registers, once all are loaded, which of their rows the public may read."""
    for register in open_registers():
        lines = Screening.objects.filter(
            register=register.name, record_id=OuterRef("pk"), version=OuterRef("version"), clear=True
        )
        register.model.cleared = Q(Exists(lines))


def open_registers() -> list[Register]:
    return [r for r in registers().values() if r.name in OPEN.registers]


def forget_screening(register: Register, ids: Sequence[int]) -> None:
    """What was found in records that are gone, or do not count, stands for nothing."""
    if ids and register.name in OPEN.registers:
        Screening.objects.filter(register=register.name, record_id__in=ids).delete()


def screen(register: Register, records: Sequence[Record]) -> None:
    """Scan records that were just written, in their transaction; those that do not count are nobody's to read."""
    if register.name not in OPEN.registers:
        return
    shown = [r for r in records if r.state == State.VERIFIED]
    forget_screening(register, [r.pk for r in records if r.state != State.VERIFIED])
    names = linked_names(register, shown)
    for start in range(0, len(shown), CHUNK):
        part = shown[start : start + CHUNK]
        kept = Screening.objects.filter(register=register.name, record_id__in=[r.pk for r in part])
        let = {s.record_id: s.let_through for s in kept}
        made = [line(register, record, names, let.get(record.pk, "")) for record in part]
        Screening.objects.bulk_create(
            made, update_conflicts=True, unique_fields=["register", "record_id"],
            update_fields=["version", "rules", "clear", "found", "mark", "at"],
        )  # fmt: skip


def line(register: Register, record: Record, names: dict[tuple[str, int], str], let: str) -> Screening:
    """What the scan of one record tells; what a second person let through stays so while the same values are found."""
    told: list[Find] = []
    values = hashlib.sha256()
    for title, text in texts(register, record, names):
        place = any(word in title for word in WHERE)
        hits = [h for h in scan_text(text, label=title) if not (place and h.kind is Found.ADDRESS)]
        for hit in hits:
            told.append(Find(title, hit.kind.label, excerpt(text, hit, hits), hit.kind.releasable))
            values.update(f"{title}\x1f{text[hit.start : hit.end]}\x1e".encode())
    mark = values.hexdigest() if told else ""
    return Screening(
        bureau_id=record.bureau_id, register=register.name, record_id=record.pk, version=record.version,
        rules=edition(), clear=not told or mark == let, found=[list(f) for f in told], mark=mark,
    )  # fmt: skip


def texts(register: Register, record: Record, names: dict[tuple[str, int], str]) -> Iterator[tuple[str, str]]:
    """(title, text) of every field that the public reads as it was written; covered ones are covered on every screen."""
    for name, field in register.fields.items():
        value = getattr(record, field.attname)
        if value in (None, "") or field.covered or field.kind not in TEXTS:
            continue
        yield field.title, names.get((name, value), "") if field.is_relation else str(value)


def linked_names(register: Register, records: Iterable[Record]) -> dict[tuple[str, int], str]:
    """What the records' links are called, fetched once for all."""
    found: dict[tuple[str, int], str] = {}
    for name, model in register.links.items():
        ids = {getattr(r, f"{name}_id") for r in records} - {None}
        for start in range(0, len(ids), CHUNK):
            part = sorted(ids)[start : start + CHUNK]
            called = model._default_manager.filter(pk__in=part).values_list("pk", "title")
            found.update(((name, pk), title) for pk, title in called)
    return found


def forget_pointing_to(organization_ids: Sequence[int]) -> None:
    """Organizations were renamed: what shows their names is scanned anew before the public reads it again."""
    for register in open_registers():
        for name in register.organization_fields:
            shown = register.model._default_manager.filter(**{f"{name}__in": organization_ids})
            Screening.objects.filter(register=register.name, record_id__in=shown.values("pk")).delete()


def unscreened(register: Register) -> QuerySet[Record]:
    """Records that count, and whose present version was not scanned by today's rules."""
    done = Screening.objects.filter(
        register=register.name, record_id=OuterRef("pk"), version=OuterRef("version"), rules=edition()
    )
    return register.model._default_manager.filter(~Exists(done), state=State.VERIFIED)


def screen_rest() -> int:
    """Scan what was not: old records after an upgrade, other rules, what was moved. Called every minute; returns how many."""
    count = 0
    for register in open_registers():
        count += screen_rows(register, unscreened(register), MOST - count)
    return count


def screen_all() -> int:
    """Scan every record that the public may read, whatever was known of it. Returns how many."""
    counting = Q(state=State.VERIFIED)
    return sum(screen_rows(r, r.model._default_manager.filter(counting)) for r in open_registers())


def screen_rows(register: Register, rows: QuerySet[Record], most: int | None = None) -> int:
    """Scan these rows, some hundred a transaction; locked, so that no version is passed over."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            locked = register.model._default_manager.select_for_update().order_by("pk")
            screen(register, list(locked.filter(pk__in=ids[start : start + CHUNK])))
    return len(ids)


def places(found: Iterable[Sequence[Any]]) -> str:
    """What was found where, in words: “活动情况”里有固定电话、手机号，“备注”里有地址."""
    kinds: dict[str, list[str]] = {}
    for title, label, *_ in found:
        if label not in kinds.setdefault(title, []):
            kinds[title].append(label)
    return "，".join(f"“{title}”里有{'、'.join(labels)}" for title, labels in kinds.items())


class HeldBack(NamedTuple):
    """A record that counts and that the public does not see, and what was found where in it."""

    register: Register
    record: Record
    places: str


def held_lines(register: Register) -> QuerySet[Screening]:
    """The lines that keep records of a register from the public: of those that count, in their present version."""
    now = register.model._default_manager.filter(
        pk=OuterRef("record_id"), version=OuterRef("version"), state=State.VERIFIED
    )
    return Screening.objects.filter(Exists(now), register=register.name, clear=False)


def held_back(user: User, most: int) -> tuple[list[HeldBack], int]:
    """The first of the bureau's records that the public does not see for what stands in them, and how many there are."""
    told: list[HeldBack] = []
    count = 0
    for register in open_registers():
        lines = held_lines(register).filter(bureau=user.bureau)
        rows = visible_to(user, register.model).filter(pk__in=lines.values("record_id"))
        count += rows.count()
        shown = list(rows.order_by("pk")[: max(0, most - len(told))])
        found = {s.record_id: s.found for s in lines.filter(record_id__in=[r.pk for r in shown])}
        told += [HeldBack(register, r, places(found.get(r.pk, ()))) for r in shown]
    return told, count


def why_held_back(register: Register, record: Record) -> str:
    """What keeps this record from the public, in words; "" where nothing does, or the register is not open."""
    if register.name not in OPEN.registers or record.state != State.VERIFIED:
        return ""
    lines = Screening.objects.filter(register=register.name, record_id=record.pk, version=record.version)
    held = lines.filter(clear=False).first()
    return places(held.found) if held else ""


@transaction.atomic
def let_through(register: Register, record: Record, *, reason: str, author: Author) -> None:
    """Let a record be read with what was found in it 放行公开: by a second person, never an ID or card number."""
    assert author.user is not None
    found = Screening.objects.select_for_update().filter(
        register=register.name, record_id=record.pk, version=record.version, clear=False
    ).first()  # fmt: skip
    if found is None:
        raise Refused("这条记录里已经没有要放行的。请刷新页面。")
    if not reason.strip():
        raise Refused("请写放行的理由，例如“本局公开的办公电话”。")
    if scan_text(reason):
        raise Refused("理由里不要写号码和地址。")
    if last_author_id(register, record) == author.user.pk:
        raise Refused("放行要由登记人以外的第二人来做。请同事打开这一条看过后放行。")
    kept = [Find(*f) for f in found.found]
    if never := next((f for f in kept if not f.releasable), None):
        raise Refused(f"{never.label}不能放行，只能删掉或遮盖。")
    found.clear, found.let_through, found.by, found.reason = (
        True,
        found.mark,
        author.user,
        reason.strip()[:300],
    )
    found.save()
    after = {"reason": found.reason, "found": [f"{f.title} {f.label}" for f in kept][:20]}
    write(author, Note(Event.RECORD_LET_THROUGH, register.name, record.pk, record.title, after=after))
