"""Figures that were typed over: the text says a number where the report once had one from the ledger 脱开的数字.

Nothing is stored for this: the editions kept of a report tell where each figure stood. Whoever keeps the number of the
text says why; that stands in the remark of the figure, for this one number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from taizhang.reports.content import MARK, Section, Shown
from taizhang.reports.models import Edition, Paragraph, Report, Token
from taizhang.reports.realigning import Found, realigned
from taizhang.reports.tying import shown

EDITIONS = 20  # the newest that are asked
KEPT = "保留文中的数"  # begins the remark of who decided for the text
_NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")


@dataclass(frozen=True)
class Adrift:
    """body[start:end] of a paragraph says `said` where the figure `shown` stood."""

    paragraph_id: int
    start: int
    end: int
    said: str
    shown: Shown

    @property
    def key(self) -> str:
        return self.shown.key

    @property
    def name(self) -> str:
        return self.shown.figure.name if self.shown.figure else self.key

    @property
    def unit(self) -> str:
        return self.shown.figure.unit if self.shown.figure else ""

    @property
    def reason(self) -> str:
        """Why somebody keeps the number of the text; "" while nobody said so."""
        note = self.shown.token.note if self.shown.token else ""
        ahead = f"{keeping(self.said)}："
        return note.removeprefix(ahead) if note.startswith(ahead) else ""

    @property
    def gap(self) -> str:
        """How far the text is from the ledger; "" where it cannot be said."""
        try:
            return f"{abs(Decimal(self.said.replace(',', '')) - Decimal(self.shown.text)).normalize():f}"
        except InvalidOperation:
            return ""


def keeping(said: str) -> str:
    """How the remark of a figure begins whose number in the text is kept: 保留文中的数 285."""
    return f"{KEPT} {said}"


def adrift(report: Report, sections: tuple[Section, ...]) -> list[Adrift]:
    """The numbers that were typed over figures and say something else than the ledger, those with a reason too."""
    standing = {figure.key for section in sections for figure in section.figures}
    lost = {
        t.key: t
        for t in report.tokens.select_related("region", "file", "verified_by")
        if t.key not in standing
    }
    if not lost:
        return []
    now = {figure.key: figure.phrase.text for section in sections for figure in section.figures}
    bodies = {s.paragraph.pk: s.paragraph.body for s in sections}
    found: dict[str, Adrift] = {}
    seen: set[tuple[int, str]] = set()  # most editions say the same of most paragraphs
    for edition in Edition.objects.filter(report=report).order_by("-number")[:EDITIONS]:
        printed = now | {key: figure["text"] for key, figure in edition.content["figures"].items()}
        for kept in edition.content["paragraphs"]:
            lacking = set(MARK.findall(kept["body"])) & lost.keys() - found.keys()
            body = bodies.get(kept["id"])
            if (kept["id"], kept["body"]) in seen:
                continue
            seen.add((kept["id"], kept["body"]))
            for one in realigned(kept["body"], body, lacking, printed) if lacking and body else ():
                over = told(report, lost[one.key], kept["id"], body or "", one)
                if over is not None:
                    found[one.key] = over
    return list(found.values())


def told(report: Report, token: Token, paragraph_id: int, body: str, place: Found) -> Adrift | None:
    """The number that stands where the figure was; None where there is none, or it says what the ledger says."""
    number = _NUMBER.search(body, place.start, place.end)
    token.report = report
    ledger = shown(report, token)
    if number is None or ledger.figure is None or ledger.figure.value is None:
        return None  # nothing that could disagree
    if number[0].replace(",", "") == ledger.text:
        return None
    return Adrift(paragraph_id, number.start(), number.end(), number[0], ledger)


def remembered(report: Report, paragraph: Paragraph, keys: set[str]) -> bool:
    """Whether the editions that are asked tell where these figures stood in a paragraph."""
    for edition in Edition.objects.filter(report=report).order_by("-number")[:EDITIONS]:
        for kept in edition.content["paragraphs"]:
            if kept["id"] == paragraph.pk:
                keys = keys - set(MARK.findall(kept["body"]))
    return not keys
