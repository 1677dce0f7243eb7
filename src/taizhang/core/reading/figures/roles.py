"""What a figure does in its sentence 角色: a level, a change, a rate, a share, a target …"""

import re
from dataclasses import dataclass

from taizhang.core.reading.figures.figure import Kind, Number, Role
from taizhang.core.reading.lexicon import any_of, words

_CLASSES = {
    word: name
    for name in ("up", "down", "to", "share", "completion", "target_nouns", "limits", "masks")
    for word in words("roles", name)
} | dict.fromkeys(words("roles", "completion"), "completion")  # fmt: skip
_APART = {word: name for name in ("apart_up", "apart_down") for word in words("roles", name)}


def _backwards(choices: object) -> str:
    return any_of(word[::-1] for word in choices)  # type: ignore[attr-defined]


_LINK = _backwards(words("counted", "links"))
_NEXT_TO = re.compile(rf"(?:{_LINK}){{0,4}}?({_backwards(_CLASSES)})")
_ANYWHERE = re.compile(_backwards([word for word in _CLASSES if len(word) > 1 or word == "占"]))
_SET_APART = re.compile(_backwards([*_APART, *words("roles", "masks")]))
_TARGET = re.compile(
    rf"(?P<target>(?<![模虚比草])拟|{any_of(w for w in words('roles', 'target_verbs') if w != '拟')})"
    rf"|(?P<real>{any_of(words('roles', 'realised'))})|(?P<stop>[。！!？?])"
)
_ESTIMATES = frozenset(words("roles", "estimates"))
_RATE_NOUN = frozenset("率面度比重")
POINTS = ("个百分点", "百分点", "个点")


@dataclass(frozen=True, slots=True)
class Cue:
    """The word that tells the role: text[start:end], and its class."""

    name: str
    start: int
    end: int


def cue_before(rev: str, size: int, low: int, high: int, percent: bool) -> Cue | None:
    """The telling word nearest before a figure at `high`, not before `low`. `rev` is the text backwards."""
    found = _NEXT_TO.match(rev, size - high, size - low)
    if found:
        word = found[1][::-1]
        name = _CLASSES[word]
        if name != "masks":
            return Cue(name, size - found.end(), size - found.start(1))
    table = _CLASSES if percent else _APART
    pattern = _ANYWHERE if percent else _SET_APART
    for found in pattern.finditer(rev, size - high, size - low):
        name = table.get(found[0][::-1], "masks")
        if name != "masks":
            return Cue(name, size - found.end(), size - found.start())
    return None


class Mood:
    """Whether the sentence speaks of what is planned: kept from figure to figure."""

    def __init__(self) -> None:
        self.target = ""  # the word that opened it

    def hear(self, text: str, low: int, high: int) -> None:
        """Take in the words between the figure before and this one."""
        for found in _TARGET.finditer(text, low, high):
            self.target = found["target"] or ""

    def plans(self, closed_span: bool) -> bool:
        """Whether a figure here is of a time to come; a forecast of a span that is over is none."""
        return bool(self.target) and not (closed_span and self.target in _ESTIMATES)


def role_of(number: Number, cue: Cue | None, sign: str, before: Role | None, rate_noun: bool) -> Role:
    """The role by the telling word; `before` is the role of the percentage before it in the sentence."""
    if number.kind is Kind.RANK:
        return Role.RANK
    name = cue.name if cue else ""
    if number.limit or name == "limits":
        return Role.LIMIT
    if number.kind is Kind.PERCENT:
        return _of_percent(number, name, sign, before, rate_noun)
    if number.kind is Kind.RATIO:
        if name in ("up", "apart_up"):
            return Role.GROWTH_RATE
        if name in ("down", "apart_down"):
            return Role.DECREASE
        return Role.LEVEL if number.unit and "倍" in number.unit else Role.SHARE
    if name in ("up", "apart_up"):
        return Role.INCREASE
    if name in ("down", "apart_down"):
        return Role.DECREASE
    if name == "target_nouns":
        return Role.TARGET
    return Role.LEVEL


def _of_percent(number: Number, name: str, sign: str, before: Role | None, rate_noun: bool) -> Role:
    points = number.unit in POINTS
    if name in ("up", "apart_up"):
        return Role.INCREASE if points else Role.GROWTH_RATE
    if name in ("down", "apart_down"):
        return Role.DECREASE
    if points:
        return Role.DECREASE if before is Role.DECREASE else Role.INCREASE
    if name in ("completion", "target_nouns"):
        return Role.COMPLETION_RATE
    if name == "share":
        return Role.SHARE
    if sign == "+":
        return Role.GROWTH_RATE
    if sign in ("-", "−", "－"):
        return Role.DECREASE
    if number.approx == "不足":
        return Role.LIMIT
    if rate_noun or before is None:
        return Role.SHARE
    return before


def is_rate_noun(character: str) -> bool:
    """Whether a noun with this last character is a rate of its own: 覆盖率, 亏损面."""
    return character in _RATE_NOUN
