"""Workbooks: every cell of every sheet, the hidden ones too, with what hides it."""

import re
import zipfile
from collections.abc import Callable
from functools import partial

from taizhang.core.personal.scanning.finding import Finding, Say, Scan, quiet
from taizhang.core.personal.scanning.papers import box_runs
from taizhang.core.personal.scanning.scan import excerpt, scan_text
from taizhang.core.reading.documents.archive import Element, open_archive, parse_xml, read_part
from taizhang.core.tables.book import Format, open_book
from taizhang.core.tables.sheet import Sheet, letter, shown

HEAD_ROWS = 12  # rows at the top in which the heads of columns stand
SPEAKS = re.compile(r"号|电话|手机|账|帐|证")  # heads that say what stands below


class Hidden:
    """What is hidden on a sheet of an .xlsx: columns, rows."""

    def __init__(self) -> None:
        self.columns: set[int] = set()
        self.rows: set[int] = set()

    def said(self, row: int, column: int) -> str:
        if column in self.columns:
            return "（隐藏的列）"
        return "（隐藏的行）" if row in self.rows else ""


def scan_book(data: bytes, name: str, say: Say = quiet) -> Scan:
    """Every find in the cells. Raises Unreadable of the tables in words."""
    book = open_book(data, name)
    hidden = hidden_places(data) if book.format is Format.XLSX else {}
    scan = Scan()
    before, total = 0, sum(sheet.last_row for sheet in book.sheets)
    for sheet in book.sheets:
        scan_sheet(sheet, hidden.get(sheet.name, Hidden()), scan, partial(_say, say, before, total))
        before += sheet.last_row
    return scan


def _say(say: Say, before: int, total: int, row: int) -> None:
    say(before + row, total)


def scan_sheet(sheet: Sheet, hidden: Hidden, scan: Scan, say: Callable[[int], None]) -> None:
    where = f"工作表“{sheet.name}”" + ("（隐藏的工作表）" if sheet.hidden else "")
    heads: dict[int, str] = {}
    scan.text(sheet.name, f"{where}的名称")
    for number, cells in sheet.rows():
        say(number)
        left, row = "", []
        for column, cell in enumerate(cells):
            text = shown(cell).strip()
            row.append((text, column))
            if not text:
                continue
            place = f"{where} {letter(column)}{number}{hidden.said(number, column)}"
            at = (sheet.name, number, letter(column))
            scan.text(text, place, label=f"{heads.get(column, '')} {left}", at=at)
            wordy = not any(c.isdigit() for c in text)
            left = text[:20] if wordy else ""
            if wordy and number <= HEAD_ROWS and (column not in heads or SPEAKS.search(text)):
                heads[column] = text[:20]
        for text, column in box_runs(row):
            hits = scan_text(text)
            for hit in hits:
                place = f"{where} {letter(column)}{number} 起（分格填写）"
                at = (sheet.name, number, letter(column))
                scan.add(Finding(hit.kind, place, excerpt(text, hit, hits), hit.thin, at))


def hidden_places(data: bytes) -> dict[str, Hidden]:
    """Sheet name -> its hidden columns and rows, read from the parts of the package."""
    found: dict[str, Hidden] = {}
    with open_archive(data) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return found
        sheets = parse_xml(read_part(archive, "xl/workbook.xml")).iterfind(".//{*}sheet")
        parts = _parts(archive)
        for sheet in sheets:
            key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            part = parts.get(key, "")
            if part in names:
                found[sheet.get("name", "")] = _hidden(parse_xml(read_part(archive, part)))
    return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Relation id -> part of the workbook."""
    root = parse_xml(read_part(archive, "xl/_rels/workbook.xml.rels"))
    made = {}
    for relation in root:
        target = relation.get("Target", "")
        made[relation.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return made


def _hidden(root: Element) -> Hidden:
    found = Hidden()
    for column in root.iterfind("{*}cols/{*}col"):
        if column.get("hidden") in ("1", "true") or column.get("width") in ("0", "0.0"):
            first, last = int(column.get("min", "1")), min(int(column.get("max", "1")), 16_384)
            found.columns.update(range(first - 1, last))
    for row in root.iterfind("{*}sheetData/{*}row"):
        if row.get("hidden") in ("1", "true"):
            found.rows.add(int(row.get("r", "0")))
    return found
