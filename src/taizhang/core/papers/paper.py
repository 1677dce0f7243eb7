"""The parts of a paper, the same going out and coming back. Pure values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is tied 数字: it stands in the paper as a content control 内容控件.

    `id`: 1-32 of a-z and 0-9 (any other ASCII sign counts three; none of # or blank), the same number may stand in
    several places. `text`: as printed, without its unit. `link`: the address of its proof. `title`: 指标名称, which
    Word shows on the control (64 characters of it).
    """

    id: str
    text: str
    link: str = ""
    title: str = ""


Run = str | Figure


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text 正文. `id`, of the same signs as a figure's, at most once in a paper; "" for none."""

    runs: tuple[Run, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading 标题: level 1 一、 2 （一） 3 1. 4 （1）. The number stands in the text."""

    level: int
    runs: tuple[Run, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a line of its own. `png`: the bytes; a picture that came back may also be JPEG or GIF."""

    png: bytes
    width_mm: float
    caption: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table 表格: each row as wide as the head; a cell is one run or several."""

    head: tuple[str, ...]
    rows: tuple[tuple[Run | tuple[Run, ...], ...], ...]
    caption: str = ""


Block = Paragraph | Heading | Picture | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper 公文. `addressee` 主送 with its colon; `note`: small print behind everything (the hash of the freeze)."""

    title: str
    blocks: tuple[Block, ...]
    addressee: str = ""
    signature: str = ""
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back 返回稿: the blocks with the figures that are still tied; `problems`: sentences for the person.

    `told`: the ids of figures that the problems name, their control being emptied or holding no single number.
    """

    blocks: tuple[Block, ...]
    problems: tuple[str, ...]
    title: str = ""
    addressee: str = ""
    signature: str = ""
    date: str = ""
    note: str = ""
    told: frozenset[str] = frozenset()


def runs_of(block: Block) -> Iterator[Run]:
    """All runs of a block in order, those in the cells of a table included."""
    match block:
        case Paragraph(runs=runs) | Heading(runs=runs):
            yield from runs
        case Table(rows=rows):
            for cell in (cell for row in rows for cell in row):
                if isinstance(cell, tuple):
                    yield from cell
                else:
                    yield cell


def figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    """The figures in order; one that stands in several places comes several times."""
    return (run for block in blocks for run in runs_of(block) if isinstance(run, Figure))
