"""Old documents (.doc, .rtf, .odt, Word's XML): read through a converter that is handed in, for the core starts nothing."""

from collections.abc import Callable
from dataclasses import replace

from taizhang.core.reading.document import Document
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.docx import read_docx
from taizhang.core.reading.documents.sniff import Format

_CALLED = {Format.DOC: " Word 97-2003 文档（.doc）", Format.RTF: " RTF 文档", Format.ODT: " ODF 文档（.odt）"}


def read_old(data: bytes, name: str, format: Format, convert: Callable[[bytes], bytes] | None) -> Document:
    """The document as LibreOffice sees it; its places are those of the converted .docx. Raises Unreadable in words."""
    if convert is None:
        raise unreadable.wants_converting(_CALLED[format])
    return replace(read_docx(convert(data), name), format=str(format))
