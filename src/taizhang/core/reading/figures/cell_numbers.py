"""A cell that holds one number 表格数字: its digits, sign, unit, and the units that heads name in brackets."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from taizhang.core.reading.figures.figure import Kind
from taizhang.core.reading.lexicon import any_of, lexicon, words

_PLAIN = str.maketrans("０１２３４５６７８９．－＋％", "0123456789.-+%")
_BOTH = ("台（套）", "台(套)", "家（次）", "家(次)")
_SCALE = "(?:万亿|百万|千万|百|千|万|亿)?"
LONGEST = 40  # characters: a longer cell is not one number


@dataclass(frozen=True, slots=True)
class Printed:
    """The one number of a cell. `value` has the printed sign; start and end are the span without it."""

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    approx: str | None = None
    fall: bool | None = None  # True: printed as a fall (-3.2, 下降3.2); False: as a rise (+3.2, 增长3.2)
    minus: int = -1  # where the printed minus stands
    rank: bool = False  # 第3位

    @property
    def masked(self) -> bool:
        """Its digits are replaced by x or *."""
        return self.value is None


@lru_cache(maxsize=1)
def _units() -> dict[str, Kind]:
    section = lexicon()["units"]
    named = {unit: kind for kind in Kind for unit in section.get(kind.value, ())}
    return named | dict.fromkeys(_BOTH, Kind.COUNT)


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    return re.compile(f"({_SCALE})({any_of(_units())})(?:[/／每]({any_of(words('tables', 'per'))}))?")


@lru_cache(maxsize=4096)
def unit_kind(unit: str) -> Kind | None:
    """The kind of quantity that a unit counts; None when it is no unit. 件/万人 and 万元/人 are other."""
    found = _unit().fullmatch(unit)
    if not found:
        return None
    return Kind.OTHER if found[3] else _units()[found[2]]


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    return re.compile(
        r"(?P<way>增长|上升|提高|增加|上涨|下降|减少|降低|回落|下滑|减|降|增|↑|↓)?"
        r"(?P<near>约|近|超过|超|不少于|不低于|不超过|不高于|≥|≤|＞|>|＜|<|大于|小于|至少|达到|达)?"
        r"(?P<rank>第)?(?P<sign>[-+−–﹣])?[¥￥$]?"
        r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d*[xX×*＊]{2,})"
        rf"(?P<more>余|多)?(?P<unit> ?{_unit().pattern})?(?P<after>以上|以内|左右|↑|↓)?[*＊①-⑨]?"  # the last is the mark of a note
    )


_NEAR = {
    "约": "约", "近": "近", "超": "超", "超过": "超", ">": "超", "＞": "超", "大于": "超", "不少于": "以上", "不低于": "以上",
    "≥": "以上", "至少": "以上", "不超过": "以内", "不高于": "以内", "≤": "以内", "＜": "不足", "<": "不足", "小于": "不足",
}  # fmt: skip
_RISES, _FALLS = (
    frozenset("增长 上升 提高 增加 上涨 增 ↑".split()),
    frozenset("下降 减少 降低 回落 下滑 减 降 ↓".split()),
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_BLANK = frozenset(
    ["-", "—", "–", "－", "--", "——", "/", "／", "\\", "…", "……", "...", "无", "空", "─", "――", "--", "·"]
)


def is_blank(text: str) -> bool:
    """An empty cell, or one with a dash: nothing is stated there."""
    return not text or text in _BLANK


def is_year(text: str) -> bool:
    """2023, 2023年, 2023年度."""
    return bool(_YEAR.fullmatch(text))


_SIMPLE = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)([%家个件项人]|万元)?")
_PROMISING = re.compile(r"[\d０-９]|[xX×*＊]{2}")


def read_cell(text: str, offset: int) -> Printed | None:
    """The number that is all that a cell says; None for words, dates, codes, blanks. `offset`: of the text's first character."""
    if not text or len(text) > LONGEST or not _PROMISING.search(text):
        return None
    if simple := _SIMPLE.fullmatch(text):  # nearly every cell, in a fifth of the time
        digits, unit = simple[1], simple[2]
        return None if _is_code(digits) else Printed(offset, offset + len(text), Decimal(digits), unit)
    lead = len(text) - len(text.lstrip())
    found = _number().fullmatch(text.strip().translate(_PLAIN))
    if not found:
        return None
    digits, unit = found["digits"], (found["unit"] or "").strip() or None
    if _is_code(digits) or (_YEAR.fullmatch(digits + (unit or "")) and unit):
        return None
    if found["rank"] and unit not in (None, "位", "名"):  # 第1批, 第3期
        return None
    start = offset + lead + found.start("rank" if found["rank"] else "digits")
    end = offset + lead + max(found.end(group) for group in ("digits", "more", "unit"))
    fall: bool | None = None
    for mark in (found["way"], found["after"], found["sign"]):
        if mark:
            fall = (
                True
                if mark in _FALLS or mark in "-−–﹣"
                else False
                if mark in _RISES or mark == "+"
                else fall
            )
    return Printed(
        start,
        end,
        _value(digits, negative=found["sign"] is not None and found["sign"] != "+"),
        "%" if unit == "％" else unit,
        found["more"]
        or _NEAR.get(found["near"] or "")
        or (found["after"] if found["after"] in ("以上", "以内", "左右") else None),
        fall,
        offset + lead + found.start("sign") if found["sign"] and found["sign"] != "+" else -1,
        found["rank"] is not None,
    )


def _is_code(digits: str) -> bool:
    plain = digits.isdigit()
    return plain and (len(digits) > 12 or (len(digits) > 1 and digits[0] == "0"))


def _value(digits: str, *, negative: bool) -> Decimal | None:
    if not digits[-1].isdigit():
        return None
    value = Decimal(re.sub("[,， ]", "", digits))
    return -value if negative else value


_BRACKETS = re.compile(r"[（(\[【]([^（）()\[\]【】]{1,16}(?:（套）|\(套\))?)[）)\]】]")
_PREFIX = re.compile(r"(?:计量)?单位[:：]?")
_AFTER = re.compile(r"(?<=[^\s\d/／，,:：])[/／，,:：]([^/／，,:：\s]{1,5}|%)$")


def head_unit(text: str) -> tuple[str | None, int]:
    """The unit that a head names (金额（万元）, 数量/件), and where the head's own words end. The text has no spaces."""
    last = None
    for found in _BRACKETS.finditer(text):
        unit = _PREFIX.sub("", found[1])
        if unit_kind(unit):
            last = (unit, found.start() if found.end() == len(text) else len(text))
    if last:
        return last
    after = _AFTER.search(text)
    if after and unit_kind(after[1]):
        return after[1], after.start()
    if text.endswith(("%", "％")):
        return "%", len(text) - 1
    return None, len(text)


_STATED = re.compile(r"单位\s*[:：]\s*([^\n)）】\]]{1,24})")


def stated_units(text: str) -> list[str]:
    """The units that a caption or a corner states: 单位：家、万元."""
    found = _STATED.search(text)
    if not found:
        return []
    return [unit for unit in re.split(r"[、，,;；\s]+", found[1].strip()) if unit_kind(unit)]
