"""What the figures of a paragraph count: words of their own, of a list, or carried from the figure before."""

import re
from collections import deque
from collections.abc import Sequence

from taizhang.core.reading.figures import counted
from taizhang.core.reading.figures.counted import Span
from taizhang.core.reading.figures.figure import Figure, Number
from taizhang.core.reading.figures.members import (
    AGE_OR_DURATION,
    COUNT,
    LEVEL,
    LIMIT,
    OTHER,
    RANK,
    RATIO,
    TARGET,
)
from taizhang.core.reading.figures.spot import JOINT, Spot, clause_start
from taizhang.core.reading.outline import Heading

_EACH = re.compile(r"分别|依次|各(?:为|达|占|增)")
_BASE = re.compile(
    r"在(?![孵校建职册营库研岗编售产])[^，,]{0,6}$|(?:约|已|在|仅)?(?:占|相当于|是|为)|较|比|由|从|扣|距"
)
_BASES = frozenset("在约已仅占相是为较比由从扣距")
_REACHED = re.compile(r"超?额?完成|达到?|占|[为是]|实现|超过?")
_TASK_OF = re.compile(r"(?:已|仅|只|才)?(?:占到?|完成|达到?|相当于|为|是|超额完成|实现)(?=[^了]{4})")
_TOTALS = frozenset(
    (
        "合计",
        "共计",
        "总计",
        "共",
        "总共",
        "一共",
        "合计为",
        "合计达",
        "共有",
        "合计有",
        "共达",
        "总数为",
        "总数达",
    )
)
_BESIDE = re.compile(r"与|同|和")
_YEARLY = frozenset(("年初", "年度", "全年"))  # 年初预算: they belong to the task
_LIST = 80  # characters over which the names of a list may stretch
_BRACKET = 40  # characters of a bracket that is looked over
_DEEPEST = 8  # brackets within brackets
_NAMES = 60  # of one list
_MEASURED = (COUNT, AGE_OR_DURATION, OTHER)
_UP_TO_CUE = frozenset(("up", "down", "share", "to", "completion", "limits", "target"))


