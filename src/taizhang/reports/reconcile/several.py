"""A file that holds reports of several periods 一份文稿几个期间: each stretch goes to the period that it agrees with."""

from collections.abc import Sequence

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.core.reading.document import Document
from taizhang.reports.reconcile.run import Finding, Reconciliation, reconcile
from taizhang.reports.reconcile.tying import Say
from taizhang.reports.reconcile.verdicts import Verdict

CHANGE = 3  # so many figures must agree better before the text is thought to have gone over to another period


def reconcile_several(
    document: Document, *, bureau: Bureau, periods: Sequence[Period], say: Say | None = None
) -> Reconciliation:
    """Reconcile with each period, and take for each stretch of the text the period with which most agrees."""
    done = [reconcile(document, bureau=bureau, period=period, say=say) for period in periods]
    if len(done) == 1:
        return done[0]
    gains = [[_gain(finding) for finding in each.findings] for each in done]
    path = stretches(gains)
    findings = tuple(done[number].findings[at] for at, number in enumerate(path))
    return Reconciliation(done[0].reading, bureau, done[0].period, findings)


def _gain(finding: Finding) -> int:
    return {Verdict.AGREES: 2, Verdict.INCONSISTENT: 1}.get(finding.verdict, 0)


def stretches(gains: Sequence[Sequence[int]]) -> list[int]:
    """For each place the row to take, so that gains less the cost of changing rows are greatest."""
    if not gains or not gains[0]:
        return []
    best = [list(row[:1]) for row in gains]
    back: list[list[int]] = []
    for at in range(1, len(gains[0])):
        came = []
        total = []
        for number, row in enumerate(gains):
            options = [
                best[other][-1] - (0 if other == number else 2 * CHANGE) for other in range(len(gains))
            ]
            chosen = max(range(len(gains)), key=lambda other: (options[other], other == number))
            came.append(chosen)
            total.append(options[chosen] + row[at])
        back.append(came)
        for number, value in enumerate(total):
            best[number].append(value)
    number = max(range(len(gains)), key=lambda n: best[n][-1])
    path = [number]
    for came in reversed(back):
        number = came[number]
        path.append(number)
    return path[::-1]
