"""The layout of one docx, measured and held against GB/T 9704 版式核对."""

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents.archive import Element, open_archive, parse_xml, read_part, related
from taizhang.core.reading.documents.docx import main_part
from taizhang.core.reading.documents.docx_names import W
from taizhang.core.reading.documents.unreadable import Unreadable
from taizhang.core.reading.outline import Outline
from taizhang.core.reading.style.layout.footers import page_number_hits
from taizhang.core.reading.style.layout.page import page_hits
from taizhang.core.reading.style.layout.paragraphs import paragraph_hits
from taizhang.core.reading.style.layout.parts import measure
from taizhang.core.reading.style.layout.properties import Cascade, number
from taizhang.core.reading.style.rule import Hit

_MOST_FOOTERS = 60


def layout_hits(data: bytes, document: Document, heads: Outline) -> list[Hit]:
    """Everything about the page and the paragraphs. Nothing where `data` are no docx: an old .doc was converted."""
    try:
        with open_archive(data) as archive:
            main = main_part(archive)
            root = parse_xml(read_part(archive, main))
            others, present = related(archive, main), set(archive.namelist())

            def parts(kind: str) -> list[Element]:
                names = [each for each in others.get(kind, ()) if each in present][:_MOST_FOOTERS]
                return [parse_xml(read_part(archive, name)) for name in names]

            styles, theme, numbering, settings = (
                next(iter(parts(kind)), None) for kind in ("styles", "theme", "numbering", "settings")
            )
            footers = parts("footer") + parts("header")
    except (Unreadable, RecursionError, MemoryError):
        return []
    cascade = Cascade(styles, theme, numbering)
    try:
        measured = list(measure(root, document, heads, cascade))
    except RecursionError:  # runs wrapped in each other without end
        measured = []
    length = sum(len(each.text) for each in measured)
    return [
        *page_hits(root, cascade.type_size),
        *page_number_hits(root, footers, settings, cascade, length),
        *paragraph_hits(measured, _line_grid(root)),
    ]


def _line_grid(root: Element) -> float:
    """The pitch of the grid of lines in points; 0 where there is none. The last section speaks for the document."""
    pitch = 0.0
    for grid in root.iter(W + "docGrid"):
        typed = grid.get(W + "type") in ("lines", "linesAndChars", "snapToChars")
        pitch = (number(grid.get(W + "linePitch")) or 0.0) / 20 if typed else 0.0
    return pitch
