"""The docx with a comment at every figure that needs a person 批注稿."""

from collections.abc import Iterable
from datetime import UTC, datetime

from taizhang.core.decisions import Refused
from taizhang.core.reading.annotate.anchors import Anchor, Anchors
from taizhang.core.reading.annotate.docx import annotate_docx
from taizhang.core.reading.document import BlockKind
from taizhang.core.reading.reading import Reading
from taizhang.reports.reconcile.run import Finding, Reconciliation
from taizhang.reports.reconcile.verdicts import Verdict


def annotated(data: bytes, done: Reconciliation) -> bytes:
    """A copy of the docx that was read, with a summary and a comment at each figure that does not agree. Raises Refused."""
    document = done.reading.document
    if document.format != "docx":
        raise Refused(
            f"批注只能写进 docx，这份是 {document.format}。请用 Word 或 WPS 打开原稿，另存为 .docx 再对账。"
        )

    def notes(reading: Reading, anchors: Anchors) -> Iterable[tuple[Anchor, list[str]]]:
        summary = _summary(done)
        placed = []
        for finding in done.findings:
            if finding.verdict is Verdict.AGREES:
                continue
            anchor = anchors.of(finding.figure.start, finding.figure.end)
            if anchor is not None:
                placed.append((anchor, _said(finding)))
            else:
                summary += _said(finding)
        tops = (anchors.of(b.start, b.end) for b in document.blocks if b.kind is not BlockKind.NOISE)
        top = next((a for a in tops if a is not None), None)
        return [(top, summary), *placed] if top is not None else placed

    return annotate_docx(data, done.reading, when=datetime.now(UTC), notes=notes)


def _summary(done: Reconciliation) -> list[str]:
    counts = done.counts
    told = "，".join(f"{v.label} {counts[v]}" for v in Verdict if counts[v])
    return [f"与{done.bureau.name}{done.period.words}的台账对照，{len(done.findings)} 个数字：{told}。"]


def _said(finding: Finding) -> list[str]:
    ledger = "" if finding.ledger is None else f"：台账 {finding.ledger:f}{finding.figure.unit or ''}"
    return [line for line in (f"{finding.verdict.label}{ledger}", finding.reason, finding.words) if line]
