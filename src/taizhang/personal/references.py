"""References 指代: what stands everywhere for a sealed value, and says nothing without the key."""

import re
from typing import Any

from taizhang.personal import keyring

SIGN = "◈"
LENGTH = 27  # the sign and the fingerprint
IN_TEXT = re.compile(f"{SIGN}[a-z2-7]{{{LENGTH - 1}}}")  # in what the journal tells of a record


class Sealed(str):
    """A reference. Made from a value just typed, it carries that value until the vault has kept it."""

    clear: str | None = None
    place: str = ""
    kept: bool = False


def is_reference(value: Any) -> bool:
    """Whether a stored text is a reference (and not a value from before values were sealed)."""
    return isinstance(value, str) and len(value) == LENGTH and value[0] == SIGN


def place_of(field: Any) -> str:
    """What a value of a field is bound to: its table and column."""
    return f"{field.model._meta.db_table}.{field.column}"


def referenced(field: Any, text: str) -> Sealed:
    """The reference of a value in a field. Keep it in the vault in the same transaction (`vault.keep`)."""
    place = place_of(field)
    made = Sealed(SIGN + keyring.ring().mark(text, place))
    made.clear, made.place = text, place
    return made
