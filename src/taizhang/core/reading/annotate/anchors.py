"""Where in the body of a docx a comment about a figure is fastened.

A comment range may begin and end between runs, so a run is split where a figure begins or ends inside it. Word allows
no comments in footnotes and text boxes: there the reference or the box itself is marked in the body.
"""

from collections.abc import Callable
from dataclasses import dataclass

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import PARAGRAPH, RUN, W
from taizhang.core.reading.documents.docx_places import paragraphs, runs, within

# Inside these a comment range may begin and end as it may in a paragraph.
_CONTAINERS = frozenset(
    W + name for name in "ins moveTo hyperlink smartTag customXml sdt sdtContent fldSimple bdo dir".split()
)
_NOTES = {"脚注": ("footnotes", "footnote"), "尾注": ("endnotes", "endnote")}

Part = Callable[[str], Element | None]  # the root of a part by its kind: "footnotes"


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a range: before or after `holder`, or inside it at a character of `text`."""

    holder: Element  # a run, or whatever else stands in the paragraph
    piece: Element | None = None  # the child of the run; None: the holder as a whole
    at: int = 0  # characters into the piece
    ends: bool = False  # the range ends here


@dataclass(frozen=True, slots=True)
class Anchor:
    """A range of the body."""

    start: Point
    end: Point


class Anchors:
    """Anchors for the figures of one document; `root` is its main part."""

    def __init__(self, document: Document, root: Element, part: Part) -> None:
        self._document, self._root, self._part = document, root, part
        self._paragraphs: dict[str, list[Element]] = {"": paragraphs(root)}
        self._references: dict[str, dict[str, Element]] = {}

    def of(self, start: int, end: int) -> Anchor | None:
        """The anchor for a span of the text; None where the body shows no place for it (headers and footers)."""
        place = self._document.block_at(start).place
        if place.part in _NOTES:
            return self._of_note(place.part, place.paragraph)
        if place.part not in ("", "文本框"):
            return None
        paragraph = self._at("", place.paragraph)
        if paragraph is None:
            return None
        found = runs(paragraph, *within(self._document, start, end))
        if not found:  # in an automatic number, which stands in no run
            first = next((child for child in paragraph if child.tag == RUN), None)
            return _whole(first) if first is not None else None
        first, last = found[0], found[-1]
        return Anchor(_point(first.element, first.start), _point(last.element, last.end, ends=True))

    def _at(self, kind: str, ordinal: int) -> Element | None:
        if kind not in self._paragraphs:
            root = self._part(kind)
            self._paragraphs[kind] = paragraphs(root) if root is not None else []
        known = self._paragraphs[kind]
        return known[ordinal - 1] if 0 < ordinal <= len(known) else None

    def _of_note(self, label: str, ordinal: int) -> Anchor | None:
        """A note is marked where the body refers to it."""
        kind, name = _NOTES[label]
        paragraph = self._at(kind, ordinal)
        if paragraph is None:
            return None
        note = next((each for each in paragraph.iterancestors(W + name)), None)
        if kind not in self._references:
            found = self._root.iter(f"{W}{name}Reference")
            self._references[kind] = {each.get(W + "id", ""): each for each in found}
        reference = self._references[kind].get(note.get(W + "id", "") if note is not None else "")
        return _whole(_holder(reference)) if reference is not None else None


def _whole(holder: Element) -> Anchor:
    return Anchor(Point(holder), Point(holder, ends=True))


def _point(element: Element, at: int, *, ends: bool = False) -> Point:
    holder = _holder(element)
    if holder.tag != RUN or element.getparent() is not holder:
        return Point(holder, ends=ends)
    return Point(holder, element, at, ends)


def _holder(element: Element) -> Element:
    """The run, or the like, of the outermost paragraph that an element stands in: never inside a text box."""
    path = [element, *element.iterancestors()][::-1]
    at = next(number for number, each in enumerate(path) if each.tag == PARAGRAPH) + 1
    while path[at].tag in _CONTAINERS and at + 1 < len(path):
        at += 1
    return path[at]
