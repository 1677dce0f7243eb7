"""One story of a docx - the body, a note, a header - read block by block: paragraphs, tables, text boxes."""

from taizhang.core.reading.document import BlockKind, Place
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.assembly import Assembly
from taizhang.core.reading.documents.docx_grid import grid
from taizhang.core.reading.documents.docx_names import (
    ALTERNATE,
    CONTROL,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    TABLE,
    WRAPPERS,
    W,
    first,
)  # fmt: skip
from taizhang.core.reading.documents.docx_numbering import Numbering
from taizhang.core.reading.documents.docx_pages import Pages
from taizhang.core.reading.documents.docx_styles import Styles
from taizhang.core.reading.documents.docx_text import boxes, pieces
from taizhang.core.reading.documents.limits import MAX_TABLES_DEEP
from taizhang.core.reading.documents.tabling import Tabling

BOX_LABEL = "文本框"
HEADING_LENGTH = 120  # a longer paragraph is body text, whatever style it was given
_GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"


class Story:
    """Reads one part into the assembly."""

    def __init__(
        self, assembly: Assembly, styles: Styles, numbering: Numbering, root: Element,
        kind: BlockKind = BlockKind.PARAGRAPH, label: str = "", pages: Pages | None = None,
    ) -> None:  # fmt: skip
        self._out, self._styles, self._numbering, self._kind = assembly, styles, numbering, kind
        self._ordinals = {paragraph: number for number, paragraph in enumerate(root.iter(PARAGRAPH), 1)}
        self._label, self._pages = label, pages
        self._boxes: list[Element] = []
        self._tables_deep = 0

    def read(self, parent: Element) -> None:
        """Read the children of an element as blocks; text boxes follow the block that they are anchored in."""
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self._line(child)
            elif tag == TABLE:
                self._table(child)
            elif tag == CONTROL and child.find(_GALLERY) is not None:
                self._contents(child)
            elif tag in WRAPPERS:
                self.read(child)
            elif tag == ALTERNATE and len(child):
                self.read(child[0])
            if self._boxes and not self._tables_deep:
                self._read_boxes()

    def _read_boxes(self) -> None:
        waiting, self._boxes = self._boxes, []
        outer, self._label = self._label, self._label or BOX_LABEL
        for box in waiting:
            self.read(box)
        self._label = outer

    def _contents(self, control: Element) -> None:
        """A table of contents 目录 repeats the headings with page numbers: noise."""
        gallery = control.find(_GALLERY).get(W + "val", "")
        outer = self._kind
        if gallery == "Table of Contents":
            self._kind = BlockKind.NOISE
        for child in control:
            self.read(child)
        self._kind = outer

    def _line(self, paragraph: Element) -> None:
        """A paragraph outside of tables, on a line of its own."""
        text, kind = self._text(paragraph)
        if text.strip():
            self._out.end_line()
            number = self._ordinals[paragraph]
            self._out.add(text, kind, Place(self._page(number), number, part=self._label))

    def _page(self, paragraph: int) -> int:
        return self._pages.of(paragraph) if self._pages is not None else 0

    def _text(self, paragraph: Element) -> tuple[str, BlockKind]:
        properties = first(paragraph, PARAGRAPH_PROPERTIES)
        style = self._styles.of(properties)
        text = "".join([piece for piece, _ in pieces(paragraph)])
        self._boxes += boxes(paragraph)
        if not text.strip():
            return "", self._kind
        if style.numbering is not None:
            text = self._numbering.next(style) + text
        if style.contents:
            return text, BlockKind.NOISE
        if style.heading and self._kind is BlockKind.PARAGRAPH and len(text) <= HEADING_LENGTH:
            return text, BlockKind.HEADING
        return text, self._kind

    def _table(self, table: Element) -> None:
        rows = grid(table)
        if not any(rows):
            return
        self._tables_deep += 1
        if self._tables_deep > MAX_TABLES_DEEP:
            raise unreadable.nested()
        tabling = Tabling(self._out, self._label)
        for row in rows:
            tabling.row()
            for cell in row:
                tabling.cell(cell.row, cell.column, cell.rows, cell.columns)
                inner = self._cell(cell.element, tabling)
                tabling.end_cell()
                for each in inner:
                    self._table(each)
        tabling.end()
        self._tables_deep -= 1

    def _cell(self, parent: Element, tabling: Tabling) -> list[Element]:
        """The text of a cell; the tables inside it, to be read after it."""
        inner: list[Element] = []
        for child in parent:
            if child.tag == PARAGRAPH:
                text, kind = self._text(child)
                if text.strip():
                    kind = BlockKind.CELL if kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else kind
                    number = self._ordinals[child]
                    tabling.text(text, kind, number, self._page(number))
            elif child.tag == TABLE:
                inner.append(child)
            elif child.tag in WRAPPERS:
                inner += self._cell(child, tabling)
        return inner
