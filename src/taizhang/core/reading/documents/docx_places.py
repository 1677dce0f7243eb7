"""From an offset in the text back to the run of the original docx: what marking a finding needs.

How places are given. For every Block of a docx, `block.place.paragraph` is the ordinal, from 1, of its w:p among *all*
w:p elements of the part in document order (`root.iter(w:p)`, those in tables, text boxes and VML doubles included), and
`block.place.part` names the part: "" and "文本框" are the main part (word/document.xml), "脚注" word/footnotes.xml, "尾注"
word/endnotes.xml, "页眉" and "页脚" one of several. A paragraph with soft line breaks is several blocks with the same
place; its text in the document runs from the first of them to the last, the breaks between as one line end each. An
automatic number (一、 1.) stands before the paragraph's text and in no run.

    paragraph = paragraphs(root)[block.place.paragraph - 1]
    for piece in runs(paragraph, *within(document, figure.start, figure.end)): ...
"""

from bisect import bisect_right
from dataclasses import dataclass

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import PARAGRAPH
from taizhang.core.reading.documents.docx_text import pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph's text: characters start:end of the text that `element` (w:t, w:tab, w:br …) shows."""

    element: Element
    start: int
    end: int


def paragraphs(root: Element) -> list[Element]:
    """All paragraphs of a part, in the order that Place.paragraph counts."""
    return list(root.iter(PARAGRAPH))


def within(document: Document, start: int, end: int) -> tuple[int, int]:
    """A span of the document's text as offsets from the end of its paragraph's text, both zero or negative.

    Counted from the end because an automatic number stands before the text. The span must lie in one paragraph.
    """
    blocks = document.blocks
    at = max(0, bisect_right(blocks, start, key=lambda block: block.start) - 1)
    place = blocks[at].place
    last = at
    while last + 1 < len(blocks) and blocks[last + 1].place == place:
        last += 1
    close = blocks[last].end
    return start - close, min(end, close) - close


def runs(paragraph: Element, start: int, end: int) -> list[Piece]:
    """The pieces of the runs that a span covers; start and end as `within` gives them.

    Empty when the span lies in the automatic number.
    """
    shown = pieces(paragraph)
    length = len("".join(text for text, _ in shown).rstrip("\n"))
    start, end = length + start, length + end
    found: list[Piece] = []
    at = 0
    for text, element in shown:
        first, last = max(start, at), min(end, at + len(text))
        if first < last:
            found.append(Piece(element, first - at, last - at))
        at += len(text)
    return found
