"""One paragraph read from left to right: each number with its role and what it counts."""

import re
from collections.abc import Iterator, Sequence

from taizhang.core.reading.document import Block
from taizhang.core.reading.figures import roles
from taizhang.core.reading.figures.figure import Figure, Number, Role
from taizhang.core.reading.figures.members import (
    AGE_OR_DURATION,
    AREA,
    COMPLETION_RATE,
    COUNT,
    INCREASE,
    LEVEL,
    LIMIT,
    MONEY,
    PERCENT,
    RANK,
    RANK_KIND,
    RATIO,
    SHARE,
    TARGET,
    WEIGHT,
)
from taizhang.core.reading.figures.naming import Naming
from taizhang.core.reading.figures.periods import Own, Setting, year_before
from taizhang.core.reading.figures.spans_of_time import begins_after
from taizhang.core.reading.figures.spot import JOINT, Spot, clause_start
from taizhang.core.reading.outline import Heading

_MARK = re.compile(r"[()（）。！!？?]")
_OPENS_LIST = re.compile(r"[:：]|其中|分为|包括|[，,（(]含")
_NEW = frozenset(("新增", "净增"))
_ENDS_LIST = re.compile(r"[。；;！!？?]")
_BINDS = frozenset("的以（(")  # how words behind a figure begin that may change its role
_CHANGES = frozenset("降升增减提压缩")  # 空置率降到一成以内 is no threshold, 保持在1.5%以内 is one
_JOINT = 4  # characters at most between two numbers of a list
_TASKS = frozenset("任目年全预计指省市县区考责投下")  # how a task behind its amount begins
_BRACKET = 40  # characters of a bracket that is looked over
_HEARD = 200  # characters before a figure in which words of planning are looked for


