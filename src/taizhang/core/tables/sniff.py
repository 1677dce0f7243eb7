"""What a file really is, by its content; the name's extension only breaks ties."""

import io
import zipfile
import zlib
from enum import StrEnum

import olefile

from . import unreadable
from .unreadable import Unreadable, other_document

ZIP_MAX_BYTES = 1_500_000_000  # all entries unpacked
ZIP_MAX_RATIO = 300  # for entries above ZIP_RATIO_FROM; XML of empty formatted rows reaches about 60
ZIP_RATIO_FROM = 20_000_000
ZIP_MAX_ENTRIES = 20_000


class Format(StrEnum):
    """The formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    TEXT = "text"


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文档"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"MZ", "可执行程序"),
    (b"SQLite format 3", "数据库文件"),
)


def sniff(data: bytes) -> Format:
    """The format of the content. Raises Unreadable in words for everything that is not a table."""
    if not data.strip(b"\x00 \r\n\t"):
        raise Unreadable("file.empty", unreadable.EMPTY)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _sniff_zip(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _sniff_ole(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise other_document(kind)
    if data[:2] == b"\x09\x08" or data[:2] == b"\x09\x04":
        return Format.XLS  # a bare BIFF stream of old programs
    return _sniff_text(data)


def _sniff_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries)
            names = {entry.filename for entry in entries}
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Unreadable("file.damaged", unreadable.DAMAGED) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("file.encrypted", unreadable.ENCRYPTED)
    if "xl/workbook.bin" in names:
        raise Unreadable("file.binary", unreadable.BINARY)
    if b"opendocument.spreadsheet" in mimetype:
        return Format.ODS
    if b"opendocument" in mimetype:
        raise other_document("ODF 文档")
    if any(name.startswith("xl/") for name in names):
        return Format.XLSX
    if any(name.startswith("word/") for name in names):
        raise other_document("Word 文档")
    if any(name.startswith("ppt/") for name in names):
        raise other_document("PowerPoint 演示文稿")
    if "OFD.xml" in names:
        raise other_document("OFD 文档")
    raise Unreadable(
        "file.archive", "这是压缩包，不是表格。请先解压，把里面的表格逐个上传（也可以一次选多个文件）。"
    )


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    wild = any(
        entry.file_size > ZIP_RATIO_FROM and entry.file_size > ZIP_MAX_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if wild or unpacked > ZIP_MAX_BYTES or len(entries) > ZIP_MAX_ENTRIES:
        raise Unreadable("file.bomb", unreadable.BOMB)


def _sniff_ole(data: bytes) -> Format:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(parts) for parts in container.listdir()}
    except Exception as error:  # olefile raises many kinds on damaged containers; each means the same here
        raise Unreadable("file.damaged", unreadable.DAMAGED) from error
    if "EncryptedPackage" in names:
        raise Unreadable("file.encrypted", unreadable.ENCRYPTED)
    if "Workbook" in names or "Book" in names:
        return Format.XLS
    if "WordDocument" in names:
        raise other_document("Word 文档（.doc）")
    if "PowerPoint Document" in names:
        raise other_document("PowerPoint 演示文稿")
    raise Unreadable("file.unknown", unreadable.UNKNOWN)


def _sniff_text(data: bytes) -> Format:
    head = data[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<?xml"):
        raise Unreadable("file.old_xml", unreadable.OLD_XML)
    if start.startswith(b"<") and any(
        tag in head.lower() or tag in data[:200_000].lower() for tag in (b"<html", b"<table", b"<body")
    ):
        return Format.HTML
    if start.startswith((b"mime-version:", b"content-type: multipart")):
        raise Unreadable(
            "file.mht", "这是网页存档（.mht），不是表格。请用 Excel 或 WPS 打开后另存为 .xlsx 再传。"
        )
    if start.startswith((b"<?xml", b"<!doctype")):
        raise Unreadable("file.unknown", unreadable.UNKNOWN)
    return Format.TEXT
