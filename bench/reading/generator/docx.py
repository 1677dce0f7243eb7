"""A made-up report as a docx: paragraphs, headings, tables; nothing but the parts that Word asks for."""

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from bench.reading.generator.report import make

PAGE = 22 * 28  # lines x characters of a page after GB/T 9704
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)

SECTION = (  # A4 and the type area of GB/T 9704: 22 lines of 28 characters
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>'
    '<w:docGrid w:type="linesAndChars" w:linePitch="579"/></w:sectPr>'
)


def long_text(characters: int, seed: int) -> str:
    """One right report of at least so many characters."""
    size = 1
    while len(text := make(seed, 0, size).text) < characters:
        size = max(size + 1, size * characters // len(text) + 1)
    return text


def of_pages(pages: int, seed: int) -> bytes:
    """A report that fills so many pages, each line of text counted in full lines of 28 characters."""
    kept, lines = [], 0
    for paragraph in long_text(pages * PAGE, seed).split("\n"):
        lines += -(-max(1, len(paragraph)) // 28)
        kept.append(paragraph)
        if lines >= pages * 22:
            break
    return as_docx("\n".join(kept))


def as_docx(text: str) -> bytes:
    """Lines with tabs become tables, every other line a paragraph."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", RELS)
        body = "".join(_body(text.split("\n")))
        packed.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}{SECTION}</w:body></w:document>',
        )
    return out.getvalue()


def _body(lines: list[str]) -> Iterator[str]:
    for tabbed, group in groupby(lines, lambda line: "\t" in line):
        if not tabbed:
            yield from map(_paragraph, group)
            continue
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in line.split("\t")) + "</w:tr>"
            for line in group
        )
        yield f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def _paragraph(text: str) -> str:
    """Several runs, as a text that was edited often has."""
    runs = "".join(
        f'<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">{escape(text[at : at + 40])}</w:t></w:r>'
        for at in range(0, len(text), 40)
    )
    return f'<w:p><w:pPr><w:spacing w:line="579" w:lineRule="exact"/></w:pPr>{runs}</w:p>'
