"""A report as its page shows it: every figure with its state, the contents with their counts, what wants a decision."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from taizhang.reports.aims import AIMING
from taizhang.reports.content import MARK, Section, Shown, content
from taizhang.reports.models import Paragraph, Report, Token
from taizhang.web.desk.reports.numbers import Typed, typed_numbers
from taizhang.web.desk.reports.typed_over import TypedOver, typed_over


class Standing(StrEnum):
    """How far a figure can be relied on; conflict first wants a person."""

    VERIFIED = "verified"
    PROVISIONAL = "provisional"
    MANUAL = "manual"
    CONFLICT = "conflict"

    @property
    def label(self) -> str:
        return {"verified": "已核", "provisional": "待核", "manual": "人工", "conflict": "冲突"}[self.value]

    @property
    def sign(self) -> str:
        return {"verified": "", "provisional": "○", "manual": "人", "conflict": "✕"}[self.value]


def standing_of(shown: Shown) -> Standing:
    """Conflict: it has no value, or another one than when somebody vouched for it."""
    if shown.figure is None or shown.figure.value is None or shown.moved:
        return Standing.CONFLICT
    if shown.token and shown.token.kind == Token.Kind.MANUAL:
        return Standing.MANUAL
    return Standing.PROVISIONAL if shown.figure.all_provisional else Standing.VERIFIED


def standing_over(one: TypedOver) -> Standing:
    """A number typed over a figure: a person's own once he said why."""
    return Standing.MANUAL if one.reason else Standing.CONFLICT


@dataclass(frozen=True)
class Placed:
    """A figure where it stands in the text."""

    shown: Shown
    standing: Standing

    @property
    def key(self) -> str:
        return self.shown.key

    @property
    def name(self) -> str:
        return self.shown.figure.name if self.shown.figure else ""

    @property
    def unit(self) -> str:
        return self.shown.figure.unit if self.shown.figure else ""

    @property
    def words(self) -> str:
        """What is heard of it: 281 万元，已核."""
        return f"{self.shown.phrase.text}{self.unit if not self.shown.after else ''}，{self.standing.label}"

    @property
    def exact(self) -> str:
        """The value as it is reckoned, before rounding."""
        value = self.shown.figure.value if self.shown.figure else None
        return "" if value is None else f"{value.normalize():f}"

    @property
    def trouble(self) -> str:
        """What is wrong, in a sentence; "" when nothing is."""
        if self.shown.why:
            return self.shown.why
        if self.shown.moved and self.shown.token:
            before, now = self.shown.token.verified_value, self.shown.phrase.text
            return f"核实时是 {before}{self.unit}，台账现在是 {now}{self.unit}。"
        return ""


@dataclass(frozen=True)
class Loose:
    """A number that was typed and is tied to nothing: body[start:end] of its paragraph."""

    text: str
    place: str  # 12:5:8, paragraph, start, end


Run = str | Placed | Loose


@dataclass
class Line:
    """A paragraph as it stands on the page, with the figures in it that want a decision."""

    section: Section
    runs: list[Run]
    rows: list[list[list[Run]]] = field(default_factory=list)
    adrift: list[TypedOver] = field(default_factory=list)

    @property
    def typed(self) -> list[Typed]:
        return typed_numbers(self.paragraph.body)

    @property
    def paragraph(self) -> Paragraph:
        return self.section.paragraph

    @property
    def figures(self) -> list[Placed]:
        cells = [run for row in self.rows for cell in row for run in cell]
        return [run for run in [*self.runs, *cells] if isinstance(run, Placed)]

    @property
    def loose(self) -> list[Loose]:
        return [run for run in self.runs if isinstance(run, Loose)]

    def printed(self, at: int) -> int:
        """Where a sign of the body stands in the text as it is printed."""
        marks = [m for m in MARK.finditer(self.paragraph.body) if m.end() <= at]
        texts = {p.key: p.shown.phrase.text for p in self.figures}
        return at + sum(len(texts.get(m[1], "")) - len(m[0]) for m in marks)

    @property
    def aims(self) -> bool:
        """Whether it may say what is to be reached: 力争新增高企8家以上."""
        kept = self.paragraph
        return bool(kept.plan and self.loose and any(word in kept.body for word in AIMING))

    @property
    def troubles(self) -> list[Placed]:
        found = {p.key: p for p in self.figures if p.standing == Standing.CONFLICT}
        return list(found.values())

    @property
    def chart(self) -> str:
        return f"chart-{self.paragraph.pk}"


