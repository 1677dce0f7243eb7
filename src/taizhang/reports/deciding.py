"""What people decided about sentences, laid over what was found 核对决定."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from taizhang.reports.models import SentenceDecision
from taizhang.reports.reconcile.labels import label
from taizhang.reports.reconcile.printing import agrees
from taizhang.reports.reconcile.run import Finding, Reconciliation


def labels(done: Reconciliation, decisions: Mapping[str, SentenceDecision]) -> list[dict[str, Any]]:
    """Every figure as plain values with its fingerprint `print`; a kept decision has the last word (`decided`)."""
    made = []
    for finding in done.findings:
        said = {**label(finding), "print": finding.print, "sentence": finding.sentence}
        decision = decisions.get(finding.print)
        made.append({**said, **decided(finding, said, decision), "decided": True} if decision else said)
    return made


def decided(finding: Finding, said: Mapping[str, Any], decision: SentenceDecision) -> dict[str, Any]:
    """What changes in a figure's label by a decision."""
    if decision.verdict == "agrees":
        return {"verdict": "agrees", "reason": f"保留文中的数：{decision.reason}"}
    if decision.verdict == "ignored":
        return {"verdict": "ignored", "reason": "不是台账里的数"}
    meant = decision.choice or {}
    chosen = next((c for c in said["candidates"] if same(c, meant)), None)
    if chosen is None or chosen["value"] is None:
        return {"verdict": "ambiguous", "reason": "原来选定的口径这次没有值，请重新选。"}
    value = Decimal(str(chosen["value"]))
    equal = agrees(finding.figure, value)
    gap = (
        ""
        if equal or finding.figure.value is None
        else f"差 {abs(value - finding.figure.value).normalize():f}"
    )
    return {
        "verdict": "agrees" if equal else "differs",
        "ledger": chosen["value"],
        "words": chosen["words"],
        "indicator": chosen["indicator"],
        "definition": chosen["definition"],
        "period": chosen["period"],
        "reason": f"按选定的口径{'一致' if equal else f'不符，{gap}'}",
    }


def same(candidate: Mapping[str, Any], meant: Mapping[str, Any]) -> bool:
    """Whether a candidate is the one that was chosen; the same indicator in another report's period is."""
    if meant.get("indicator"):
        return bool(candidate["indicator"] == meant["indicator"])
    return bool(candidate["definition"] == meant.get("definition"))
