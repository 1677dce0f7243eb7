"""Open a workbook from its bytes: whatever it is called, by what it is."""

from dataclasses import dataclass

from . import unreadable
from .html import read_html
from .lexicon import OWN_SHEETS
from .sheet import Sheet
from .sniff import Format, sniff
from .text import read_paste, read_text
from .unreadable import Unreadable, too_large
from .xls import read_ods, read_xls
from .xlsx import read_xlsx

__all__ = ["MAX_BYTES", "Book", "Format", "Unreadable", "open_book", "open_paste"]

MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Book:
    """A workbook 工作簿: its name as given, its real format, its sheets in order, hidden ones included."""

    name: str
    format: Format
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name. Raises KeyError when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)

    def read_sheets(self, *, hidden: bool = False) -> tuple[Sheet, ...]:
        """The sheets to read: those with content, without our own 问题清单; hidden ones only when asked for."""
        return tuple(
            sheet
            for sheet in self.sheets
            if sheet.last_row and (hidden or not sheet.hidden) and sheet.name not in OWN_SHEETS
        )

    @property
    def hidden_sheets(self) -> tuple[Sheet, ...]:
        """The hidden sheets that hold something, to be listed to the person."""
        return tuple(
            sheet for sheet in self.sheets if sheet.last_row and sheet.hidden and sheet.name not in OWN_SHEETS
        )


def open_book(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> Book:
    """Open a workbook. `name` is shown, and names the sheet of a text file; it never decides the format.

    Raises Unreadable with a sentence for the person.
    """
    if len(data) > max_bytes:
        raise too_large(len(data), max_bytes)
    kind = sniff(data)
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or "表"
    if kind is Format.XLSX:
        sheets = read_xlsx(data)
    elif kind is Format.XLS:
        sheets = read_xls(data)
    elif kind is Format.ODS:
        sheets = read_ods(data)
    elif kind is Format.HTML:
        sheets = [read_html(data, stem)]
    else:
        sheets = [read_text(data, stem)]
    if not any(sheet.last_row for sheet in sheets):
        raise Unreadable("file.blank", unreadable.BLANK)
    return Book(name, kind, tuple(sheets))


def open_paste(text: str) -> Book:
    """A block of cells copied from a spreadsheet program and pasted. Raises Unreadable when it is empty."""
    return Book("粘贴的内容", Format.TEXT, (read_paste(text),))
