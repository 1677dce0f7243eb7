"""What a figure does in its sentence 角色: a level, a change, a rate, a share, a target …"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from taizhang.core.reading.figures.figure import Number, Role
from taizhang.core.reading.figures.members import (
    AREA,
    COMPLETION_RATE,
    DECREASE,
    GROWTH_RATE,
    INCREASE,
    LEVEL,
    LIMIT,
    MONEY,
    PERCENT,
    RATIO,
    SHARE,
    TARGET,
    WEIGHT,
)
from taizhang.core.reading.lexicon import any_of, first_of, lexicon, words

_CLASSES = {
    word: name
    for name in ("up", "down", "to", "share", "completion", "limits", "masks")
    for word in words("roles", name)
}
# 目标, 任务, 预算: of a percentage it tells how far they are reached, of an amount that it is the target itself.
_CLASSES |= dict.fromkeys(words("roles", "target_nouns"), "goal")
_APART = {word: name for name in ("apart_up", "apart_down") for word in words("roles", name)}


def backwards(choices: Iterable[str]) -> str:
    """A regular expression for any of the words, to be used on the text read backwards."""
    return any_of(word[::-1] for word in choices)


def sought_backwards(choices: Iterable[str]) -> re.Pattern[str]:
    """A pattern to search the text read backwards for any of the words."""
    reverse = [word[::-1] for word in choices]
    return re.compile(f"{first_of(reverse)}(?:{any_of(reverse)})")


_LINK = backwards(words("counted", "links"))
_PAST_TIME = r"的?[末底]?年\d{4}"  # backwards: between 增加到 and its number
_NEXT_TO = re.compile(rf"(?:{_LINK}|{_PAST_TIME}){{0,4}}?({backwards(_CLASSES)})")
_ANYWHERE = sought_backwards(word for word in _CLASSES if len(word) > 1 or word == "占")
_SET_APART = sought_backwards([*_APART, *words("roles", "masks")])
_DONE = words("roles", "done")
_COMING = words("roles", "coming")
_HEARD = [*words("roles", "target_verbs"), *words("roles", "realised"), *_DONE, *_COMING, *"2到。！!？?；;"]
_PLANNED = any_of(word for word in words("roles", "target_verbs") if word != "拟" and word[:2] != "计划")
_DOES_PLAN = any_of(word[2:] for word in words("roles", "target_verbs") if word[:2] == "计划")
_TARGET = re.compile(
    rf"{first_of(_HEARD)}(?:(?P<plan>(?<![^。；;，,：:！!、）)\s])(?:{any_of(_COMING)}|20\d\d年(?:重点|主要)?工作))|(?P<target>(?<![模虚比草])拟|{_PLANNED}"
    rf"|(?<![动才技火炬星展育军撑题程])计划(?:{_DOES_PLAN}))(?![了过])"
    r"|(?P<meant>(?<=[年初，,。；;共原局])计划(?![项任单生管书的内外目指数安为是完\d]))"
    rf"|(?P<real>{any_of(words('roles', 'realised'))})|(?P<stop>[。！!？?])|(?P<pause>[；;])|(?P<year>到20\d\d年(?!度))"
    rf"|(?P<done>(?<=[，,；;])(?:{any_of(_DONE)})))"
)
# 下一步打算：, 今后，…, 下半年我局将…: what follows is planned. 下半年, … alone may be told of a year that is over.
_OPENED = re.compile(rf"[^。；;！!？?\d]{{0,14}}?(?:[，,：:]|{any_of(words('roles', 'intents'))})")
_WEAKLY = re.compile(rf"[^。；;！!？?\d]{{0,14}}?(?:{any_of(words('roles', 'intents'))})")
_WEAK = frozenset(words("roles", "coming_weak"))
_AGAINST = frozenset("比较与同于")
_TASK = re.compile(
    rf"(?:{any_of(words('roles', 'task_of'))})?(?:目标任务|任务|目标|预算|指标|计划)数?"
    r"(?=的[\d一二三四五六七八九十]|[，,。；;、）)]|的[^，,。；;]{1,8}[，,。；;])"
)
_BEHIND = re.compile(
    rf"的[^，,。；;]{{0,4}}?(?:(?P<limit>{any_of(words('roles', 'limit_nouns'))})"
    rf"|(?P<goal>{any_of(words('roles', 'target_nouns'))}|进度))"
    r"|(?:（含）|\(含\))?(?:以上|以下|以内)的?(?=[\u4e00-\u9fff“])|的(?=[\u4e00-\u9fff“，,])"
)
_LED = re.compile(
    rf"(?:了|出|共|约|近|于少不){{0,2}}(?:{backwards(lexicon()['counted']['verbs']['pure'])}|增新|建新|育培|成建)"
)
_TO = re.compile(any_of(words("roles", "to")))
_ESTIMATES = frozenset(words("roles", "estimates"))
_BOUNDS = frozenset(("超", "不足", "以上", "以下", "以内"))
_RATE_NOUN = frozenset("率面度比重")
_OWN_RATES = ("率", "面", "度")
_POINTS = frozenset(("个百分点", "百分点", "个点"))
_DONE_SO_FAR = re.compile(r"完成|到位|拨付|支付|支出|拨款|投入")
PLANNED_WHOLE = (
    "总投资",
    "计划",
    "概算",
    "合同价",
    "合同金额",
    "批复",
    "应拨",
    "应付",
    "应到位",
    "年度投资",
    "全年投资",
    "任务",
)
_FALLS = frozenset("-−－")
_AT_LEAST = frozenset("至最不许众较缺很")  # before 多 and 少 they make another word


class Cue(NamedTuple):
    """The word that tells the role: text[start:end], and its class in the lexicon."""

    name: str
    start: int
    end: int


def cue_before(rev: str, size: int, low: int, high: int, percent: bool) -> Cue | None:
    """The telling word nearest before a figure at `high`, not before `low`. `rev` is the text backwards."""
    found = _NEXT_TO.match(rev, size - high, size - low)
    if found:
        name = _CLASSES[found[1][::-1]]
        if found[1][-1] in "多少" and found.end() < size - low and rev[found.end()] in _AT_LEAST:
            name = "masks"  # 至少完成12项
        if name != "masks":
            return Cue(name, size - found.end(), size - found.start(1))
    table, pattern = (_CLASSES, _ANYWHERE) if percent else (_APART, _SET_APART)
    for found in pattern.finditer(rev, size - high, size - low):
        name = table.get(found[0][::-1], "masks")
        if name != "masks":
            return Cue(name, size - found.end(), size - found.start())
    return None


def is_led(rev: str, at: int) -> bool:
    """Whether a verb stands right before a number (`at` in the text backwards): 引进10名以上."""
    return _LED.match(rev, at) is not None


def role_behind(text: str, number: Number, led: bool) -> Role | None:
    """What the words behind a figure make of it: 500万元以上的项目 is a threshold, 4%的控制目标 a target.

    `led` tells that a verb counts it (引进10名以上的博士 is no threshold), or that it is a share.
    """
    found = _BEHIND.match(text, number.end, number.end + 16)
    if found is None:
        return None
    if found["limit"]:
        return LIMIT
    if found["goal"]:
        return TARGET
    bounded = found[0] != "的" or number.approx in _BOUNDS
    return LIMIT if bounded and not led else None


def is_task(text: str, number: Number) -> bool:
    """13亿元任务的127.4%: what is planned may be named behind its amount. 20项任务 are so many tasks."""
    return (
        number.kind in (MONEY, AREA, WEIGHT) or number.unit in ("家", "件", "户", "人", "人次")
    ) and _TASK.match(text, number.end, number.end + 24) is not None


def turns_to(text: str, end: int) -> bool:
    """Whether a change to another value follows: 由112家增加到437家."""
    return _TO.match(text, end) is not None


class Mood:
    """Whether the sentence speaks of what is planned: kept from figure to figure."""

    def __init__(self) -> None:
        self.target = ""  # the word that opened it
        self.plan = False  # 下一步打算：…: to the end of the paragraph
        self.done = False  # 现有, 截至目前: of what is, until the next stop

    def hear(self, text: str, low: int, high: int) -> None:
        """Take in the words between the figure before and this one."""
        for found in _TARGET.finditer(text, low, high):
            kind = found.lastgroup
            if kind == "done":
                over = self.target in _ESTIMATES or found[0] == "已" or self.target[:2] in ("任务", "目标")
                self.target = "" if over else self.target
            elif kind == "pause":
                self.done = False
            elif kind == "plan":
                opened = _WEAKLY if found[0] in _WEAK or found[0][0] == "2" else _OPENED
                self.plan = self.plan or opened.match(text, found.end(), found.end() + 24) is not None
            elif kind == "real":
                if (
                    text[found.start() - 1] not in _AGAINST
                    and "基础" not in text[found.end() : found.end() + 14]
                ):
                    self.target, self.done = "", True
            else:
                self.target = found["target"] or found["meant"] or found["year"] or ""
                self.done = False

    def plans(self, closed_span: bool, year: str) -> bool:
        """Whether a figure here is of a time to come; a forecast of a span that is over is none."""
        if self.plan and not self.done:
            return True
        if self.target[:1] == "到":
            return not year.isdigit() or self.target[1:5] > year
        return bool(self.target) and not (closed_span and self.target in _ESTIMATES)


def role_of(number: Number, cue: Cue | None, sign: str, before: Role | None, rate_noun: str) -> Role:
    """The role by the telling word; `before` is the role of the percentage before it in the sentence."""
    name = cue.name if cue else ""
    if number.limit or name == "limits":
        return LIMIT
    if number.kind is PERCENT:
        return _of_percent(number, name, sign, before, rate_noun)
    if number.kind is RATIO:
        if name == "up":
            return GROWTH_RATE
        if name == "down":
            return DECREASE
        return LEVEL if number.unit and "倍" in number.unit else SHARE
    if name in ("up", "apart_up"):
        return INCREASE
    if name in ("down", "apart_down"):
        return DECREASE
    return TARGET if name == "goal" else LEVEL


def _of_percent(number: Number, name: str, sign: str, before: Role | None, rate_noun: str) -> Role:
    points = number.unit in _POINTS
    if number.approx == "以内" or (number.approx == "不足" and rate_noun in _OWN_RATES):
        return LIMIT
    if name == "up":
        return INCREASE if points else GROWTH_RATE
    if name == "down":
        return DECREASE
    if points:
        return DECREASE if before is DECREASE else INCREASE
    if name in ("completion", "goal"):
        return COMPLETION_RATE
    if name == "share":
        return SHARE
    if sign == "+":
        return GROWTH_RATE
    if sign in _FALLS:
        return DECREASE
    return SHARE if rate_noun or before is None else before


def is_done(text: str, low: int, high: int) -> bool:
    """已完成投资18.6亿元，占总投资的…: whether the words text[low:high] tell how much of a plan is done."""
    return _DONE_SO_FAR.search(text, low, high) is not None


def rate_noun(character: str) -> str:
    """The last character of a noun that is a rate of its own (覆盖率, 亏损面); "" if it is none."""
    return character if character in _RATE_NOUN else ""
