"""The vault 密存: keeping what was typed, and opening what may be seen."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.core.personal.sealing import Ring, Unsealable
from taizhang.personal import keyring
from taizhang.personal.models import PersonalValue
from taizhang.personal.references import Sealed, is_reference

UNREADABLE = "（无法解密）"
ERASED = "（已删除）"
CHUNK = 500
_ahead: ContextVar[dict[str, str] | None] = ContextVar("personal_ahead", default=None)


def keep(values: Iterable[Any]) -> None:
    """Keep values just typed, in the caller's transaction; what is a reference already stays as it is.

    One that is there already is touched: so an erasure that waits for this transaction leaves it.
    """
    fresh = [v for v in values if type(v) is Sealed and v.clear is not None]
    if not fresh:
        return
    ring, now = keyring.ring(), timezone.now()
    each = {str(v): v for v in fresh}
    rows = [
        PersonalValue(ref=r, place=v.place, sealed=ring.seal(v.clear or "", bound(r, v.place)), kept_at=now)
        for r, v in sorted(each.items())  # in one order, so that two writers do not wait for each other
    ]
    PersonalValue.objects.bulk_create(
        rows, batch_size=CHUNK, update_conflicts=True, unique_fields=["ref"], update_fields=["kept_at"]
    )
    for value in fresh:
        value.kept = True


def bound(ref: str, place: str) -> str:
    return f"{place}:{ref}"


@contextmanager
def reading() -> Iterator[None]:
    """Within it, values opened ahead are remembered; afterwards they are forgotten."""
    token = _ahead.set({})
    try:
        yield
    finally:
        _ahead.reset(token)


def ahead(values: Iterable[Any]) -> None:
    """Open these references at once, for the cells that will ask for them one by one."""
    known = _ahead.get()
    if known is not None:
        known.update(fetched([v for v in set(filter(is_reference, values)) if v not in known]))


def opened(ref: str) -> str:
    """The value behind a reference; UNREADABLE without the key, ERASED where it was erased."""
    if isinstance(ref, Sealed) and ref.clear is not None:
        return ref.clear
    known = _ahead.get()
    if known is not None and ref in known:
        return known[ref]
    found = fetched([ref])[ref]
    if known is not None:
        known[ref] = found
    return found


def fetched(refs: list[str]) -> dict[str, str]:
    """Each reference with its value, some hundred a query."""
    found = dict.fromkeys(refs, ERASED)
    if not refs:
        return found
    try:
        ring: Ring | None = keyring.ring()
    except Refused:
        ring = None
    for start in range(0, len(refs), CHUNK):
        held = PersonalValue.objects.filter(ref__in=[str(r) for r in refs[start : start + CHUNK]])
        for ref, place, sealed in held.values_list("ref", "place", "sealed"):
            found[ref] = open_one(ring, ref, place, sealed)
    return found


def open_one(ring: Ring | None, ref: str, place: str, sealed: str) -> str:
    if ring is None:
        return UNREADABLE
    try:
        return ring.open(sealed, bound(ref, place))
    except Unsealable:
        return UNREADABLE


def missing(refs: Iterable[str]) -> set[str]:
    """Those references behind which there is nothing any more."""
    wanted = {str(r) for r in refs}
    listed = sorted(wanted)
    for start in range(0, len(listed), CHUNK):
        part = listed[start : start + CHUNK]
        wanted -= set(PersonalValue.objects.filter(ref__in=part).values_list("ref", flat=True))
    return wanted
