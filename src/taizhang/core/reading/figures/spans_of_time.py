"""How a report writes a span of time 时段: 2022年, 上半年, 1-5月, 截至6月底, “十四五”期间."""

import re

from taizhang.core.reading.lexicon import any_of, words

_HAN_DIGITS = {"〇": "0", "○": "0", "零": "0", "Ｏ": "0", "O": "0"} | {
    han: str(value) for value, han in enumerate("一二三四五六七八九", 1)
}
_YEAR = (
    r"(?:(?<!\d)(?:19|20)(?:\d{2}|[xX×*]{2})|[一二][九〇○零ＯO][〇○零ＯO一二三四五六七八九]{2}"
    r"|(?<![A-Za-z])[xX×]{2,4}|[*＊]{1,4}|(?<!\d)[09]\d(?=年))"
)
_DASH = r"[ ]?(?:[-—–~～－一]{1,2}|至|到)[ ]?"
_WITHIN = (
    rf"(?P<half>[上下]半年)|(?P<quarters>前(?:[二三两]|[23])个?季度)|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<first>1[0-2]|(?<!\d)[1-9]|[一二元])月?(?:份)?{_DASH}"
    r"(?P<last>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?![ ]?\d{1,2}日)(?:底|末)?"
    r"|(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:份)?(?P<day>[ ]?\d{1,2}日)?(?P<closing>底|末)?"
    r"|(?P<close>年末|年底)"
)
# A year and what may follow it; a span without a year (its groups end in _); a word; the end of a sentence.
TIME = re.compile(
    rf"(?=[一二三四十元xX×*＊上下前第年“\"。！!？?{''.join(word[0] for word in words('periods', 'words'))}]"
    r"|[0-9]{1,4}(?:[ ]?[年月季\-—–~～－一至到]|[xX×*]))"
    r"(?:(?P<stop>[。！!？?])"
    rf"|(?P<y>{_YEAR})[ ]?年?(?:{_DASH}(?P<y2>{_YEAR}))?[ ]?年(?P<name>度)?[ ]?(?:{_WITHIN.replace('年末|年底', '末|底')})?"
    r"|[“\"]?十(?P<plan>[一二三四五六])五[”\"]?(?:规划)?(?:期间|时期|(?P<planend>期?末))"
    rf"|(?P<word>{any_of(words('periods', 'words'))})|" + re.sub(r"\?P<(\w+)>", r"?P<\1_>", _WITHIN) + ")"
)


class Within:
    """The part of a year that a match of TIME names."""

    __slots__ = ("_found", "_tail", "close", "closing", "day", "month")

    def __init__(self, found: re.Match[str], tail: str) -> None:
        self._found, self._tail = found, tail
        self.month: str = found["month" + tail] or ""
        self.day = found["day" + tail] is not None
        self.closing = found["closing" + tail] is not None
        self.close = found["close" + tail] is not None

    @property
    def span(self) -> bool:
        """Whether it is several months: 上半年, 前三季度, 1-5月."""
        return any(self._found[name + self._tail] for name in ("half", "quarters", "quarter", "first"))

    def span_of(self, year: str) -> str:
        """Those months of a year."""
        found, tail = self._found, self._tail
        if found["half" + tail]:
            return f"{year}-H{1 if found['half' + tail][0] == '上' else 2}"
        if found["quarters" + tail]:
            return months(year, 1, 9 if found["quarters" + tail][1] in "三3" else 6)
        if found["quarter" + tail]:
            quarter = month_number(found["quarter" + tail])
            return months(year, 3 * quarter - 2, 3 * quarter)
        first, last = month_number(found["first" + tail]), month_number(found["last" + tail])
        return months(year, min(first, last), max(first, last))


def months(year: str, first: int, last: int) -> str:
    """The months of a year as a period: 1-6月 is the half year, 1-12月 the year."""
    if (first, last) in ((1, 6), (7, 12)):
        return f"{year}-H{1 if first == 1 else 2}"
    return year if (first, last) == (1, 12) else f"{year}-{first:02}..{year}-{last:02}"


def begins_after(period: str, other: str) -> bool:
    """Whether a period begins when the other is over: 2022-H2 after 2022-H1; of XXXX nothing can be said."""
    if not (period[:4].isdigit() and other[:4].isdigit()) or ".." in period[:6] or ".." in other[:6]:
        return False
    year, last = other.rpartition("..")[2][:4], 12
    if len(other) > 4:
        last = 6 if other.endswith("-H1") else 12 if other.endswith("-H2") else int(other[-2:])
    first = 1
    if len(period) > 4:
        first = 1 if period.endswith("-H1") else 7 if period.endswith("-H2") else int(period[5:7])
    return (period[:4], first) > (year, last)


def month_number(named: str) -> int:
    """1 for 1 or 一, 11 for 十一."""
    if named.isascii():
        return int(named)
    if named == "元":
        return 1
    if named[0] == "十":
        return 10 + ("一二".find(named[1:]) + 1 if named[1:] else 0)
    return "一二三四五六七八九".index(named) + 1


def plain_year(named: str) -> str:
    """2022 for 二〇二二, 2006 for 06, 20XX for 20xx, XXXX for xx and *."""
    if named.isascii() and named.isdigit():
        return named if len(named) == 4 else ("20" if named[0] == "0" else "19") + named
    if named[0] in "一二":
        return "".join(_HAN_DIGITS[each] for each in named)
    return f"{named[:2]}XX" if named[:2].isdigit() else "XXXX"


def five_years(plan: str) -> str:
    """The years of a five-year plan by its middle character: 十四五 is 2021..2025."""
    last = 2010 + 5 * "一二三四五六".index(plan)
    return f"{last - 4}..{last}"