@dataclass
class Entry:
    """A line of the contents: a heading with how many figures stand below it, and their marks."""

    line: Line
    keys: dict[str, Standing] = field(default_factory=dict)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """(state, ○1) of what is not simply verified."""
        counts = {s: sum(1 for one in self.keys.values() if one == s) for s in Standing}
        return [(s, f"{s.sign}{counts[s]}") for s in Standing if counts[s] and s.sign]


@dataclass
class Reading:
    """A whole report, evaluated once."""

    report: Report
    lines: list[Line]

    @property
    def adrift(self) -> list[TypedOver]:
        """The numbers typed over figures that nobody gave a reason for."""
        return [one for line in self.lines for one in line.adrift if not one.reason]

    @property
    def kept(self) -> list[TypedOver]:
        """Those that somebody keeps, with his reason."""
        return [one for line in self.lines for one in line.adrift if one.reason]

    @property
    def total(self) -> int:
        return len(self.figures) + len(self.adrift) + len(self.kept)

    @property
    def figures(self) -> list[Placed]:
        """Every figure once, in the order of the text."""
        found: dict[str, Placed] = {}
        for line in self.lines:
            for placed in line.figures:
                found.setdefault(placed.key, placed)
        return list(found.values())

    def counts(self) -> dict[Standing, int]:
        held = [placed.standing for placed in self.figures] + [
            standing_over(one) for line in self.lines for one in line.adrift
        ]
        return {standing: held.count(standing) for standing in Standing}

    def entries(self) -> list[Entry]:
        """The headings of the first two levels, each with the figures up to the next of its own level."""
        found: list[Entry] = []
        open_: dict[int, Entry] = {}
        for line in self.lines:
            level = line.section.level
            if level in (1, 2):
                open_ = {at: e for at, e in open_.items() if at < level}
                open_[level] = Entry(line)
                found.append(open_[level])
            for entry in open_.values():
                entry.keys |= {p.key: p.standing for p in line.figures}
                entry.keys |= {one.key: standing_over(one) for one in line.adrift}
        return found

    def find(self, key: str) -> Placed | None:
        return next((placed for placed in self.figures if placed.key == key), None)

    def around(self, key: str) -> tuple[Placed | None, Placed | None]:
        """The figures before and behind one, in the order of the text."""
        figures = self.figures
        at = next((n for n, placed in enumerate(figures) if placed.key == key), None)
        if at is None:
            return None, None
        return (figures[at - 1] if at else None), (figures[at + 1] if at + 1 < len(figures) else None)

    def next_open(self, key: str = "") -> Placed | None:
        """The next figure that is not simply verified, round the end; None when there is none."""
        figures = self.figures
        at = next((n for n, placed in enumerate(figures) if placed.key == key), -1)
        rest = [*figures[at + 1 :], *figures[: max(at, 0)]]
        open_ = (Standing.CONFLICT, Standing.PROVISIONAL)
        return next((p for p in rest if p.standing in open_ and p.key != key), None)


def reading_of(report: Report) -> Reading:
    sections = content(report)
    lines = [line_of(section) for section in sections]
    for one in typed_over(report, sections):
        next(line for line in lines if line.paragraph.pk == one.paragraph_id).adrift.append(one)
    return Reading(report, lines)


def line_of(section: Section) -> Line:
    rows = [[placed(cell) for cell in row] for row in section.cells]
    runs = placed(section.runs)
    kept = section.paragraph
    if kept.kind == Paragraph.Kind.TEXT and not section.level:
        runs = loosened(kept, {p.key: p for p in runs if isinstance(p, Placed)})
    return Line(section, runs, rows)


def loosened(paragraph: Paragraph, held: dict[str, Placed]) -> list[Run]:
    """The runs of a body with the numbers in its text apart."""
    runs: list[Run] = []
    at = 0
    cuts = [
        (t.start, t.end, Loose(t.text, f"{paragraph.pk}:{t.start}:{t.end}"))
        for t in typed_numbers(paragraph.body)
    ]
    marks: list[tuple[int, int, Run]] = [
        (m.start(), m.end(), held[m[1]]) for m in MARK.finditer(paragraph.body) if m[1] in held
    ]
    for start, end, run in sorted([*cuts, *marks], key=lambda cut: cut[0]):
        runs += [paragraph.body[at:start], run] if start > at else [run]
        at = end
    return [*runs, paragraph.body[at:]] if at < len(paragraph.body) else runs


def placed(runs: Iterable[str | Shown]) -> list[Run]:
    return [run if isinstance(run, str) else Placed(run, standing_of(run)) for run in runs]
