"""Moving the records of every register to the organization that is kept 改挂记录; many at once, each journalled."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from taizhang.journal.events import Event
from taizhang.journal.writing import Author, write_all
from taizhang.merging import pointing
from taizhang.merging.jobs import Say
from taizhang.merging.models import Merge, Move
from taizhang.registers.actions import KEYLESS, lock, note
from taizhang.registers.columns import write_columns
from taizhang.registers.contents import contents, difference, digest
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record, State
from taizhang.registers.search import index_later
from taizhang.registers.titles import name_records

CHUNK = 1000
LOST = f"{KEYLESS}merge-"  # how the key of a record begins that left its own to another
DERIVED = ("key", "alt_key", "title", "sort_key")  # what follows from a record's values


class Mover:
    """Moves what points to the organizations given up, in the transaction of the merge."""

    def __init__(self, merge: Merge, author: Author, say: Say) -> None:
        self.merge, self.author, self.say = merge, author, say
        self.gone, self.kept = set(merge.gone_ids), merge.kept_id
        self.done, self.total = 0, 0

    def run(self, stays: Mapping[str, Any]) -> dict[str, int]:
        """Every register; returns how many records moved, and how many were ended as the same, by register."""
        self.total = sum(count.count for count in pointing.counts(self.gone))
        outcome: dict[str, int] = {}
        for register, names in pointing.linked_registers():
            self.say("改挂记录", self.done, self.total)
            losers = self.losers(register, stays)
            pointing_now = pointing.pointing_q(names, self.gone)
            ids = set(register.model._default_manager.filter(pointing_now).values_list("pk", flat=True))
            self.move(register, names, sorted(losers), Event.RECORD_ENDED)
            self.move(register, names, sorted(ids - losers), Event.RECORD_MOVED)
            if ids:
                outcome[register.name] = len(ids)
            if losers:
                outcome[f"{register.name}:ended"] = len(losers)
        return outcome

    def losers(self, register: Register, stays: Mapping[str, Any]) -> set[int]:
        """The records that are ended because another of the same key stays."""
        found = pointing.collisions(register, self.gone, self.kept, self.merge.bureau_id)
        return {r.pk for c in found for r in c.records if r.pk != c.winner(stays)}

    def move(self, register: Register, names: Sequence[str], ids: Sequence[int], event: Event) -> None:
        """Point records to the kept organization; those that lose are ended, and leave their key to the winner."""
        for start in range(0, len(ids), CHUNK):
            records = list(lock(register, ids[start : start + CHUNK]).values())
            notes, moves = [], []
            held = {r.pk: (contents(register, r), state_of(register, names, r)) for r in records}
            was_called = {r.pk: derived(r) for r in records}
            for record in records:
                for name in names:
                    if getattr(record, f"{name}_id") in self.gone:
                        setattr(record, f"{name}_id", self.kept)
                rekey(register, record)
                if event == Event.RECORD_ENDED:
                    record.state = State.ENDED
                    record.key = f"{LOST}{self.merge.pk}-{record.pk}"
            name_records(register, records)
            for record in records:
                before, was = held[record.pk]
                old, new, whole = pointing.changed_contents(register, before, record)
                notes.append(note(event, register, record, old, new, digest(whole)))
                _, now = difference(was, state_of(register, names, record))
                moves.append(self.move_of(record, {n: was[n] for n in now}, now))
            save(register, records, was_called, [f"{n}_id" for n in names])
            write_all(self.author, notes)
            Move.objects.bulk_create(moves, batch_size=500)
            self.done += len(records)
            self.say("改挂记录", self.done, self.total)

    def move_of(self, record: Record, before: dict[str, Any], after: dict[str, Any]) -> Move:
        label = record._meta.label_lower
        return Move(merge=self.merge, model=label, object_id=record.pk, before=before, after=after)


def state_of(register: Register, names: Iterable[str], record: Record) -> dict[str, Any]:
    """What a move may change of a record, in columns."""
    return {f"{n}_id": getattr(record, f"{n}_id") for n in names} | {
        "key": record.key,
        "state": record.state,
    }


def rekey(register: Register, record: Record) -> None:
    """The keys that follow from the values; a record without a natural key keeps the one it was given."""
    held = {name: getattr(record, field.attname) for name, field in register.fields.items()}
    key, record.alt_key = register.key_of(held)
    record.key = key or record.key


def save(
    register: Register,
    records: Sequence[Record],
    held: Mapping[int, tuple[Any, ...]],
    links: Sequence[str],
) -> None:
    """Save moved records. `held`: what `derived` said of each before.

    What most share is one statement for all of them; only records whose key or name follows from the organization are
    written row by row.
    """
    now = timezone.now()
    renewed = [r for r in records if derived(r) != held[r.pk]]
    for record in renewed:
        record.version, record.changed_at = record.version + 1, now
    write_columns(register, renewed, [*links, "state", *DERIVED, "version", "changed_at"])
    shared: dict[tuple[Any, ...], list[int]] = {}
    for record in records:
        if derived(record) == held[record.pk]:
            values = tuple(getattr(record, name) for name in links)
            shared.setdefault((*values, record.state), []).append(record.pk)
    for values, ids in shared.items():
        columns = dict(zip([*links, "state"], values, strict=True))
        for start in range(0, len(ids), 500):
            register.model._default_manager.filter(pk__in=ids[start : start + 500]).update(
                **columns, version=F("version") + 1, changed_at=now
            )
    index_later(register, [r.pk for r in records])


def derived(record: Record) -> tuple[Any, ...]:
    """What follows from a record's values, as it stands."""
    return tuple(getattr(record, name) for name in DERIVED)
