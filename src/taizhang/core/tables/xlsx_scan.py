"""A first look at the XML of an .xlsx, streamed: where content ends, what the fast reader cannot show.

Calamine is fast but lays a sheet out densely, shows a cell with an error or an uncalculated formula
as blank, and forgets number formats. So the XML is searched first, in pieces, without building a tree.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from defusedxml import ElementTree

from . import unreadable
from .sheet import Flaw, FlawKind, column_index
from .unreadable import Unreadable

PIECE = 1 << 20
MAX_STRINGS = 300_000_000  # bytes of unpacked shared strings
MAX_CELL = 4_000_000  # bytes of one cell's XML
MAX_FLAWS = 200_000

_DRAWING = re.compile(rb"<(?:\w+:)?(?:drawing|legacyDrawing|picture)\b")
_PERCENT_BUILTIN = {9, 10}


@dataclass
class SheetScan:
    """What one sheet's XML says: content's extent (rows from 1, columns from 0) and flawed cells."""

    entry: str = ""
    last_row: int = 0
    last_column: int = -1
    cells: int = 0
    flaws: dict[tuple[int, int], Flaw] = field(default_factory=dict)
    number_styles: set[tuple[bytes, bytes]] = field(default_factory=set)  # (column letters, style)
    positions_known: bool = True
    drawing: bool = False

    @property
    def area(self) -> int:
        """Cells of the dense rectangle that the fast reader would lay out."""
        return self.last_row * (self.last_column + 1)


class _Patterns:
    """The searches, for one namespace prefix (b"" or b"x:")."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        self.row = re.compile(rb"<" + p + rb'row\b[^>]*?\br="(\d+)"')
        self.content = re.compile(rb"<" + p + rb'c (?:[^>]*? )?r="([A-Z]+)(\d+)"(?:[^>/]|/(?!>))*>')
        self.unplaced = re.compile(rb"<" + p + rb"c(?: (?![^>]*\br=)[^>]*)?>")
        self.numbers = re.compile(rb"<" + p + rb'c r="([A-Z]+)\d+" s="(\d+)"(?: t="n")?>')
        self.errors = re.compile(
            rb"<" + p + rb'c (?:[^>]*? )?r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>'
            rb"(?:<" + p + rb"f\b[^>]*?(?:/>|>[^<]*</" + p + rb"f>))?\s*<" + p + rb"v>([^<]*)"
        )
        self.formulas = re.compile(
            rb"<" + p + rb'c (?:[^>]*? )?r="([A-Z]+)(\d+)"([^>]*)>\s*'
            rb"<" + p + rb"f\b[^>]*?(?:/>|>([^<]*)</" + p + rb"f>)\s*"
            rb"(?:<" + p + rb"v\s*/>|<" + p + rb"v></" + p + rb"v>)?\s*</" + p + rb"c>"
        )
        self.formula_tag = b"<" + prefix + b"f"
        self.contents = (b"<" + prefix + b"v", b"<" + prefix + b"is", self.formula_tag)
        self.ends = (b"</" + prefix + b"row>", b"</" + prefix + b"c>")


def read_pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """An entry in pieces; refuses document type declarations (entity bombs) and odd encodings."""
    first = True
    tail = b""
    with archive.open(name) as stream:
        while piece := stream.read(PIECE):
            if first and not piece.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
                raise Unreadable("file.damaged", unreadable.DAMAGED)
            joined = tail + piece
            if b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
                raise Unreadable("file.doctype", unreadable.DOCTYPE)
            first, tail = False, piece[-9:]
            yield piece


def check_entry(archive: zipfile.ZipFile, name: str, limit: int = MAX_STRINGS) -> None:
    """Read an entry through once: proves its size and checksum before anything unpacks it whole."""
    size = 0
    for piece in read_pieces(archive, name):
        size += len(piece)
        if size > limit:
            raise Unreadable("file.bomb", unreadable.BOMB)


