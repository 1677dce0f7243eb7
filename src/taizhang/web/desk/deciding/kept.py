"""What a decision saw, as its record's page shows it 判定依据: every condition as it was judged then, every fact with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.decisions.models import Decision
from taizhang.decisions.queries import holds, working_of

SIGNS = {"meets": "✓", "fails": "✗", "cannot_tell": "?"}
WORDS = {"meets": "符合", "fails": "不符合", "cannot_tell": "还不能判断"}
MARKS = {"V": "依据为间接来源", "K": "依据待核对原文", "I": "本条为解释"}


@dataclass(frozen=True)
class Line:
    """One condition as it was judged then."""

    sign: str
    verdict: str
    word: str
    title: str
    sentence: str
    article: str
    mark: str
    link: str


@dataclass(frozen=True)
class Kept:
    """All of it; `proven`: it is still what the journal says it was."""

    proven: bool
    lines: tuple[Line, ...] = ()
    notices: tuple[Line, ...] = ()
    outcomes: tuple[Mapping[str, Any], ...] = ()
    doubts: tuple[str, ...] = ()
    facts: tuple[Mapping[str, Any], ...] = field(default=())


def kept_of(decision: Decision) -> Kept | None:
    """What stands beside a decision; None where nothing does."""
    work = working_of(decision)
    if work is None:
        return None
    trace = work.trace
    facts = [f for f in work.facts if f["value"] is not None or f["doubt"] or f["source"]]
    return Kept(
        holds(work), tuple(_lines(trace["findings"])), tuple(_lines(f for f in trace["notices"] if f["verdict"] == "fails")),
        tuple(o for o in trace["outcomes"] if o["text"] != "—"), tuple(trace["doubts"]), tuple(facts),
    )  # fmt: skip


def _lines(findings: Iterable[Mapping[str, Any]]) -> Iterable[Line]:
    for found in findings:
        word = "待专家评价" if found["judged"] else WORDS[found["verdict"]]
        yield Line(
            SIGNS[found["verdict"]], found["verdict"], word, found["title"], found["sentence"], found["article"],
            MARKS.get(found["status"], ""), found["link"],
        )  # fmt: skip
