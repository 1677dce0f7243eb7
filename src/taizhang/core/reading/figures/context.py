"""What stands around a number 上下文: 约 and 以上, a threshold, the kind that the words before it mean, what a lost number left."""

import re
from functools import cache

from taizhang.core.reading.figures.figure import Kind, Number
from taizhang.core.reading.figures.units import tail_at
from taizhang.core.reading.lexicon import any_of, lexicon, words

WINDOW = 16  # characters to the left that are looked at
PAUSE = "，。；、：！？,;:!?)）】」”〞\n\r"
ENDS = "，。；、,;)）\n\r"  # of a clause
_CLAUSE = re.compile(r"[，。；！？;!?\n\r]")
_SENTENCE = re.compile(r"[。；！？;!?\n\r]")
_COMMA = re.compile(r",(?![0-9]{3})")


def is_hanzi(character: str) -> bool:
    """Whether it is a Chinese character; "" is none."""
    return "\u4e00" <= character <= "\u9fff"


def left_of(text: str, at: int, low: int) -> str:
    """What stands before a number on its line."""
    start = at - WINDOW
    left = text[start if start > low else low : at]
    return left[left.rindex("\n") + 1 :] if "\n" in left else left


def clause(left: str) -> str:
    """The part of it after the last pause."""
    return _COMMA.split(_CLAUSE.split(left)[-1])[-1]


@cache
def _approx_words(side: str) -> dict[str, str]:
    return {word: means for means, them in lexicon()["scan"][side].items() for word in them}


@cache
def _approx_before() -> re.Pattern[str]:
    apart, meant = any_of(words("scan", "left_not")), any_of(_approx_words("left"))
    return re.compile(rf"(?:({apart})|({meant}))(?:[了有为到共]|达到?|占[^，。；、,]{{1,12}}的)?[ ]?$")


@cache
def _approx_ends() -> frozenset[str]:
    """The characters that such words end in: nearly every number is told by them to have none before it."""
    return frozenset(word[-1] for word in _approx_words("left")) | frozenset("了有为到共达的 ")


@cache
def _approx_after() -> re.Pattern[str]:
    return re.compile(rf"[ ]?({any_of(_approx_words('right'))})")


@cache
def _approx_starts() -> frozenset[str]:
    return frozenset(word[0] for word in _approx_words("right")) | {" "}


def approx_before(left: str) -> str | None:
    """近 约 超 … just before a number, as the word of the labels."""
    if left[-1:] not in _approx_ends():
        return None
    found = _approx_before().search(left, max(0, len(left) - 8) if left[-1] != "的" else 0)
    return _approx_words("left")[found[2]] if found is not None and found[2] else None


def approx_after(text: str, at: int, end: int) -> tuple[str, int] | None:
    """以上 左右 … just after a figure, as the word of the labels, and where it ends."""
    if at >= end or text[at] not in _approx_starts():
        return None
    found = _approx_after().match(text, at, end)
    return (_approx_words("right")[found[1]], found.end()) if found is not None else None


@cache
def _limited() -> re.Pattern[str]:
    return re.compile(f"的|{any_of(words('scan', 'limited'))}")


@cache
def _attained() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words('scan', 'attained'))})[了在到至]?$")


def is_threshold(text: str, after: int, end: int, left: str, kind: Kind) -> bool:
    """80名以上的教学点, 2000万元以上工业企业: 以上 parts things by size. 新增3家以上企业 states a number."""
    if _limited().match(text, after, end) is None or _attained().search(left):
        return False
    if kind is Kind.PERCENT:
        return left[-1:] in tuple("率比重度例间额量分后")  # 占比60%以上的企业; 80%以上的企业 is a share
    return kind is not Kind.COUNT or text.startswith("的", after)


@cache
def _means() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple(
        (re.compile(any_of(words("scan", name))), kind)
        for name, kind in (
            ("money", Kind.MONEY),
            ("area", Kind.AREA),
            ("share", Kind.PERCENT),
            ("counts", Kind.COUNT),
        )
    )


def kind_meant(left: str) -> Kind:
    """The kind of a number without a unit of its own, from the words before it; the nearest decides."""
    best, kind = -1, Kind.COUNT
    for pattern, means in _means():
        for found in pattern.finditer(left):
            if found.end() > best:
                best, kind = found.end(), means
    return kind


@cache
def _stated() -> re.Pattern[str]:
    nouns, verbs = any_of(words("scan", "stated_nouns")), any_of(words("scan", "stated_verbs"))
    alone = any_of(words("scan", "stated_alone"))
    return re.compile(rf"(?:(?:{nouns})(?:的|总数|数|总)?(?:{verbs})|(?:{alone}))[ ]?$")


def is_stated(left: str) -> bool:
    """面积约, 企业达: a number that follows here states something even without a unit."""
    return _stated().search(clause(left)) is not None


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('scan', 'bare_nouns'))})(?!计划|工程|行动|联动|组)")


def noun_follows(text: str, at: int, end: int) -> bool:
    """107签约意向: a noun that is counted stands where the unit should."""
    return _noun().match(text, at, end) is not None


@cache
def _place() -> re.Pattern[str]:
    return re.compile(any_of(words("scan", "rank_after")))


def is_place(left: str) -> bool:
    """Before 第二 without 位: a word like 排, 居, 全省 in the same clause."""
    return _place().search(_SENTENCE.split(left)[-1]) is not None


@cache
def _lost_before() -> re.Pattern[str]:
    after, near = any_of(words("scan", "lost_after")), any_of(words("scan", "lost_near"))
    return re.compile(rf"(?:({near})|(?:{after})[ \u3000]{{1,4}})([余多]?)$")


@cache
def _lost_unit() -> re.Pattern[str]:
    return re.compile(rf"({any_of(words('scan', 'lost_units'))})(?![级上下])")


def lost_at(text: str, at: int, low: int, end: int) -> Number | None:
    """共计 万元, 资金余万元, 同比增长%: the number itself was lost; the span is what it left."""
    unit = _lost_unit().match(text, at, end)
    if unit is None:
        return None
    before = _lost_before().search(left_of(text, at, low))
    if before is None or (before[1] and text[unit.end() : unit.end() + 1] not in "，。；、,;)）（(用\n"):
        return None
    tail = tail_at(text, at, end)
    kind = tail.unit.kind if tail is not None and tail.unit is not None else Kind.COUNT
    start, approx = (at - 1, before[2]) if before[2] else (at, None)
    return Number(start, unit.end(), "", None, unit[1], kind, approx, masked=True, optional=True)
