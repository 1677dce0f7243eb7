"""What people decided about sentences, laid over what was found 核对决定."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taizhang.indicators.figures import Figures
from taizhang.reports.models import SentenceDecision
from taizhang.reports.reconcile.candidate import Valued
from taizhang.reports.reconcile.labels import label
from taizhang.reports.reconcile.printing import decimals, shown
from taizhang.reports.reconcile.run import Finding, Reconciliation
from taizhang.reports.reconcile.verdicts import Verdict
from taizhang.reports.reconcile.wording import named

Decisions = Mapping[str, SentenceDecision]


def labels(done: Reconciliation, decisions: Decisions) -> list[dict[str, Any]]:
    """Every figure as plain values with its fingerprint `print`; a kept decision has the last word (`decided`)."""
    made = []
    for finding in settled(done, decisions).findings:
        said = {**label(finding), "sentence": finding.sentence}
        made.append({**said, "decided": True} if finding.print in decisions else said)
    return made


def settled(done: Reconciliation, decisions: Decisions) -> Reconciliation:
    """The same reconciliation with what people decided of sentences like these."""
    findings = (decided(done, f, decisions[f.print]) if f.print in decisions else f for f in done.findings)
    return replace(done, findings=tuple(findings))


def decided(done: Reconciliation, finding: Finding, decision: SentenceDecision) -> Finding:
    """A finding as a decision makes it."""
    if decision.verdict == "agrees":
        return replace(finding, verdict=Verdict.AGREES, reason=f"保留文中的数：{decision.reason}")
    if decision.verdict == "ignored":
        return replace(finding, verdict=Verdict.IGNORED, reason="不是台账里的数")
    meant = decision.choice or {}
    chosen = next((v for v in finding.candidates if same(v, meant)), None)
    if chosen is None or chosen.value is None:
        verdict = Verdict.AMBIGUOUS if finding.candidates else Verdict.NOT_IN_LEDGER
        return replace(finding, verdict=verdict, reason="原来选定的口径这次没有值，请重新选。")
    return _chosen(done, finding, chosen)


def _chosen(done: Reconciliation, finding: Finding, chosen: Valued) -> Finding:
    assert chosen.value is not None
    candidate, value = chosen.candidate, shown(chosen.value, decimals(finding.figure))
    printed = finding.figure.value
    gap = "" if printed is None else f"，差 {abs(value - printed).normalize():f}{finding.figure.unit or ''}"
    said = candidate.definition or candidate.indicator
    return replace(
        finding, verdict=Verdict.AGREES if chosen.agrees else Verdict.DIFFERS, ledger=value, chosen=chosen,
        words=named(candidate), indicator=candidate.indicator, period=candidate.period,
        shown=finding.shown if chosen is finding.chosen or not said else Figures(done.bureau).figure(said, candidate.period),
        reason=f"按选定的口径{'一致' if chosen.agrees else f'不符{gap}'}",
    )  # fmt: skip


def same(valued: Valued, meant: Mapping[str, Any]) -> bool:
    """Whether a candidate is the one that was chosen; the same indicator in another report's period is."""
    candidate = valued.candidate
    if meant.get("indicator"):
        return bool(candidate.indicator == meant["indicator"])
    definition = candidate.definition.as_data() if candidate.definition is not None else None
    return bool(definition == meant.get("definition"))
