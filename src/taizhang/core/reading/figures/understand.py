"""What each number of a document says: role, what is counted, period."""

import re
from collections.abc import Iterator, Sequence

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.figures import counted, roles
from taizhang.core.reading.figures.counted import Span
from taizhang.core.reading.figures.figure import Figure, Kind, Number, Role
from taizhang.core.reading.figures.grammar import scan
from taizhang.core.reading.figures.periods import Own, Setting, leading_span, own_period, periods, setting
from taizhang.core.reading.figures.table_cells import cell_figures, quiet_spans
from taizhang.core.reading.outline import Heading, outline

_CLAUSE = re.compile(r"[^，,。；;：:、！!？?()（）\n…—]{0,60}")
_MARK = re.compile(r"[()（）。！!？?]")
_JOINT = re.compile(r"[ ]?(?:[、/]|和|与|及|以及|[:：∶])[ ]?")
_EACH = re.compile(r"分别|依次|各(?:为|达|占|增)")
_BASE = re.compile(r"(?:(?:约|已|在)?(?:占|相当于|是|为)|超?额?完成|较|比|由|从|扣)")
_CHANGES = (Role.GROWTH_RATE, Role.DECREASE, Role.INCREASE)
_MEASURED = (Kind.COUNT, Kind.RANK, Kind.AGE_OR_DURATION, Kind.OTHER)
_FAR = 200  # from a change back to the figure that it is about


def understand(document: Document) -> tuple[Figure, ...]:
    """Every stated figure of a document in order of the text, numbered f1, f2 …, those of tables among them."""
    numbers = scan(document.text)
    cells = cell_figures(document)
    figures = [*_prose(document, numbers), *cells]
    figures.sort(key=lambda figure: figure.start)
    for index, figure in enumerate(figures, start=1):
        figure.id = f"f{index}"
    return tuple(figures)


def _prose(document: Document, numbers: Sequence[Number]) -> list[Figure]:
    """The figures that stand in paragraphs."""
    headings = outline(document)
    own = own_period(document, headings, sum(number.masked for number in numbers))
    rev = document.text[::-1]
    lead: dict[int, str] = {}  # by section: the span of months that its first paragraph opens with
    found: list[Figure] = []
    for block, members in _by_block(document, numbers):
        above = headings.above(block.start)
        here = setting(own, above)
        here = _with_lead(document, block, above, here, own, lead)
        told = periods(document.text, block.start, block.end, members, own, here)
        found.extend(_Paragraph(document.text, rev, block, above, here, own).read(members, told))
    return found


def _by_block(document: Document, numbers: Sequence[Number]) -> Iterator[tuple[Block, list[Number]]]:
    """The numbers outside of noise and tables, by paragraph."""
    quiet = quiet_spans(document)
    at = 0
    index = 0
    for block in document.blocks:
        members: list[Number] = []
        while index < len(numbers) and numbers[index].start < block.end:
            if numbers[index].start >= block.start:
                members.append(numbers[index])
            index += 1
        if not members or block.kind in (BlockKind.NOISE, BlockKind.CELL):
            continue
        yield block, members


def _with_lead(
    document: Document, block: Block, above: Sequence[Heading], here: Setting, own: Own, lead: dict[int, str]
) -> Setting:
    """前三季度，… at the head of a section's first paragraph holds for the paragraphs that follow in it."""
    if not own.period or here.period != own.period:
        return here
    section = above[0].line if above and above[0].level == 1 else -1
    if section in lead:
        return Setting(lead[section], here.plan, here.year) if lead[section] else here
    start = above[-1].end if above and above[-1].line == block.start else block.start
    while start < block.end and document.text[start] in "。.：: \u3000":
        start += 1
    lead[section] = leading_span(document.text, start, block.end, own) or ""
    return here


