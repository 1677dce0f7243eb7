"""What a file really is, by its content; its name only where the content leaves it open."""

import io
import re
from enum import StrEnum

from taizhang.core.reading.documents import unreadable


class Format(StrEnum):
    """What is read."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    PDF = "pdf"
    HTML = "html"
    MHT = "mht"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "txt"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"II*\0", "图片"), (b"MM\0*", "图片"),
    (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"), (b"\x1f\x8b", "压缩包"),
    (b"MZ", "可执行程序"), (b"\x7fELF", "可执行程序"), (b"SQLite format 3", "数据库文件"),
    (b"ID3", "录音"), (b"OggS", "录音"), (b"AT&TFORM", "扫描图册（DjVu）"), (b"CAJ\0", "知网 CAJ 文献"), (b"HN\0\0", "知网 CAJ 文献"),
)  # fmt: skip
_TAG = re.compile(
    rb"<(?:html|head|body|title|meta|div|p|table|span|br|h[1-6]|article|section)\b[^<]{0,2000}>",
    re.IGNORECASE,
)
_OPENING = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WORD_XML = (
    b"schemas.microsoft.com/office/word/2003/wordml",
    b"schemas.microsoft.com/office/2006/xmlPackage",
)


def sniff(data: bytes, name: str) -> Format:
    """The format. Raises Unreadable in words for everything that holds no text we read."""
    head = data[:4096]
    if not head.strip(b"\0 \r\n\t") and not data.strip(b"\0 \r\n\t"):
        raise unreadable.empty() if not data else unreadable.blank()
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(data)
    if head[:8] == _OLE:
        return _ole(data)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return Format.RTF
    if head[:2] == b"\x09\x08":
        return Format.XLS  # a bare stream of old programs
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise unreadable.other_kind(kind)
    if (head.startswith(b"BM") and b"\0\0\0\0" in head[:16]) or (
        head[:4] == b"RIFF" and b"WEBP" in head[:16]
    ):
        raise unreadable.other_kind("图片")
    if head[4:8] == b"ftyp":
        raise unreadable.other_kind("音像或手机照片文件")
    return _text(data, head, name)


def _zip(data: bytes) -> Format:
    from taizhang.core.reading.documents.archive import open_archive, read_part

    with open_archive(data) as archive:
        names = set(archive.namelist())
        mimetype = read_part(archive, "mimetype")[:200] if "mimetype" in names else b""
    if b"opendocument.text" in mimetype:
        return Format.ODT
    if b"opendocument.spreadsheet" in mimetype:
        return Format.ODS
    if any(each.startswith("word/") for each in names):
        return Format.DOCX
    if any(each.startswith("xl/") for each in names):
        return Format.XLSX
    if any(each.startswith("ppt/") for each in names) or b"opendocument.presentation" in mimetype:
        raise unreadable.other_kind("演示文稿")
    if "OFD.xml" in names:
        raise unreadable.other_kind(" OFD 版式文件")
    if b"epub" in mimetype:
        raise unreadable.other_kind("电子书")
    raise unreadable.other_kind("压缩包（要先解压）")


def _ole(data: bytes) -> Format:
    import olefile  # loaded for old formats only: a start is short

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(parts) for parts in container.listdir()}
            word = container.openstream("WordDocument").read(12) if "WordDocument" in names else b""
    except Exception as error:  # olefile raises many kinds on damaged containers; each means the same here
        raise unreadable.damaged() from error
    if "EncryptedPackage" in names:
        raise unreadable.encrypted()
    if word:
        if len(word) == 12 and word[11] & 1:  # FibBase.fEncrypted
            raise unreadable.encrypted()
        return Format.DOC
    if "Workbook" in names or "Book" in names:
        return Format.XLS
    if "PowerPoint Document" in names:
        raise unreadable.other_kind("演示文稿")
    raise unreadable.not_text()


def _text(data: bytes, head: bytes, name: str) -> Format:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    extension = name.rpartition(".")[2].lower()
    if start[:13].lower() == b"mime-version:" or (
        extension in ("mht", "mhtml") and b"multipart/related" in head.lower()
    ):
        return Format.MHT
    if start.startswith(b"<"):
        if any(mark in head for mark in _WORD_XML):
            return Format.DOC  # Word's XML of 2003 and the flat package: LibreOffice reads them
        if _OPENING.search(head) or extension in ("html", "htm", "shtml", "xhtml"):
            return Format.HTML
        return Format.HTML if len(_TAG.findall(data[:200_000])) >= 3 else Format.TEXT
    if extension in ("html", "htm", "shtml", "xhtml") and _TAG.search(data[:200_000]):
        return Format.HTML
    return Format.HTML if _OPENING.search(head) else Format.TEXT
