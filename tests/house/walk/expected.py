"""What the table of access says of one cell: somebody, an act, a thing. Written apart from can() and visible_to()."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from taizhang.access.roles import TABLE, Act, Grant, Scope
from taizhang.accounts.models import Role


class Outcome(StrEnum):
    """What an answer amounts to."""

    IN = "is let in"
    SIGN_IN = "is asked to sign in"
    DENIED = "is told that his role may not"
    NOTHING = "finds nothing there"
    BROKEN = "breaks it"


@dataclass
class Thing:
    """Something that an address names, with the facts that decide who reaches it."""

    label: str  # own, other, absent …: for the sentence of a failure
    values: dict[str, Any]  # of the address
    register: str = ""
    absent: bool = False
    everybody: bool = False  # nobody's in particular: a register, a sample
    bureau: int | None = None
    path: str = ""  # of its region
    firms: frozenset[int] = frozenset()
    bank: str = ""
    open: bool = False  # verified, so that an open register shows it
    by: int | None = None  # who alone reaches it, whatever his scope
    made_by: int | None = None  # who alone reaches it where his scope is narrow
    secrets: list[str] = field(default_factory=list)


def role_of(user: Any) -> Role:
    return Role(user.role) if user.is_authenticated else Role.PUBLIC


# What the program keeps by itself, and the acts by which nobody writes it by hand.
BY_PROGRAM = {"decisions"}
WRITING = {Act.ADD, Act.CHANGE, Act.VERIFY, Act.END, Act.ATTACH, Act.INTAKE, Act.ACCEPT, Act.UNDO, Act.MERGE}


def expected(user: Any, act: Act, thing: Thing | None, *, api: bool = False) -> Outcome:
    """The outcome that the table demands."""
    grant = TABLE[role_of(user)].get(act)
    if act == Act.PUBLIC and not thing:
        return Outcome.IN
    if (api or act == Act.HOME) and not user.is_authenticated:
        return Outcome.SIGN_IN
    if grant is None:
        return Outcome.DENIED if user.is_authenticated else Outcome.SIGN_IN
    if thing is None:
        return Outcome.IN
    beyond = thing.register and grant.registers and thing.register not in grant.registers
    if beyond or (thing.register in BY_PROGRAM and act in WRITING):
        return Outcome.DENIED if api else Outcome.NOTHING
    return Outcome.IN if reaches(user, grant, thing) else Outcome.NOTHING


def reaches(user: Any, grant: Grant, thing: Thing) -> bool:
    """Whether a grant, as this user holds it, reaches a thing."""
    if thing.absent:
        return False
    if thing.everybody:
        return True
    if thing.by is not None:
        return bool(user.pk == thing.by)
    if grant.scope == Scope.OPEN:
        return thing.open and (not user.is_authenticated or user.bureau_id == thing.bureau)
    if not user.is_authenticated or user.bureau_id != thing.bureau:
        return False
    if grant.scope == Scope.BUREAU:
        return True
    if thing.made_by is not None:
        return bool(user.pk == thing.made_by)
    if grant.scope == Scope.AREA:
        return bool(user.region and thing.path.startswith(user.region.path))
    if grant.scope == Scope.OWN:
        return user.organization_id in thing.firms
    return bool(user.bank) and user.bank == thing.bank


def may_know(user: Any, thing: Thing) -> bool:
    """Whether what a thing says may stand in an answer to this user: he may see it, or audits the bureau."""
    row = TABLE[role_of(user)]
    same = user.is_authenticated and user.bureau_id == thing.bureau
    if same and Act.JOURNAL in row:
        return True
    for act in (Act.VIEW, Act.SEARCH, Act.FIGURES, Act.INTAKE):
        grant = row.get(act)
        beyond = grant and thing.register and grant.registers and thing.register not in grant.registers
        if grant and not beyond and reaches(user, grant, thing):
            return True
    return bool(thing.by is not None and user.pk == thing.by)
