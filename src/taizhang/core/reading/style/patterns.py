"""Number writing that a pattern alone can judge 数字用法: one entry, one rule; the catalogue has names and sources.

Every pattern is linear: no nested quantifier, and each repetition bounded or of one class.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.style.rule import Hit

Make = Callable[[re.Match[str]], Hit | None]

_HAN = "一二三四五六七八九"
_NUMBER = r"\d{1,15}(?:\.\d{1,6})?"
_COUNTED = any_of(words("style", "counted"))
_SPANS = any_of(words("style", "spans"))
_TIMES = any_of(words("style", "times"))
_RATES = any_of(words("style", "rates"))
_NOT_RATES = words("style", "not_rates")
_PLACES = {"十": 10, "百": 100, "千": 1000}
_HALF = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def _plain(code: str, wanted: Callable[[re.Match[str]], str]) -> Make:
    """A hit whose replacement is known."""

    def make(found: re.Match[str]) -> Hit:
        right = wanted(found)
        return Hit(code, found.start(), found.end(), found[0], right, right)

    return make


def _rough(found: re.Match[str]) -> Hit | None:
    """五、六十家: two neighbours in order make a rough number; 三、五家 would be a list."""
    first, second = found["first"], found["second"]
    if found.start() == 0 or _HAN.index(second) != _HAN.index(first) + 1:
        return None
    right = first + second + found["rest"]
    return Hit("N03", found.start(), found.end(), found[0], right, right)


def _several(found: re.Match[str]) -> Hit:
    """20几家 is 二十几家."""
    right = _in_han(found[0][:-1]) + "几"
    return Hit("N04", found.start(), found.end(), found[0], right, right)


def _range_sign(found: re.Match[str]) -> Hit | None:
    first, second, unit = found["first"], found["second"], found["unit"]
    if not found["own"] and unit[0] in "%‰万亿":
        return None  # the missing unit is told by its own rule, sign included
    if Decimal(first) >= Decimal(second) and unit not in ("月", "日", "月份"):
        return None  # 12-5个: a code or a score, no range
    years = len(first) == len(second) == 4 and unit.startswith("年")
    stretch = (
        years
        or unit in ("月", "月份", "日", "时", "季度")
        or found.string[found.start() - 1 : found.start()] == "第"
    )
    right = f"{first}{found['own'] or ''}{'—' if stretch else '～'}{second}{unit}"
    return Hit("N05", found.start(), found.end(), found[0], right, right)


def _range_unit(found: re.Match[str]) -> Hit | None:
    first, second = found["first"], found["second"]
    if Decimal(first) >= Decimal(second) or re.fullmatch(r"(?:19|20)\d\d", first):
        return None
    if first in ("0", "1") and found["sign"] in "至到":
        return None  # 从1到100万
    sign = found["sign"] if found["sign"] in "～—至到" else "～"
    right = f"{first}{found['unit']}{sign}{second}{found['unit']}"
    return Hit("N06", found.start(), found.end(), found[0], right, right)


def _with_tens(found: re.Match[str]) -> Hit:
    """3千余家 is 3000余家, 2百万 is 200万."""
    value = Decimal(found["number"]) * _PLACES[found["place"]]
    right = f"{value.normalize():f}{found['large'] or ''}"
    return Hit("N07", found.start(), found.end(), found[0], right, right)


def _points(found: re.Match[str]) -> Hit | None:
    """占比30.5%，同比提高1.2%: the difference of two percentages is in 个百分点."""
    if found["name"].endswith(_NOT_RATES):
        return None
    said = found["said"]
    right = said[:-1] + "个百分点"
    return Hit("N12", found.start("said"), found.end("said"), said, right, right)


def _doubled(found: re.Match[str]) -> Hit | None:
    before = found["before"]
    if not (found["odd"] or found["over"] or found["after"]):
        return None
    if found["time"] and before in ("近", "将近"):
        return None  # 近十多年来
    spare = found["after"] or found["odd"] or found["over"]
    return Hit("N13", found.start(), found.end(), found[0], f"“{before}”和“{spare}”只用一个")


def _short_year(found: re.Match[str]) -> Hit:
    year = found["year"]
    right = f"{'20' if int(year) < 50 else '19'}{year}年"
    return Hit("N17", found.start(), found.end(), found[0], right, right)


def _dotted_date(found: re.Match[str]) -> Hit | None:
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    right = f"{year}年{month}月{day}日"
    return Hit("N18", found.start(), found.end(), found[0], right, right)


def _document_number(found: re.Match[str]) -> Hit | None:
    right = f"〔{found['year']}〕{found['number']}号"
    return Hit("N21", found.start(), found.end(), found[0], right, right) if right != found[0] else None


def _no_unit(found: re.Match[str]) -> Hit:
    return Hit("N22", found.start(), found.end(), found[0], found[0] + "%", "", f"“{found[0]}”后面没有百分号，也没有单位")  # fmt: skip


# pattern, a word without which it cannot match ("" where there is none), what it makes of a match
_PATTERNS: tuple[tuple[str, str, Make], ...] = (
    ("[０-９]+(?:[．，][０-９]+)*", "", _plain("N01", lambda m: m[0].translate(_HALF))),
    ("％", "％", _plain("N02", lambda m: "%")),
    (
        rf"(?<![第、初高大一二三四五六七八九十百千万\d\s])(?P<first>[{_HAN}])、(?P<second>[{_HAN}])"
        rf"(?P<rest>[十百千万亿]{{0,2}}(?!期|批|类|部|处|支|门|度|场|起)(?:{_COUNTED}))(?![、级等])",
        "、",
        _rough,
    ),
    (rf"(?<![\d.])\d{{1,4}}几(?={_COUNTED}|[万亿])", "几", _several),
    (
        rf"(?<![\d.\-–—~～/A-Za-z:：])(?P<first>{_NUMBER})(?P<own>%|‰|{_SPANS}|[万亿]?(?:{_COUNTED})|[万亿])?(?P<sign>-{{1,2}}|–|－|~|——|―)"
        rf"(?P<second>{_NUMBER})(?P<unit>%|‰|{_SPANS}|[万亿]?(?:{_COUNTED})|[万亿])",
        "",
        _range_sign,
    ),
    (
        rf"(?<![\d.\-–—~～/A-Za-z月日])(?P<first>{_NUMBER})(?P<sign>-{{1,2}}|–|－|~|～|—|至|到)(?P<second>{_NUMBER})(?P<unit>%|‰|[万亿]元?)",
        "",
        _range_unit,
    ),
    (
        rf"(?<![\d.A-Za-z第])(?P<number>\d{{1,3}}(?:\.\d{{1,4}})?)(?P<place>[十百千])(?P<large>[万亿])?(?=[余多]|{_COUNTED})(?!米|克|瓦|度|分|时|瓦时)",
        "",
        _with_tens,
    ),
    (
        rf"(?P<name>[一-鿿]{{0,3}}(?:{_RATES}))(?:达到|达|为|是|约|至|到)?{_NUMBER}%[，,（(]?"
        r"(?:同比|环比|(?:比|较|与)[一-鿿]{1,8}?)?(?:又|再|已|还|共|累计)?(?P<said>(?:提高|提升|上升|下降|降低|回落)了?\d{1,3}(?:\.\d{1,4})?%)(?!以上|左右|的)",
        "%",
        _points,
    ),
    (
        rf"(?<![节签合预履制集违续简公契缔解盟大特相])(?<![赶反最附接靠邻相将临])(?P<before>大约|约|将近|近|超过|超|逾)(?:为|占|有|达)?"
        rf"(?:{_NUMBER}|[{_HAN}十百千两]{{1,6}})(?P<odd>[余多])?[万亿千百]?(?P<over>[余多])?"
        rf"(?:(?P<time>{_TIMES})|{_COUNTED}|%)?(?P<after>左右|上下|以上|余(?=[，。；、]))?",
        "",
        _doubled,
    ),
    (
        rf"(?:降低|减少|下降|缩小|缩短|下滑|回落)了?(?:近|约|超过|超)?(?:{_NUMBER}|[{_HAN}十两])倍",
        "倍",
        lambda m: Hit("N14", m.start(), m.end(), m[0], "改用百分数或几分之几，如“减少三分之二”"),
    ),
    (
        r"(?<![\d.近时去这用过前后达每隔满约共十百])[’'‘]?(?P<year>\d{2})年(?=上半年|下半年|年?底(?!蕴|子)|末|度(?![过假])|全年|[1-9]\d?月|第?[一二三四1-4]季度)",
        "年",
        _short_year,
    ),
    (
        r"(?<![\d.\-/A-Za-z])(?P<year>(?:19|20)\d\d)(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d./A-Za-z])",
        "",
        _dotted_date,
    ),
    (
        r"(?<=[一-鿿])(?P<open>[\[［【（(〔])(?P<year>(?:19|20)\d\d)年?[\]］】）)〕]第?0{0,3}(?P<number>[1-9]\d{0,4})号",
        "号",
        _document_number,
    ),
    (
        rf"(?:同比|环比|[比较](?:上年|去年)(?:同期)?)(?:增长|上升|下降)了?{_NUMBER}(?=[，。；,;）)\n]|\Z)",
        "",
        _no_unit,
    ),
    (r"(?<=\d)百分点", "百分点", _plain("N23", lambda m: "个百分点")),
    (r"(?<=[一-鿿])\.\d{1,6}(?=[%‰万亿倍])", ".", _plain("N24", lambda m: "0" + m[0])),
    (
        r"(?<![一-鿿\w])截止(?=目前|到?\d|至|到[今目上本去]|[今本去上]年|[一二三四五六七八九十]{1,2}月)(?!日期|时间)",
        "截止",
        _plain("N26", lambda m: "截至"),
    ),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), needle, make) for pattern, needle, make in _PATTERNS)


def pattern_hits(text: str) -> Iterator[Hit]:
    """Every place where one of the patterns finds a rule not kept."""
    for pattern, needle, make in _COMPILED:
        if needle and needle not in text:
            continue
        for found in pattern.finditer(text):
            hit = make(found)
            if hit is not None:
                yield hit


def _in_han(digits: str) -> str:
    """The tens before 几: 20 is 二十, 130 is 一百三十."""
    shown = ""
    for digit, place in zip(digits, ("千", "百", "十", "")[4 - len(digits) :], strict=True):
        if digit != "0":
            shown += _HAN[int(digit) - 1] + place
    return shown.removeprefix("一") if shown.startswith("一十") else shown
