"""The figures of a document as the relation finders see them: their sentence, brackets, and the words between."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from taizhang.core.reading.document import BlockKind, Document
from taizhang.core.reading.figures.exactness import half_unit, scale
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.relations.dimension import dimension

DEEPEST = 8  # brackets within brackets told apart
WINDOW = 240  # characters: no claim is looked for across a longer stretch without figures
_MARKS = re.compile(r"[。！？!?\n]|[(（\[【]|[)）\]】]")
_RATES = frozenset((Kind.PERCENT, Kind.RANK, Kind.RATIO))
_LEVELS = frozenset((Role.LEVEL, Role.TARGET, Role.INCREASE, Role.DECREASE, Role.LIMIT))
_ROUND = "万亿"  # 万亿元关口 is a round mark, not one 万亿元
_OPEN, _CLOSE, _STOP = frozenset("(（[【"), frozenset(")）]】"), frozenset("。！？!?\n")


@dataclass(slots=True, eq=False)
class Item:
    """One figure with its surroundings. `amount` and `slack` are for looking through candidates fast: what they let
    through is computed exactly by `arithmetic.claim`."""

    figure: Figure
    index: int
    gap: str  # the words between the figure before and this one, at most WINDOW
    sentence: int  # 0, 1, 2 … through the document
    depth: int  # how many brackets are open
    bracket: int  # number of the innermost open bracket; 0: none
    dim: tuple[str, str]
    usable: bool  # it has a value to compute with
    level: bool  # a plain quantity that can be a part, a whole or a base: not a rate, not a rank
    amount: float  # in the plain unit; 0 when masked
    slack: float  # half of the last printed digit, in the plain unit
    place: int = 0  # its number among the figures of its dimension


@dataclass
class Context:
    """All items of a document, outside of tables, and the text around them."""

    document: Document
    items: list[Item]
    by_dimension: dict[tuple[str, str], list[Item]] = field(default_factory=dict)
    by_name: dict[str, list[Item]] = field(default_factory=dict)  # by what is counted

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def after(self, item: Item, length: int = 24) -> str:
        """The words after a figure, up to the next figure."""
        end = item.figure.end
        stop = end + length
        if item.index + 1 < len(self.items):
            stop = min(stop, self.items[item.index + 1].figure.start)
        return self.text[end:stop]

    def between(self, first: Item, second: Item) -> str:
        """The words from one figure to a later one, figures included."""
        return self.text[first.figure.end : second.figure.start]


def see(document: Document, figures: Sequence[Figure]) -> Context:
    """Put every figure that stands outside of tables into its surroundings. One pass over the text."""
    text = document.text
    if all(figure.cell is not None for figure in figures):
        return Context(document, [])
    starts, sentences, stack, numbers = _marks(document)
    items: list[Item] = []
    before = 0
    for figure in figures:
        if figure.cell is not None:
            continue
        at = bisect_right(starts, figure.start) - 1
        gap = text[max(before, figure.start - WINDOW) : figure.start]
        before = figure.end
        usable = figure.value is not None and figure.upper is None and figure.text[0] not in _ROUND
        unit = float(scale(figure.unit)) if usable else 0.0
        items.append(
            Item(
                figure,
                len(items),
                gap,
                sentences[at],
                stack[at],
                numbers[at],
                dimension(figure),
                usable,
                figure.kind not in _RATES and figure.role in _LEVELS,
                float(figure.value or 0) * unit,
                float(half_unit(figure)) * unit if usable else 0.0,
            )
        )
    context = Context(document, items)
    for item in items:
        alike = context.by_dimension.setdefault(item.dim, [])
        item.place = len(alike)
        alike.append(item)
        if item.figure.of:
            context.by_name.setdefault(item.figure.of, []).append(item)
    return context


def _marks(document: Document) -> tuple[list[int], list[int], list[int], list[int]]:
    """At every mark of the text: where it stands, and sentence, depth and innermost bracket after it.

    A bracket that is never closed ends with its line; a full stop and the line end behind it end one sentence.
    """
    starts, sentences, depths, numbers = [0], [0], [0], [0]
    text = document.text
    sentence, count, stopped = 0, 0, 0
    opened: list[int] = []
    for block in document.blocks:
        if block.kind is BlockKind.NOISE:
            continue
        for found in _MARKS.finditer(text, block.start, block.end):
            mark = found[0]
            if mark in _OPEN:
                count += 1
                if len(opened) < DEEPEST:
                    opened.append(count)
            elif mark in _CLOSE:
                if opened:
                    opened.pop()
            else:
                if text[stopped : found.start()].strip():
                    sentence += 1
                stopped = found.end()
            starts.append(found.start())
            sentences.append(sentence)
            depths.append(len(opened))
            numbers.append(opened[-1] if opened else 0)
        if text[stopped : block.end].strip():
            sentence += 1
        stopped = block.end
        opened.clear()
        starts.append(block.end)
        sentences.append(sentence)
        depths.append(0)
        numbers.append(0)
    return starts, sentences, depths, numbers
