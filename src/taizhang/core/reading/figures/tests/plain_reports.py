"""Reports from plain text, and what is understood of their figures."""

from taizhang.core.reading.document import Block, Document, Place
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.figures.understand import understand


def report(text: str) -> Document:
    """A document with one paragraph to a line."""
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        blocks.append(Block(at, at + len(line), place=Place(paragraph=number)))
        at += len(line) + 1
    return Document("report.txt", "txt", text, tuple(blocks))


def figures(text: str) -> tuple[Figure, ...]:
    return understand(report(text))


def roles(text: str) -> list[str]:
    return [str(figure.role) for figure in figures(text)]


def counted(text: str) -> list[str]:
    return [figure.of for figure in figures(text)]


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in figures(text)]
