"""Personal data as people see it 遮盖: masked by default, in clear only where it was revealed.

Every screen, file, interface and error sentence asks here; nothing else opens a sealed value.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from taizhang.core.masking import masked
from taizhang.core.personal.declared import looks_sealed
from taizhang.personal import vault
from taizhang.personal.references import is_reference
from taizhang.personal.vault import ERASED, UNREADABLE
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record

NOT_TEXT = (UNREADABLE, ERASED)
COVERED = "（个人信息）"


def opened(value: Any) -> str:
    """A personal value in clear. Only for a person to whom it was revealed, or to whom it goes back."""
    return vault.opened(value) if is_reference(value) else str(value)


def covered(value: Any) -> str:
    """A personal value masked: 138****1234; why, where it cannot be read."""
    text = opened(value)
    return text if text in NOT_TEXT else masked(text)


def readable(value: Any) -> bool:
    """Whether the value behind a reference can be read at all (the key is there, nobody erased it)."""
    return opened(value) not in NOT_TEXT


def look_ahead(register: Register, held: Iterable[Mapping[str, Any]]) -> None:
    """Open the sealed values of many mappings of field -> value with one query."""
    names = [n for n, f in register.fields.items() if f.sealed]
    if names:
        vault.ahead(values.get(n) for values in held for n in names)


def look_ahead_records(register: Register, records: Iterable[Record], names: Iterable[str] = ()) -> None:
    """The same for the columns of records that will be shown (all of them without `names`)."""
    wanted = [n for n in (names or register.fields) if n in register.fields and register.fields[n].sealed]
    if wanted:
        vault.ahead(getattr(record, n) for record in records for n in wanted)


def private_columns(register: Register | None, columns: Iterable[Mapping[str, Any]]) -> set[str]:
    """Letters of a table's columns with personal data: by the field they mean, or by what their header says."""
    fields = register.fields if register else {}
    return {
        c["letter"]
        for c in columns
        if (c["field"] in fields and fields[c["field"]].covered)
        or (c["field"] not in fields and looks_sealed(c["header"]))
    }


def keep_sealed(register: Register, records: Iterable[Record]) -> None:
    """Put what was typed into the sealed fields of these records into the vault, in their transaction."""
    names = [f.attname for f in register.fields.values() if f.sealed]
    if names:
        vault.keep(getattr(record, name) for record in records for name in names)
