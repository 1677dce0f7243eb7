"""Numbers that came with a paper and are tied to nothing, held against the ledger at once 新打的数字."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from taizhang.core.periods import Period
from taizhang.core.reading.documents.opening import open_text
from taizhang.core.reading.documents.unreadable import Unreadable
from taizhang.reports.deciding import labels
from taizhang.reports.manuscripts import kept_decisions
from taizhang.reports.models import Report

WORDS = {
    "agrees": "与台账一致", "differs": "与台账不同", "ambiguous": "可能是几项里的一项", "not_in_ledger": "台账里没有",
    "inconsistent": "前后对不上", "offered": "台账里有这个数", "ignored": "不是台账里的数",
}  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """Where a number stands in a paragraph as printed."""

    paragraph_id: int
    start: int
    end: int


def judged(report: Report, texts: dict[int, str], typed: Iterable[Typed]) -> dict[Typed, dict[str, Any]]:
    """Of each number what the ledger says: verdict, its words, the ledger's value, what it counts, the reason.

    `texts`: the paragraphs as printed. A number that the reader takes for no figure (a year, a clause) is left out.
    """
    wanted = list(typed)
    starts, lines, size = {}, [], 0
    for pk in dict.fromkeys(one.paragraph_id for one in wanted):
        line = texts[pk].replace("\n", " ")
        starts[pk] = size
        lines.append(line)
        size += len(line) + 1
    if not lines:
        return {}
    from taizhang.reports.reconcile.run import reconcile

    try:
        document = open_text("\n".join(lines))
    except Unreadable:
        return {}
    done = reconcile(document, bureau=report.bureau, period=Period.parse(report.period))
    found = labels(done, kept_decisions(report.bureau))
    made = {}
    for one in wanted:
        at = starts[one.paragraph_id]
        said = next((f for f in found if f["start"] < at + one.end and at + one.start < f["end"]), None)
        if said is not None:
            made[one] = {
                "verdict": said["verdict"], "word": WORDS.get(said["verdict"], ""), "text": said["text"],
                "ledger": said["ledger"], "unit": said["unit"] or "", "counts": said["words"] or "", "reason": said["reason"],
            }  # fmt: skip
    return made
