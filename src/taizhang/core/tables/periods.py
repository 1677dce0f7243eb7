"""Periods as people write them: 2025年, 上半年, 第三季度, 6月, 1—5月. `spec.Kind.PERIOD` says how they are kept."""

import datetime as dt
import re

from .issue import Parser, Typed, error
from .lexicon import CHINESE_DIGITS
from .numerals import plain_date
from .sheet import Cell, shown

_YEAR = re.compile(r"^(?:全年|年度)?$")
_QUARTER = re.compile(r"^(?:q([1-4])|第?([一二三四1-4])季度?|([1-4])q)$")
_HALF = re.compile(r"^(?:h([12])|([上下])半年)$")
_QUARTERS = re.compile(r"^(?:前([一二两三四1-4])个?|[一1][-—–~至到]([二三四2-4]))季度?$")
_MONTH = re.compile(r"^(\d{1,2})月?(?:份)?(累计)?$")
_MONTHS = re.compile(r"^(?:m(\d{1,2})|前([一二两三四五六七八九十\d]{1,2})个?月)$")
_SPAN = re.compile(r"^(\d{1,2})月?(?:份)?[-—–~至到](\d{1,2})(月)?(?:份)?(?:累计)?$")
_TWO_YEARS = re.compile(r"^(\d{4})([年./])(\d{1,2})(月?)[-—–~至到]\1[年./-](\d{1,2})(月?)$")
_DATED = re.compile(r"^((?:19|20)\d\d)(年度?|[-/.])?(.*)$")
_PARTS = {(1, 12): "", (1, 6): "H1", (7, 12): "H2", (1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4"}
_FIX = "请填如 2025、2025H1、2025Q3、2025-06，或 2025M05（1—5 月累计）。"


def parse_period(cell: Cell) -> Typed:
    """A period that names its year: 2025, 2025H1, 2025Q3, 2025-06, 2025M05."""
    return _parse(cell, 0)


def period_parser(year: int) -> Parser:
    """Periods of a table; `year` is the one its title or header names (0: none), for cells such as 1-5月."""

    def parse(cell: Cell) -> Typed:
        return _parse(cell, year)

    return parse


def _parse(cell: Cell, year: int) -> Typed:
    if isinstance(cell, dt.date):
        return f"{cell.year}-{cell.month:02d}", None
    text = shown(cell)
    plain = plain_date(text)
    value = read_period(plain)
    if value:
        return value, None
    part = None if not plain or _DATED.match(plain) or plain.isdigit() else _part(plain, bare=False)
    if part is None:
        return error("period.unreadable", f"“{text}”不是能认出的时期。", _FIX)
    if not year:
        hint = "，也没有在表头或标题里写明年份"
        return error("period.no_year", f"“{text}”没有年份{hint}。", _FIX)
    return f"{year}{part}", None


def read_period(plain: str) -> str:
    """The stored form of a period as `plain_date` leaves it, "" when it is none or names no year."""
    if found := _TWO_YEARS.match(plain):
        plain = f"{found[1]}年{found[3]}-{found[5]}月"
    found = _DATED.match(plain)
    if not found:
        return ""
    year, sign, rest = found[1], found[2] or "", found[3]
    if sign and not rest:
        return year if sign[0] == "年" else ""
    if rest in ("底", "末") and sign == "年":
        return year
    if not sign and len(rest) == 2 and rest.isdigit():
        part = _month(int(rest))
    else:
        part = _part(rest, bare=sign == "-", signed=bool(sign))
    return "" if part is None else year + part


def _part(rest: str, *, bare: bool, signed: bool = True) -> str | None:
    """What follows the year in the stored form (H1, Q3, -06, M05, "" for all of it); None when unreadable.

    `bare`: the year was followed by a dash, so that 2022-1-5 is a day and not January to May.
    """
    if _YEAR.match(rest):
        return ""
    if found := _QUARTER.match(rest):
        return f"Q{_number(found[1] or found[2] or found[3])}"
    if found := _HALF.match(rest):
        return f"H{found[1] or ('1' if found[2] == '上' else '2')}"
    if found := _QUARTERS.match(rest):
        return _months(1, 3 * _number(found[1] or found[2]))
    if found := _MONTHS.match(rest):
        return _months(1, _number(found[1] or found[2]))
    if signed and (found := _SPAN.match(rest)) and (found[3] or not bare or "~" in rest):
        return _months(int(found[1]), int(found[2]))
    if signed and (found := _MONTH.match(rest)):
        return _months(1, int(found[1])) if found[2] else _month(int(found[1]))
    return None


def _month(month: int) -> str | None:
    return f"-{month:02d}" if 1 <= month <= 12 else None


def _months(first: int, last: int) -> str | None:
    """Months first … last: a year, half or quarter where they are one, else only from January on."""
    if not 1 <= first <= last <= 12:
        return None
    if (first, last) in _PARTS:
        return _PARTS[first, last]
    if first == last:
        return _month(first)
    return f"M{last:02d}" if first == 1 else None


def _number(text: str) -> int:
    return 10 if text == "十" else int(text) if text.isdigit() else CHINESE_DIGITS[text]
