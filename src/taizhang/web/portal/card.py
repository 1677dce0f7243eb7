"""One policy as an enterprise reads it 一项政策: its conditions with sign, value and source, what it brings, what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from taizhang.policies.engine.answers import Answer, Finding, Outcome, Seen, Verdict
from taizhang.policies.engine.pack import Pack
from taizhang.web.portal.sections import Section, section_of
from taizhang.web.portal.used import Used

MARKS = {"K": "待核对原文", "V": "间接来源", "I": "口径解释"}
WHY = {
    "K": "所用的条文或数字凭了解写成，还没有对照发布的原文",
    "V": "所用的条文或数字取自转载或解读，还没有对照发布的原文",
    "I": "条文没有写明，按本系统的理解处理",
}
SIGNS = {
    Verdict.MEETS: ("y", "✓", "符合"),
    Verdict.FAILS: ("x", "✗", "不符合"),
    Verdict.CANNOT_TELL: ("q", "?", "缺数据"),
}
JUDGED = ("q", "评", "由专家评定")  # fmt: skip
TOLD = 2  # sources that stand beside a condition; the rest is counted


@dataclass(frozen=True)
class Row:
    """One kind of value through the years."""

    title: str
    cells: tuple[Used | None, ...]


@dataclass(frozen=True)
class Yearly:
    """Values of years as a small table, the oldest year first."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]


def yearly_of(used: Iterable[Used]) -> Yearly:
    """The values that are of a year, laid out by kind and year."""
    found: dict[str, dict[int, Used]] = {}
    for one in used:
        if one.seen.year:
            found.setdefault(one.seen.title, {})[one.seen.year] = one
    years = tuple(sorted({year for line in found.values() for year in line}))
    return Yearly(
        years, tuple(Row(title, tuple(line.get(y) for y in years)) for title, line in found.items())
    )


@dataclass(frozen=True)
class Line:
    """A condition: how it came out, in a sentence, and which values it saw."""

    finding: Finding
    used: tuple[Used, ...]
    parts: "tuple[Line, ...]" = ()

    @property
    def sign(self) -> tuple[str, str, str]:
        """Class, sign and word."""
        return JUDGED if self.finding.judged else SIGNS[self.finding.verdict]

    @property
    def title(self) -> str:
        """The condition's title, where its sentence does not say it already."""
        return "" if self.finding.title in self.finding.sentence else self.finding.title

    @property
    def sources(self) -> list[Used]:
        """Where its values came from, each place once."""
        return list({u.place: u for u in self.used if u.seen.source.words}.values())

    @property
    def once(self) -> list[Used]:
        """Its values that are of no year."""
        return [u for u in self.used if not u.seen.year]

    @property
    def yearly(self) -> Yearly:
        """Its values by year, a line for each kind."""
        return yearly_of(self.used)

    @property
    def shown(self) -> list[Used]:
        return self.sources[:TOLD]

    @property
    def more(self) -> int:
        return len(self.sources) - len(self.shown)

    @property
    def mark(self) -> str:
        return MARKS.get(self.finding.status, "")

    @property
    def why(self) -> str:
        return WHY.get(self.finding.status, "")

    @property
    def gap(self) -> str:
        """How much is missing: 差 3.00 万元."""
        return f"差 {self.finding.short_text}" if self.finding.short_text else ""


@dataclass(frozen=True)
class Card:
    """A policy on the page."""

    pack: Pack
    answer: Answer
    lines: tuple[Line, ...]
    watch: tuple[Line, ...] = ()
    meant: tuple[Line, ...] = ()  # whom it is for
    url: str = ""
    news: str = ""  # what changed since the last visit
    after: str = ""  # what becomes of it once staff verify what waits
    reminded: bool = False
    lacking: tuple[Used, ...] = field(default=())

    @cached_property
    def section(self) -> Section:
        return section_of(self.answer)

    @property
    def anchor(self) -> str:
        """Its name as a part of an address."""
        return self.answer.pack.replace("/", "-")

    @property
    def judged(self) -> bool:
        """Whether experts still have to score."""
        return any(f.judged for f in self.answer.findings)

    @property
    def amounts(self) -> list[Outcome]:
        """What the enterprise may expect, where it can be worked out."""
        return [
            o for o in self.answer.outcomes if o.kind == "amount" and o.low is not None and o.high is not None
        ]

    @property
    def failing(self) -> list[Line]:
        return [line for line in self.lines if line.finding.verdict == Verdict.FAILS]

    @property
    def waiting(self) -> list[Line]:
        open_ones = [line for line in self.lines if line.sign[0] == "q" and not line.finding.judged]
        return [*(line for line in self.meant if line.sign[0] == "q"), *open_ones]

    @property
    def gap(self) -> str:
        """How far off in words, on one line."""
        if len(self.failing) == 1:
            return self.failing[0].gap or "差 1 项"
        return f"差 {len(self.failing)} 项"

    @property
    def used(self) -> list[Used]:
        """Every value that its conditions saw, each once; what is missing stands apart."""
        told = {u.key: u for line in self.lines for u in line.used if not u.seen.missing}
        return list(told.values())

    @property
    def status(self) -> str:
        """The weakest mark of anything that it rests on."""
        held = {f.status for f in (*self.answer.findings, *self.answer.notices)} | {
            o.status for o in self.answer.outcomes
        }
        return next((s for s in ("K", "I", "V") if s in held), "")

    @property
    def mark(self) -> str:
        return MARKS.get(self.status, "")

    @property
    def why(self) -> str:
        return WHY.get(self.status, "")


def line_of(finding: Finding, look: Callable[[Seen], Used]) -> Line:
    """A condition with its parts and values; `look` tells what is known around a value."""
    return Line(
        finding, tuple(look(s) for s in finding.facts), tuple(line_of(p, look) for p in finding.parts)
    )
