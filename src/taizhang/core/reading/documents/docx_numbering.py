"""Automatic numbers 自动编号 of a docx: 一、 （一） 1. are shown by Word and stand in no run; they are counted here.

They are put before the paragraph's text, so that the text reads as on the page and headings keep their level.
Bullets say nothing and are left out.
"""

from dataclasses import dataclass

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import VAL, W
from taizhang.core.reading.documents.docx_styles import Style

_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: first number, how it is written, the pattern (%1 is the number of level 1)."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False  # w:isLgl: all numbers Arabic
    style: str = ""


class Numbering:
    """The lists of a document, with how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by numId
        self._list: dict[str, str] = {}  # numId -> abstract list: those of one list count together
        self._counts: dict[str, list[int]] = {}
        self._starts: dict[tuple[str, int], int] = {}  # numId, level: begins anew there
        if root is None:
            return
        lists = {
            each.get(W + "abstractNumId", ""): {
                _index(level): _level(level) for level in each.iterchildren(W + "lvl")
            }
            for each in root.iterchildren(W + "abstractNum")
        }
        for number in root.iterchildren(W + "num"):
            self._read_number(number, lists)

    def _read_number(self, number: Element, lists: dict[str, dict[int, _Level]]) -> None:
        name = number.get(W + "numId", "")
        abstract = number.find(W + "abstractNumId")
        self._list[name] = abstract.get(VAL, "") if abstract is not None else ""
        levels = dict(lists.get(self._list[name], {}))
        for override in number.iterchildren(W + "lvlOverride"):
            own, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if own is not None:
                levels[_index(override)] = _level(own)
            if start is not None and start.get(VAL, "").isdigit():
                self._starts[name, _index(override)] = int(start.get(VAL))
        self._levels[name] = levels

    def next(self, style: Style) -> str:
        """The number that a paragraph shows, counting it; "" where it shows none."""
        if style.numbering is None or style.numbering[0] not in self._levels:
            return ""
        name, at = style.numbering[0], min(style.numbering[1] or 0, _LEVELS - 1)
        levels = self._levels[name]
        counts = self._counts.setdefault(self._list[name], [0] * _LEVELS)
        level = levels.get(at, _Level())
        if (name, at) in self._starts:
            counts[at] = self._starts.pop((name, at)) - 1
        elif counts[at] == 0:
            counts[at] = level.start - 1
        counts[at] += 1
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        if level.form in ("bullet", "none") or not level.pattern:
            return ""
        return _spaced(self._shown(level, levels, counts))

    @staticmethod
    def _shown(level: _Level, levels: dict[int, _Level], counts: list[int]) -> str:
        shown = level.pattern
        for index in range(_LEVELS):
            if f"%{index + 1}" in shown:
                each = levels.get(index, _Level())
                form = "decimal" if level.legal else each.form
                shown = shown.replace(f"%{index + 1}", written(counts[index] or each.start, form))
        return shown


def _spaced(shown: str) -> str:
    """A space where the number would melt into a figure that follows it: 1. and 5家 never read 1.5家."""
    return shown + " " if shown and shown[-1] not in "、）】》，：。 \u3000" else shown


def _index(level: Element) -> int:
    text = level.get(W + "ilvl", "0")
    return int(text) if text.isdigit() else 0


def _level(level: Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(W + name)
        return str(found.get(VAL, default)) if found is not None else default

    start = value("start", "1")
    return _Level(
        int(start) if start.isdigit() else 1, value("numFmt", "decimal"), value("lvlText", ""), level.find(W + "isLgl") is not None
    )  # fmt: skip


def written(number: int, form: str) -> str:
    """A number as a list shows it: 3 is 三, ③, c, iii, 叁 …"""
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "koreanCounting"):  # fmt: skip
        return _counted(number, _DIGITS, "十百千")
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in ("chineseLegalSimplified", "japaneseLegal", "ideographLegalTraditional"):
        return _counted(number, _LEGAL, "拾佰仟")
    if form == "ideographTraditional":
        return _STEMS[(number - 1) % 10]
    if form == "ideographZodiac":
        return _BRANCHES[(number - 1) % 12]
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= len(_CIRCLES):
        return _CIRCLES[number - 1]
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return str(number)


def _counted(number: int, digits: str, steps: str) -> str:
    if not 0 < number < 10_000:
        return str(number)
    shown, gap = "", False
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit == "0":
            gap = bool(shown)
            continue
        zero = digits[0].replace("〇", "零") if gap else ""
        shown += zero + digits[int(digit)] + (steps[place - 1] if place else "")
        gap = False
    return shown[1:] if shown.startswith(digits[1] + steps[0]) and digits is _DIGITS else shown


def _roman(number: int) -> str:
    shown = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        shown += sign * min(count, 20)
    return shown
