"""Dates and years as people write them."""

import calendar
import datetime as dt
import re

from .issue import Typed, error, look
from .numerals import plain_date
from .periods import parse_period
from .sheet import Cell, shown

FIRST_YEAR, LAST_YEAR = 1900, 2100
_DAY = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:t?\d{1,2}[:时].*|上午|下午|起|止)?$")
_MONTH = re.compile(r"^(\d{4})[-./年](\d{1,2})月?(?:份)?$")
_DIGITS8 = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_DIGITS6 = re.compile(r"^(\d{4})(\d{2})$")
_YEAR = re.compile(r"^(\d{4})(?:年度?|年底|年末)?$")
_SHORT = re.compile(r"^(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?$")
_RANGE = re.compile(r"^(\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?月?)(?:[-—–~～至到]+)(\d{4}.*)$")
__all__ = [
    "parse_date",
    "parse_period",
    "parse_year",
]  # periods are read by `periods`; forms take all from here
_FIX = "请按 2026-06-03 这样填写。"


def parse_date(cell: Cell) -> Typed:
    """A day. A month or a year becomes its first day, to look at; an impossible day is an error."""
    if isinstance(cell, dt.datetime):
        return _in_range(cell.date())
    if isinstance(cell, dt.date):
        return _in_range(cell)
    if isinstance(cell, str):
        return _date_text(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _date_number(float(cell))
    return _unreadable(shown(cell))


def _date_text(text: str) -> Typed:
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        try:
            return _in_range(dt.date.fromisoformat(text))
        except ValueError:
            pass
    plain = plain_date(text)
    if found := _DAY.match(plain) or _DIGITS8.match(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _RANGE.match(plain):
        start, _ = _date_text(found[1])
        hint = start.isoformat() if isinstance(start, dt.date) else ""
        return error("date.range", f"“{text}”是一段时间，这里要一个日期。", "请把起止日期分成两列。", hint)
    if found := _MONTH.match(plain) or _DIGITS6.match(plain):
        return _month(int(found[1]), int(found[2]), text)
    if found := _YEAR.match(plain):
        return _year_only(int(found[1]), text)
    if found := _SHORT.match(plain):
        value, issue = _day(2000 + int(found[1]), int(found[2]), int(found[3]), text)
        hint = value.isoformat() if isinstance(value, dt.date) else (issue.suggestion if issue else "")
        return error("date.short_year", f"“{text}”的年份只有两位，不能确定是哪一年。", _FIX, hint)
    if plain in ("长期", "永久", "长期有效", "无固定期限", "无期限"):
        return look(None, "date.open", f"“{text}”不是日期，按没有期限处理（留空）。", "如有截止日期请填写。")
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        return _date_number(float(plain))
    return _unreadable(text)


def _date_number(number: float) -> Typed:
    text = f"{number:.15g}"
    if number == int(number) and 19_000_101 <= number <= 21_001_231:
        whole = int(number)
        return _day(whole // 10_000, whole // 100 % 100, whole % 100, text)
    if number == int(number) and FIRST_YEAR * 100 < number <= LAST_YEAR * 100 + 12:
        return _month(int(number) // 100, int(number) % 100, text)
    if FIRST_YEAR <= number <= LAST_YEAR:
        if number == int(number):
            return _year_only(int(number), text)
        year, _, month = text.partition(".")
        if len(month) <= 2:
            return _month(int(year), int(month), text, october=month == "1")
        if len(month) in (3, 4):  # 2026.0603 is written by some as a number
            return _day(int(year), int(month[:2]), int(month[2:].ljust(2, "0")), text)
    if 10_000 <= number < 80_000:
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(number))
        return look(
            day,
            "date.serial",
            f"这是 Excel 的日期序号 {text}，按 {day.isoformat()} 记。",
            "请确认；最好把这一列设为日期格式。",
        )
    return _unreadable(text)


def _day(year: int, month: int, day: int, text: str) -> Typed:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return error("date.range_year", f"“{text}”的年份 {year} 不合理。", "请核对年份。" + _FIX)
    if not 1 <= month <= 12:
        return error("date.impossible", f"没有 {month} 月这个月份。", "请核对日期。" + _FIX)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        hint = dt.date(year, month, last).isoformat() if day > last and day <= 31 else ""
        return error(
            "date.impossible",
            f"{year} 年 {month} 月没有 {day} 日。",
            "请核对日期，可改成当月最后一天或留空。",
            hint,
        )
    return dt.date(year, month, day), None


def _month(year: int, month: int, text: str, *, october: bool = False) -> Typed:
    value, issue = _day(year, month, 1, text)
    if issue:
        return value, issue
    doubt = "（也可能是 10 月：Excel 会把 .10 显示成 .1）" if october else ""
    return look(
        value,
        "date.month",
        f"“{text.strip()}”只有年月，按 {year} 年 {month} 月 1 日记{doubt}。",
        "如知道是哪一天请补上。",
    )


def _year_only(year: int, text: str) -> Typed:
    value, issue = _day(year, 1, 1, text)
    if issue:
        return value, issue
    return look(
        value, "date.year", f"“{text.strip()}”只有年份，按 {year} 年 1 月 1 日记。", "如知道是哪一天请补上。"
    )


def _in_range(day: dt.date) -> Typed:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day, None
    return error("date.range_year", f"年份 {day.year} 不合理。", "请核对年份。" + _FIX)


def _unreadable(text: str) -> Typed:
    return error("date.unreadable", f"“{text}”不是能认出的日期。", _FIX)


def parse_year(cell: Cell) -> Typed:
    """A year as a whole number: 2025, 2025年, 二〇二五年度."""
    if isinstance(cell, dt.date):
        return cell.year, None
    text = shown(cell)
    found = re.match(r"^(\d{4})(?:年度?|年底|年末)?$", plain_date(text))
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return int(found[1]), None
    short = re.match(r"^(\d{2})年度?$", plain_date(text))
    return error(
        "year.unreadable", f"“{text}”不是年份。", "请填四位年份，如 2025。", f"20{short[1]}" if short else ""
    )
