"""How far a published text comes back out of a ledger 回溯: its figures by kind of proof, and what does not come."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from taizhang.reports.reconcile.labels import label
from taizhang.reports.reconcile.run import Finding, Reconciliation
from taizhang.reports.reconcile.verdicts import Verdict

TIED = (Verdict.AGREES, Verdict.DIFFERS, Verdict.INCONSISTENT)
KINDS = ("aggregate", "derived", "fact", "manual")
_DISPLAY = {
    "report": "文稿",
    "figures": "数字",
    "aggregate": "汇总",
    "derived": "派生",
    "fact": "事实",
    "manual": "人工",
    "agreeing": "相符",
    "differing": "不符",
    "missing": "台账没有",
    "offered": "可填入",
}


def traced(done: Reconciliation, report: str) -> dict[str, Any]:
    """One text as a row of the table; `figures` are those printed and not optional, `items` every one."""
    counted = [f for f in done.findings if not f.figure.masked and not f.figure.optional]
    tied = [f for f in counted if f.verdict in TIED and f.shown is not None]
    kinds = Counter(str(f.shown.kind) for f in tied if f.shown is not None)
    agreeing = sum(f.verdict is Verdict.AGREES for f in tied)
    return {
        "report": report,
        "bureau": done.bureau.slug,
        "figures": len(counted),
        **{kind: kinds[kind] for kind in KINDS},
        "agreeing": agreeing,
        "differing": len(tied) - agreeing,
        "missing": len(counted) - len(tied),
        "masked": sum(f.figure.masked for f in done.findings),
        "offered": sum(f.verdict is Verdict.OFFERED and f.ledger is not None for f in done.findings),
        "items": [label(finding) for finding in done.findings],
    }


def table(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The rows, one text a line, with their sum."""
    names = list(_DISPLAY)
    total = {name: sum(row[name] for row in rows) for name in names[1:]}
    yield "  ".join(_wide(_DISPLAY[n], 30 if n == "report" else 8) for n in names)
    for row in [*rows, {"report": "合计", **total}]:
        yield "  ".join(_wide(str(row[n]), 30 if n == "report" else 8) for n in names)


def left(done: Reconciliation, report: str) -> Iterator[str]:
    """What differs and what is missing, each with its reason."""
    rest = [
        f
        for f in done.findings
        if not f.figure.masked and not f.figure.optional and f.verdict is not Verdict.AGREES
    ]
    empty = [f for f in done.findings if f.figure.masked and not f.figure.optional and f.ledger is None]
    if rest or empty:
        yield ""
        yield report
    for finding in rest:
        yield f"  {_said(finding)}"
    for finding in empty:
        yield f"  可填的数【{finding.figure.text}】{_of(finding)}：台账里没有找到"


def _said(finding: Finding) -> str:
    ledger = "" if finding.ledger is None else f"，台账 {finding.ledger:f}"
    return f"{finding.verdict.label}  {_of(finding)}【{finding.figure.text}】{ledger}：{finding.reason}"


def _of(finding: Finding) -> str:
    return " ".join((finding.figure.of or "").split())[:24]


def _wide(text: str, width: int) -> str:
    """Padded by columns: a Chinese character takes two."""
    taken = sum(2 if ord(char) > 0x2E7F else 1 for char in text)
    return text + " " * max(0, width - taken)
