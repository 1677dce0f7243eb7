"""The number of what went wrong 错误编号: one per request and per job, in the answer, on the page and in the log."""

import re
import secrets
from contextvars import ContextVar

# Without the letters and digits that are mistaken for one another when read out on the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{7,63}")

_present: ContextVar[str] = ContextVar("reference", default="")


def fresh() -> str:
    """A new number of ten letters and digits, easily read out: 50 bits, so that no two meet within a bureau's life."""
    return "".join(secrets.choice(LETTERS) for _ in range(10))


def accepted(told: str) -> str:
    """The number that a gateway gave, when it looks like one; else a new one. Nothing else of it reaches log or page."""
    return told if WELL_FORMED.fullmatch(told) else fresh()


def present() -> str:
    """The number of the request or job at hand; "" outside of one."""
    return _present.get()


def begin(reference: str) -> None:
    """From here on this is the number, until another one begins."""
    _present.set(reference)


def spoken() -> str:
    """For the end of a sentence about a failure: （错误编号 …）, or nothing."""
    return f"（错误编号 {present()}）" if present() else ""