class Naming:
    """What is counted, from figure to figure of one paragraph."""

    def __init__(self, text: str, rev: str, floor: int, above: Sequence[Heading]) -> None:
        self.text = text
        self.rev = rev
        self.floor = floor
        self.above = above
        self.previous: Figure | None = None
        # What the last figure was about, and the last amount: by depth of brackets.
        self.subjects: list[tuple[Span | None, Span | None]] = [(None, None)]
        self.recent: deque[tuple[int, Span]] = deque(
            maxlen=_NAMES
        )  # what the levels so far counted, with depth
        self.queue: deque[Span] = deque()  # names that a list still has to give out
        self.whole: Span | None = None  # what the list of the sentence makes up: 三大主导产业中，…，合计…
        self.count = 0  # figures of the sentence
        self.topic: Span | None = None  # 发明专利方面，申请…、授权…

    def open_bracket(self) -> None:
        """Inside of a bracket there are subjects of its own: 331件（其中发明65件）."""
        if len(self.subjects) < _DEEPEST:
            self.subjects.append((None, None))

    def close_bracket(self) -> None:
        """Behind it the subject is again what it was before."""
        if len(self.subjects) > 1:
            self.subjects.pop()

    def end_sentence(self) -> None:
        """A list and a topic end with their sentence."""
        del self.subjects[1:]
        self.topic = self.whole = None
        self.count = 0
        self.queue.clear()

    def remember(self, figure: Figure, spot: Spot) -> None:
        """What later figures may be about."""
        self.count += 1
        span = (figure.of_start, figure.of_start + len(figure.of))
        base = (
            not spot.percent
            and self.previous is not None
            and self.text[spot.low] in _BASES
            and _BASE.match(self.text, spot.low, figure.start) is not None
        )
        any_figure, amount = self.subjects[-1]
        goal = spot.cue is not None and spot.cue.name == "goal"
        goal = goal and (spot.percent or self.text[spot.low - 1] not in "，,；;。：:、\n")  # 完成目标180家的…
        if any_figure is None or not (base or goal or figure.role is LIMIT):
            self.subjects[-1] = (span, amount if spot.percent else span)
            if figure.role in (LEVEL, TARGET):
                self.recent.append((len(self.subjects), span))
        self.previous = figure

    def name(self, spot: Spot, numbers: Sequence[Number]) -> Span:
        """The words that name what is counted."""
        text, number, low = self.text, spot.number, spot.low
        clause = text[low : number.start]
        if self.count == 0 and low - 1 > self.floor and text[low - 1] in "，,":
            self.whole = self._among(low - 1, spot.last) or self._clause_before(spot)
        elif self.count > 1 and self.whole and clause in _TOTALS:
            return self.whole
        if spot.joint and self.queue:
            return self.queue.popleft()
        high = self._noun_end(spot)
        low = spot.low
        each = (
            _EACH.search(text, low, number.start)
            if "各" in clause or "分别" in clause or "依次" in clause
            else None
        )
        high = min(high, each.start()) if each else high
        if each or (not spot.joint and text[low - 1] == "、" and self._is_listed(spot, numbers)):
            shared = self._shared(spot, numbers, high)
            if shared:
                self.queue = deque(shared[1:])
                if self.count == 0 and shared[-1][1] <= high:
                    self.whole = shared[0][0], shared[-1][1]
                return shared[0]
        change = spot.cue is not None and spot.cue.name in ("up", "down")
        if number.kind is RATIO and (text[low] in "是为相" or text.startswith("者是", low + 1)):
            return self._carried(spot)  # 是全省平均水平的1.3倍
        rank = spot.role is RANK
        found = counted.noun_before(text, self.rev, low, high, rank=rank, change=change)
        if number.kind in _MEASURED and not change:
            behind = counted.noun_behind(text, number.end, spot.limit)
            if behind:
                return behind
        goal = spot.cue is not None and spot.cue.name == "goal"
        yearly = goal and found is not None and text[found[0] - 2 : found[0]] in _YEARLY
        if found and not yearly and (counted.is_measure(text, found) or counted.is_bare(text, found)):
            self.topic = subject = self._topic(low, spot.last) or self.topic
            if subject is None and counted.is_measure(text, found):
                subject = self._subject(spot)
            found = subject or found
        if found:
            return (found[0] - 2, found[1]) if yearly else found
        of_them = spot.cue is None and text.startswith(("以上的", "左右的"), number.end)
        if not (change or rank) and (self.previous is None or not spot.percent or of_them):
            behind = counted.noun_behind(text, number.end, spot.limit)
            if behind:
                return behind
        return self._carried(spot)

    def _noun_end(self, spot: Spot) -> int:
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
        if cue.name == "goal" and not spot.percent:
            base = _TASK_OF.match(text, spot.low, high)
            spot.low = base.end() if base and high - base.end() > 3 else spot.low
        if cue.name == "goal" and spot.percent:
            reached = _REACHED.search(text, spot.low, cue.end)
            return reached.start() if reached else cue.start
        return high

    def _shared(self, spot: Spot, numbers: Sequence[Number], high: int) -> list[Span] | None:
        """What a list 分别 …、…和… counts, one by one: the names before it, or the last figures."""
        text, low, last = self.text, spot.low, spot.last
        at = spot.index + 1
        last_index = min(len(numbers), at + _NAMES)
        while at < last_index and JOINT.fullmatch(text, numbers[at - 1].end, numbers[at].start):
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
        if own is not None and not counted.is_measure(text, own):
            return None
        outside = [
            span for depth, span in self.recent if depth <= len(self.subjects)
        ]  # no parts within brackets
        recent = outside if len(outside) >= count else [span for _, span in self.recent]
        return recent[-count:] if len(recent) >= count else None

    def _is_listed(self, spot: Spot, numbers: Sequence[Number]) -> bool:
        """Whether another number follows with nothing but 、 between: 甲、乙达10家、8家."""
        after = spot.index + 1
        return after < len(numbers) and bool(
            JOINT.fullmatch(self.text, spot.number.end, numbers[after].start)
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

    def _among(self, end: int, last: int) -> Span | None:
        """三大产业中，电子…: what the parts that follow are parts of."""
        if self.text[end - 1] not in "中里内" or end - 3 < last:
            return None
        return counted.noun_before(self.text, self.rev, self._clause(end - 1, last), end - 1)

    def _subject(self, spot: Spot) -> Span | None:
        """What the figure before was about, at this depth of brackets or outside; an amount follows an amount."""
        for any_figure, amount in reversed(self.subjects):
            if any_figure is not None:
                return any_figure if spot.percent or spot.role is RANK else amount or any_figure
        return None

    def _carried(self, spot: Spot) -> Span:
        """The words of a clause before without figures, of the figure before, or of the heading."""
        found = self._over_bracket(spot) or self._clause_before(spot) or self._subject(spot)
        if found:
            return found
        for heading in reversed(self.above):
            if heading.end > heading.start:
                return heading.start, heading.end
        return spot.low, spot.number.start

    def _clause_before(self, spot: Spot) -> Span | None:
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

    def _over_bracket(self, spot: Spot) -> Span | None:
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
        rank = spot.role is RANK
        return counted.noun_before(self.text, self.rev, start, opening, rank=rank)

    def _clause(self, end: int, last: int) -> int:
        return clause_start(self.text, self.rev, end, last)
