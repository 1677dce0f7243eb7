"""One paragraph that came back: its text, which stretches of it are tied, its bookmarks and its pictures.

The text is what `docx_text.pieces` shows: deletions dropped, insertions taken. A stretch is tied by a control of ours, or,
in a file whose controls lost their tags, by our bookmark (see `identity`).
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from taizhang.core.papers import identity
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import BOX, CONTROL, FALLBACK, OBJECT, VAL, W
from taizhang.core.reading.documents.docx_text import pieces

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_TAG, _ALIAS = f"{W}sdtPr/{W}tag", f"{W}sdtPr/{W}alias"
_DELETED = (W + "del", W + "moveFrom")
_START, _END = W + "bookmarkStart", W + "bookmarkEnd"
_FIELD, _CODE = W + "fldChar", W + "instrText"
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)")?(?:.*?\\l\s+"([^"]*)")?', re.DOTALL)
_WEB = ("http://", "https://")
_PROPERTIES = f"{W}pPr/{W}rPr/"


@dataclass(frozen=True, slots=True)
class Tie:
    """text[start:end] is tied to a figure. `placed`: its id with its place, as in the tag."""

    start: int
    end: int
    placed: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in the paragraph: its relation, its width in mm (0 where not said), what it is said to show."""

    relation: str
    width_mm: float
    description: str


@dataclass(slots=True)
class Line:
    """What was read of a paragraph; `goes_on`: its end was deleted, the next paragraph belongs to it."""

    text: str = ""
    ties: list[Tie] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)  # from, to, address; in order
    anchors: list[tuple[int, str]] = field(default_factory=list)  # where, id of a paragraph
    images: list[Image] = field(default_factory=list)
    emptied: list[tuple[str, str]] = field(
        default_factory=list
    )  # placed id and title of controls without a text
    nested: list[tuple[str, str, str]] = field(default_factory=list)  # id and title round, id within
    goes_on: bool = False

    @property
    def id(self) -> str:
        """Of the paragraphs that begin at its very beginning, the last: those before it were deleted; else the first."""
        begin = len(self.text) - len(self.text.lstrip())
        at_front = [id for at, id in self.anchors if at <= begin]
        return at_front[-1] if at_front else next((id for _, id in self.anchors), "")

    def link(self, start: int, end: int) -> str:
        """The address that text[start:end] leads to, "" for none."""
        at = bisect_left(self.links, end, key=lambda link: link[0]) - 1
        return self.links[at][2] if at >= 0 and self.links[at][1] > start else ""


def joined(lines: list[Line]) -> Line:
    """Several paragraphs as one, each behind the other."""
    whole = Line(goes_on=lines[-1].goes_on)
    texts, size = [], 0
    for line in lines:
        texts.append(line.text)
        whole.ties += [replace(tie, start=tie.start + size, end=tie.end + size) for tie in line.ties]
        whole.links += [(begin + size, end + size, address) for begin, end, address in line.links]
        whole.anchors += [(at + size, id) for at, id in line.anchors]
        whole.images += line.images
        whole.emptied += line.emptied
        whole.nested += line.nested
        size += len(line.text)
    whole.text = "".join(texts)
    return whole


def figure_of(control: Element) -> str:
    """The id with its place that a content control is tied to, "" for a control of somebody else."""
    tag = control.find(_TAG)
    return identity.tagged(tag.get(VAL, "")) if tag is not None else ""


def read_line(paragraph: Element, links: dict[str, str], by_tags: bool) -> Line:
    """Read a w:p. `links`: the addresses outside, by relation."""
    reader = _Reader(paragraph, links, by_tags)
    reader.walk(paragraph)
    return reader.finished(paragraph)


