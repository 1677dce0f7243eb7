"""Readings made by hand: the figures are named by their words in the text, the claims by the numbers of the figures."""

import re
from collections.abc import Sequence
from decimal import Decimal

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.opening import open_document
from taizhang.core.reading.figures.figure import Figure, Kind
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.relation import Type

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(.*)", re.DOTALL)
Claim = tuple[Type, int | None, Sequence[int]]


def figure(text: str, words: str, number: int, after: int = 0) -> Figure:
    """The figure with these words, looked for from `after` on."""
    start = text.index(words, after)
    value, unit = _NUMBER.fullmatch(words).groups()
    kind = Kind.PERCENT if unit == "%" else Kind.COUNT
    return Figure(
        start, start + len(words), words, Decimal(value), unit or None, kind, id=f"f{number + 1}", of=f"项目{number + 1}"
    )  # fmt: skip


def reading(document: Document, words: Sequence[str], *claims: Claim) -> Reading:
    """The figures with these words, one after the other in the text, and the claims between them."""
    figures: list[Figure] = []
    after = 0
    for number, each in enumerate(words):
        figures.append(figure(document.text, each, number, after))
        after = figures[-1].end
    relations = tuple(
        claim(type_, None if whole is None else figures[whole], [figures[part] for part in parts])
        for type_, whole, parts in claims
    )
    return Reading(document, tuple(figures), relations)


def read_docx(data: bytes, words: Sequence[str], *claims: Claim) -> Reading:
    """The same for the bytes of a docx."""
    return reading(open_document(data, "总结.docx"), words, *claims)
