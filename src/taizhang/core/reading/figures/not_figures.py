"""What looks like a figure and is none 不是数字: years, clause numbers, names, noise, ways of speaking."""

import re
from enum import Enum
from functools import cache

from taizhang.core.reading.figures.context import PAUSE, approx_before, is_hanzi
from taizhang.core.reading.figures.figure import Kind
from taizhang.core.reading.figures.numerals import Printed
from taizhang.core.reading.figures.units import Found, Unit
from taizhang.core.reading.lexicon import any_of, words

# Read whole and set aside: titles, quoted names, 1+1+1, dates, times.
SET_ASIDE = (
    r"《[^《》\n]{1,80}》"
    r"|“(?=[0-9０-９零〇一二三四五六七八九十两百千万NxX])[^“”〞，。；,;\n%％]{1,16}[”〞]"
    r'|"(?=[一二三四五六七八九十两])[^"，。；,;\n%％]{1,8}"'
    r"|[0-9０-９Nn一二三四五六七八九十]{1,4}(?:[+＋][0-9０-９A-Za-z一二三四五六七八九十百千万]{1,4}){1,6}(?![0-9])"
    r"|(?:19|20)[0-9]{2}[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:[0-3]?[0-9])(?![0-9])[日号]?"
    r"(?:[ \t]{0,2}[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?)?"
    r"|[0-2]?[0-9][:：][0-5][0-9](?![0-9.．:：∶])"
    r"|[0-9]{1,4}[.．](?=(?:19|20)[0-9]{2}年)"
)
_LETTERS = re.compile(r"[A-Za-z&＆]+$")
# Only these units are counted by a web page about itself.
_SITE_UNITS = frozenset({"页", "次", "人", "条", "分", "字", "人次", "个", "篇"})


_PUBLISHED = ("发表", "发表了", "刊发", "刊登", "撰写", "推送", "发布")


class Verdict(Enum):
    """Whether a number with its unit states something."""

    NO = 0
    MAYBE = 1  # borderline: counted neither as found nor as missed
    YES = 2


@cache
def _any(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{any_of(words('not_figures', name))}){after}")


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile("|".join(words("not_figures", "slogans")))


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('not_figures', 'noise'))})[:：]?[ \t\u3000]{{0,2}}$")


@cache
def _one_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('scan', 'one_after'))})[了有为的]?[ ]?$")


def is_noise(left: str) -> bool:
    """浏览次数：1286, 邮编 310000: a counter of the site, or a number that names a thing."""
    return (
        _noise().search(left) is not None
        or _any("numbered", after=r"[:：]?[ \t\u3000]{0,2}$").search(left) is not None
    )


def in_identifier(left: str) -> bool:
    """G20, PM2.5, GB/T 9704-2012: a letter just before. GDP762亿元 and R&D9.4亿元 are figures."""
    found = _LETTERS.search(left)
    if found is None:
        return False
    return len(found[0]) < 2 or found[0].upper() in words("not_figures", "letters")


def judge(text: str, at: int, end: int, digits: str, printed: Printed, tail: Found, left: str) -> Verdict:
    """Whether a number and its unit at this place are a figure."""
    unit = tail.unit
    if printed.bare_scale:
        return _bare_scale(text, printed, tail, left)
    after = text[tail.end : tail.end + 1]
    if unit is None:
        return (
            Verdict.NO
            if after in ("年", "象", "众", "里", "科", "达", "州", "宁")
            else _level(after, printed)
        )
    if not printed.arabic and (unit.arabic_only or _any("names").match(text, at, end)):
        return Verdict.NO
    if after == "级" and unit.kind is Kind.MONEY:
        return _level(after, printed)
    if unit.kind is Kind.AGE_OR_DURATION:
        return _duration(text, end, digits, printed, tail, left)
    if _of_the_page(text, tail.end, unit, left, after):
        return Verdict.NO
    if printed.arabic and unit.name == "个" and text.startswith("方面", tail.end):
        return Verdict.MAYBE
    if not printed.arabic and not tail.scale and tail.approx is None:
        if digits == "一":
            return _one(text, tail.end, end, left, unit)
        if digits == "二" and unit.kind is Kind.COUNT:
            return Verdict.NO  # two of a thing are 两家; 二期, 二级, 二次 are ordinals
        if len(digits) == 1 and digits != "十":
            return _few(text, tail.end, end, left, unit)
    return Verdict.YES


def _level(after: str, printed: Printed) -> Verdict:
    """百亿级 is a name; 100亿级 may be one."""
    if after != "级":
        return Verdict.YES
    return Verdict.MAYBE if printed.arabic else Verdict.NO


