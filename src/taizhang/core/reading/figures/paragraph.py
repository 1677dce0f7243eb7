"""One paragraph read from left to right: each number with its role and what it counts."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.core.reading.document import Block
from taizhang.core.reading.figures import counted, roles
from taizhang.core.reading.figures.counted import Span
from taizhang.core.reading.figures.figure import Figure, Kind, Number, Role
from taizhang.core.reading.figures.periods import Own, Setting, year_before
from taizhang.core.reading.outline import Heading

_CLAUSE = re.compile(r"[^，,。；;：:、！!？?()（）\n…]{0,60}")  # read backwards: the words before a number
_SMALL_BRACKET = re.compile(r"[)）][A-Za-z&]{1,8}[(（]")  # read backwards
_MARK = re.compile(r"[()（）。！!？?]")
_JOINT = re.compile(r"[ ]?(?:[、/]|和|与|及|以及|[:：∶])[ ]?")
_EACH = re.compile(r"分别|依次|各(?:为|达|占|增)")
_BASE = re.compile(r"在[^，,]{0,6}$|(?:约|已|在|仅)?(?:占|相当于|是|为)|较|比|由|从|扣|距")
_REACHED = re.compile(r"超?额?完成|达到?|占|[为是]|实现|超过?")
_BESIDE = re.compile(r"与|同|和")
_OPENS_LIST = re.compile(r"[:：]|其中|分为|包括")
_ENDS_LIST = re.compile(r"[。；;！!？?]")
_BINDS = frozenset("的以（(")  # how words behind a figure begin that may change its role
_YEARLY = frozenset(("年初", "年度", "全年"))  # 年初预算: they belong to the task
_LIST = 80  # characters over which the names of a list may stretch
_BRACKET = 40  # characters of a bracket that is looked over
_DEEPEST = 8  # brackets within brackets
_NAMES = 60  # of one list
_HEARD = 200  # characters before a figure in which words of planning are looked for
_MEASURED = (Kind.COUNT, Kind.AGE_OR_DURATION, Kind.OTHER)
_UP_TO_CUE = frozenset(("up", "down", "share", "to", "completion", "limits", "target"))


@dataclass(slots=True)
class _Spot:
    """A number in its sentence."""

    number: Number
    index: int
    last: int  # where the figure before ends
    low: int  # where its clause begins
    limit: int  # where the next number begins
    joint: bool  # only 、 or 和 stands between it and the figure before
    percent: bool
    cue: roles.Cue | None = None
    based: bool = False  # 占规上企业268家的一半: of the figure right before it
    role: Role = Role.LEVEL

    @property
    def of_goal(self) -> bool:
        """完成年度目标180家的103.3%."""
        return self.based and self.cue is not None and self.cue.name == "goal"


class Paragraph:
    """One paragraph, read from left to right."""

    def __init__(
        self, text: str, rev: str, block: Block, above: Sequence[Heading], here: Setting, own: Own
    ) -> None:
        self.text = text
        self.rev = rev  # the text backwards: what stands before a number is matched from the number on
        self.size = len(text)
        self.end = block.end
        self.above = above
        self.floor = above[-1].start if above and above[-1].line == block.start else block.start
        self.here = here
        self.own = own
        self.mood = roles.Mood()
        # What the last figure was about, and the last amount: by depth of brackets.
        self.subjects: list[tuple[Span | None, Span | None]] = [(None, None)]
        self.recent: deque[Span] = deque(maxlen=_NAMES)  # what the levels so far counted
        self.queue: deque[Span] = deque()  # names that a list still has to give out
        self.rate: Role | None = None  # role of the percentage before in the sentence
        self.previous: Figure | None = None
        self.previous_low = self.floor
        self.topic: Span | None = None  # 发明专利方面，申请…、授权…
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
            span = self._counted(spot, numbers)
        figure = Figure(
            number.start, number.end, number.text, number.value, number.unit, number.kind, number.approx, number.masked,
            number.upper, number.optional, number.limit, "", spot.role, self.text[span[0] : span[1]], span[0], period,
        )  # fmt: skip
        self._remember(figure, span, spot)
        return figure

    def _spot(self, numbers: Sequence[Number], index: int) -> _Spot:
        text, number, previous = self.text, numbers[index], self.previous
        last = previous.end if previous else self.floor
        self._marks(last, number.start)
        self.mood.hear(text, max(last, number.start - _HEARD), number.start)
        spot = _Spot(
            number,
            index,
            last,
            self._clause(number.start, last),
            numbers[index + 1].start if index + 1 < len(numbers) else self.end,
            previous is not None and _JOINT.fullmatch(text, last, number.start) is not None,
            number.kind in (Kind.PERCENT, Kind.RATIO),
        )
        cue = roles.cue_before(self.rev, self.size, spot.low, number.start, spot.percent)
        if cue and cue.name == "completion" and not spot.percent and self._is_task(number, cue):
            cue = roles.Cue("goal", cue.start, cue.end)
        if cue and cue.name == "goal":
            if text[spot.low] in "距离":
                cue = None  # 距目标还有12.35亿元
            elif spot.percent and text[cue.end] in "为是":
                cue = roles.Cue("target", cue.start, cue.end)  # 确保数是12%
        if previous is not None and spot.percent and text.startswith(("的", "）的", ")的"), last):
            spot.based = True
            cue = cue or roles.cue_before(self.rev, self.size, self.previous_low, previous.start, True)
        elif cue is None and spot.low == number.start and text[spot.low - 1] in "(（" and last < spot.low - 1:
            low = self._clause(spot.low - 1, last)  # 完成年度任务（580家）, 全省增幅（15.9%）
            cue = roles.cue_before(self.rev, self.size, low, number.start - 1, spot.percent)
            if cue and (cue.name == "goal" or (spot.percent and cue.end == number.start - 1)):
                spot.low = low
            else:
                cue = None
        spot.cue = cue
        return spot

    def _is_task(self, number: Number, cue: roles.Cue) -> bool:
        """占计划63000亩, 水稻计划29万亩: a task; 国家计划8303项 is a name."""
        measured = number.kind in (Kind.AREA, Kind.WEIGHT)
        return self.text[cue.start : cue.end] == "计划" and (
            measured or self.text[cue.start - 1] in "占成达为度年"
        )

    def _clause(self, end: int, last: int) -> int:
        """Where the words begin that stand before `end` without a stop between."""
        size = self.size
        found = _CLAUSE.match(self.rev, size - end, size - last)
        start = size - found.end() if found else end
        if start <= last or self.text[start - 1] not in ")）":
            return start
        bracket = _SMALL_BRACKET.match(self.rev, size - start, size - last)
        if bracket:  # 研究与试验发展(R&D)经费
            found = _CLAUSE.match(self.rev, bracket.end(), size - last)
            return size - found.end() if found else start
        return start

    def _marks(self, low: int, high: int) -> None:
        """Brackets and sentence ends since the figure before."""
        for mark in _MARK.finditer(self.text, low, high):
            character = mark[0]
            if character in "(（":
                if len(self.subjects) < _DEEPEST:
                    self.subjects.append((None, None))
            elif character in ")）":
                if len(self.subjects) > 1:
                    self.subjects.pop()
            else:
                del self.subjects[1:]
                self.rate = self.planned = self.topic = None
                self.queue.clear()

    def _remember(self, figure: Figure, span: Span, spot: _Spot) -> None:
        """What later figures of the paragraph may be about."""
        base = (
            not spot.percent
            and self.previous is not None
            and _BASE.match(self.text, spot.low, figure.start) is not None
        )
        any_figure, amount = self.subjects[-1]
        goal = spot.cue is not None and spot.cue.name == "goal"
        if any_figure is None or not (base or goal or figure.role is Role.LIMIT):
            self.subjects[-1] = (span, amount if spot.percent else span)
            if figure.role in (Role.LEVEL, Role.TARGET):
                self.recent.append(span)
        if figure.kind is Kind.PERCENT:
            self.rate = figure.role
        elif figure.role in (Role.TARGET, Role.INCREASE):
            self.planned = self.whole or figure
        elif self.planned and self.planned.kind is figure.kind:
            self.planned = None
        self.previous, self.previous_low = figure, spot.low

    # The role.

    def _role(self, spot: _Spot, period: str | None) -> Role:
        number, cue = spot.number, spot.cue
        if number.kind is Kind.RANK:
            return Role.RANK
        if spot.joint and cue is None and self.previous and self.previous.kind is number.kind:
            return self.previous.role
        percent = number.kind is Kind.PERCENT
        if percent and number.approx == "以内":
            return Role.LIMIT
        if self.text[number.end : number.end + 1] in _BINDS:
            led = not (cue and cue.name == "completion") if percent else self._is_led(number)
            behind = roles.role_behind(self.text, number, led)
            if behind is not None:
                return behind
        if cue and cue.name in ("to", "target"):
            role = Role.TARGET if cue.name == "target" else self._of_end(cue) if percent else Role.LEVEL
        else:
            sign = self.text[number.start - 1] if percent and cue is None and number.start else ""
            role = roles.role_of(number, cue, sign, self.rate, percent and self._is_rate(number, cue))
        if role is Role.LIMIT or number.kind is Kind.AGE_OR_DURATION:
            return role
        return Role.TARGET if self._is_ahead(role, period) else role

    def _in_list(self, spot: _Spot, role: Role) -> Role:
        """The parts of a budget or of an increase are what the whole is: 年初预算4800万元：平台1800万元、…."""
        previous = self.previous
        if previous is None or spot.cue is not None or role is not Role.LEVEL or self.planned is None:
            self.whole = None
            return role
        if _OPENS_LIST.search(self.text, spot.last, spot.number.start):
            self.whole = self.planned
        elif _ENDS_LIST.search(self.text, spot.last, spot.number.start):
            self.whole = None
        return self.whole.role if self.whole and self.whole.kind is spot.number.kind else role

    def _is_start(self, spot: _Spot) -> bool:
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
        return Role.COMPLETION_RATE if inner and inner.name == "completion" else Role.SHARE

    def _is_rate(self, number: Number, cue: roles.Cue | None) -> bool:
        at = (cue.end if cue and cue.name in ("share", "completion") else number.start) - 1
        return at >= 0 and roles.is_rate_noun(self.text[at])

    def _is_led(self, number: Number) -> bool:
        """Whether a verb counts it: 引进10名以上的博士."""
        return number.kind is Kind.COUNT and roles.is_led(self.rev, self.size - number.start)

    def _is_ahead(self, role: Role, period: str | None) -> bool:
        """Whether it speaks of a time still to come."""
        year = _year(period)
        if year and self.own.year.isdigit() and (period or "")[:4] > self.own.year:
            return True
        if self.here.plan:
            return not (year and year < _year(self.here.period))
        closed = bool(period and self.own.period and "-" in period and period != self.own.period)
        return role not in (Role.COMPLETION_RATE, Role.DECREASE) and self.mood.plans(closed, self.own.year)

    # What is counted.

    def _counted(self, spot: _Spot, numbers: Sequence[Number]) -> Span:
        text, number, low = self.text, spot.number, spot.low
        if spot.joint and self.queue:
            return self.queue.popleft()
        high = self._noun_end(spot)
        each = _EACH.search(text, low, number.start)
        high = min(high, each.start()) if each else high
        if each or (not spot.joint and text[low - 1] == "、" and self._is_listed(spot, numbers)):
            shared = self._shared(spot, numbers, high)
            if shared:
                self.queue = deque(shared[1:])
                return shared[0]
        change = spot.cue is not None and spot.cue.name in ("up", "down")
        rank = spot.role is Role.RANK
        found = counted.noun_before(text, self.rev, low, high, rank=rank, change=change)
        if number.kind in _MEASURED and not change:
            behind = counted.noun_behind(text, number.end, spot.limit)
            if behind:
                return behind
        if found and (counted.is_measure(text, found) or counted.is_bare(text, found)):
            self.topic = subject = self._topic(low, spot.last) or self.topic
            if subject is None and counted.is_measure(text, found):
                subject = self._subject(spot)
            found = subject or found
        if found:
            if spot.cue and spot.cue.name == "goal" and text[found[0] - 2 : found[0]] in _YEARLY:
                return found[0] - 2, found[1]
            return found
        if not (change or rank) and (self.previous is None or not spot.percent):
            behind = counted.noun_behind(text, number.end, spot.limit)
            if behind:
                return behind
        return self._carried(spot)

    def _noun_end(self, spot: _Spot) -> int:
        """Where the words end that may name what is counted: at the number, or at the word that tells its role."""
        text, cue, high = self.text, spot.cue, spot.number.start
        if cue is None or cue.start < spot.low:
            return high
        if cue.name in _UP_TO_CUE:
            named = cue.name in ("share", "completion") and text[cue.end - 1] in "率面度"
            high = cue.end if named else cue.start
        if cue.name == "share" and text.startswith("之比", cue.start):
            beside = _BESIDE.search(text, spot.low, high)
            return beside.start() if beside else high
        if cue.name in ("share", "to"):
            share = text.rfind("占", spot.low + 2, high)
            return share if share > 0 else high
        if cue.name == "goal" and spot.percent:
            reached = _REACHED.search(text, spot.low, cue.end)
            return reached.start() if reached else cue.start
        return high

    def _shared(self, spot: _Spot, numbers: Sequence[Number], high: int) -> list[Span] | None:
        """What a list 分别 …、…和… counts, one by one: the names before it, or the last figures."""
        text, low, last = self.text, spot.low, spot.last
        at = spot.index + 1
        last_index = min(len(numbers), at + _NAMES)
        while at < last_index and _JOINT.fullmatch(text, numbers[at - 1].end, numbers[at].start):
            at += 1
        count = at - spot.index
        if count == 1:
            return None
        listed = (
            counted.names(text, self.rev, self._list_start(low, last), high, count)
            if high - low >= 2
            else None
        )
        if listed is None and low - 1 > last and text[low - 1] in "，,":
            start = self._list_start(self._clause(low - 1, last), last)
            listed = counted.names(text, self.rev, start, low - 1, count)
        if listed:
            return listed
        own = counted.noun_before(text, self.rev, low, high)
        if (own is None or counted.is_measure(text, own)) and len(self.recent) >= count:
            return list(self.recent)[-count:]
        return None

    def _is_listed(self, spot: _Spot, numbers: Sequence[Number]) -> bool:
        """Whether another number follows with nothing but 、 between: 甲、乙达10家、8家."""
        after = spot.index + 1
        return after < len(numbers) and bool(
            _JOINT.fullmatch(self.text, spot.number.end, numbers[after].start)
        )

    def _list_start(self, start: int, last: int) -> int:
        """Back over 甲、乙、 to where the list of names begins."""
        floor = max(last, start - _LIST)
        while start > floor and self.text[start - 1] == "、":
            start = self._clause(start - 1, floor)
        return start

    def _topic(self, low: int, last: int) -> Span | None:
        """发明专利方面，申请…: the topic of the clause before."""
        text = self.text
        if low - 3 > last and text[low - 1] in "，," and text[low - 3 : low - 1] == "方面":
            return counted.noun_before(text, self.rev, self._clause(low - 3, last), low - 3)
        return None

    def _subject(self, spot: _Spot) -> Span | None:
        """What the figure before was about, at this depth of brackets or outside; an amount follows an amount."""
        for any_figure, amount in reversed(self.subjects):
            if any_figure is not None:
                return any_figure if spot.percent or spot.role is Role.RANK else amount or any_figure
        return None

    def _carried(self, spot: _Spot) -> Span:
        """The words of a clause before without figures, of the figure before, or of the heading."""
        found = self._over_bracket(spot) or self._clause_before(spot) or self._subject(spot)
        if found:
            return found
        for heading in reversed(self.above):
            if heading.end > heading.start:
                return heading.start, heading.end
        return spot.low, spot.number.start

    def _clause_before(self, spot: _Spot) -> Span | None:
        """研发投入持续加大，达到9.4亿元: the subject stands one or two clauses before, with no figure between."""
        text, at, last = self.text, spot.low, spot.last
        for _ in range(2):
            if at - 1 <= last or text[at - 1] not in "，,（(：:":
                return None
            mark = text[at - 1]
            start = self._clause(at - 1, last)
            if start == last and self.previous is not None and mark not in "（(":
                return None  # the rest of the clause of the figure before
            reader = counted.noun_of_clause if mark in "，," else counted.noun_before
            found = reader(text, self.rev, start, at - 1)
            if found:
                return found
            at = start
        return None

    def _over_bracket(self, spot: _Spot) -> Span | None:
        """专职人员（…）计709人: the noun stands before a bracket that is closed right before the number."""
        low = spot.low
        if low <= self.floor or self.text[low - 1] not in ")）" or spot.percent:
            return None
        floor = max(self.floor, low - _BRACKET)
        opening = max(self.text.rfind("（", floor, low), self.text.rfind("(", floor, low))
        if opening < 0:
            return None
        start = self._clause(opening, floor)
        if any(character.isdigit() for character in self.text[start:opening]):
            return None  # the bracket belongs to a figure
        rank = spot.role is Role.RANK
        return counted.noun_before(self.text, self.rev, start, opening, rank=rank)


def _year(period: str | None) -> str:
    """The last year of a period; "" where there is none."""
    year = (period or "").rpartition("..")[2][:4]
    return year if year.isdigit() else ""


def _whole_year(period: str) -> str:
    """A task or a budget is of the year: 占全年任务的…, 年初预算."""
    return period[:4] if period[:4].isdigit() and period[4:6] != ".." else period
