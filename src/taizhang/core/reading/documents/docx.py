"""Word documents (.docx): body, tables, text boxes, notes, headers and footers, in the order they are read.

Places: `paragraph` is the ordinal of the w:p among all w:p of its part in document order, from 1 (see `docx_places`);
`page` is 0 unless Word left it (see `docx_pages`); `part` is "" or "文本框" for word/document.xml, else "脚注", "尾注",
"页眉", "页脚".
"""

import zipfile
from collections.abc import Iterable

from taizhang.core.reading.document import BlockKind, Document
from taizhang.core.reading.documents.archive import Element, open_archive, parse_xml, read_part, related
from taizhang.core.reading.documents.assembly import Assembly
from taizhang.core.reading.documents.docx_names import W
from taizhang.core.reading.documents.docx_numbering import Numbering
from taizhang.core.reading.documents.docx_pages import Pages, stated_pages
from taizhang.core.reading.documents.docx_remarks import remarks
from taizhang.core.reading.documents.docx_story import Story
from taizhang.core.reading.documents.docx_styles import Styles

BODY = "word/document.xml"
_FILLERS = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(data: bytes, name: str) -> Document:
    """A Word document. Raises Unreadable in words."""
    with open_archive(data) as archive:
        main = main_part(archive)
        root = parse_xml(read_part(archive, main))
        others = related(archive, main)
        present = set(archive.namelist())

        def part(kind: str) -> Element | None:
            file = next((each for each in others.get(kind, ()) if each in present), None)
            return parse_xml(read_part(archive, file)) if file else None

        assembly = Assembly()
        styles, numbering = Styles(part("styles")), Numbering(part("numbering"))
        story = Story(assembly, styles, numbering, root, pages=Pages(root, stated_pages(archive)))
        body = root.find(W + "body")
        story.read(body if body is not None else root)
        for kind, label in (("footnotes", "脚注"), ("endnotes", "尾注")):
            _notes(assembly, styles, numbering, part(kind), label)
        for kind, label in (("header", "页眉"), ("footer", "页脚")):
            files = (each for each in others.get(kind, ()) if each in present)
            _margins(assembly, styles, (parse_xml(read_part(archive, file)) for file in files), label)
    return assembly.document(name, "docx", remarks(root))


def main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part with the body; a few programs call it other than word/document.xml."""
    named = related(archive, "").get("officeDocument", [])
    return next((each for each in named if each in archive.namelist()), BODY)


def _notes(
    assembly: Assembly, styles: Styles, numbering: Numbering, root: Element | None, label: str
) -> None:
    if root is None:
        return
    story = Story(assembly, styles, numbering, root, BlockKind.NOTE, label)
    for note in root:
        if note.get(W + "type") not in _FILLERS:
            story.read(note)


def _margins(assembly: Assembly, styles: Styles, roots: Iterable[Element], label: str) -> None:
    """Headers and footers: noise, for they repeat the title and count the pages."""
    for root in roots:
        Story(assembly, styles, Numbering(None), root, BlockKind.NOISE, label).read(root)
