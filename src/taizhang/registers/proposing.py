"""Proposing a change 提出修改: what an enterprise or a liaison wants a verified record to say; who decides is staff."""

from collections.abc import Mapping
from typing import Any

from taizhang.files.cells import is_file_cell
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note
from taizhang.registers.around import ProposedChange
from taizhang.registers.contents import Contents
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record


def proposal(
    register: Register, record: Record, new: Contents, author: Author, sources: Mapping[str, Any]
) -> ProposedChange:
    """What is proposed; where a value stands in a file sent along, its cell beside it."""
    values = {n: v for n, v in new.items() if n in register.fields}
    cells = {n: sources[n] for n in values if is_file_cell(sources.get(n))}
    if cells:
        values["sources"] = cells
    return ProposedChange(
        bureau_id=record.bureau_id, register=register.name, record_id=record.pk, title=record.title,
        values=values, ground=author.ground, by=author.user,
    )  # fmt: skip


def waits_already(proposed: ProposedChange) -> bool:
    """Whether the same person has proposed just this and nobody has decided: a second click, a form sent again."""
    same = ProposedChange.objects.filter(
        register=proposed.register,
        record_id=proposed.record_id,
        by=proposed.by,
        state=ProposedChange.State.OPEN,
    )
    return any(values == proposed.values for values in same.values_list("values", flat=True))


def proposed_note(register: Register, p: ProposedChange) -> Note:
    return Note(Event.CHANGE_PROPOSED, register.name, p.record_id, p.title, None, p.values)
