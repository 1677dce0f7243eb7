"""What stands in the margins of the pages: running heads 页眉, feet 页脚, page numbers 页码."""

import re
from collections import Counter
from collections.abc import Sequence

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
    edges = [_edges(page) for page in pages]
    return _repeated(edges) | _numbers(edges)


def _edges(page: Sequence[Line]) -> list[Line]:
    """The outermost lines of a page, from the outside in: top, bottom."""
    ordered = sorted(page, key=lambda line: -line.bottom)
    return [*ordered[:_EDGE], *ordered[max(_EDGE, len(ordered) - _EDGE) :]]


def _repeated(edges: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines that stand on most pages at the same height, numbers aside. A repeated head of a table is none."""
    filled = sum(1 for page in edges if page)
    if filled < 2:
        return set()
    places = Counter(key for page in edges for key in {_key(line) for line in page})
    wanted = max(2, (filled + 1) // 2)
    return {line for page in edges for line in page if places[_key(line)] >= wanted and "\t" not in line.text}


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.bottom / _DRIFT)


def _numbers(edges: Sequence[Sequence[Line]]) -> set[Line]:
    """Page numbers: with dashes or 第…页 at once; bare ones when they count along with the pages."""
    found = {line for page in edges for line in page if _SURE.fullmatch(line.text)}
    bare = [line for page in edges for line in page if _BARE.fullmatch(line.text)]
    offsets = Counter(int(line.text) - line.page for line in bare)
    return found | {line for line in bare if offsets[int(line.text) - line.page] >= 2}
