"""The way in: a document, a bureau and a period -> a finding for each figure 对账."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.reading import Reading, read
from taizhang.indicators.figure import Figure
from taizhang.reports.reconcile import words
from taizhang.reports.reconcile.candidate import Valued
from taizhang.reports.reconcile.printing import decimals, shown, unit_of
from taizhang.reports.reconcile.sayings import Saying
from taizhang.reports.reconcile.tying import Say, Tying
from taizhang.reports.reconcile.verdicts import Verdict
from taizhang.reports.reconcile.wording import named


@dataclass(frozen=True)
class Finding:
    """One figure of the text, and what the ledger says of it. `ledger` is in the printed unit."""

    figure: Stated
    verdict: Verdict
    ledger: Decimal | None
    shown: Figure | None
    candidates: tuple[Valued, ...]
    reason: str
    words: str
    print: str  # fingerprint of its sentence: decisions are kept by it
    period: Period
    indicator: str = ""
    sentence: str = ""
    chosen: Valued | None = None


@dataclass(frozen=True)
class Reconciliation:
    """All findings of one text, in its order."""

    reading: Reading
    bureau: Bureau
    period: Period
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Counter[str]:
        return Counter(str(f.verdict) for f in self.findings)


def reconcile(
    document: Document, *, bureau: Bureau, period: Period, say: Say | None = None
) -> Reconciliation:
    """Tie each figure of a document to the ledger by its meaning, and compare."""
    reading = read(document)
    tying = Tying(reading, bureau, period)
    tying.tie(say)
    return Reconciliation(reading, bureau, period, tuple(_finding(tying, f) for f in tying.sayings.figures))


def _finding(tying: Tying, stated: Stated) -> Finding:
    tie, saying = tying.ties[stated.id], tying.told[stated.id]
    chosen = tie.chosen
    value = chosen.value if chosen is not None else None
    return Finding(
        figure=stated, verdict=tie.verdict, ledger=None if value is None else shown(value, decimals(stated)),
        shown=None if chosen is None else tying.values.figure(chosen.candidate),
        candidates=tuple(v for v in (chosen, *tie.others) if v is not None), reason=tie.reason,
        words=named(chosen.candidate) if chosen is not None else "",
        print=fingerprint(saying, stated),
        period=chosen.candidate.period if chosen is not None else tying.period, indicator=chosen.candidate.indicator if chosen else "",
        sentence=saying.sentence, chosen=chosen,
    )  # fmt: skip


def fingerprint(saying: Saying, stated: Stated) -> str:
    """What stays the same of a sentence when its numbers change: a decision on a figure is kept by it."""
    told = re.sub(r"\d+(?:\.\d+)?", "#", saying.sentence)
    return hashlib.sha256(f"{words.plain(told)}|{saying.own}|{unit_of(stated)}".encode()).hexdigest()[:32]