class _Reader:
    """Walks a paragraph in order; `_at` is how much of its text lies behind."""

    def __init__(self, paragraph: Element, links: dict[str, str], by_tags: bool) -> None:
        self._addresses, self._by_tags = links, by_tags
        self._ends: dict[Element, int] = {}
        size = 0
        shown = pieces(paragraph)
        for text, element in shown:
            size += len(text)
            self._ends[element] = size
        self._line = Line("".join(text for text, _ in shown))
        self._at = 0
        self._around: list[tuple[str, str]] = []  # the controls that are open
        self._open: dict[str, tuple[str, int]] = {}  # bookmarks by number
        self._fields: list[tuple[list[str], int]] = []

    def finished(self, paragraph: Element) -> Line:
        """The line, when all of the paragraph was walked through."""
        line = self._line
        for control in paragraph.iterancestors(
            CONTROL
        ):  # an editor may put a control round the whole paragraph
            if self._by_tags and (placed := figure_of(control)):
                self._tie(control, placed, 0)
        line.links.sort()
        line.goes_on = any(paragraph.find(_PROPERTIES + tag) is not None for tag in _DELETED)
        return line

    def walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            begin = self._at
            if child in self._ends:
                self._at = self._ends[child]
            elif tag in _DELETED or tag in (BOX, FALLBACK, OBJECT):
                continue
            elif tag == _START:
                self._begin(child)
            elif tag == _END:
                self._end(child)
            elif tag == _CODE and self._fields:
                self._fields[-1][0].append(child.text or "")
            elif tag == _FIELD:
                self._field(child.get(W + "fldCharType"))
            elif tag == CONTROL and self._by_tags and (placed := figure_of(child)):
                self._control(child, placed)
            else:
                self._picture(child)
                self.walk(child)
                if tag == W + "hyperlink":
                    address = self._addresses.get(child.get(_R + "id", ""), "")
                    self._add_link(begin, address, child.get(W + "anchor", ""))

    def _control(self, control: Element, placed: str) -> None:
        begin = self._at
        self._line.nested += [(outer, title, placed) for outer, title in self._around[-1:] if outer != placed]
        self._around.append((placed, _title(control)))
        self.walk(control)
        self._around.pop()
        self._tie(control, placed, begin)

    def _tie(self, control: Element, placed: str, begin: int) -> None:
        title = _title(control)
        if self._line.text[begin : self._at].strip():
            self._line.ties.append(Tie(begin, self._at, placed, title))
        elif next(control.iter(*_DELETED), None) is None:
            self._line.emptied.append((placed, title))

    def _begin(self, mark: Element) -> None:
        name = mark.get(W + "name", "")
        if id := identity.bookmarked_paragraph(name):
            self._line.anchors.append((self._at, id))
        elif not self._by_tags and (placed := identity.bookmarked_figure(name)):
            self._open[mark.get(W + "id", "")] = placed, self._at

    def _end(self, mark: Element) -> None:
        placed, begin = self._open.pop(mark.get(W + "id", ""), ("", 0))
        if placed and self._line.text[begin : self._at].strip():
            self._line.ties.append(Tie(begin, self._at, placed))

    def _field(self, kind: str | None) -> None:
        """WPS and LibreOffice write a link as a field."""
        if kind == "begin":
            self._fields.append(([], self._at))
        elif kind == "end" and self._fields:
            code, begin = self._fields.pop()
            if found := _HYPERLINK.match("".join(code)):
                self._add_link(begin, found[1] or "", found[2] or "")

    def _add_link(self, begin: int, address: str, anchor: str) -> None:
        if address.startswith(_WEB):
            self._line.links.append((begin, self._at, f"{address}#{anchor}" if anchor else address))

    def _picture(self, element: Element) -> None:
        if element.tag == W + "drawing" and next(element.iter(BOX), None) is None:
            extent, named = element.find(f".//{_DRAWING}extent"), element.find(f".//{_DRAWING}docPr")
            wide = extent.get("cx", "") if extent is not None else ""
            width = round(int(wide) / 36_000, 2) if wide.isdigit() and len(wide) < 10 else 0.0
            words = named.get("descr", "") if named is not None else ""
            for blip in element.iter(_BLIP):
                self._line.images.append(Image(blip.get(_R + "embed", ""), width, words))
        elif element.tag == _IMAGE_DATA:
            self._line.images.append(Image(element.get(_R + "id", ""), 0.0, ""))


def _title(control: Element) -> str:
    alias = control.find(_ALIAS)
    return str(alias.get(VAL, "")) if alias is not None else ""
