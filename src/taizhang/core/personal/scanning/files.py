"""Any file that is to be published, by its content: text, workbook, package, archive; what cannot be read is said."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium

from taizhang.core.decisions import Refused
from taizhang.core.personal.scanning.books import scan_book
from taizhang.core.personal.scanning.corners import core, scan_corners
from taizhang.core.personal.scanning.finding import Finding, Say, Scan, quiet
from taizhang.core.personal.scanning.kinds import covered
from taizhang.core.personal.scanning.papers import scan_document
from taizhang.core.personal.scanning.scan import excerpt, scan_text
from taizhang.core.reading.documents.archive import open_archive, read_part
from taizhang.core.reading.documents.opening import Convert, open_document, open_text
from taizhang.core.tables.unreadable import Unreadable as UnreadableTable

DEEP = 3  # archives in archives
FILES = 500  # in one archive
LOOK = "机器读不了里面的字，请打开逐页看过，确认没有不该公开的个人信息。"
NO_CORNERS = "这是旧格式的表格，批注、页眉页脚和属性机器没有读到。请另存为 .xlsx 再添加，或打开看过。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Inner = Callable[[bytes, str], Scan]
RTF = rb"{\rtf"
TABLES = ("xls", "et", "csv", "tsv")


def scan_typed(text: str) -> Scan:
    """Typed text, line by line."""
    return scan_document(open_text(text)) if text.strip() else Scan()


@dataclass(frozen=True)
class Converters:
    """How old formats become readable: None where no program is there to do it."""

    paper: Convert | None = None  # .doc, .rtf, .odt as .docx
    book: Convert | None = None  # .xls, .et as .xlsx


def scan_file(
    data: bytes, name: str, *, using: Converters = Converters(), deep: int = 0, say: Say = quiet
) -> Scan:
    """Every find in a file, and what of it a person has to look at himself. Never raises for what the bytes are."""

    def inner(part: bytes, called: str) -> Scan:
        return scan_file(part, called, using=using, deep=deep + 1)

    named = Scan()
    named.text(name.rpartition(".")[0], "文件名")
    if deep > DEEP:
        return Scan(unread=["压缩包一层套一层，太深的没有打开。" + LOOK])
    try:
        scan = _scan(data, name, using, inner, say)
    except Refused as refused:
        scan = Scan(unread=[f"{refused.sentence}{LOOK}"])
    except RecursionError:
        scan = Scan(unread=[f"文件的结构太深，没有读完。{LOOK}"])
    named.join(scan)
    return named


def _scan(data: bytes, name: str, using: Converters, inner: Inner, say: Say) -> Scan:
    extension = name.rpartition(".")[2].lower()
    if data.startswith(b"PK"):
        return _zip(data, name, inner, say)
    if extension in TABLES:
        try:
            return _old_book(data, name, using, inner, say)
        except UnreadableTable:
            pass  # not a table after all: read as what it is
    scan = scan_document(open_document(data, name, convert=using.paper), say)
    if b"%PDF-" in data[:1024]:
        _pdf(data, scan)
    elif data.startswith((OLE, RTF)) and using.paper is not None and extension not in TABLES:
        scan.join(scan_corners(using.paper(data), scan, inner))
    return scan


def _old_book(data: bytes, name: str, using: Converters, inner: Inner, say: Say) -> Scan:
    """A table that is no package: its cells; of an .xls also the corners, as far as it can be made an .xlsx."""
    scan = scan_book(data, name, say)
    if data.startswith(OLE):
        try:
            if using.book is None:
                raise Refused(NO_CORNERS)
            fresh = using.book(data)
            scan = scan_book(fresh, name, say)  # it says which columns are hidden
            scan.join(scan_corners(fresh, scan, inner))
        except (Refused, UnreadableTable):
            scan.unread.append(NO_CORNERS)
    return scan


def _zip(data: bytes, name: str, inner: Inner, say: Say) -> Scan:
    with open_archive(data) as archive:
        names = archive.namelist()
    if any(n.startswith("word/") for n in names):
        scan = scan_document(open_document(data, name), say)
    elif any(n.startswith("xl/") for n in names):
        scan = _book(data, name, say)
    elif "OFD.xml" in names or any(n.startswith("ppt/") for n in names):
        scan = Scan()
    elif "mimetype" in names:
        scan = (
            _book(data, name, say)
            if name.lower().endswith(".ods")
            else Scan(unread=[f"这种格式没有全读。{LOOK}"])
        )
    else:
        return _archive(data, inner, say)
    scan.join(scan_corners(data, scan, inner))
    return scan


def _book(data: bytes, name: str, say: Say) -> Scan:
    try:
        return scan_book(data, name, say)
    except UnreadableTable as error:
        return Scan(unread=[f"{error.sentence}{LOOK}"])


def _archive(data: bytes, inner: Inner, say: Say) -> Scan:
    scan = Scan()
    with open_archive(data) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir()]
        for number, entry in enumerate(entries[:FILES]):
            say(number, len(entries))
            file = decoded(entry)
            scan.join(
                inner(read_part(archive, entry.filename), file.rsplit("/", 1)[-1]), f"压缩包里的“{file}”："
            )
    if len(entries) > FILES:
        scan.unread.append(f"压缩包里有 {len(entries)} 个文件，只读了前 {FILES} 个。{LOOK}")
    return scan


def decoded(entry: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; Windows in Chinese writes it in GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _pdf(data: bytes, scan: Scan) -> None:
    """The lines of each page as they stand, and what a PDF says of itself: author, title, subject, keywords.

    What reads papers puts lines together to paragraphs, which may put a figure to the end of a number.
    """
    known = {(f.kind, core(f.excerpt)) for f in scan.findings}
    try:
        with pdfium.PdfDocument(data) as document:
            for number, page in enumerate(document, 1):
                text = page.get_textpage().get_text_range().replace("\r\n", "\n")
                hits = scan_text(text)
                for hit in hits:
                    value = core(covered(text[hit.start : hit.end], hit.kind))
                    if not any(kind == hit.kind and value in told for kind, told in known):
                        scan.add(Finding(hit.kind, f"第 {number} 页", excerpt(text, hit, hits), hit.thin))
            for key, value in document.get_metadata_dict().items():
                scan.text(str(value), f"文件属性（{key}）")
    except pdfium.PdfiumError:
        scan.unread.append(f"PDF 的属性没有读到。{LOOK}")
