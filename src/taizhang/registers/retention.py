"""Personal data past its time 到期的个人信息: found by the declarations, announced, erased by a person, with a ground.

Kept so many years after the record ended 终止 (个人信息保护法 arts 19, 47). What is erased leaves the
record and the vault; the journal keeps its reference, which then stands for nothing.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.journal import archives
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author, Note, write, write_all
from taizhang.personal.models import PersonalValue
from taizhang.personal.references import IN_TEXT, place_of
from taizhang.registers.actions import assign, lock, note, store
from taizhang.registers.contents import contents, difference, digest
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record, State

AT_A_TIME = 500
PLACE = "personal"  # what stands in the journal's place for a register


@dataclass(frozen=True)
class Overdue:
    """Fields of one register that are kept equally long, and the records in which they are past their time."""

    register: Register
    names: tuple[str, ...]
    years: int
    count: int

    @property
    def titles(self) -> str:
        return "、".join(self.register.fields[n].title for n in self.names)


Records = Callable[[Register], QuerySet[Record]]


def overdue(user: User, today: date) -> list[Overdue]:
    """What is past its time among the records that the user may end."""
    return due_among(lambda register: visible_to(user, register.model, Act.END), today)


def overdue_of(bureau: Bureau, today: date) -> list[Overdue]:
    """What is past its time in a bureau."""
    return due_among(lambda register: register.model._default_manager.filter(bureau=bureau), today)


def due_among(records: Records, today: date) -> list[Overdue]:
    """Register by register and term by term; one question for a register in which nothing ended long ago."""
    found = []
    for register in registers().values():
        told = terms(register)
        if not told or not ended_before(records(register), min(told), today).exists():
            continue
        for years, names in told.items():
            if count := past(records(register), names, years, today).count():
                found.append(Overdue(register, names, years, count))
    return found


@transaction.atomic
def announce(today: date) -> int:
    """Write down for each bureau what is past its time, when that is not what was written last 到期提醒. Returns how many.

    Nothing is erased: staff find it on the home page and on 个人信息, and erase it there with a ground.
    """
    said = 0
    for bureau in Bureau.objects.order_by("pk"):
        now = {f"{due.register.name}.{due.years}": due.count for due in overdue_of(bureau, today)}
        told = Entry.objects.filter(register=PLACE, record_id=None, event=Event.PERSONAL_DUE, bureau=bureau)
        last = told.order_by("-id").first()
        if now and (last is None or json.loads(last.after) != now):
            write(Author(None, "每日检查", bureau=bureau), Note(Event.PERSONAL_DUE, PLACE, after=now))
            said += 1
    return said


def terms(register: Register) -> dict[int, tuple[str, ...]]:
    """Years kept -> the covered fields kept so long. A name that is the record itself goes with its record."""
    found: dict[int, tuple[str, ...]] = {}
    for name, field in register.fields.items():
        if field.covered and not field.required:
            found[field.personal.keep_years] = (*found.get(field.personal.keep_years, ()), name)
    return found


def ended_before(records: QuerySet[Record], years: int, today: date) -> QuerySet[Record]:
    """Those of the records that ended, untouched since `years` ago."""
    day = today.replace(year=today.year - years, day=min(today.day, 28))
    before = timezone.make_aware(datetime.combine(day, time.min))
    return records.filter(state=State.ENDED, changed_at__lt=before)


def past(records: QuerySet[Record], names: Sequence[str], years: int, today: date) -> QuerySet[Record]:
    """Ended records, untouched since `years` ago, that still hold one of these fields."""
    holds = Q()
    for name in names:
        holds |= ~Q(**{name: ""})
    return ended_before(records, years, today).filter(holds).order_by("pk")


def erase_overdue(register: Register, years: int, *, user: User, today: date, author: Author) -> int:
    """Erase the fields of that term in the records past it, some hundred at a time. Refused without a ground."""
    names = terms(register).get(years, ())
    records = visible_to(user, register.model, Act.END)
    ids = list(past(records, names, years, today).values_list("pk", flat=True)[:AT_A_TIME]) if names else []
    return erase(register, ids, names, author=author)


@transaction.atomic
def erase(register: Register, ids: Sequence[int], names: Sequence[str], *, author: Author) -> int:
    """Take personal data out of records 删除个人信息, and out of the vault what no record of the register holds any more:
    what stood there last, and what stood there before and only the journal still points to.

    Returns how many records were changed. Refused without a ground, and when an archive of the journal cannot be read.
    """
    if not author.ground.strip():
        raise Refused("请写明删除的依据，例如“保存期限已满”或“本人申请删除”。")
    changed, notes, gone = [], [], earlier(register, ids)
    for record in lock(register, ids).values():
        before = contents(register, record)
        gone += [str(getattr(record, n)) for n in names if register.fields[n].sealed and getattr(record, n)]
        assign(register, record, dict.fromkeys(names))
        after = contents(register, record)
        old, new = difference(before, after)
        if new:
            changed.append(record)
            # The journal says that it went: references of sealed values, nothing of the others.
            told = {n: v if register.fields[n].sealed else "（已删除）" for n, v in old.items()}
            notes.append(note(Event.RECORD_ERASED, register, record, told, new, digest(after)))
    store(register, changed, names)
    write_all(author, notes)
    forget(register, names, gone)
    return len(changed)


def earlier(register: Register, ids: Sequence[int]) -> list[str]:
    """The references that the journal, at hand or archived, tells of these records."""
    entries = Entry.objects.filter(register=register.name, record_id__in=ids).values_list("before", "after")
    texts = chain((f"{before}{after}" for before, after in entries), archives.told_of(register.name, ids))
    return sorted({ref for text in texts for ref in IN_TEXT.findall(text)})


def forget(register: Register, names: Sequence[str], refs: Sequence[str]) -> None:
    """Delete from the vault those values of these fields that no record of the register holds any more."""
    manager = register.model._default_manager
    for name in names:
        field = register.fields[name]
        if field.sealed:
            for start in range(0, len(refs), AT_A_TIME):
                part = refs[start : start + AT_A_TIME]
                held = set(manager.filter(**{f"{name}__in": part}).values_list(name, flat=True))
                ours = PersonalValue.objects.filter(place=place_of(field))
                ours.filter(ref__in=[r for r in part if r not in held]).delete()


def erasable(register: Register) -> tuple[str, ...]:
    """The fields that are erased when a person asks for it: all that are covered and are not the record itself."""
    return tuple(name for names in terms(register).values() for name in names)