def _of_the_page(text: str, last: int, unit: Unit, left: str, after: str) -> bool:
    """共3页, 浏览12次, 9时30分, “科创20条”, 二期: numbers of the page, the clock, a name."""
    if unit.name in _SITE_UNITS and (
        _noise().search(left) or _any("noise_after", before="[ ]?").match(text, last)
    ):
        return True
    if unit.name == "页":
        return not left or left[-1] in "第共前数计全/／：:（( "
    if unit.name == "篇":
        return left.rstrip("(（【共").endswith(words("not_figures", "collections"))
    if unit.name == "道":
        return left.endswith("题")  # 应用题100道
    if unit.name == "份":
        return left.endswith("共印")  # the print run at the foot of a document
    if unit.name == "期":
        return left.endswith(("年", "年 "))  # 2022年19期, the number of an issue
    if unit.name == "分":
        return left[-1:] in ("时", "点", ":", "：")
    if unit.name == "条":
        return after in ("”", "〞", "》") and after != ""
    return False


def _bare_scale(text: str, printed: Printed, tail: Found, left: str) -> Verdict:
    """百家, 千万元, 万余元: a number only after 近, 上, 超 or with 余, 多; else 百家企业 is a name."""
    said = left.endswith(("上", "过", "数")) and not left.endswith(words("not_figures", "before_scale"))
    if tail.approx is None and not said and approx_before(left) is None:
        return Verdict.NO
    if not tail.scale and tail.unit is not None:
        return Verdict.YES
    named = tail.unit is None or printed.value == 1 or text.startswith(words("scan", "limited"), tail.end)
    return Verdict.MAYBE if named else Verdict.YES  # 产值突破百亿元, but 超千万元项目


def _duration(text: str, end: int, digits: str, printed: Printed, tail: Found, left: str) -> Verdict:
    unit = tail.unit
    assert unit is not None
    if unit.name in ("年", "年头", "个年头"):
        return _years(text, tail, end, left, digits, printed.arabic)
    if digits == "一":
        return Verdict.NO
    if unit.name in ("个月", "天", "周", "个季度", "个小时") and _any("span_before", after="[ ]?$").search(
        left
    ):
        return Verdict.MAYBE if left.endswith("近") else Verdict.NO
    if (
        left.endswith(("连续", "持续"))
        or (not printed.arabic and len(digits) == 1)
        or (unit.name == "岁" and printed.upper)
    ):
        return Verdict.MAYBE
    return Verdict.YES


def _years(text: str, tail: Found, end: int, left: str, digits: str, arabic: bool) -> Verdict:
    """N年: a year and a span of the report are none, a duration that is stated is one."""
    if arabic and ((len(digits) > 3 and digits[:2] in ("19", "20", "１９", "２０")) or digits[0] in "0０"):
        return Verdict.NO
    if _any("span_before", after="[ ]?$").search(left) or _any("span_after").match(text, tail.end, end):
        return Verdict.NO
    if _any("duration_cues").search(left[-8:]):
        return Verdict.YES
    if left.endswith(("连续", "持续")) or not arabic:
        return Verdict.MAYBE if digits != "一" else Verdict.NO
    return Verdict.MAYBE if len(digits) == 2 else Verdict.YES  # 15年 may be 2015


def _one(text: str, last: int, end: int, left: str, unit: Unit) -> Verdict:
    """一家, 一个: it counts before a pause and after 新增, 引进 …; elsewhere it is a way of speaking."""
    if left and left[-1] in words("scan", "one_not_after"):
        return Verdict.NO
    if text.startswith("一", last) or text.startswith("一", last + 1) or left[-2:-1] == "一":
        return Verdict.NO  # 一村一品, 一企一策, 一场一户
    if unit.kind in (Kind.PERCENT, Kind.RATIO):
        return Verdict.YES
    strong = unit.name in words("scan", "one_units")
    if unit.kind is not Kind.COUNT and not strong:
        return Verdict.NO
    if (last >= end or text[last] in PAUSE) and left and is_hanzi(left[-1]):
        return Verdict.YES if strong else Verdict.MAYBE
    if _one_after().search(left):
        return Verdict.YES if strong and not _any("abstract").match(text, last, end) else Verdict.MAYBE
    return Verdict.NO


def _few(text: str, last: int, end: int, left: str, unit: Unit) -> Verdict:
    """两个, 三项: none in 两个维护 and 这两项, borderline in 三个阶段."""
    if left.endswith(words("not_figures", "said_before")):
        return Verdict.NO
    if unit.name in ("期", "届"):
        return Verdict.MAYBE if last >= end or text[last] in PAUSE else Verdict.NO
    if unit.kind is Kind.COUNT:
        if unit.name in words("not_figures", "soft_units"):
            return Verdict.NO if _slogan().match(text, last, end) else Verdict.MAYBE
        if text.startswith("一", last):
            return Verdict.NO  # 三位一体
        if _slogan().match(text, last, end):
            return Verdict.NO
        if unit.name == "篇" and text.startswith(("文章", "大文章"), last):
            return Verdict.YES if left.endswith(_PUBLISHED) else Verdict.NO  # 做好四篇文章
        if _any("abstract").match(text, last, end):
            return Verdict.MAYBE
    return Verdict.YES
