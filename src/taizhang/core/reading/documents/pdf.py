"""PDF: text with page numbers, lines rejoined into paragraphs; heads, feet and page numbers set aside."""

import re
from collections.abc import Sequence
from statistics import median
from threading import Lock

import pypdfium2 as pdfium

from taizhang.core.reading.document import BlockKind, Document, Place
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.assembly import Assembly
from taizhang.core.reading.documents.limits import MAX_PAGES, MAX_TEXT
from taizhang.core.reading.documents.pdf_lines import Line, lines
from taizhang.core.reading.documents.pdf_margins import in_the_margins
from taizhang.core.reading.documents.pdf_paragraphs import Frame, frame, joined, paragraphs
from taizhang.core.reading.documents.unreadable import Unreadable

_ONE_AT_A_TIME = Lock()  # PDFium knows no threads
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_FEW = 8  # lines from which a page shows its own frame
_LARGER = 1.15  # of the usual size: a heading
_HEADING_LENGTH = 60
_LOST = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def read_pdf(data: bytes, name: str) -> Document:
    """A PDF with text. Raises Unreadable in words, also for one that is only pictures of pages."""
    with _ONE_AT_A_TIME:
        pages, pictures = _pages(data)
    if not any(pages):
        raise unreadable.scanned(pictures) if pictures else unreadable.blank()
    text = "".join(line.text for page in pages for line in page)
    if len(_LOST.findall(text)) > 0.3 * len(text):
        raise unreadable.without_letters()
    out = Assembly()
    _write(out, pages)
    remarks = (
        [f"第 {unreadable.in_words(pictures)} 页是图片（扫描件），没有文字，这些页没有读。"]
        if pictures
        else []
    )
    return out.document(name, "pdf", remarks)


def _pages(data: bytes) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page; the numbers of the pages that show something but hold no text."""
    pages: list[list[Line]] = []
    pictures: list[int] = []
    length = 0
    try:
        with pdfium.PdfDocument(data) as document:
            if len(document) > MAX_PAGES:
                raise unreadable.too_many_pages(len(document), MAX_PAGES)
            for number in range(1, len(document) + 1):
                page = document[number - 1]
                found = lines(page, number)
                if sum(len(line.text) for line in found) < 3 and next(page.get_objects(max_depth=1), None):
                    pictures.append(number)
                    found = []
                pages.append(found)
                length += sum(len(line.text) for line in found)
                page.close()
                if length > MAX_TEXT:
                    raise unreadable.too_long(MAX_TEXT)
    except (pdfium.PdfiumError, ValueError, OverflowError) as error:
        raise _why(error) from error
    return pages, pictures


def _why(error: Exception) -> Unreadable:
    if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
        return unreadable.encrypted()
    return unreadable.damaged()


def _write(out: Assembly, pages: Sequence[Sequence[Line]]) -> None:
    """Paragraphs in order. What stands in the margins follows the paragraph that it interrupts."""
    margins = in_the_margins(pages)
    body = [[line for line in page if line not in margins] for page in pages]
    flat = [line for page in body for line in page]
    usual, size = frame(flat), median(line.size for line in flat) if flat else 0.0
    frames: dict[int, Frame] = {
        number: frame(page) if len(page) >= _FEW else usual for number, page in enumerate(body, 1)
    }
    waiting = [line for page in pages for line in page if line in margins]
    for number, group in enumerate(paragraphs(flat, frames), 1):
        text = joined(group)
        large = group[0].size > _LARGER * size and len(text) <= _HEADING_LENGTH
        while waiting and waiting[0].page < group[0].page:
            _add(out, waiting[0].text, BlockKind.NOISE, waiting.pop(0).page, 0)
        _add(out, text, BlockKind.HEADING if large else BlockKind.PARAGRAPH, group[0].page, number)
    for line in waiting:
        _add(out, line.text, BlockKind.NOISE, line.page, 0)


def _add(out: Assembly, text: str, kind: BlockKind, page: int, number: int) -> None:
    out.end_line()
    out.add(text, kind, Place(page=page, paragraph=number))
