"""Archiving the journal 日志归档: what each record needs of what goes is carried forward first 结转.

A record whose entries go gets one that tells it whole, as the journal (not the table) has it. So the record is still
proved by what is at hand, and a change behind the journal's back before the archiving is found after it as well.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.journal import keeping
from taizhang.journal.archiving import PLACES, Stretch, chunks, kept, last_place, stretch, take_out
from taizhang.journal.chain import seal, seal_day
from taizhang.journal.events import Event
from taizhang.journal.models import Archive, Entry
from taizhang.journal.writing import Author, Note, write_all
from taizhang.registers.authors import writer
from taizhang.registers.contents import digest
from taizhang.registers.declaration import Register, registers
from taizhang.registers.proof import folded

Say = Callable[[str], None]


def archive(
    before: date, author: Author, *, today: date, say: Say = lambda _: None, size: int = PLACES
) -> list[Archive]:
    """Archive what is older than a day, file by file, each in a transaction of its own. Refused within six months,
    and when the journal does not hold: what is broken is not put away."""
    until = keeping.moment(before, today)
    seal_day(today)
    seal()
    made, upto = [], last_place(until)
    while (found := stretch(until, upto, size)) is not None:
        say(f"日志归档：{found.words}")
        file = kept(found)
        try:
            with transaction.atomic():
                carry_forward(found, author)
                made.append(take_out(found, file, author))
        except DatabaseError as error:
            if "permission denied" not in str(error):
                raise
            raise Refused(
                "数据库角色无权移走日志（这是对的）。请用表的所有者运行 taizhang journal archive。"
            ) from error
    seal()
    return made


def carry_forward(found: Stretch, author: Author) -> int:
    """For each record that loses entries and has no whole telling behind them: one entry with all of it. Returns how many."""
    carried = 0
    for register in registers().values():
        for pks in chunks(losing(register, found)):
            lock(register, pks)
            behind = Q(link__seq__gt=found.last) | Q(link=None)
            told = Entry.objects.filter(behind, register=register.name, event=Event.RECORD_CARRIED)
            whole = set(told.filter(record_id__in=pks).values_list("record_id", flat=True))
            carried += write_carried(register, [pk for pk in pks if pk not in whole], found, author)
    return carried


def losing(register: Register, found: Stretch) -> Iterator[int]:
    """The records of a register that entries of the stretch speak of as a whole."""
    spoken = Entry.objects.filter(
        link__seq__gte=found.first, link__seq__lte=found.last, register=register.name, record_id__isnull=False
    ).exclude(digest="")
    yield from sorted(set(spoken.values_list("record_id", flat=True)))  # type: ignore[type-var,misc]


def lock(register: Register, pks: Iterable[int]) -> None:
    """Nobody writes these records until their carrying is committed: its entry is their newest."""
    rows = register.model._default_manager.select_for_update().filter(pk__in=list(pks)).order_by("pk")
    list(rows.values_list("pk"))


def write_carried(register: Register, pks: list[int], found: Stretch, author: Author) -> int:
    entries = Entry.objects.filter(register=register.name, record_id__in=pks).order_by("record_id", "id")
    notes: dict[int | None, list[Note]] = {}
    for pk, own in groupby(entries.iterator(chunk_size=2000), key=lambda e: e.record_id or 0):
        told = carried_note(register, pk, list(own))
        if told is not None:
            notes.setdefault(told[0], []).append(told[1])
    bureaus = Bureau.objects.in_bulk([pk for pk in notes if pk])
    ground = f"{timezone.localdate(found.until)} 以前的日志已归档，更早的经过由系统管理员从存档里查"
    for bureau, those in notes.items():
        write_all(Author(author.user, ground, address=author.address, bureau=bureaus.get(bureau or 0)), those)
    return sum(map(len, notes.values()))


def carried_note(register: Register, pk: int, own: list[Entry]) -> tuple[int | None, Note] | None:
    """(bureau, the note that tells a record whole); None for one that went with its import. Refused when the journal contradicts itself."""
    held, written, last = folded(own)
    if last is None or last.event == Event.RECORD_WITHDRAWN:
        return None
    if digest(held) != written:
        named = f"“{register.title}”第 {pk} 号“{last.title}”的日志条目与它的摘要不符"
        raise Refused(f"没有归档，什么也没有移走：{named}。请先运行 taizhang verify。")
    who = writer(own)
    before: dict[str, Any] | None = {"written_by": who} if who else None
    return last.bureau_id, Note(Event.RECORD_CARRIED, register.name, pk, last.title, before, held, written)
