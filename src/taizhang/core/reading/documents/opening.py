"""Any document from its bytes: told by content, then by name. Readers are loaded when they are needed."""

from collections.abc import Callable

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.limits import MAX_BYTES
from taizhang.core.reading.documents.unreadable import Unreadable

__all__ = ["PASTED", "Convert", "Unreadable", "open_document", "open_text"]

PASTED = "粘贴的文字"
Convert = Callable[[bytes], bytes]  # an old document -> the same as .docx; raises Refused in words


def open_document(data: bytes, name: str, *, convert: Convert | None = None) -> Document:
    """Read a document 读稿. `name` is shown, and decides only where the content leaves the format open.

    `convert` makes a .docx of .doc, .rtf and .odt (see `taizhang.office`); without it these are refused.
    Raises Unreadable with a sentence for the person, whatever the bytes are.
    """
    if not data:
        raise unreadable.empty()
    if len(data) > MAX_BYTES:
        raise unreadable.too_large(len(data), MAX_BYTES)
    try:
        return _open(data, name, convert)
    except RecursionError as error:
        raise unreadable.nested() from error
    except MemoryError as error:
        raise unreadable.bomb() from error


def open_text(text: str, name: str = PASTED) -> Document:
    """Read pasted text, kept character for character. Raises Unreadable when there is none."""
    from taizhang.core.reading.documents.finishing import finish
    from taizhang.core.reading.documents.plain import of_text

    if not text.strip():
        raise unreadable.nothing_pasted()
    return finish(of_text(text, name))


def _open(data: bytes, name: str, convert: Convert | None) -> Document:
    from taizhang.core.reading.documents.finishing import finish
    from taizhang.core.reading.documents.sniff import Format, sniff

    format = sniff(data, name)
    if format in (Format.XLSX, Format.XLS, Format.ODS):
        from taizhang.core.reading.documents.xlsx import read_workbook

        return read_workbook(data, name)
    return finish(_read(data, name, format, convert))


def _read(data: bytes, name: str, format: str, convert: Convert | None) -> Document:
    """Each reader is loaded only for its own format: a start is short."""
    match format:
        case "docx":
            from taizhang.core.reading.documents.docx import read_docx

            return read_docx(data, name)
        case "pdf":
            from taizhang.core.reading.documents.pdf import read_pdf

            return read_pdf(data, name)
        case "html":
            from taizhang.core.reading.documents.html import read_html

            return read_html(data, name)
        case "mht":
            from taizhang.core.reading.documents.mht import read_mht

            return read_mht(data, name)
        case "txt":
            from taizhang.core.reading.documents.plain import read_plain

            return read_plain(data, name)
    from taizhang.core.reading.documents.doc import read_old
    from taizhang.core.reading.documents.sniff import Format

    return read_old(data, name, Format(format), convert)
