"""Sealing what was written before personal data was sealed 给旧数据加密: in batches, as often as one likes.

Records get references and an entry that says so, staged rows and drafts are written again, open
proposals get references, stored files are sealed in their place,
the queue forgets what failed jobs said. Journal entries written before stay as
they are: they are sealed in the chain and hold the old values in clear until they are archived (docs/personal-data.md).
"""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction
from django.db.models import Q

from taizhang.files.resealing import seal_clear
from taizhang.intake.models import Row
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write, write_all
from taizhang.operations.job_log import forget_messages
from taizhang.personal.columns import in_clear
from taizhang.personal.references import SIGN
from taizhang.registers.actions import lock, note
from taizhang.registers.around import Draft, ProposedChange
from taizhang.registers.contents import contents, digest, references, sealed
from taizhang.registers.covering import keep_sealed
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record

CHUNK = 500
GROUND = "个人信息加密保存"
Say = Callable[[str], None]


def seal_old(say: Say = lambda line: None) -> int:
    """Seal everything that still stands in clear. Returns how many rows were written; 0 when nothing was left."""
    total = 0
    for register in registers().values():
        for ids in clear_records(register):
            total += seal_records(register, ids)
    for change in ProposedChange.objects.order_by("pk").iterator(chunk_size=CHUNK):
        total += seal_proposal(change)
    for name in ("cells", "edits", "problems"):
        while rows := list(in_clear(Row.objects.select_related("sheet"), name).order_by("pk")[:CHUNK]):
            total += seal_rows(rows)
    while drafts := list(in_clear(Draft.objects.all(), "values").order_by("pk")[:CHUNK]):
        Draft.objects.bulk_update(drafts, ["values"])
        total += len(drafts)
    if total:
        say(f"  个人信息已加密 {total} 处")
    if files := seal_clear():
        say(f"  存档文件已加密 {files} 个")
    return total + files + forget_messages()


def clear_records(register: Register) -> Iterator[list[int]]:
    """Ids of records with a clear value in a sealed field, some hundred at a time, until none is left."""
    clear = Q()
    for name, field in register.fields.items():
        if field.sealed:
            clear |= ~Q(**{name: ""}) & ~Q(**{f"{name}__startswith": SIGN})
    manager = register.model._default_manager
    while clear and (ids := list(manager.filter(clear).order_by("pk").values_list("pk", flat=True)[:CHUNK])):
        yield ids


@transaction.atomic
def seal_records(register: Register, ids: Sequence[int]) -> int:
    """References for the clear values of these records, each with an entry that holds the new digest."""
    fields = [f for f in register.fields.values() if f.sealed]
    notes, records = [], list[Record]()
    for record in lock(register, ids).values():
        changed = {}
        for field in fields:
            value = getattr(record, field.attname)
            if value and not value.startswith(SIGN):
                setattr(record, field.attname, sealed(field, str(value)))
                changed[field.name] = str(getattr(record, field.attname))
        if changed:
            held = contents(register, record)
            notes.append(note(Event.RECORD_SEALED, register, record, {}, changed, digest(held)))
            records.append(record)
    keep_sealed(register, records)
    register.model._default_manager.bulk_update(records, [f.name for f in fields], batch_size=200)
    write_all(Author(None, GROUND), notes)
    return len(records)


@transaction.atomic
def seal_proposal(change: ProposedChange) -> int:
    """References for what a proposed change wants to write."""
    register = registers().get(change.register)
    values = references(register, change.values, keep=True) if register else change.values
    if values == change.values:
        return 0
    change.values = values
    change.save(update_fields=["values"])
    write(Author(None, GROUND), Note(Event.RECORD_SEALED, change.register, change.record_id, change.title))
    return 1


@transaction.atomic
def seal_rows(rows: Sequence[Row]) -> int:
    """Staged rows: what they mean as references, what the file says sealed as a whole."""
    for row in rows:
        register = registers().get(row.sheet.register)
        if register is None:
            continue
        row.values = references(register, row.values, keep=True)
        row.changes = {
            name: [references(register, {name: side}, keep=True)[name] for side in pair]
            for name, pair in row.changes.items()
        }
    Row.objects.bulk_update(rows, ["cells", "edits", "problems", "values", "changes"], batch_size=100)
    return len(rows)