def scan_sheet(archive: zipfile.ZipFile, name: str) -> SheetScan:
    """Search one sheet's XML. Raises Unreadable when it is damaged or does not look like a sheet."""
    scan = SheetScan(name)
    patterns: _Patterns | None = None
    rest = b""
    for piece in read_pieces(archive, name):
        rest += piece
        if patterns is None:
            found = re.search(rb"<(\w+:)?worksheet\b", rest)
            if found is None and len(rest) > PIECE:
                raise Unreadable("file.damaged", unreadable.DAMAGED)
            if found is None:
                continue
            patterns = _Patterns(found.group(1) or b"")
        cut = max(rest.rfind(end) + len(end) if end in rest else 0 for end in patterns.ends)
        if cut:
            _search(rest[:cut], patterns, scan)
            rest = rest[cut:]
        elif len(rest) > MAX_CELL + PIECE:
            rest = rest[-PIECE:]
    scan.drawing = scan.drawing or bool(_DRAWING.search(rest))
    return scan


def _search(block: bytes, patterns: _Patterns, scan: SheetScan) -> None:
    if not any(tag in block for tag in patterns.contents):
        return  # formatted cells without content: a million of them go by in a moment
    places = patterns.content.findall(block)
    if places:
        scan.cells += len(places)
        scan.last_row = max(scan.last_row, int(places[-1][1]))
        widest = max({letters for letters, _ in places}, key=lambda text: (len(text), text))
        scan.last_column = max(scan.last_column, column_index(widest.decode()))
    if scan.positions_known and not places and patterns.unplaced.search(block):
        scan.positions_known = False
    if b't="e"' in block:
        for letters, row, text in patterns.errors.findall(block):
            _note(scan, letters, row, Flaw(FlawKind.ERROR, text.decode("utf-8", "replace") or "#错误"))
    if patterns.formula_tag in block:
        for letters, row, attributes, formula in patterns.formulas.findall(block):
            if b't="str"' in attributes and b"DISPIMG" not in formula:
                continue  # a formula whose calculated text is empty
            kind = FlawKind.PICTURE if b"DISPIMG" in formula else FlawKind.NO_VALUE
            _note(scan, letters, row, Flaw(kind, "=" + unescape(formula.decode("utf-8", "replace"))))
    scan.number_styles.update(patterns.numbers.findall(block))


def _note(scan: SheetScan, letters: bytes, row: bytes, flaw: Flaw) -> None:
    if len(scan.flaws) < MAX_FLAWS:
        scan.flaws[int(row), column_index(letters.decode())] = flaw


def percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """The style numbers whose number format is a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    check_entry(archive, "xl/styles.xml", 50_000_000)
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = set(_PERCENT_BUILTIN)
    for item in root.iter():
        if item.tag.endswith("}numFmt") and "%" in item.get("formatCode", ""):
            formats.add(int(item.get("numFmtId", "0")))
    for group in root.iter():
        if group.tag.endswith("}cellXfs"):
            return frozenset(
                index for index, style in enumerate(group) if int(style.get("numFmtId", "0")) in formats
            )
    return frozenset()


def percent_columns(scan: SheetScan, styles: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Columns whose numbers are all percent-formatted, and columns where only some are."""
    percent = {column_index(c.decode()) for c, style in scan.number_styles if int(style) in styles}
    plain = {column_index(c.decode()) for c, style in scan.number_styles if int(style) not in styles}
    return frozenset(percent - plain), frozenset(percent & plain)


def sheet_entries(archive: zipfile.ZipFile) -> list[tuple[str, str, str]]:
    """The sheets of the workbook in order: name, state (visible, hidden, veryHidden), entry in the archive."""
    names = archive.namelist()
    for needed in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if needed not in names:
            raise Unreadable("file.damaged", unreadable.DAMAGED)
        check_entry(archive, needed, 20_000_000)
    relations = {
        item.get("Id", ""): item.get("Target", "")
        for item in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    found = []
    for item in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if not item.tag.endswith("}sheet"):
            continue
        target = next((relations.get(v, "") for k, v in item.attrib.items() if k.endswith("}id")), "")
        entry = target.lstrip("/") if target.startswith("/") else "xl/" + target.removeprefix("./")
        if entry in names and "worksheets" in entry:
            found.append((item.get("name", ""), item.get("state", "visible"), entry))
    return found
