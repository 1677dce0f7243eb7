"""Read .xlsx and .xlsm: checked first by streaming, then by calamine; sheets with far-flung cells cell by cell."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from . import unreadable
from .sheet import Cell, Merge, RowSource, Sheet, letter
from .unreadable import Unreadable
from .xlsx_scan import SheetScan, check_entry, percent_columns, percent_styles, scan_sheet, sheet_entries
from .xlsx_sparse import SparseSource

DENSE_LIMIT = 4_000_000  # cells of the rectangle that calamine may lay out (about 32 bytes each)
SPARSE_LIMIT = 3_000_000  # cells with content read one by one
SPARSE_COLUMNS = 1_000
DAMAGE = (
    zipfile.BadZipFile, zlib.error, CalamineError, SyntaxError, EOFError, OSError, ValueError, KeyError,
    NotImplementedError, RuntimeError,
)  # fmt: skip  # what the libraries raise on broken archives and broken XML


@contextmanager
def damage_in_words() -> Iterator[None]:
    """Turn whatever the libraries raise on damaged files into Unreadable.

    Calamine is Rust: on some broken files it panics, which arrives as a BaseException of its own.
    """
    try:
        yield
    except PasswordError as error:
        raise Unreadable("file.encrypted", unreadable.ENCRYPTED) from error
    except DAMAGE as error:
        raise Unreadable("file.damaged", unreadable.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("file.damaged", unreadable.DAMAGED) from error


class CalamineSource:
    """The workbook held open; each sheet is parsed when first asked for and kept."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sheets: dict[str, CalamineSheet] = {}

    @cached_property
    def workbook(self) -> CalamineWorkbook:
        with damage_in_words():
            return CalamineWorkbook.from_filelike(io.BytesIO(self._data))

    def sheet(self, name: str) -> CalamineSheet:
        """The parsed sheet. Raises Unreadable when its content is damaged."""
        if name not in self._sheets:
            with damage_in_words():
                self._sheets[name] = self.workbook.get_sheet_by_name(name)
        return self._sheets[name]

    def rows(self, name: str, last_row: int) -> Iterator[tuple[int, list[Cell]]]:
        """Rows from 1, padded on the left so that column A is index 0."""
        sheet = self.sheet(name)
        if sheet.start is None:
            return
        left: list[Cell] = [""] * sheet.start[1]
        for number, read in enumerate(sheet.iter_rows(), start=1):
            if number > last_row:
                return
            cells: list[Cell] = read  # type: ignore[assignment]  # a list of fewer types, never written back
            yield number, left + cells if left else cells

    def merges(self, name: str, last_row: int) -> tuple[Merge, ...]:
        """Merged ranges that touch the content."""
        ranges = self.sheet(name).merged_cell_ranges or []
        return tuple(
            Merge(top + 1, left, min(bottom + 1, last_row), right)
            for (top, left), (bottom, right) in ranges
            if top < last_row
        )


def read_xlsx(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx. Raises Unreadable in words."""
    source = CalamineSource(data)
    with damage_in_words(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = sheet_entries(archive)
        if not entries:
            raise Unreadable("file.no_sheets", unreadable.NO_SHEETS)
        if "xl/sharedStrings.xml" in archive.namelist():
            check_entry(archive, "xl/sharedStrings.xml")
        styles = percent_styles(archive)
        scans = [scan_sheet(archive, entry) for _, _, entry in entries]
        if not any(scan.cells for scan in scans) and any(scan.drawing for scan in scans):
            raise Unreadable("file.pictures", unreadable.PICTURES)
        return [
            _sheet(source, data, name, state, scan, styles)
            for (name, state, _), scan in zip(entries, scans, strict=True)
        ]


def _sheet(
    source: CalamineSource, data: bytes, name: str, state: str, scan: SheetScan, styles: frozenset[int]
) -> Sheet:
    percents, mixed = percent_columns(scan, styles)
    if scan.cells == 0 and scan.positions_known:
        return Sheet(name, 0, 0, lambda: iter(()), hidden=state != "visible")
    merges: tuple[Merge, ...] = ()
    last_row, width = scan.last_row, scan.last_column + 1
    if not scan.positions_known:
        sheet = source.sheet(name)
        last_row = sheet.end[0] + 1 if sheet.end else 0
        width = sheet.end[1] + 1 if sheet.end else 0
    if scan.area <= DENSE_LIMIT:
        rows: RowSource = partial(source.rows, name, last_row)
        merges = source.merges(name, last_row)
    elif scan.cells <= SPARSE_LIMIT and width <= SPARSE_COLUMNS:
        rows = SparseSource(data, scan.entry, last_row, scan.cells).rows
    else:
        raise Unreadable(
            "sheet.spread", unreadable.SPREAD.format(sheet=name, row=last_row, column=letter(width - 1))
        )
    return Sheet(
        name,
        last_row,
        width,
        rows,
        hidden=state != "visible",
        merges=merges,
        flaws=scan.flaws,
        percents=percents,
        mixed_percents=mixed,
    )
