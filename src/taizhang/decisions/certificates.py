"""Which certificate stands when an enterprise has several 证书."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Certificate:
    """A certificate of recognition: its record, number, the day it was issued, its last day (None: not in the ledger)."""

    pk: int
    number: str
    issued: date
    until: date | None


def standing(certificates: Sequence[Certificate]) -> tuple[Certificate, str]:
    """The newest certificate, and a sentence where two run side by side for more than the weeks of a renewal."""
    ordered = sorted(certificates, key=lambda c: (c.issued, c.until or date.min, c.pk))
    newest = ordered[-1]
    for other in reversed(ordered[:-1]):
        if other.number and other.number == newest.number:
            continue  # the same certificate, listed twice
        if other.until is not None and (other.until - newest.issued).days > RENEWAL_DAYS:
            return newest, (
                f"有两张证书的有效期重叠：一张 {other.issued} 发、有效期至 {other.until}，"
                f"一张 {newest.issued} 发。按新的一张判断，请核对资质认定台账"
            )
    return newest, ""


RENEWAL_DAYS = 92  # a new certificate is often issued some weeks before the old one runs out
