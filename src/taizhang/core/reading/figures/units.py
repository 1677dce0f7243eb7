"""Units 量词与单位: the word after a number, its kind, and what kind of number it may follow."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from taizhang.core.reading.figures.figure import Kind
from taizhang.core.reading.figures.numerals import SCALES
from taizhang.core.reading.lexicon import any_of, lexicon

KINDS = (
    Kind.COUNT,
    Kind.MONEY,
    Kind.PERCENT,
    Kind.AREA,
    Kind.WEIGHT,
    Kind.RATIO,
    Kind.AGE_OR_DURATION,
    Kind.OTHER,
)
_LETTER = re.compile(r"[A-Za-z]")
_SPECIAL = re.compile(r"[\[\](){}?*+.^$\\]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of the lexicon that stands after a number."""

    name: str
    kind: Kind
    not_before: str  # pattern of what would make it the beginning of a longer word: 项目, 人才
    arabic_only: bool
    maskable: bool
    optional: bool


class Found(NamedTuple):
    """A unit as printed after a number: 万元, 余家, 台（套）, 元/吨."""

    end: int
    text: str  # without 余 and 多
    unit: Unit | None  # None: a bare 万 or 亿
    approx: str | None  # 余 or 多 inside
    scale: str


@cache
def _by_first() -> dict[str, tuple[Unit, ...]]:
    section = lexicon()["units"]
    table: dict[str, list[Unit]] = {}
    for kind in KINDS:
        for name in section[kind.value]:
            pattern = section["not_before"].get(name)
            if pattern is None:
                pattern = "[A-Za-z]" if _LETTER.match(name[-1]) else ""
            table.setdefault(name[0], []).append(
                Unit(
                    name,
                    kind,
                    pattern,
                    name in section["arabic_only"],
                    name not in section["never_masked"],
                    name in section["optional"],
                )
            )
    return {first: tuple(sorted(units, key=lambda unit: -len(unit.name))) for first, units in table.items()}


def unit_at(text: str, position: int, end: int) -> Unit | None:
    """The longest unit that stands here and is not the beginning of a longer word."""
    if position >= end:
        return None
    for unit in _by_first().get(text[position], ()):
        after = position + len(unit.name)
        if (
            after <= end
            and text.startswith(unit.name, position)
            and not (unit.not_before and _follows(unit.not_before, text, after, end))
        ):
            return unit
    return None


def _follows(pattern: str, text: str, after: int, end: int) -> bool:
    longer = _longer(pattern)
    if isinstance(longer, tuple):
        return text.startswith(longer, after, end)
    return longer.match(text, after, end) is not None


@cache
def _longer(pattern: str) -> re.Pattern[str] | tuple[str, ...]:
    """Read when a text has the unit: a report has some twenty of them, and a start is short."""
    return re.compile(pattern) if _SPECIAL.search(pattern) else tuple(pattern.split("|"))


@cache
def _starts() -> frozenset[str]:
    """The characters that what follows a number may begin with: most numbers without a unit are told by them."""
    return frozenset(_by_first()) | frozenset(
        "".join(SCALES) + "余馀多来几+＋ \t\u3000\xa0\u2002\u2003\u2009"
    )


_BETWEEN = frozenset(
    " \t\u3000\xa0\u2002\u2003\u2009余馀多来几+＋"
)  # what may stand between a number and its unit
_SCALED = frozenset("".join(SCALES))
_SPACE = r"[ \t\u3000\xa0\u2002\u2003\u2009]{0,3}"
_TAIL = re.compile(rf"{_SPACE}([余馀多来几+＋]?){_SPACE}({any_of(SCALES)}|)([余馀多几]?)([万亿]?){_SPACE}")
_NO_SCALE = re.compile(rf"{_SPACE}([余馀多来几+＋]?){_SPACE}")
_AFTER = re.compile(r"[(（][套次件个批人家种项份册亩处期场名组篇头只羽]{1,2}(?:次)?[)）]|人民币")
_PER = re.compile(
    r"[/／](?:年|月|日|天|人|亩|户|吨|斤|公斤|平方米|㎡|千瓦时|台|小时|周|件|头|只|公顷|套|立方米|度|斤|升|个|家|次)"
)
_MORE = re.compile(r"[多余](?![出于少种样元年额])")
_LONG = re.compile(r"[成倍年天岁月时周]$|元$")
APPROX = {"余": "余", "馀": "余", "多": "多", "来": "左右", "几": "多", "+": "以上", "＋": "以上", "": None}


def tail_at(text: str, position: int, end: int, scale: str = "") -> Found | None:
    """What follows a number: 余, 万, the unit. `scale` is a 万 or 亿 that the number itself has brought along."""
    if not scale and (position >= end or text[position] not in _starts()):
        return None
    start, more = position, ""
    if position < end and text[position] in _BETWEEN:
        plain = _NO_SCALE.match(text, position, end)
        assert plain is not None  # every part of it may be empty
        start, more = plain.end(), plain[1]
    unit = unit_at(text, start, end)
    if unit is not None:
        return _finish(text, end, start, unit, more, scale)
    if not scale and (start >= end or text[start] not in _SCALED):
        return None
    found = _TAIL.match(text, position, end)
    assert found is not None
    if not found[2] and not scale:
        return None
    scale += found[2] + found[4]  # 1千余万元 is 千万元 with 余
    if scale not in SCALES:
        return None
    more = found[1] or found[3]
    unit = unit_at(text, found.end(), end)
    if unit is not None:
        return _finish(text, end, found.end(), unit, more, scale)
    if scale[-1] not in "万亿":
        return None
    bare_end = position + len(text[position : found.end()].rstrip())
    return Found(bare_end, scale, None, APPROX[more], scale)


def _finish(text: str, end: int, start: int, unit: Unit, more: str, scale: str) -> Found:
    after = start + len(unit.name)
    name = unit.name
    if after < end and text[after] in "(（人/／":
        for pattern in (_AFTER, _PER):
            longer = pattern.match(text, after, end)
            if longer:
                name += longer[0]
                after = longer.end()
    approx = APPROX[more]
    if (
        approx is None
        and after < end
        and text[after] in "多余"
        and _MORE.match(text, after, end)
        and _LONG.search(name)
    ):
        approx = text[after]
        after += 1
    return Found(after, scale + name, unit, approx, scale)
