"""The period that a head or caption names 时期: 2023年, 上半年, 1-6月, 上年同期."""

import re
from collections.abc import Iterable
from functools import lru_cache

_YEAR = r"((?:19|20)\d\d)"
_PERIOD = re.compile(
    rf"{_YEAR}(?:[-—~～至到]{_YEAR}年?|年?(?:(上半年)|(下半年)|(前三季度)|(?:第?([一二三四1-4])季度)|"
    r"(\d{1,2})(?:月份?)?[-—~～至](\d{1,2})月|(\d{1,2})月)?)"
)
_PART = re.compile(
    r"(上半年)|(下半年)|(前三季度)|第?([一二三四1-4])季度|(?<!\d)(\d{1,2})(?:月份?)?[-—~～至](\d{1,2})月"
)
_LAST = re.compile("去年|上年|上期|同期")
_THIS = re.compile("今年|本年|当年|本期")
_WHOLE = re.compile("年初|年度|全年|本年度")
_HALVES = {(1, 6): "-H1", (7, 12): "-H2", (1, 12): ""}
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}


class BaseYear:
    """What the caption says of the time, else the year in the title of the document."""

    def __init__(self, text: str, caption: str, own: str | None = None) -> None:
        self.period = head_period(caption, None) if caption else None
        self._title = own or _title_period(text[:200])
        self.year = self.period or self._title
        self.latest: str | None = (
            None  # the latest year that a head names: what the rates beside it are about
        )

    def look(self, heads: Iterable[str]) -> None:
        """Note the latest period that the heads of a table name."""
        named = [period for head in heads if (period := head_period(head, None)) and ".." not in period[:6]]
        self.latest = max(named, default=None)

    def shifted(self, years: int) -> str | None:
        """The base period so many years later."""
        base = self.period or self._title
        if base is None:
            return None
        return re.sub(_YEAR, lambda found: str(int(found[1]) + years), base)


@lru_cache(maxsize=4)
def _title_period(beginning: str) -> str | None:
    """The period of the first line that says a year with 年: the title's."""
    line = next((line for line in beginning.splitlines() if re.search(_YEAR + "年", line)), "")
    return head_period(line, None)


def head_period(head: str, base: BaseYear | None) -> str | None:
    """The period in the label form (2022, 2022-H1, 2022-01..2022-05); None where the head names none."""
    found = _PERIOD.search(head)
    if (
        found
        and not re.match(r"\d|[.．]\d|家|件|项|个|人|万|元", head[found.end() :] or "年")
        and not head[: found.start()][-1:].isdigit()
    ):
        first, last, h1, h2, three, quarter, low, high, month = found.groups()
        if last:
            return f"{first}..{last}"
        return _named(first, h1, h2, three, quarter, low, high) or (
            f"{first}-{int(month):02d}" if month else first
        )
    if base is None:
        return None
    if _LAST.search(head) and not re.search("[比较]|同比|增|减|±", head):
        return base.shifted(-1)
    if part := _PART.search(head):
        year = (base.period or base._title or "XXXX")[:4]
        return _named(year, *part.groups())
    if _WHOLE.search(head):
        whole = base.shifted(0)
        return whole[:4] if whole and ".." not in whole[:6] else whole
    if _THIS.search(head):
        return base.shifted(0)
    return None


def _named(
    year: str,
    h1: str | None,
    h2: str | None,
    three: str | None,
    quarter: str | None,
    low: str | None,
    high: str | None,
) -> str | None:
    if h1 or h2:
        return f"{year}-H{1 if h1 else 2}"
    if three:
        return f"{year}-01..{year}-09"
    if quarter:
        number = _NUMBERS.get(quarter) or int(quarter)
        return f"{year}-{number * 3 - 2:02d}..{year}-{number * 3:02d}"
    if low and high:
        if (int(low), int(high)) in _HALVES:
            return year + _HALVES[(int(low), int(high))]
        return f"{year}-{int(low):02d}..{year}-{int(high):02d}"
    return None
