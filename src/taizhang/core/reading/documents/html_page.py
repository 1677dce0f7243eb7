"""The walk through a web page: inline text gathered into blocks, tables told from layout."""

import re

from taizhang.core.reading.document import BlockKind, Place
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.assembly import Assembly
from taizhang.core.reading.documents.html_grid import grid, is_data
from taizhang.core.reading.documents.tabling import Tabling

_SKIPPED = frozenset(
    "script style head template noscript iframe svg canvas object select option textarea button title link meta".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_HANZI = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BY_HANZI = re.compile(rf"(?<=[{_HANZI}])[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*(?=[{_HANZI}])")
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u2002\u2003\u2009\u200b\ufeff]+")
_SENTENCE = re.compile(r"[。；！？]")
_LINKED = 0.6  # share of linked characters from which a block without a sentence is a list of links


class Page:
    """Writes a page into the assembly; `site`: the elements that are the site's own."""

    def __init__(self, out: Assembly, site: set[Element]) -> None:
        self._out, self._site = out, site
        self._pieces: list[str] = []
        self._linked = self._links_deep = self._site_deep = self._headings_deep = self._number = 0

    def read(self, root: Element) -> None:
        """Read an element with all below it. Its own stack: deep nesting costs none of Python's."""
        self._start(root)
        stack = [(root, iter(root))]
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._end(element)
            elif not isinstance(child.tag, str) or child.tag in _SKIPPED:
                self._text(child.tail)
            elif child.tag == "table" and is_data(child):
                self._flush()
                self._table(child)
                self._text(child.tail)
            else:
                self._start(child)
                stack.append((child, iter(child)))
        self._flush()

    def _start(self, element: Element) -> None:
        if element.tag in _BLOCKS or element.tag == "br":
            self._flush()
        self._site_deep += element in self._site
        self._links_deep += element.tag == "a"
        self._headings_deep += element.tag in _HEADINGS
        self._text(element.text)

    def _end(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        self._site_deep -= element in self._site
        self._links_deep -= element.tag == "a"
        self._headings_deep -= element.tag in _HEADINGS
        self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._links_deep:
                self._linked += len(text.strip())

    def _flush(self) -> None:
        """End the block that is being gathered."""
        if not self._pieces:
            return
        text = tidy("".join(self._pieces))
        linked, self._linked = self._linked, 0
        self._pieces = []
        if not text:
            return
        self._number += 1
        kind = BlockKind.HEADING if self._headings_deep else BlockKind.PARAGRAPH
        links = linked >= _LINKED * len(text) and not _SENTENCE.search(text) and not self._headings_deep
        if self._site_deep or links:
            kind = BlockKind.NOISE
        self._out.end_line()
        self._out.add(text, kind, Place(paragraph=self._number))

    def _table(self, table: Element) -> None:
        tabling = Tabling(self._out)
        kind = BlockKind.NOISE if self._site_deep or table in self._site else BlockKind.CELL
        for row in grid(table):
            tabling.row()
            for cell in row:
                tabling.cell(cell.row, cell.column, cell.rows, cell.columns)
                for text in cell.lines:
                    tabling.text(text, kind)
                tabling.end_cell()
        tabling.end()


def tidy(text: str) -> str:
    """Text as the page shows it: runs of white space are one space, none where a hanzi stands at a line break."""
    return _SPACE.sub(" ", _BY_HANZI.sub("", text)).strip(" \u3000")
