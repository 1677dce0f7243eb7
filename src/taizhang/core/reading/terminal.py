"""A reading as a report for the terminal 核查报告: sums, what is wrong, unsure, confirmed, and what was not checked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from taizhang.core.reading.document import BlockKind
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.lines import Segment, clean, styled, width, wrapped
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.relations.relation import Relation
from taizhang.core.reading.words import Finding, Loose, Words

if TYPE_CHECKING:
    from taizhang.core.reading.style.rule import StyleFinding

Detail = Literal["short", "usual", "all"]
IN_TEXT, UNDER = "    ", "  "
CONFIRMED = 60  # lines of what is confirmed, unless all are asked for
NOTHING_WRONG = "文中自己说的加总、占比、增减、前后，没有发现对不上的。"
NOTHING_TO_CHECK = "文中没有能互相核对的数字。"
SCOPE = "只核文内关系；没有核对的数字不等于对，要与台账或原始资料比。"


def report(
    reading: Reading, *, width: int = 100, colour: bool = False, detail: Detail = "usual",
    style: "Sequence[StyleFinding] | None" = None,
) -> str:  # fmt: skip
    """The whole report, lines joined. `detail`: "short" is one line, "all" lists every figure not checked.

    `style`: what the style checks found; None where they were not asked for.
    """
    return "\n".join(_Report(reading, width, colour, style).lines(detail))


class _Report:
    def __init__(
        self, reading: Reading, columns: int, colour: bool, style: "Sequence[StyleFinding] | None"
    ) -> None:
        self.style = style
        self.reading, self.words = reading, Words(reading)
        self.columns, self.colour = columns, colour

    def lines(self, detail: Detail) -> Iterator[str]:
        yield from self._head(short=detail == "short")
        if detail == "short":
            return
        for sign, style, relations in (
            ("✕", "red", self.reading.wrong),
            ("?", "yellow", self.reading.unsure),
        ):
            for finding in self.words.findings(relations):
                yield ""
                yield from self._finding(finding, sign, style)
        if not self.reading.wrong:
            yield ""
            yield self._in(NOTHING_WRONG, "green") if self.reading.relations else NOTHING_TO_CHECK
        yield from self._confirmed(every=detail == "all")
        yield from self._loose(every=detail == "all")
        yield from self._style()

    def _in(self, text: str, style: str) -> str:
        return styled(text, style, self.colour)

    def _wrap(self, segments: Iterable[Segment], indent: str) -> list[str]:
        return wrapped(segments, self.columns, indent, self.colour)

    def _head(self, *, short: bool) -> Iterator[str]:
        reading, document = self.reading, self.reading.document
        length = sum(b.end - b.start for b in document.blocks if b.kind is not BlockKind.NOISE)
        about = f"{document.format} · {length:,} 字 · {len(reading.figures)} 个数字"
        wrong, unsure = len(reading.wrong), len(reading.unsure)
        counts = "  ".join(
            (
                self._in(f"✓ 相符 {len(reading.right)}", "green"),
                self._in(f"✕ 不符 {wrong}", "red" if wrong else "dim"),
                self._in(f"? 存疑 {unsure}", "yellow" if unsure else "dim"),
                self._in(f"· 无从核对 {len(reading.unchecked)} 个数字", "dim"),
            )
        )
        if self.style is not None:
            counts += self._in(f"  文面 {len(self.style)} 条", "dim")
        name = self._in(clean(document.name), "bold")
        if short:
            yield f"{name}  {counts}"
            return
        yield f"{name}  {self._in(about, 'dim')}"
        yield counts
        for remark in document.remarks:
            yield from self._wrap([("注意：" + remark, "yellow")], "")

    def _finding(self, finding: Finding, sign: str, style: str) -> Iterator[str]:
        yield self._title(f"{sign} {finding.title}", finding.place, style)
        for segments in self._sentence(finding.relation):
            yield from self._wrap(segments, IN_TEXT)
        yield from self._wrap([(finding.calculation.sentence, "bold")], UNDER)
        if finding.elsewhere:
            yield from self._wrap([("另一处：" + finding.elsewhere, "")], UNDER)
        for cause in finding.causes:
            yield from self._wrap([(cause, "")], UNDER)
        if finding.why:
            yield from self._wrap([("存疑：" + finding.why, "")], UNDER)

    def _title(self, title: str, place: str, style: str) -> str:
        """The title at the left, the place at the right where both fit."""
        room = self.columns - width(title) - width(place)
        return f"{self._in(clean(title), style)}{' ' * max(2, room)}{self._in(clean(place), 'dim')}"

    def _sentence(self, relation: Relation) -> Iterator[list[Segment]]:
        """The words of the text, the figure marked and its parts underlined."""
        stated = relation.stated_figure
        block = self.reading.document.block_at(stated.start)
        between = " | " if block.kind is BlockKind.CELL else " … "
        marked = sorted(relation.figures, key=lambda figure: figure.start)
        for spans in self.words.places.excerpt(stated, marked):
            segments: list[Segment] = []
            for number, (start, end) in enumerate(spans):
                if number:
                    segments.append((between, "dim"))
                segments += self._marked(start, end, marked, stated)
            yield segments

    def _marked(self, start: int, end: int, figures: list[Figure], stated: Figure) -> Iterator[Segment]:
        text, at = self.reading.document.text, start
        for figure in figures:
            if at <= figure.start and figure.end <= end:
                yield text[at : figure.start], ""
                yield text[figure.start : figure.end], "wrong" if figure is stated else "part"
                at = figure.end
        yield text[at:end], ""

    def _confirmed(self, *, every: bool) -> Iterator[str]:
        right = self.reading.right
        if not right:
            return
        yield ""
        yield self._in(f"✓ 相符 {len(right)}", "green")
        for finding in self.words.findings(right if every else right[:CONFIRMED]):
            name = finding.name.removesuffix("相符")
            line = [("✓ ", "green"), (f"{finding.subject}  ", ""), (finding.calculation.sentence, ""),
                    (f"  {name} · {finding.place}", "dim")]  # fmt: skip
            yield from self._wrap(line, UNDER)
        if len(right) > CONFIRMED and not every:
            yield self._in(f"{UNDER}… 另有 {len(right) - CONFIRMED} 条相符，加 --all 全部列出", "dim")

    def _loose(self, *, every: bool) -> Iterator[str]:
        loose = self.words.loose()
        if not loose:
            return
        yield ""
        head = f"· 无从核对 {len(loose)} 个数字"
        if width(head) + width(UNDER) + width(SCOPE) <= self.columns:
            yield self._in(head, "bold") + self._in(UNDER + SCOPE, "dim")
        else:
            yield self._in(head, "bold")
            yield from self._wrap([(SCOPE, "dim")], UNDER)
        for each in loose:
            if each.would_be and not every:
                yield from self._wrap([(f"{_named(each.figure)}：", ""), (each.would_be, "")], UNDER)
        for section, members in groupby(loose, key=lambda each: each.section):
            if every:
                for each in members:
                    yield from self._wrap(self._one_by_one(each), UNDER)
            else:
                yield from self._wrap(_together(section, list(members)), UNDER)

    def _style(self) -> Iterator[str]:
        """What the style checks found, apart from the figures: none of it says that a figure is wrong."""
        if self.style is None:
            return
        yield ""
        yield self._in(f"文面 {len(self.style)} 条", "bold") + self._in("  与数字对不对无关", "dim")
        for each in self.style:
            rule = each.rule
            line = [(f"{rule.weight} ", "yellow"), (each.message, ""),
                    (f"  {rule.code} {rule.name} · {rule.cited}", "dim"),
                    (f" · {each.where}" if each.where else "", "dim")]  # fmt: skip
            yield from self._wrap(line, UNDER)

    def _one_by_one(self, each: Loose) -> list[Segment]:
        said = each.reason + (f"。{each.would_be}" if each.would_be else "")
        return [(_named(each.figure), ""), (f"  {said}", "dim"), (f"  {each.place}", "dim")]


def _together(section: str, loose: list[Loose]) -> list[Segment]:
    """The figures of one section on as few lines as it takes."""
    said = "、".join(_named(each.figure) for each in loose)
    return [((section or "开头") + "  ", "dim"), (said, "")]


def _named(figure: Figure) -> str:
    return clean(f"{figure.of[:16]} {figure.text}" if figure.of else figure.text)