class Paragraph:
    """One paragraph, read from left to right."""

    def __init__(
        self, text: str, rev: str, block: Block, above: Sequence[Heading], here: Setting, own: Own
    ) -> None:
        self.text = text
        self.rev = rev  # the text backwards: what stands before a number is matched from the number on
        self.size = len(text)
        self.end = block.end
        self.floor = block.start
        if above and above[-1].line == block.start:
            own_title = above[-1]
            apart = text[own_title.end : own_title.end + 1].strip(" \t\u3000\xa0（(0123456789") == ""
            self.floor = own_title.end if apart and own_title.run_in else own_title.start
        self.here = here
        self.own = own
        self.mood = roles.Mood()
        self.naming = Naming(text, rev, self.floor, above)
        self.rate: Role | None = None  # role of the percentage before in the sentence
        self.previous: Figure | None = None
        self.previous_low = self.floor
        self.planned: Figure | None = None  # the last target or increase of the sentence
        self.whole: Figure | None = None  # … whose parts are being listed

    def read(self, numbers: Sequence[Number], told: Sequence[str | None]) -> Iterator[Figure]:
        """The figures of the paragraph, `told` being the period at each number."""
        for index, period in enumerate(told):
            yield self._figure(numbers, index, period)

    def _figure(self, numbers: Sequence[Number], index: int, period: str | None) -> Figure:
        spot = self._spot(numbers, index)
        number, cue = spot.number, spot.cue
        spot.role = self._in_list(spot, self._role(spot, period))
        if self._is_start(spot):
            period = year_before(period) or period
        if cue and cue.name == "goal" and period and not spot.percent and self.own.period:
            period = _whole_year(period)
        previous = self.previous
        if spot.of_goal and previous is not None:
            span = (previous.of_start, previous.of_start + len(previous.of))
        else:
            span = self.naming.name(spot, numbers)
        figure = Figure(
            number.start, number.end, number.text, number.value, number.unit, number.kind, number.approx, number.masked,
            number.upper, number.optional, number.limit, "", spot.role, self.text[span[0] : span[1]], span[0], period,
        )  # fmt: skip
        self._remember(figure, spot)
        return figure

    def _spot(self, numbers: Sequence[Number], index: int) -> Spot:
        text, number, previous = self.text, numbers[index], self.previous
        last = previous.end if previous else self.floor
        self._marks(last, number.start)
        self.mood.hear(text, max(last, number.start - _HEARD), number.start)
        spot = Spot(
            number,
            index,
            last,
            clause_start(text, self.rev, number.start, last),
            numbers[index + 1].start if index + 1 < len(numbers) else self.end,
            previous is not None
            and number.start - last <= _JOINT
            and JOINT.fullmatch(text, last, number.start) is not None,
            number.kind in (PERCENT, RATIO),
        )
        cue = roles.cue_before(self.rev, self.size, spot.low, number.start, spot.percent)
        if cue and cue.name == "completion" and not spot.percent and self._is_task(number, cue):
            cue = roles.Cue("goal", cue.start, cue.end)
        if cue and cue.name == "goal":
            if text[spot.low] in "距离":
                cue = None  # 距目标还有12.35亿元
            elif spot.percent and text[cue.end] in "为是":
                cue = roles.Cue("target", cue.start, cue.end)  # 确保数是12%
        if (
            cue
            and cue.name == "share"
            and previous is not None
            and previous.kind is not PERCENT
            and text.startswith(roles.PLANNED_WHOLE, cue.end)
            and roles.is_done(text, self.previous_low, previous.start)
        ):
            cue = roles.Cue("completion", cue.start, cue.end)  # 已完成投资18.6亿元，占总投资的37.2%
        if cue and not spot.percent and text[number.start - 1] == "的" and text[cue.start : cue.end] in _NEW:
            cue = None  # 今年新增的6家省级中心
        if previous is not None and spot.percent and text.startswith(("的", "）的", ")的"), last):
            spot.based = True
            cue = cue or roles.cue_before(self.rev, self.size, self.previous_low, previous.start, True)
        elif cue is None and spot.low == number.start and text[spot.low - 1] in "(（" and last < spot.low - 1:
            low = clause_start(text, self.rev, spot.low - 1, last)  # 完成年度任务（580家）, 全省增幅（15.9%）
            cue = roles.cue_before(self.rev, self.size, low, number.start - 1, spot.percent)
            if cue and (cue.name == "goal" or (spot.percent and cue.end == number.start - 1)):
                spot.low = low
            else:
                cue = None
        spot.cue = cue
        return spot

    def _is_task(self, number: Number, cue: roles.Cue) -> bool:
        """占计划63000亩, 水稻计划29万亩: a task; 国家计划8303项 is a name."""
        measured = number.kind in (AREA, WEIGHT)
        return self.text[cue.start : cue.end] == "计划" and (
            measured or self.text[cue.start - 1] in "占成达为度年"
        )

    def _marks(self, low: int, high: int) -> None:
        """Brackets and sentence ends since the figure before."""
        for mark in _MARK.finditer(self.text, low, high):
            character = mark[0]
            if character in "(（":
                self.naming.open_bracket()
            elif character in ")）":
                self.naming.close_bracket()
            else:
                self.naming.end_sentence()
                self.rate = self.planned = None

    def _remember(self, figure: Figure, spot: Spot) -> None:
        """What later figures of the paragraph depend on."""
        self.naming.remember(figure, spot)
        if figure.kind is PERCENT:
            self.rate = figure.role
        elif figure.role is TARGET or (figure.role is INCREASE and (self.whole or self._is_new(spot))):
            self.planned = self.whole or figure
        elif self.planned and self.planned.kind is figure.kind:
            self.planned = None
        self.previous, self.previous_low = figure, spot.low

    def _is_new(self, spot: Spot) -> bool:
        """新增11家: its parts are new as well; those of 新引进47人 are what these are."""
        return spot.cue is not None and self.text[spot.cue.start : spot.cue.end] in _NEW

    def _role(self, spot: Spot, period: str | None) -> Role:
        number, cue = spot.number, spot.cue
        if number.kind is RANK_KIND:
            return RANK
        if spot.joint and cue is None and self.previous and self.previous.kind is number.kind:
            return self.previous.role
        percent = number.kind is PERCENT
        if percent and number.approx == "以内" and not (cue and self.text[cue.start] in _CHANGES):
            return LIMIT
        if self.text.startswith(("的基础", "基础上"), number.end):
            return LEVEL  # 在现有260家的基础上
        if self.text[number.end : number.end + 1] in _TASKS and roles.is_task(self.text, number):
            return TARGET
        if self.text[number.end : number.end + 1] in _BINDS:
            led = not (cue and cue.name == "completion") if percent else self._is_led(number)
            behind = roles.role_behind(self.text, number, led)
            ahead = percent and number.approx == "以上" and self.mood.plans(False, self.own.year)
            if behind is not None:
                return TARGET if ahead else behind  # 争取年内完成90%以上项目的验收
        if cue and cue.name in ("to", "target"):
            role = TARGET if cue.name == "target" else self._of_end(cue) if percent else LEVEL
        else:
            sign = self.text[number.start - 1] if percent and cue is None and number.start else ""
            role = roles.role_of(
                number, cue, sign, self.rate, self._rate_noun(number, cue) if percent else ""
            )
        if role is LIMIT or number.kind is AGE_OR_DURATION:
            return role
        return TARGET if self._is_ahead(role, period, money=number.kind is MONEY) else role

    def _in_list(self, spot: Spot, role: Role) -> Role:
        """The parts of a budget or of an increase are what the whole is: 年初预算4800万元：平台1800万元、…."""
        previous = self.previous
        if previous is None or spot.cue is not None or role is not LEVEL or self.planned is None:
            self.whole = None
            return role
        if _OPENS_LIST.search(self.text, spot.last, spot.number.start):
            self.whole = self.planned
        elif _ENDS_LIST.search(self.text, spot.last, spot.number.start):
            self.whole = None
        return self.whole.role if self.whole and self.whole.kind is spot.number.kind else role

    def _is_start(self, spot: Spot) -> bool:
        """由14.3%降至12.9%: the first of the two, where no period is named for it."""
        text, number = self.text, spot.number
        return (
            text[number.start - 1 : number.start] in ("由", "从")
            and spot.limit > number.end
            and roles.turns_to(text, number.end)
        )

    def _of_end(self, cue: roles.Cue) -> Role:
        """占比提高到35%: the rate itself, where it ends."""
        low = max(self.floor, cue.start - _BRACKET)
        inner = roles.cue_before(self.rev, self.size, low, cue.start, True)
        return COMPLETION_RATE if inner and inner.name == "completion" else SHARE

    def _rate_noun(self, number: Number, cue: roles.Cue | None) -> str:
        at = (cue.end if cue and cue.name in ("share", "completion") else number.start) - 1
        return roles.rate_noun(self.text[at]) if at >= 0 else ""

    def _is_led(self, number: Number) -> bool:
        """Whether a verb counts it: 引进10名以上的博士."""
        return number.kind is COUNT and roles.is_led(self.rev, self.size - number.start)

    def _is_ahead(self, role: Role, period: str | None, *, money: bool) -> bool:
        """Whether it speaks of a time still to come."""
        own = self.own.period or self.own.year
        if period and period != own and begins_after(period, own):
            return True
        year = _year(period) if self.own.budget or self.here.plan else ""
        if self.own.budget and money and role is LEVEL:
            return not (year and year < self.own.year) and not self.mood.done
        if self.here.plan:
            return not (year and year < _year(self.here.period)) and not self.mood.done
        closed = bool(period and self.own.period and "-" in period and period != self.own.period)
        return self.mood.plans(closed, self.own.year)


def _year(period: str | None) -> str:
    """The last year of a period; "" where there is none."""
    year = (period or "").rpartition("..")[2][:4]
    return year if year.isdigit() else ""


def _whole_year(period: str) -> str:
    """A task or a budget is of the year: 占全年任务的…, 年初预算."""
    return period[:4] if period[:4].isdigit() and period[4:6] != ".." else period
