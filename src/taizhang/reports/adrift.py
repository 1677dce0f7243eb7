"""Figures that were typed over: the text says a number where the report once had one from the ledger 脱开的数字.

Nothing is stored for this: the editions kept of a report tell where each figure stood. Whoever keeps the number of the
text says why; that stands in the remark of the figure, for this one number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from taizhang.reports.content import MARK, Section, Shown
from taizhang.reports.models import Edition, Paragraph, Report, Token
from taizhang.reports.tying import shown

EDITIONS = 20  # the newest that are asked
AROUND = 6  # signs before a figure by which its place is known again
KEPT = "保留文中的数"  # begins the remark of who decided for the text
_NUMBER = re.compile(r"\D{0,5}?(\d+(?:[,，]\d{3})*(?:\.\d+)?)")


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
    paragraphs = {s.paragraph.pk: s.paragraph for s in sections}
    found: dict[str, Adrift] = {}
    for edition in Edition.objects.filter(report=report).order_by("-number")[:EDITIONS]:
        for kept in edition.content["paragraphs"]:
            for mark in MARK.finditer(kept["body"]):
                token, now = lost.get(mark[1]), paragraphs.get(kept["id"])
                if token is not None and now is not None and mark[1] not in found:
                    one = place(report, token, now, kept["body"][: mark.start()])
                    if one is not None:
                        found[mark[1]] = one
    return list(found.values())


def place(report: Report, token: Token, paragraph: Paragraph, before: str) -> Adrift | None:
    """The number that now stands behind the words that stood before the figure; None where they or it are gone."""
    words = MARK.split(before)[-1][-AROUND:]
    at = paragraph.body.find(words) if words else 0
    if at < 0:
        return None
    number = _NUMBER.match(paragraph.body, at + len(words))
    if number is None or any(
        m.start() < number.end(1) and number.start(1) < m.end() for m in MARK.finditer(paragraph.body)
    ):
        return None
    token.report = report
    ledger = shown(report, token)
    if ledger.figure is None or ledger.figure.value is None:  # nothing that the text could disagree with
        return None
    if number[1].replace(",", "") == ledger.text:
        return None
    return Adrift(paragraph.pk, number.start(1), number.end(1), number[1], ledger)


def remembered(report: Report, paragraph: Paragraph, keys: set[str]) -> bool:
    """Whether the editions that are asked tell where these figures stood in a paragraph."""
    for edition in Edition.objects.filter(report=report).order_by("-number")[:EDITIONS]:
        for kept in edition.content["paragraphs"]:
            if kept["id"] == paragraph.pk:
                keys = keys - set(MARK.findall(kept["body"]))
    return not keys
