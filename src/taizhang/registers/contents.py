"""What a record holds, as plain values: for the journal, the digest and comparison 记录内容."""

import hashlib
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.core.personal.declared import PersonalKind
from taizhang.core.tables.words import plain_text
from taizhang.journal.writing import canonical
from taizhang.personal import vault
from taizhang.personal.references import Sealed, is_reference, referenced
from taizhang.registers.declaration import Register
from taizhang.registers.fields import Integer, Long, Money, Number, Percent
from taizhang.registers.record import Record

Contents = dict[str, Any]


def plain(value: Any) -> Any:
    """A value as JSON holds it: money and numbers as exact text, days as ISO text, links by id."""
    if value is None or value == "" or value == {}:
        return None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def contents(register: Register, record: Record) -> Contents:
    """Everything that the journal answers for: the declared fields, bureau, state and sources."""
    held = {name: plain(getattr(record, field.attname)) for name, field in register.fields.items()}
    held |= {name: getattr(record, f"{name}_id") for name in record.kept_beside}
    held["bureau"], held["state"] = record.bureau_id, record.state
    held["sources"] = record.sources or None
    return {name: value for name, value in held.items() if value is not None}


def digest(held: Contents) -> str:
    """The hash of a record's contents, as the journal keeps it."""
    return hashlib.sha256(canonical(held).encode()).hexdigest()


def difference(before: Contents, after: Contents) -> tuple[Contents, Contents]:
    """What changed: the old and the new values of the names that differ; a missing one is None."""
    names = [n for n in {**before, **after} if before.get(n) != after.get(n)]
    return {n: before.get(n) for n in names}, {n: after.get(n) for n in names}


def restored(register: Register, name: str, value: Any) -> Any:
    """A plain value back as the Python value of its field."""
    if value is None or name not in register.fields:
        return value
    return register.fields[name].to_python(value)


def cleaned(register: Register, name: str, value: Any) -> Any:
    """A value as the database will give it back, so that its digest does not depend on the engine.

    Raises ValueError with a sentence when it does not fit the field.
    """
    field = register.fields[name]
    if field.is_relation:
        return getattr(value, "pk", value)
    if value is None or value == "":
        return None if field.null else field.get_default()
    if field.sealed:
        return sealed(field, value)
    if isinstance(field, Money | Number | Percent):
        places = 2 if isinstance(field, Money) else field.decimal_places
        return fitting(field, Decimal(value), places).quantize(Decimal(1).scaleb(-places))
    if isinstance(field, Integer):
        fitting(field, Decimal(value), 0)
    if isinstance(value, str):
        value = plain_text(value, lines=isinstance(field, Long))
        if field.max_length and len(value) > field.max_length:
            raise ValueError(f"“{field.title}”最多 {field.max_length} 个字，这里有 {len(value)} 个")
    return value


def fitting(field: Any, value: Decimal, places: int) -> Decimal:
    """The number itself where its column holds it; ValueError for what none does (1e400). Whole numbers have 64 bits there."""
    digits = getattr(field, "max_digits", None) or 18
    if not value.is_finite() or abs(value) >= Decimal(10) ** (digits - places):
        raise ValueError(f"“{field.title}”的数太大，台账记不下。请检查是否多输了位数，或写错了单位")
    return value


# Personal data that is sealed: records hold references.


LONGEST = 100  # characters of a phone, number or address that is sealed


def sealed(field: Any, value: Any) -> Any:
    """A typed value as a reference, one that is a reference already as it stands.

    What people type is always plain text, so that a reference typed in by hand means nothing.
    """
    if isinstance(value, Sealed):
        return value
    text = unicodedata.normalize("NFKC", str(value))
    text = plain_text(text, lines=False)
    if field.personal.kind in (PersonalKind.ID, PersonalKind.BANK):
        text = "".join(text.split()).replace("-", "").upper()
    if not text:
        return field.get_default()
    if len(text) > LONGEST:
        raise ValueError(f"“{field.title}”最多 {LONGEST} 个字，这里有 {len(text)} 个")
    return referenced(field, text)


def references(register: Register, held: Contents, *, keep: bool = False) -> Contents:
    """Contents as they would be written today: clear values from before values were sealed become references."""
    made = {
        name: sealed(register.fields[name], value)
        for name, value in held.items()
        if name in register.fields and register.fields[name].sealed and value and not is_reference(value)
    }
    if keep:
        vault.keep(made.values())
    return {**held, **{name: str(ref) for name, ref in made.items()}}


def take_region(register: Register, values: dict[str, Any]) -> None:
    """A record whose region nobody wrote stands where its organization does: else its street would not see it."""
    organization = next((values[n] for n in register.organization_fields if values.get(n)), None)
    if "region" in register.fields and values.get("region") is None and isinstance(organization, Record):
        values["region"] = organization.region
