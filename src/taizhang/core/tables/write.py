"""Write a register's rows as .xlsx or .csv so that they read back the same, and its import template."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from .lexicon import MONEY_UNITS
from .spec import Column, Kind, Layout

Values = Mapping[str, object | None]
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTHS = {
    Kind.LONG: 40, Kind.CREDIT_CODE: 22, Kind.CODE: 20, Kind.ORGANIZATION: 32, Kind.DATE: 12, Kind.YEAR: 8,
    Kind.YES_NO: 8, Kind.MONEY: 16, Kind.PERCENT: 10, Kind.INTEGER: 10, Kind.NUMBER: 12, Kind.REGION: 16,
}  # fmt: skip
_CONTROLS = dict.fromkeys(c for c in range(32) if c not in (9, 10, 13))
MAX_DIGITS = 15
EXCEL_TEXT_LIMIT = 32_767


def heading(column: Column, money_unit: str = "元") -> str:
    """The header written for a column, with its unit: 营业收入（万元）."""
    if column.kind is Kind.MONEY:
        return f"{column.title}（{money_unit}）"
    return (
        f"{column.title}（{column.unit}）"
        if column.unit and column.kind is not Kind.PERCENT
        else column.title
    )


def plain_value(
    column: Column, value: object | None, money_unit: str = "元"
) -> str | int | Decimal | dt.date | None:
    """The value as it is written: money in `money_unit`, labels of choices, 是/否."""
    if value is None or value == "":
        return None
    if column.kind is Kind.MONEY and isinstance(value, Decimal | int):
        return Decimal(value) / MONEY_UNITS[money_unit]
    if column.kind is Kind.CHOICE:
        return next((c.label for c in column.choices if c.value == value), str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, int | Decimal | dt.date) else str(value)


def write_table(
    layout: Layout, columns: Sequence[str], rows: Iterable[Values], title: str, *, money_unit: str = "元"
) -> bytes:
    """An .xlsx of the named columns. `money_unit` is 元 or 万元; memory stays flat however many rows."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet(sheet_name(layout.title))
    picked = [layout.column(name) for name in columns]
    styles = Styles(book)
    top = _write_title(sheet, styles, title, len(picked))
    for at, column in enumerate(picked):
        sheet.set_column(at, at, width(column))
    for at, column in enumerate(picked):
        write_text(sheet, top, at, heading(column, money_unit), styles.header)
    sheet.freeze_panes(top + 1, 0)
    row = top
    for row, values in enumerate(rows, start=top + 1):
        for at, column in enumerate(picked):
            write_value(sheet, row, at, column, values.get(column.name), styles, money_unit)
    if picked and row > top:
        sheet.autofilter(top, 0, row, len(picked) - 1)
    book.close()
    return buffer.getvalue()


def _write_title(sheet: Worksheet, styles: "Styles", title: str, columns: int) -> int:
    """Write the title row, if there is one; returns the row of the header."""
    if not title:
        return 0
    if columns > 1:
        sheet.merge_range(0, 0, 0, columns - 1, "", styles.title)
    write_text(sheet, 0, 0, title, styles.title)
    return 1


