"""Periods of time that figures are told for 期间: a day, a month, a quarter, a half-year, a year, 1-5月, up to a day.

Written 2022, 2022-H1, 2022-Q3, 2022-05, 2022-05-21, 2022-01..2022-05, 2022-03-05..2022-04-10, ..2022-06-30.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.core.decisions import Refused

_HALF_OR_QUARTER = re.compile(r"^(\d{4})-?(?:H([12])|Q([1-4]))$")
_MONTHS = re.compile(r"^(\d{4})-?M(\d{1,2})$")  # as registers keep January to May: 2022M05
_NUMBER = "零一二三四"
FIRST_YEAR, LAST_YEAR = 1900, 2199  # no ledger has data of another year


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included; `start` None: everything up to `end` 截至.

    Periods sort by their end, then by their start.
    """

    end: date
    start: date | None

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Raises Refused, in words, when the text is no period."""
        written = text.strip()
        first, dots, last = written.partition("..")
        try:
            start = _span(first)[0] if first or not dots else None
            end = _span(last if dots else first)[1]
        except (ValueError, IndexError, OverflowError):
            raise Refused(
                f"“{text}”不是能认出的期间。请写成 2022、2022-H1、2022-Q3、2022-05、2022-01..2022-05 或 ..2022-06-30。"
            ) from None
        if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in (start or end, end)):
            raise Refused(
                f"“{text}”的年份不在 {FIRST_YEAR} 到 {LAST_YEAR} 年之间，可能多写或写错了数字。请检查年份。"
            )
        if start is not None and start > end:
            raise Refused(f"“{text}”的结束早于开始。请把前后两个日期对调。")
        return cls(end, start)

    @classmethod
    def of_days(cls, start: date | None, end: date) -> "Period":
        return cls(end, start)

    @property
    def months(self) -> tuple[int, int] | None:
        """(first month, last month) of whole months within one year; None otherwise."""
        start, end = self.start, self.end
        whole = start and start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
        return (start.month, end.month) if start and whole and start.year == end.year else None

    @property
    def text(self) -> str:
        """The shortest way to write it; `parse` reads it back."""
        if self.start is None:
            return f"..{self.end}"
        months = self.months
        if months is None:
            return str(self.end) if self.start == self.end else f"{self.start}..{self.end}"
        return (
            f"{self.end.year}{_SHORT.get(months, '')}"
            if months in _SHORT
            else _months_text(self.end.year, *months)
        )

    @property
    def stored(self) -> str:
        """The form of registers' period fields (2022, 2022H1, 2022Q3, 2022-05, 2022M05); "" when they have none."""
        months = self.months
        if months is None:
            return ""
        if months in _SHORT:
            return f"{self.end.year}{_SHORT[months].replace('-', '')}"
        if months[0] == months[1]:
            return f"{self.end.year}-{months[0]:02d}"
        return f"{self.end.year}M{months[1]:02d}" if months[0] == 1 else ""

    @property
    def words(self) -> str:
        """As a report says it: 2022年上半年, 2022年1—5月, 截至2022年6月30日."""
        year = self.end.year
        if self.start is None:
            return f"截至{_day_words(self.end)}"
        months = self.months
        if months is None:
            return (
                _day_words(self.end)
                if self.start == self.end
                else f"{_day_words(self.start)}至{_day_words(self.end)}"
            )
        short = _SHORT.get(months)
        if short == "":
            return f"{year}年"
        if short:
            return (
                f"{year}年上半年"
                if short == "-H1"
                else f"{year}年下半年"
                if short == "-H2"
                else (f"{year}年第{_NUMBER[int(short[-1])]}季度")
            )
        return f"{year}年{months[0]}月" if months[0] == months[1] else f"{year}年{months[0]}—{months[1]}月"

    @property
    def within_year(self) -> str:
        """The same without its year where it has one: 上半年, 1—5月, 全年."""
        words = self.words.removeprefix(f"{self.end.year}年")
        return words or "全年"

    def year_before(self) -> "Period":
        """The same days a year earlier 上年同期. What runs to the end of a month still does: February has its 29th day."""
        start = self.start
        whole = (start is None or start.day == 1) and self.end.day == _last_day(self.end.year, self.end.month)
        return Period(_year_back(self.end, whole), start and _year_back(start, False))

    def last_year_end(self) -> "Period":
        """Up to the last day of the year before 上年末."""
        return Period(date(self.end.year - 1, 12, 31), None)

    def whole_year(self) -> "Period":
        """The calendar year that it ends in 全年."""
        return Period(date(self.end.year, 12, 31), date(self.end.year, 1, 1))

    def so_far(self) -> "Period":
        """From 1 January to its end 年初至今."""
        return Period(self.end, date(self.end.year, 1, 1))

    def next(self) -> "Period":
        """The period of the same length that follows 下一期: the other half-year, the next year, month or span of days."""
        start = self.end + timedelta(days=1)
        months = self.months
        if self.start is None or months is None:
            length = (self.end - self.start) if self.start else timedelta(days=364)
            return Period(start + length, start)
        last = start.month + months[1] - months[0]
        year, last = start.year + (last - 1) // 12, (last - 1) % 12 + 1
        return Period(date(year, last, calendar.monthrange(year, last)[1]), start)

    def previous(self) -> "Period":
        """The period of the same length before 上一期: the other half-year, the year or month before, as many days."""
        months = self.months
        if self.start is None:
            return Period(
                _year_back(self.end, self.end.day == _last_day(self.end.year, self.end.month)), None
            )
        if months is None:
            end = self.start - timedelta(days=1)
            return Period(end, end - (self.end - self.start))
        end = self.start - timedelta(days=1)
        first = end.month - (months[1] - months[0])
        year, first = end.year + (first - 1) // 12, (first - 1) % 12 + 1
        return Period(end, date(year, first, 1))

    def __lt__(self, other: "Period") -> bool:
        return (self.end, self.start or date.min) < (other.end, other.start or date.min)

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and day <= self.end

    def __str__(self) -> str:
        return self.text


_SHORT = {
    (1, 12): "", (1, 6): "-H1", (7, 12): "-H2", (1, 3): "-Q1", (4, 6): "-Q2", (7, 9): "-Q3", (10, 12): "-Q4",
}  # fmt: skip


def _span(text: str) -> tuple[date, date]:
    """(first day, last day) of a year, half, quarter, month, day or cumulated months. Raises ValueError."""
    if found := _HALF_OR_QUARTER.match(text):
        year, half, quarter = int(found[1]), found[2], found[3]
        first = 6 * int(half) - 5 if half else 3 * int(quarter) - 2
        last = first + (5 if half else 2)
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    if found := _MONTHS.match(text):
        year, last = int(found[1]), int(found[2])
        return date(year, 1, 1), date(year, last, calendar.monthrange(year, last)[1])
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1 and len(text) == 4:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(
            parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1]
        )
    if len(parts) == 3:
        return date(*parts), date(*parts)
    raise ValueError(text)


def _months_text(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02d}" if first == last else f"{year}-{first:02d}..{year}-{last:02d}"


def _day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _year_back(day: date, to_the_end: bool) -> date:
    """The same day of the year before; the last of its month where it is to run to the end."""
    last = _last_day(day.year - 1, day.month)
    return date(day.year - 1, day.month, last if to_the_end else min(day.day, last))


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
