"""What a pack answers 判定结果: plain values, to be shown, kept and compared. Made by `answering.answer`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

FactValue: TypeAlias = Fraction | bool | str | date | None


class Verdict(StrEnum):
    """Three answers 三种回答. What is missing never makes a no."""

    MEETS = "meets"
    FAILS = "fails"
    CANNOT_TELL = "cannot_tell"

    @property
    def label(self) -> str:
        return {"meets": "符合", "fails": "不符合", "cannot_tell": "还不能判断"}[self.value]


@dataclass(frozen=True)
class Source:
    """Where a value came from: in words (年度数据 2025 · 批次118 B27), the day it is of, and what leads there.

    `register`, `record_id` and `field` name the record; they are empty for what somebody answered.
    """

    words: str
    day: date | None = None
    register: str = ""
    record_id: int | None = None
    field: str = ""


@dataclass(frozen=True)
class Held:
    """A value that the ledger holds of an enterprise, with its source. None: it is known that nobody knows."""

    value: FactValue
    source: Source = Source("")


@dataclass(frozen=True)
class Seen:
    """A fact as a condition saw it. `doubt` says why a value was not used (negative, above what it is part of)."""

    name: str
    title: str
    year: int | None
    value: FactValue
    unit: str
    text: str  # as a person reads it: 1,910.00 万元
    source: Source
    doubt: str = ""

    @property
    def missing(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Finding:
    """One condition judged 一条条件的判断.

    `short` is how much is missing in `unit` (None where it cannot be said, zero or below where it is met), `shortage`
    the same as a share of what is asked. `judged` means that experts decide, not that data is missing.
    """

    id: str
    title: str
    article: str
    verdict: Verdict
    sentence: str
    value: str = ""
    threshold: str = ""
    short: Fraction | None = None
    unit: str = ""
    short_text: str = ""
    shortage: Fraction | None = None
    judged: bool = False
    facts: tuple[Seen, ...] = ()
    parts: "tuple[Finding, ...]" = ()
    status: str = (
        ""  # "" checked, V secondary source, K to be verified, I interpretation: the weakest of what was used
    )
    link: str = ""

    @property
    def missing(self) -> tuple[Seen, ...]:
        return tuple(f for f in self.facts if f.missing)


@dataclass(frozen=True)
class Outcome:
    """A value, points or an amount that the pack works out besides its conditions; unknown as None."""

    id: str
    title: str
    kind: str  # value points amount
    unit: str
    low: FactValue
    high: FactValue
    text: str
    how: str = ""  # the working in words: 1,910.00 万元 × 2%
    article: str = ""
    facts: tuple[Seen, ...] = ()
    status: str = ""


@dataclass(frozen=True)
class Step:
    """What would close a gap 怎么补: one change, how much of it, what it brings."""

    title: str
    change: str
    brings: str
    fact: str = ""
    by: Fraction | None = None


@dataclass(frozen=True)
class Answer:
    """What a pack says of one enterprise on a day."""

    pack: str
    title: str
    version: str
    on: date
    applies: bool | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...] = ()
    notices: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = ()
    meant: tuple[Finding, ...] = ()  # whom the policy is for, judged like conditions

    @property
    def failing(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.verdict == Verdict.FAILS)

    @property
    def unclear(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.verdict == Verdict.CANNOT_TELL)

    @property
    def judged_only(self) -> bool:
        """Nothing fails and nothing is missing: only what experts decide is open 其余条件符合，待专家评价."""
        return bool(self.unclear) and not self.failing and all(f.judged for f in self.unclear)

    @property
    def missing(self) -> tuple[Seen, ...]:
        """Facts whose lack keeps a condition open, each once."""
        found = {(s.name, s.year): s for f in self.unclear for s in f.missing}
        return tuple(found.values())

    @property
    def facts(self) -> tuple[Seen, ...]:
        """Every fact seen, each once."""
        seen = [s for f in (*self.findings, *self.notices) for s in f.facts] + [
            s for o in self.outcomes for s in o.facts
        ]
        return tuple({(s.name, s.year): s for s in seen}.values())

    def outcome(self, name: str) -> Outcome:
        return next(o for o in self.outcomes if o.id == name)

    def finding(self, name: str) -> Finding:
        return next(f for f in (*self.findings, *self.notices) if f.id == name)