class Styles:
    """The cell formats of an export."""

    def __init__(self, book: Workbook) -> None:
        line = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
        self.title: Format = book.add_format({"bold": True, "font_size": 14, "align": "center"})
        self.header: Format = book.add_format(
            {
                **line,
                "bold": True,
                "bg_color": "#DDEBF7",
                "text_wrap": True,
                "valign": "vcenter",
                "num_format": "@",
            }
        )
        self.required: Format = book.add_format(
            {
                **line,
                "bold": True,
                "bg_color": "#FCE4D6",
                "text_wrap": True,
                "valign": "vcenter",
                "num_format": "@",
            }
        )
        # quote_prefix: the spreadsheet program keeps the cell text even when somebody edits it
        self.text: Format = book.add_format(
            {**line, "num_format": "@", "quote_prefix": True, "text_wrap": True}
        )
        self.date: Format = book.add_format({**line, "num_format": "yyyy-mm-dd"})
        self.percent: Format = book.add_format({**line, "num_format": "0.00%"})
        self.whole: Format = book.add_format({**line, "num_format": "0"})
        self.number: Format = book.add_format({**line, "num_format": "#,##0.######"})
        self.money: Format = book.add_format({**line, "num_format": "#,##0.00####"})

        self._by_kind = {
            Kind.DATE: self.date, Kind.PERCENT: self.percent, Kind.INTEGER: self.whole, Kind.YEAR: self.whole,
            Kind.NUMBER: self.number, Kind.MONEY: self.money,
        }  # fmt: skip

    def of(self, kind: Kind) -> Format:
        """The format of a column's cells."""
        return self._by_kind.get(kind, self.text)


def write_value(
    sheet: Worksheet, row: int, at: int, column: Column, value: object | None, styles: Styles, money_unit: str
) -> None:
    """One cell. Numbers that Excel would cut at 15 digits are written as text."""
    plain = plain_value(column, value, money_unit)
    if plain is None:
        return
    if isinstance(plain, dt.date):
        if plain > dt.date(1900, 3, 1):  # before that the 1900 date system is off by a day
            sheet.write_datetime(row, at, dt.datetime(plain.year, plain.month, plain.day), styles.date)
        else:
            write_text(sheet, row, at, plain.isoformat(), styles.text)
    elif isinstance(plain, str):
        write_text(sheet, row, at, plain, styles.text)
    elif len(str(plain)) > MAX_DIGITS and len(Decimal(plain).normalize().as_tuple().digits) > MAX_DIGITS:
        write_text(sheet, row, at, _as_text(column, plain), styles.text)
    else:
        sheet.write_number(row, at, float(plain), styles.of(column.kind))


def _as_text(column: Column, plain: int | Decimal) -> str:
    return f"{Decimal(plain) * 100:f}%" if column.kind is Kind.PERCENT else f"{Decimal(plain):f}"


def write_text(sheet: Worksheet, row: int, at: int, text: str, style: Format) -> None:
    """Text as text: never as a formula, a number or a link, whatever it begins with."""
    sheet.write_string(row, at, text[:EXCEL_TEXT_LIMIT], style)


def width(column: Column) -> float:
    """The column's width in characters: enough for the header and for what such a column holds."""
    return max(_WIDTHS.get(column.kind, 18), min(30, 2 * len(heading(column)) + 2))


def sheet_name(title: str) -> str:
    """A sheet name that Excel takes: at most 31 characters, none of []:*?/\\."""
    return ("".join(" " if c in "[]:*?/\\" else c for c in title).strip("' ") or "台账")[:31]


def write_csv(
    layout: Layout, columns: Sequence[str], rows: Iterable[Values], *, money_unit: str = "元"
) -> bytes:
    """A CSV in UTF-8 with the mark that Excel needs. Text that could run as a formula gets an apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    picked = [layout.column(name) for name in columns]
    writer.writerow([guarded(heading(column, money_unit)) for column in picked])
    for values in rows:
        writer.writerow([_csv_text(column, values.get(column.name), money_unit) for column in picked])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _csv_text(column: Column, value: object | None, money_unit: str) -> str:
    plain = plain_value(column, value, money_unit)
    if plain is None:
        return ""
    if isinstance(plain, str):
        return guarded(plain)
    if isinstance(plain, dt.date):
        return plain.isoformat()
    return f"{plain * 100:f}%" if column.kind is Kind.PERCENT else f"{Decimal(plain):f}"


def guarded(text: str) -> str:
    """Text that a spreadsheet program will not run: an apostrophe before = + - @ tab return (and before ').

    Control characters are left out: with one of them in it the file is no text to whoever reads it.
    """
    text = text.translate(_CONTROLS)
    return "'" + text if text.startswith((*_RISKY, "'")) else text
