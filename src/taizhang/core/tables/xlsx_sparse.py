"""Read a sheet whose content lies far apart: only cells with content are kept, empty rows cost nothing."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from defusedxml import ElementTree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from .sheet import Cell, column_index
from .xlsx_scan import read_pieces

KEEP = 150_000  # so few cells are kept after the first reading
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v(?: [^>]*)?>([^<]*)<")
_TEXT = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>([^<]*)<")


def _unescape(text: bytes) -> str:
    plain = text.decode("utf-8", "replace")
    if "&" not in plain:
        return plain
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&#10;", "\n")):
        plain = plain.replace(entity, char)
    plain = re.sub(r"&#(x?)([0-9a-fA-F]+);", lambda m: chr(int(m[2], 16 if m[1] else 10)), plain)
    return plain.replace("&amp;", "&")


@dataclass(frozen=True)
class SparseSource:
    """One sheet, read piece by piece each time its rows are asked for."""

    data: bytes
    entry: str
    last_row: int
    count: int  # cells with content

    @cached_property
    def _strings(self) -> list[str]:
        found = []
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            if "xl/sharedStrings.xml" not in archive.namelist():
                return []
            with archive.open("xl/sharedStrings.xml") as stream:
                for _, item in ElementTree.iterparse(stream):
                    if item.tag.endswith("}si"):
                        found.append("".join(t.text or "" for t in _texts(item)))
                        item.clear()
        return found

    @cached_property
    def _date_styles(self) -> frozenset[int]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            if "xl/styles.xml" not in archive.namelist():
                return frozenset()
            root = ElementTree.fromstring(archive.read("xl/styles.xml"))
        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        styles: list[int] = []
        for item in root.iter():
            if item.tag.endswith("}numFmt"):
                codes[int(item.get("numFmtId", "0"))] = item.get("formatCode", "")
            elif item.tag.endswith("}cellXfs"):
                styles = [int(style.get("numFmtId", "0")) for style in item]
        return frozenset(at for at, code in enumerate(styles) if is_date_format(codes.get(code, "")))

    @cached_property
    def _epoch(self) -> dt.datetime:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            old = re.search(rb'date1904="(?:1|true)"', archive.read("xl/workbook.xml"))
        return CALENDAR_MAC_1904 if old else CALENDAR_WINDOWS_1900

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row from 1 to the last; rows without content are empty lists."""
        number, row = 1, list[Cell]()
        for at_row, column, cell in self._kept if self.count <= KEEP else self._cells():
            while number < min(at_row, self.last_row):
                yield number, row
                number, row = number + 1, []
            row.extend([""] * (column + 1 - len(row)))
            row[column] = cell
        yield number, row

    @cached_property
    def _kept(self) -> list[tuple[int, int, Cell]]:
        return list(self._cells())

    def _cells(self) -> Iterator[tuple[int, int, Cell]]:
        rest = b""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            for piece in read_pieces(archive, self.entry):
                rest += piece
                cut = max(rest.rfind(b"c>"), rest.rfind(b"/>")) + 2
                block, rest = rest[:cut], rest[cut:]
                if b"v>" in block or b"t>" in block:
                    yield from self._found(block)
            yield from self._found(rest)

    def _found(self, block: bytes) -> Iterator[tuple[int, int, Cell]]:
        for attributes, content in _CELL.findall(block):
            place = _PLACE.search(attributes)
            if place is None:
                continue
            cell = self._value(attributes, content)
            if cell != "":
                yield int(place[2]), column_index(place[1].decode()), cell

    def _value(self, attributes: bytes, content: bytes) -> Cell:
        kind = found[1] if (found := _TYPE.search(attributes)) else b"n"
        if kind == b"inlineStr":
            return "".join(_unescape(text) for text in _TEXT.findall(content))
        value = _VALUE.search(content)
        if value is None or kind == b"e":
            return ""
        text = _unescape(value[1])
        if kind == b"s":
            return self._strings[int(text)] if int(text) < len(self._strings) else ""
        if kind == b"b":
            return text == "1"
        if kind != b"n" or not text:  # <v/> is an empty cell
            return text
        number = float(text)
        style = int(found[1]) if (found := _STYLE.search(attributes)) else 0
        if style in self._date_styles:
            return _moment(from_excel(number, self._epoch), number)
        return number


def _moment(value: object, number: float) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value
    return value if isinstance(value, dt.date | dt.time | dt.timedelta) else number


def _texts(item: Any) -> Iterator[Any]:
    """The text runs of a shared string, without its phonetic hints."""
    for child in item:
        if child.tag.endswith("}t"):
            yield child
        elif child.tag.endswith("}r"):
            yield from (part for part in child if part.tag.endswith("}t"))
