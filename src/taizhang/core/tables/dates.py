"""Dates and years as people write them."""

import calendar
import datetime as dt
import re

from .headers import read_header
from .issue import Parser, Typed, error, look
from .numerals import plain_date
from .periods import parse_period
from .sheet import Cell, shown
from .spec import Column

FIRST_YEAR, LAST_YEAR = 1900, 2100
_DAY = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:t?\d{1,2}[:时].*|上午|下午|起|止)?$")
_MONTH = re.compile(r"^(\d{4})[-./年](\d{1,2})月?(?:份)?$")
_DIGITS8 = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_DIGITS6 = re.compile(r"^(\d{4})(\d{2})$")
_YEAR = re.compile(r"^(\d{4})(?:年度?|年底|年末)?$")
_SHORT = re.compile(r"^(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?$")
_RANGE = re.compile(r"^(\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?月?)(?:[-—–~～至到]+)(\d{4}.*)$")
_NO_YEAR = re.compile(r"^(\d{1,2})月(\d{1,2})[日号]?$")
_HAN = "[一二两三四五六七八九十]{1,3}"
_LENGTH = re.compile(
    rf"^(?:(?:\d|1\d|20|{_HAN})年(?:半|期|整)?|(?:\d{{1,3}}|{_HAN})(?:个(?:自然)?月|周年|天)|半年)(?:有效|内)?$"
)
_ENDS = re.compile(
    r"止(?:日|日期|时间|年月)?$|截止|截至|到期|有效期限?$|[期效]至|^至$|结束|终止|届满|失效|时限$"
)
_STARTS = re.compile(r"起止|[起始]$|[起始](?:日期|时间|日|年月)$|开始|启动")
_END_NAME = re.compile(r"(?:^|_)(?:until|expires|expired|expiry|ended|ends|end|due|deadline)(?:_|$)")
__all__ = [
    "date_parser",
    "parse_date",
    "parse_period",
    "parse_year",
]  # periods are read by `periods`; forms take all from here
_FIX = "请按 2026-06-03 这样填写。"


def parse_date(cell: Cell) -> Typed:
    """A day. A month or a year becomes its first day, to look at; an impossible day is an error."""
    return _date(cell, ends=False, year=0)


def date_parser(column: Column, header: str, year: int) -> Parser:
    """Days of a column. Where it says when something ends, a month or a year becomes its last day, and 三年 no day.

    `year` is the one that the whole table speaks of (0: none), for cells such as 3月5日.
    """
    ends = is_end(column, header)

    def parse(cell: Cell) -> Typed:
        return _date(cell, ends=ends, year=year)

    return parse


def is_end(column: Column, header: str) -> bool:
    """Whether the column says when something ends: 有效期至, 截止日期, expires_on."""
    read = read_header(header)
    said = (
        read.name.rsplit("/", 1)[-1],
        read.plain.rsplit("/", 1)[-1].strip("()").replace("(", ""),
    )  # 服务期（止）
    if any(_STARTS.search(text) for text in said):
        return False
    return any(_ENDS.search(text) for text in (*said, column.title)) or bool(_END_NAME.search(column.name))


def _date(cell: Cell, *, ends: bool, year: int) -> Typed:
    if isinstance(cell, dt.datetime):
        return _in_range(cell.date())
    if isinstance(cell, dt.date):
        return _in_range(cell)
    if isinstance(cell, str):
        return _date_text(cell, ends, year)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _date_number(float(cell), ends)
    return _unreadable(shown(cell))


def _date_text(text: str, ends: bool = False, year: int = 0) -> Typed:
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
        return _month(int(found[1]), int(found[2]), text, ends)
    if found := _YEAR.match(plain):
        return _year_only(int(found[1]), text, ends)
    if found := _SHORT.match(plain):
        value, issue = _day(2000 + int(found[1]), int(found[2]), int(found[3]), text)
        hint = value.isoformat() if isinstance(value, dt.date) else (issue.suggestion if issue else "")
        return error("date.short_year", f"“{text}”的年份只有两位，不能确定是哪一年。", _FIX, hint)
    if plain in ("长期", "永久", "长期有效", "无固定期限", "无期限"):
        return look(
            None,
            "date.open",
            f"“{text}”是期限的长短，不是哪一天，按没有期限处理（留空）。",
            "如有截止日期请填写。",
        )
    if ends and _LENGTH.match(plain):
        return look(
            None,
            "date.length",
            f"“{text.strip()}”是时长，不是哪一天，这一格留空。",
            "请按开始的日期算出到期的日期，填上这一天。",
        )
    if found := _NO_YEAR.match(plain):
        return _without_year(int(found[1]), int(found[2]), text, year)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        return _date_number(float(plain), ends)
    return _unreadable(text)


def _without_year(month: int, day: int, text: str, year: int) -> Typed:
    """A day of the year that the whole table speaks of."""
    if not year:
        return error(
            "date.no_year",
            f"“{text.strip()}”没有写年份，表的标题和工作表名里也没有，不能确定是哪一年。",
            f"请写上年份，如 2026年{month}月{day}日。",
        )
    value, issue = _day(year, month, day, text)
    if issue or not isinstance(value, dt.date):
        return value, issue
    return look(
        value,
        "date.no_year",
        f"“{text.strip()}”没有写年份，按整张表的年份记为 {value.isoformat()}。",
        "请确认年份；最好在这一格写上年份。",
    )


def _date_number(number: float, ends: bool = False) -> Typed:
    text = f"{number:.15g}"
    if number == int(number) and 19_000_101 <= number <= 21_001_231:
        whole = int(number)
        return _day(whole // 10_000, whole // 100 % 100, whole % 100, text)
    if number == int(number) and FIRST_YEAR * 100 < number <= LAST_YEAR * 100 + 12:
        return _month(int(number) // 100, int(number) % 100, text, ends)
    if FIRST_YEAR <= number <= LAST_YEAR:
        if number == int(number):
            return _year_only(int(number), text, ends)
        year, _, month = text.partition(".")
        if len(month) <= 2:
            return _month(int(year), int(month), text, ends, october=month == "1")
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


def _month(year: int, month: int, text: str, ends: bool, *, october: bool = False) -> Typed:
    value, issue = _day(year, month, 1, text)
    if issue:
        return value, issue
    day = calendar.monthrange(year, month)[1] if ends else 1
    doubt = "（也可能是 10 月：Excel 会把 .10 显示成 .1）" if october else ""
    return look(
        dt.date(year, month, day),
        "date.month",
        f"“{text.strip()}”只有年月，按{_taken(ends)} {year} 年 {month} 月 {day} 日记{doubt}。",
        "如知道是哪一天请补上。",
    )


def _year_only(year: int, text: str, ends: bool) -> Typed:
    value, issue = _day(year, 12 if ends else 1, 31 if ends else 1, text)
    if issue or not isinstance(value, dt.date):
        return value, issue
    return look(
        value,
        "date.year",
        f"“{text.strip()}”只有年份，按{_taken(ends)} {year} 年 {value.month} 月 {value.day} 日记。",
        "如知道是哪一天请补上。",
    )


def _taken(ends: bool) -> str:
    return "最后一天" if ends else ""


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
