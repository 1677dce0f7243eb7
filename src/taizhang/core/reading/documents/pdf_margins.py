"""What stands in the margins of the pages: running heads 页眉, feet 页脚, page numbers 页码."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from taizhang.core.reading.documents.pdf_lines import Line

_EDGE = 2  # lines from the top and from the bottom of a page that may be a head or a foot
_DRIFT = 3.0  # points that the same head may lie higher or lower
_NUMBER = re.compile(r"\d+")
_SURE = re.compile(  # — 1 —, 第1页, 1/5, Page 1 of 5
    r"[—–－\-·.\s]*第?\s*\d{1,4}\s*页?\s*[—–－\-·]+\s*|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*共?\s*\d{1,4}\s*页?|Page\s*\d+.{0,10}",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}")


def in_the_margins(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """The lines that belong to the pages, not to the text."""
    edges = [edge for page in pages for edge in _edges(page)]
    known = _repeated(pages) | _numbers(line for edge in edges for line in edge)
    # From the outside in: a line of the text shields all that stand behind it.
    return {line for edge in edges for line in takewhile(known.__contains__, edge)}


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The outermost lines of a page at the top and at the bottom, each from the outside in."""
    ordered = sorted((line for line in page if line.in_margin), key=lambda line: -line.bottom)
    return ordered[:_EDGE], ordered[: -_EDGE - 1 : -1]


def _repeated(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines that stand on most pages at the same height, numbers aside. A repeated head of a table is none."""
    filled = [[line for edge in _edges(page) for line in edge] for page in pages if page]
    if len(filled) < 2:
        return set()
    places = Counter(key for page in filled for key in {_key(line) for line in page})
    wanted = max(2, (len(filled) + 1) // 2)
    return {
        line for page in filled for line in page if places[_key(line)] >= wanted and "\t" not in line.text
    }


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.bottom / _DRIFT)


def _numbers(edges: Iterable[Line]) -> set[Line]:
    """Page numbers: with dashes or 第…页 at once; bare ones when they count along with the pages."""
    lines = set(edges)
    bare = [line for line in lines if _BARE.fullmatch(line.text)]
    offsets = Counter(int(line.text) - line.page for line in bare)
    found = {line for line in lines if _SURE.fullmatch(line.text)}
    return found | {line for line in bare if offsets[int(line.text) - line.page] >= 2}
