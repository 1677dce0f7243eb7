"""A report as it reads 报告内容: its paragraphs as runs of text and figures, for the page, the docx and every check."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from taizhang.core.figures.phrases import DASH, Phrase, phrase
from taizhang.indicators.figure import Figure
from taizhang.reports.figuring import Desks, tokens_of
from taizhang.reports.models import Paragraph, Report, Token
from taizhang.reports.pictures import option_of
from taizhang.reports.signed import frozen_figures, frozen_history

MARK = re.compile(r"\{\{(k\d{1,9})\}\}")
LOST = "这个数字的口径不在报告里了。请重新关联，或改成文字。"


@dataclass(frozen=True)
class Shown:
    """A figure where it stands in a paragraph. `before` and `after`: words that turn with its value (增长 … %)."""

    key: str
    figure: Figure | None  # None: the report has no such token
    token: Token | None
    phrase: Phrase
    link: str = ""  # its proof: /reports/7/?f=k12

    @property
    def before(self) -> str:
        return self.phrase.before

    @property
    def text(self) -> str:
        """As printed, without its unit."""
        return self.phrase.shown

    @property
    def after(self) -> str:
        return self.phrase.after

    @property
    def why(self) -> str:
        """What is wrong with it; "" when it has a value."""
        if self.figure is None:
            return LOST
        return "" if self.figure.value is not None else self.figure.why or "没有数据。"

    @property
    def moved(self) -> bool:
        """Whether its value is another than when somebody verified it."""
        return bool(
            self.token and self.token.verified_value and self.token.verified_value != self.phrase.text
        )


@dataclass(frozen=True)
class Section:
    """One paragraph as it reads; `cells` are the runs of a table's rows, `option` the ECharts option of a chart."""

    paragraph: Paragraph
    runs: tuple[str | Shown, ...] = ()
    cells: tuple[tuple[tuple[str | Shown, ...], ...], ...] = ()
    head: tuple[str, ...] = ()
    option: dict[str, Any] | None = field(default=None)

    @property
    def level(self) -> int:
        return self.paragraph.level

    @property
    def text(self) -> str:
        """As it is printed."""
        return text_of(self.runs)

    @property
    def figures(self) -> list[Shown]:
        found = [run for run in self.runs if isinstance(run, Shown)]
        return found + [run for row in self.cells for cell in row for run in cell if isinstance(run, Shown)]


def text_of(runs: tuple[str | Shown, ...]) -> str:
    return "".join(run if isinstance(run, str) else run.phrase.text for run in runs)


def content(report: Report) -> tuple[Section, ...]:
    """The paragraphs of a report in order, every figure with its value now (of a signed report: as signed)."""
    return tuple(sections(report, list(standing(report))))


def standing(report: Report) -> QuerySet[Paragraph]:
    """The paragraphs that stand, in order."""
    return report.paragraphs.filter(removed=False).order_by("position", "pk")


def sections(report: Report, paragraphs: list[Paragraph]) -> Iterator[Section]:
    """Some paragraphs of a report as they read; only their own figures are evaluated."""
    tokens = tokens_of(report)
    used = {key for p in paragraphs for key in keys_in(p)}
    told = (
        as_signed(report, tokens)
        if report.signed
        else as_now(report, [t for t in tokens.values() if t.key in used])
    )
    shown = {}
    for key in used:
        token, (figure, history) = tokens.get(key), told.get(key, (None, []))
        shown[key] = Shown(
            key, figure, token, _phrase(token, figure, history), f"/reports/{report.pk}/?f={key}"
        )
    for paragraph in paragraphs:
        yield _section(report, paragraph, shown)


# Each figure, and for 首次突破 its values of the years before.
Told = dict[str, tuple[Figure | None, list[Decimal]]]


def as_now(report: Report, tokens: list[Token]) -> Told:
    """What the ledger gives for tokens, asked together."""
    desks = Desks(report)
    desks.prepare(tokens)
    return {t.key: (desks.figure(t), desks.history(t) if t.form == Token.Form.FIRST else []) for t in tokens}


def as_signed(report: Report, tokens: dict[str, Token]) -> Told:
    """What was signed."""
    figures = frozen_figures(report)
    return {
        key: (figures.get(key), frozen_history(report, key) if t.form == Token.Form.FIRST else [])
        for key, t in tokens.items()
    }


def _section(report: Report, paragraph: Paragraph, shown: dict[str, Shown]) -> Section:
    data = paragraph.data or {}
    match paragraph.kind:
        case Paragraph.Kind.CHART:
            return Section(paragraph, option=option_of(report, paragraph))
        case Paragraph.Kind.TABLE:
            rows = tuple(tuple(runs_of(cell, shown) for cell in row) for row in data.get("rows", ()))
            return Section(paragraph, runs_of(paragraph.body, shown), rows, tuple(data.get("head", ())))
    return Section(paragraph, runs_of(paragraph.body, shown))


def runs_of(body: str, shown: dict[str, Shown]) -> tuple[str | Shown, ...]:
    """A body cut at its figures; empty texts left out."""
    parts = MARK.split(body)
    runs = [shown[part] if at % 2 else part for at, part in enumerate(parts)]
    return tuple(run for run in runs if run != "")


def keys_in(paragraph: Paragraph) -> list[str]:
    """The figures that a paragraph names, in order, those of a table's cells included."""
    cells = [cell for row in (paragraph.data or {}).get("rows", ()) for cell in row]
    return [key for text in (paragraph.body, *cells) for key in MARK.findall(text)]


def _phrase(token: Token | None, figure: Figure | None, history: list[Decimal]) -> Phrase:
    if token is None or figure is None:
        return Phrase("", DASH)
    return phrase(token.form, figure.value, figure.decimals, figure.unit, history)


def plain_text(report: Report) -> str:
    """The whole report as text, a paragraph a line, its title first."""
    return "\n".join([report.title, *(s.text for s in content(report) if s.text)])
