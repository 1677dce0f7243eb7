"""Personal data past its time 到期的个人信息: found by the declarations, erased by a person, with a ground.

Kept so many years after the record ended 终止 (个人信息保护法 arts 19, 47). What is erased leaves the
record and the vault; the journal keeps its reference, which then stands for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, write_all
from taizhang.personal.models import PersonalValue
from taizhang.registers.actions import assign, lock, note, store
from taizhang.registers.contents import contents, difference, digest
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record, State

AT_A_TIME = 500


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


def overdue(user: User, today: date) -> list[Overdue]:
    """What is past its time among the records that the user may end."""
    found = []
    for register in registers().values():
        for years, names in terms(register).items():
            count = past(user, register, names, years, today).count()
            if count:
                found.append(Overdue(register, names, years, count))
    return found


def terms(register: Register) -> dict[int, tuple[str, ...]]:
    """Years kept -> the covered fields kept so long. A name that is the record itself goes with its record."""
    found: dict[int, tuple[str, ...]] = {}
    for name, field in register.fields.items():
        if field.covered and not field.required:
            found[field.personal.keep_years] = (*found.get(field.personal.keep_years, ()), name)
    return found


def past(user: User, register: Register, names: Sequence[str], years: int, today: date) -> QuerySet[Record]:
    """Ended records, untouched since `years` ago, that still hold one of these fields."""
    day = today.replace(year=today.year - years, day=min(today.day, 28))
    holds = Q()
    for name in names:
        holds |= ~Q(**{name: ""})
    ended = visible_to(user, register.model, Act.END).filter(state=State.ENDED)
    before = timezone.make_aware(datetime.combine(day, time.min))
    return ended.filter(holds, changed_at__lt=before).order_by("pk")


def erase_overdue(register: Register, years: int, *, user: User, today: date, author: Author) -> int:
    """Erase the fields of that term in the records past it, some hundred at a time. Refused without a ground."""
    names = terms(register).get(years, ())
    ids = (
        list(past(user, register, names, years, today).values_list("pk", flat=True)[:AT_A_TIME])
        if names
        else []
    )
    return erase(register, ids, names, author=author)


@transaction.atomic
def erase(register: Register, ids: Sequence[int], names: Sequence[str], *, author: Author) -> int:
    """Take personal data out of records 删除个人信息, and out of the vault what no record holds any more.

    Returns how many records were changed. Refused without a ground.
    """
    if not author.ground.strip():
        raise Refused("请写明删除的依据，例如“保存期限已满”或“本人申请删除”。")
    changed, notes, gone = [], [], list[str]()
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


def forget(register: Register, names: Sequence[str], refs: Sequence[str]) -> None:
    """Delete from the vault those values that no record of the register holds any more."""
    manager = register.model._default_manager
    for name in names:
        if register.fields[name].sealed:
            for start in range(0, len(refs), AT_A_TIME):
                part = refs[start : start + AT_A_TIME]
                held = set(manager.filter(**{f"{name}__in": part}).values_list(name, flat=True))
                PersonalValue.objects.filter(ref__in=[r for r in part if r not in held]).delete()