class _Paragraph:
    """One paragraph, read from left to right."""

    def __init__(
        self, text: str, rev: str, block: Block, above: Sequence[Heading], here: Setting, own: Own
    ) -> None:
        self.text = text
        self.rev = rev
        self.size = len(text)
        self.end = block.end
        self.above = above
        self.floor = above[-1].start if above and above[-1].line == block.start else block.start
        self.here = here
        self.own = own
        self.mood = roles.Mood()
        self.subjects: list[Span | None] = [None]  # by depth of brackets
        self.recent: list[Span] = []  # what the last level figures counted
        self.queue: list[Span] = []  # names that a list still has to give out
        self.percent: Role | None = None
        self.previous: Figure | None = None
        self.low = self.floor  # where the clause of the previous figure begins

    def read(self, numbers: Sequence[Number], told: Sequence[str | None]) -> Iterator[Figure]:
        """The figures of the paragraph."""
        for index, number in enumerate(numbers):
            limit = numbers[index + 1].start if index + 1 < len(numbers) else self.end
            yield self._figure(numbers, index, limit, told[index])

    def _figure(self, numbers: Sequence[Number], index: int, limit: int, period: str | None) -> Figure:
        text, number = self.text, numbers[index]
        last = self.previous.end if self.previous else self.floor
        fresh = self._marks(last, number.start)
        self.mood.hear(text, max(last, number.start - 200), number.start)
        clause = _CLAUSE.match(self.rev, self.size - number.start, self.size - last)
        low = self.size - clause.end() if clause else number.start
        joint = self.previous is not None and _JOINT.fullmatch(text, last, number.start) is not None
        percent = number.kind in (Kind.PERCENT, Kind.RATIO)
        cue = roles.cue_before(self.rev, self.size, low, number.start, percent)
        if (
            cue is None
            and percent
            and self.previous
            and number.start - last <= 3
            and text.startswith("的", last)
        ):
            cue = roles.cue_before(self.rev, self.size, self.low, self.previous.start, True)
        role = self._role(number, cue, joint, period)
        span = self._counted(numbers, index, low, limit, cue, role, joint, last, fresh)
        figure = Figure(
            number.start, number.end, number.text, number.value, number.unit, number.kind, number.approx, number.masked,
            number.upper, number.optional, number.limit, "", role, text[span[0] : span[1]], span[0], period,
        )  # fmt: skip
        base = not percent and _BASE.match(text, low, number.start) is not None and self.previous is not None
        if not base or self.subjects[-1] is None:
            self.subjects[-1] = span
            if role in (Role.LEVEL, Role.TARGET):
                self.recent.append(span)
        if number.kind is Kind.PERCENT:
            self.percent = role
        self.previous, self.low = figure, low
        return figure

    def _marks(self, low: int, high: int) -> bool:
        """Brackets and sentence ends since the figure before; whether a new sentence began."""
        fresh = False
        for mark in _MARK.finditer(self.text, low, high):
            character = mark[0]
            if character in "(（":
                self.subjects.append(None)
            elif character in ")）":
                if len(self.subjects) > 1:
                    self.subjects.pop()
            else:
                fresh = True
                del self.subjects[1:]
                self.percent = None
        if fresh:
            self.queue.clear()
        return fresh

    def _role(self, number: Number, cue: roles.Cue | None, joint: bool, period: str | None) -> Role:
        if joint and cue is None and self.previous and self.previous.kind is number.kind:
            return self.previous.role
        before = self.text[number.start - 1] if number.start else ""
        if cue is None and number.kind is Kind.PERCENT and self.previous is not None:
            sign = before if before in "+-−－" else ""
        else:
            sign = ""
        rate = roles.is_rate_noun(before) and number.kind is Kind.PERCENT
        if cue and cue.name == "to":
            role = Role.SHARE if number.kind is Kind.PERCENT else Role.LEVEL
        else:
            role = roles.role_of(number, cue, sign, self.percent, rate)
        if role in (Role.RANK, Role.LIMIT) or number.kind is Kind.AGE_OR_DURATION:
            return role
        ahead = bool(
            period and self.own.year.isdigit() and period[:4].isdigit() and period[-4:][:4] > self.own.year
        )
        if period and period[:4].isdigit() and self.own.year.isdigit():
            ahead = period[:4] > self.own.year
        if self.here.plan and not (
            period and period[:4].isdigit() and self.here.period and period[:4] < self.here.period[:4]
        ):
            return Role.TARGET
        if ahead:
            return Role.TARGET
        closed = bool(period and self.own.period and "-" in period and period != self.own.period)
        if self.mood.plans(closed) and role not in (Role.COMPLETION_RATE, Role.DECREASE):
            return Role.TARGET if role is not Role.INCREASE else role
        return role

    def _counted(
        self, numbers: Sequence[Number], index: int, low: int, limit: int, cue: roles.Cue | None, role: Role,
        joint: bool, last: int, fresh: bool,
    ) -> Span:  # fmt: skip
        text, number = self.text, numbers[index]
        if joint and self.queue:
            return self.queue.pop(0)
        high = number.start
        if cue and cue.name in ("up", "down", "share", "to", "completion", "limits"):
            high = cue.start
            if cue.name in ("share", "completion") and text[cue.end - 1] in "率面度":
                high = cue.end
        each = _EACH.search(text, low, number.start)
        if each:
            shared = self._shared(numbers, index, low, min(each.start(), high), last)
            if shared:
                self.queue = shared[1:]
                return shared[0]
            high = min(high, each.start())
        found = counted.noun_before(text, self.rev, low, high, role is Role.RANK) if high - low >= 2 else None
        if number.kind in _MEASURED and role not in _CHANGES and number.kind is not Kind.RANK:
            behind = counted.noun_behind(text, number.end, limit)
            if behind:
                return behind
        if found and not (counted.is_bare(text, found) and self._topic(low, last)):
            return found
        if found:
            return self._topic(low, last) or found
        if number.kind not in _MEASURED and role not in _CHANGES and number.kind is not Kind.PERCENT:
            behind = counted.noun_behind(text, number.end, limit)
            if behind:
                return behind
        return self._carried(low, last, number, fresh, role)

    def _shared(
        self, numbers: Sequence[Number], index: int, low: int, high: int, last: int
    ) -> list[Span] | None:
        """What a list 分别 …、…和… counts, one by one: the names before it, or the last figures."""
        count = 1
        while index + count < len(numbers) and _JOINT.fullmatch(
            self.text, numbers[index + count - 1].end, numbers[index + count].start
        ):
            count += 1
        start = low
        while start > last and self.text[start - 1] == "、":
            clause = _CLAUSE.match(self.rev, self.size - start + 1, self.size - last)
            start = self.size - clause.end() if clause else start - 1
        if high - start >= 3:
            listed = counted.names(self.text, start, high, count)
            if listed:
                return listed
        own = counted.noun_before(self.text, self.rev, low, high) if high - low >= 2 else None
        if own is None and count > 1 and len(self.recent) >= count:
            return self.recent[-count:]
        return None

    def _topic(self, low: int, last: int) -> Span | None:
        """发明专利方面，申请…: the topic of the clause before."""
        text = self.text
        if low - 3 > last and text[low - 1] in "，," and text[low - 3 : low - 1] == "方面":
            clause = _CLAUSE.match(self.rev, self.size - low + 3, self.size - last)
            if clause:
                return counted.noun_before(text, self.rev, self.size - clause.end(), low - 3)
        return None

    def _carried(self, low: int, last: int, number: Number, fresh: bool, role: Role) -> Span:
        """The words of the figure before, of a clause before without figures, or of the heading."""
        text = self.text
        at, steps = low, 0
        while at > last and steps < 2 and text[at - 1] in "，,（(：:":
            opening = text[at - 1] in "（("
            clause = _CLAUSE.match(self.rev, self.size - at + 1, self.size - last)
            start = self.size - clause.end() if clause else at - 1
            if start <= last and self.previous is not None and at - 1 - last <= 1:
                break
            found = (
                counted.noun_before(text, self.rev, start, at - 1)
                if opening or text[at - 1] in "：:"
                else counted.noun_of_clause(text, self.rev, start, at - 1)
            )
            if found:
                return found
            at, steps = start, steps + 1
        for subject in reversed(self.subjects):
            if subject is not None:
                return subject
        for heading in reversed(self.above):
            if heading.end > heading.start:
                return heading.start, heading.end
        return low, max(low, number.start)
