"""Findings as plain JSON values and as lines for a terminal."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from taizhang.reports.reconcile.candidate import Candidate, Valued
from taizhang.reports.reconcile.run import Finding, Reconciliation
from taizhang.reports.reconcile.verdicts import Verdict
from taizhang.reports.reconcile.wording import named

_MARKS = {
    "agrees": "✓",
    "differs": "✕",
    "ambiguous": "?",
    "not_in_ledger": "·",
    "inconsistent": "✕",
    "offered": "→",
    "ignored": "-",
}
_ORDER = (
    Verdict.DIFFERS,
    Verdict.INCONSISTENT,
    Verdict.AMBIGUOUS,
    Verdict.NOT_IN_LEDGER,
    Verdict.OFFERED,
    Verdict.AGREES,
    Verdict.IGNORED,
)


def as_labels(done: Reconciliation, file: str) -> dict[str, Any]:
    """The whole reconciliation; offsets count characters of the text as read."""
    return {
        "file": file,
        "bureau": done.bureau.slug,
        "period": done.period.text,
        "figures": [label(finding) for finding in done.findings],
        "counts": dict(done.counts),
    }


def label(finding: Finding) -> dict[str, Any]:
    """One figure with its verdict."""
    stated, shown, chosen = finding.figure, finding.shown, finding.chosen
    definition = chosen.candidate.definition if chosen is not None else None
    return {
        "id": stated.id,
        "start": stated.start,
        "end": stated.end,
        "text": stated.text,
        "value": plain(stated.value),
        "unit": stated.unit,
        "of": stated.of,
        "optional": stated.optional,
        "masked": stated.masked,
        "verdict": str(finding.verdict),
        "ledger": plain(finding.ledger),
        "indicator": finding.indicator or None,
        "record": _record(finding),
        "kind": str(shown.kind) if shown is not None else None,
        "reason": finding.reason,
        "words": finding.words,
        "print": finding.print,
        "definition": definition.as_data() if definition is not None else None,
        "period": finding.period.text,
        "operands": [_meant(o) for o in _operands(chosen.candidate)] if chosen is not None else [],
        "candidates": [_candidate(v) for v in finding.candidates],
    }


def _operands(candidate: Candidate) -> Iterator[Candidate]:
    """What a derived candidate is reckoned from, down to what is counted or told itself."""
    for each in candidate.operands:
        yield from _operands(each) if each.operands else (each,)


def _meant(candidate: Candidate) -> dict[str, Any]:
    """What is counted, in words and as its proof asks for it."""
    return {
        "indicator": candidate.indicator or None,
        "definition": candidate.definition.as_data() if candidate.definition else None,
        "period": candidate.period.text,
        "words": named(candidate),
    }


def _record(finding: Finding) -> dict[str, Any] | None:
    shown, chosen = finding.shown, finding.chosen
    if shown is None or chosen is None or shown.record_id is None or chosen.candidate.definition is None:
        return None
    return {"register": chosen.candidate.definition.register, "id": shown.record_id}


def _candidate(valued: Valued) -> dict[str, Any]:
    candidate = valued.candidate
    return {
        **_meant(candidate),
        "value": plain(valued.value),
        "score": round(candidate.score, 2),
        "cover": round(candidate.cover, 2),
    }


def plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def lines(done: Reconciliation, file: str) -> Iterator[str]:
    """Readable, by verdict, what needs a person first."""
    counts = done.counts
    yield f"{file}  与 {done.bureau.name} {done.period.words} 的台账对照  {len(done.findings)} 个数字"
    yield "  ".join(f"{_MARKS[v]} {v.label} {counts[v]}" for v in _ORDER if counts[v])
    for verdict in _ORDER:
        held = [f for f in done.findings if f.verdict == verdict]
        if held:
            yield ""
            yield f"{_MARKS[verdict]} {verdict.label} {len(held)}"
        for finding in held:
            yield from _told(finding)


def _told(finding: Finding) -> Iterator[str]:
    stated = finding.figure
    of = " ".join((stated.of or "").split())[:30]
    ledger = "" if finding.ledger is None else f"  台账 {finding.ledger:f}{stated.unit or ''}"
    yield f"  {of}【{stated.text}】{ledger}" + (f"  {finding.reason}" if finding.reason else "")
    if finding.words and finding.verdict is not Verdict.NOT_IN_LEDGER:
        yield f"      {finding.words}"
    if finding.verdict is Verdict.AMBIGUOUS:
        for other in finding.candidates[1:4]:
            if other.value is not None:
                yield f"      或 {plain(other.value)}：{named(other.candidate)}"
