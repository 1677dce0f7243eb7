"""Read .xls (BIFF) and .ods by calamine, after a look at what would make it lay out too much."""

import io
import re
import struct
import zipfile
from functools import partial

import olefile
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from . import unreadable
from .sheet import Flaw, FlawKind, Sheet
from .unreadable import Unreadable
from .xlsx import CalamineSource, damage_in_words
from .xlsx_scan import check_entry

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_FILEPASS, _BOF, _BOOLERR, _FORMULA = 0x2F, 0x0809, 0x0205, 0x0006
_CELLS = {0x0203, 0x027E, 0x00FD, 0x0006, 0x0204, 0x00D6, 0x0205, 0x00BD}
AREA_LIMIT = 6_000_000
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_WITH_TEXT = re.compile(rb"<table:table-cell\b[^>]*(?<!/)>")


def read_xls(data: bytes) -> list[Sheet]:
    """The sheets of an .xls. Raises Unreadable in words."""
    flaws = _walk(_stream(data))
    return _sheets(data, flaws)


def read_ods(data: bytes) -> list[Sheet]:
    """The sheets of an .ods. Raises Unreadable in words."""
    with damage_in_words(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Unreadable("file.encrypted", unreadable.ENCRYPTED)
        check_entry(archive, "content.xml")
        _refuse_repeats(archive.read("content.xml"))
    return _sheets(data, [])


def _refuse_repeats(content: bytes) -> None:
    """Refuse content that repeats itself into millions of cells (formatting repeats are harmless)."""
    area = 0
    for row in re.split(rb"(?=<table:table-row\b)", content)[1:]:
        if not _WITH_TEXT.search(row):
            continue
        head = row[: row.find(b">")]
        rows = int(found.group(1)) if (found := _REPEATED.search(head)) else 1
        cells = re.findall(rb"<table:table-cell\b[^>]*(?<!/)>", row)
        width = sum(int(found.group(1)) if (found := _REPEATED.search(cell)) else 1 for cell in cells)
        area += rows * width
    if area > AREA_LIMIT:
        raise Unreadable("file.bomb", unreadable.BOMB)


def _stream(data: bytes) -> bytes:
    if not data.startswith(olefile.MAGIC):
        return data
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            name = "Workbook" if container.exists("Workbook") else "Book"
            return bytes(container.openstream(name).read())
    except Exception as error:  # olefile raises many kinds on damaged containers
        raise Unreadable("file.damaged", unreadable.DAMAGED) from error


def _walk(stream: bytes) -> list[dict[tuple[int, int], Flaw]]:
    """Walk the records: encryption, extent and error cells of each sheet in order."""
    sheets: list[dict[tuple[int, int], Flaw]] = []
    position, size = 0, len(stream)
    last_row = last_column = 0
    in_sheet = False
    while position + 4 <= size:
        kind, length = struct.unpack_from("<HH", stream, position)
        body = position + 4
        position = body + length
        if kind == _FILEPASS:
            raise Unreadable("file.encrypted", unreadable.ENCRYPTED)
        if position > size:
            break
        if kind == _BOF and length >= 4:
            in_sheet = struct.unpack_from("<H", stream, body + 2)[0] == 0x10
            if in_sheet:
                sheets.append({})
                last_row = last_column = 0
        elif in_sheet and kind in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", stream, body)
            last_row, last_column = max(last_row, row), max(last_column, column)
            if (last_row + 1) * (last_column + 1) > AREA_LIMIT:
                raise Unreadable(
                    "sheet.spread", unreadable.SPREAD.format(sheet="", row=row + 1, column=column + 1)
                )
            error = _error_text(stream, kind, body, length)
            if error:
                sheets[-1][row + 1, column] = Flaw(FlawKind.ERROR, error)
    return sheets


def _error_text(stream: bytes, kind: int, body: int, length: int) -> str:
    if kind == _BOOLERR and length >= 8 and stream[body + 7] == 1:
        return _ERRORS.get(stream[body + 6], "#错误")
    if (
        kind == _FORMULA
        and length >= 14
        and stream[body + 12 : body + 14] == b"\xff\xff"
        and stream[body + 6] == 2
    ):
        return _ERRORS.get(stream[body + 8], "#错误")
    return ""


def _sheets(data: bytes, flaws: list[dict[tuple[int, int], Flaw]]) -> list[Sheet]:
    source = CalamineSource(data)
    metadata = [item for item in source.workbook.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
    if not metadata:
        raise Unreadable("file.no_sheets", unreadable.NO_SHEETS)
    if len(flaws) != len(metadata):
        flaws = [{} for _ in metadata]  # sheets stored out of order: better none than the wrong sheet's
    found = []
    for item, flawed in zip(metadata, flaws, strict=True):
        sheet = source.sheet(item.name)
        last_row = sheet.end[0] + 1 if sheet.end else 0
        width = sheet.end[1] + 1 if sheet.end else 0
        found.append(
            Sheet(
                item.name,
                max([last_row, *(row for row, _ in flawed)]),
                max([width, *(column + 1 for _, column in flawed)]),
                partial(source.rows, item.name, last_row),
                hidden=item.visible != SheetVisibleEnum.Visible,
                merges=source.merges(item.name, last_row),
                flaws=flawed,
            )
        )
    return found
