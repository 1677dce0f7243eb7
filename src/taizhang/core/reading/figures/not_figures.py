"""What looks like a figure and is none 不是数字: years, clause numbers, names, noise, ways of speaking."""

import re
from functools import cache

from taizhang.core.reading.figures.units import Unit
from taizhang.core.reading.lexicon import any_of, words

WINDOW = 16  # characters of context, on either side
PAUSE = "，。；、：！？,;:!?)）】」”〞\n\r"
_CLAUSE = re.compile(r"[，。；！？;!?\n\r]")
# Read whole and set aside: titles, quoted names, 1+1+1, dates, times.
SET_ASIDE = re.compile(
    r"《[^《》\n]{1,80}》"
    r"|“(?=[0-9０-９零〇一二三四五六七八九十两百千万NxX])[^“”〞，。；,;\n%％]{1,16}[”〞]"
    r"|[0-9０-９Nn一二三四五六七八九十]{1,4}(?:[+＋][0-9０-９A-Za-z一二三四五六七八九十百千万]{1,4}){1,6}(?![0-9])"
    r"|(?:19|20)[0-9]{2}[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:[0-3]?[0-9])(?![0-9])[日号]?(?:[ \t]{0,2}[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?)?"
    r"|[0-2]?[0-9][:：][0-5][0-9](?![0-9.．:：∶])"
    r"|[0-9]{1,4}[.．](?=(?:19|20)[0-9]{2}年)"
)
_LETTERS = re.compile(r"[A-Za-z&]+$")
_NAMED_LETTERS = frozenset(
    {
        "PM",
        "ISO",
        "GB",
        "COVID",
        "IP",
        "DB",
        "VOC",
        "SOX",
        "NO",
        "CO",
        "EAST",
        "DN",
        "ESI",
        "TRL",
        "APP",
        "No",
        "Web",
        "web",
    }
)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(any_of(words("not_figures", "names")))


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile("|".join(words("not_figures", "slogans")))


@cache
def _abstract() -> re.Pattern[str]:
    return re.compile(any_of(words("not_figures", "abstract")))


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of(words('not_figures', 'noise'))})(?:[:：]|[ \t\u3000])?[ \t\u3000]?$|第[ ]?$"
    )


@cache
def _span_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('not_figures', 'span_before'))})[ ]?$")


@cache
def _span_after() -> re.Pattern[str]:
    return re.compile(any_of(words("not_figures", "span_after")))


@cache
def _duration() -> re.Pattern[str]:
    return re.compile(any_of(words("not_figures", "duration_cues")))


@cache
def _one_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('scan', 'one_after'))})[了有为的]?[ ]?$")


def is_name(text: str, start: int, end: int) -> bool:
    """三门县, 八项规定: the numeral is part of a name."""
    return _name().match(text, start, end) is not None


def is_noise(left: str) -> bool:
    """浏览次数：1286, 第3…: what stands before shows a counter of the site or an ordinal."""
    return _noise().search(left) is not None


def in_identifier(left: str) -> bool:
    """G20, PM2.5, GB/T 9704-2012: a letter just before. GDP762亿元 and R&D9.4亿元 are figures."""
    found = _LETTERS.search(left)
    if found is None:
        return False
    return len(found[0]) < 2 or found[0] in _NAMED_LETTERS


def years(text: str, end: int, stop: int, left: str, digits: str, arabic: bool) -> str:
    """What N年 is: "no" (a year, or a span of the report), "maybe", or "yes" (a duration that is stated)."""
    if arabic and (len(digits) > 3 and digits[:2] in ("19", "20") or digits[0] in "0０"):
        return "no"
    if _span_before().search(left) or _span_after().match(text, end, stop):
        return "no"
    if _duration().search(left[-8:]):
        return "yes"
    if "连续" in left[-3:] or not arabic:
        return "maybe"
    if len(digits) == 2:
        return "maybe"  # 15年 may be 2015
    return "yes"


def speaks_of_one(text: str, start: int, end: int, stop: int, left: str, unit: Unit) -> str:
    """What 一家, 一个 is: "no" (a way of speaking), "maybe", or "yes" (it counts)."""
    if left and left[-1] in words("scan", "one_not_after"):
        return "no"
    if text.startswith("一", end) or text.startswith("一", end + 1):
        return "no"  # 一村一品, 一企一策
    if unit.kind.value in ("percent", "ratio"):
        return "yes"
    strong = unit.name in words("scan", "one_units")
    if unit.kind.value != "count" and not strong:
        return "no"
    pause = end >= stop or text[end] in PAUSE
    if pause and left and "\u4e00" <= left[-1] <= "\u9fff":
        return "yes" if strong else "maybe"
    if _one_after().search(left):
        return "yes" if strong and not _abstract_follows(text, end, stop) else "maybe"
    return "no"


def speaks_of_few(text: str, end: int, stop: int, left: str, unit: Unit) -> str:
    """What 两个, 三项 is: "no" (两个维护, 这两项), "maybe" (三个阶段), or "yes"."""
    if left.endswith(
        ("这", "那", "此", "该", "上述", "以上", "前述", "上面", "届", "周", "初", "高", "大", "星期")
    ):
        return "no"
    if unit.name in ("个", "项", "种", "条", "位", "名", "套", "张", "支", "次", "本"):
        if text.startswith("一", end):
            return "no"  # 三位一体
        if _slogan().match(text, end, stop):
            return "no"
        if _abstract_follows(text, end, stop):
            return "maybe"
    if unit.name in ("期", "场"):
        return "maybe" if end >= stop or text[end] in PAUSE else "no"
    return "yes"


def _abstract_follows(text: str, end: int, stop: int) -> bool:
    return _abstract().match(text, end, stop) is not None


def clause(left: str) -> str:
    """The part of the left context after its last pause."""
    return _CLAUSE.split(left)[-1]
