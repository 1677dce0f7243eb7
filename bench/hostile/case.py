"""One hostile input, and what came of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.hostile.house import House


class Verdict(StrEnum):
    """How an input ended."""

    REFUSED = "refused"  # a sentence said no
    HARMLESS = "harmless"  # taken, and it does nothing
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict and, of a failure, why."""

    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An input of a class of inputs; `run` puts it to the house."""

    kind: str
    name: str
    run: Callable[["House"], Outcome]
    seconds: float = 10


def failed(note: str) -> Outcome:
    return Outcome(Verdict.FAILED, note)


def judged(status: int, body: bytes, *, words: bool = True) -> Outcome:
    """The verdict on an answer: no fault of the server; a no is said in Chinese where a person reads it."""
    if status >= 500 and status not in (501, 503, 505):
        return failed(f"status {status}")
    if status < 400:
        return Outcome(Verdict.HARMLESS)
    if words and not re.search(r"[\u4e00-\u9fff]|\\u[4-9][0-9a-f]{3}", body.decode("utf-8", "replace")):
        return failed(f"status {status} without a sentence")
    return Outcome(Verdict.REFUSED)
