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

_CLAUSE = re.compile(r"[^，,。；;：:、！!？?()（）\n…]{0,60}")
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
        self._marks(last, number.start)
        self.mood.hear(text, max(last, number.start - 200), number.start)
        clause = _CLAUSE.match(self.rev, self.size - number.start, self.size - last)
        low = self.size - clause.end() if clause else number.start
        joint = self.previous is not None and _JOINT.fullmatch(text, last, number.start) is not None
        percent = number.kind in (Kind.PERCENT, Kind.RATIO)
        cue = roles.cue_before(self.rev, self.size, low, number.start, percent)
        based = (
            percent and self.previous is not None and text.startswith("的", last) and number.start - last <= 3
        )
        if based and cue is None and self.previous:
            cue = roles.cue_before(self.rev, self.size, self.low, self.previous.start, True)
        role = self._role(number, cue, joint, period)
        if cue and cue.name == "goal" and period and not percent and self.own.period:
            period = _whole_year(period)
        if based and cue and cue.name == "goal" and self.previous:
            span = (self.previous.of_start, self.previous.of_start + len(self.previous.of))
        else:
            span = self._counted(numbers, index, low, limit, cue, role, joint, last)
        figure = Figure(
            number.start, number.end, number.text, number.value, number.unit, number.kind, number.approx, number.masked,
            number.upper, number.optional, number.limit, "", role, text[span[0] : span[1]], span[0], period,
        )  # fmt: skip
        self._remember(figure, span, low, percent)
        return figure

    def _remember(self, figure: Figure, span: Span, low: int, percent: bool) -> None:
        """What later figures of the paragraph may be about."""
        base = (
            not percent
            and self.previous is not None
            and _BASE.match(self.text, low, figure.start) is not None
        )
        if (not base and figure.role is not Role.LIMIT) or self.subjects[-1] is None:
            self.subjects[-1] = span
            if figure.role in (Role.LEVEL, Role.TARGET):
                self.recent.append(span)
        if figure.kind is Kind.PERCENT:
            self.percent = figure.role
        self.previous, self.low = figure, low

    def _marks(self, low: int, high: int) -> None:
        """Brackets and sentence ends since the figure before."""
        for mark in _MARK.finditer(self.text, low, high):
            character = mark[0]
            if character in "(（":
                self.subjects.append(None)
            elif character in ")）":
                if len(self.subjects) > 1:
                    self.subjects.pop()
            else:
                del self.subjects[1:]
                self.percent = None
                self.queue.clear()

    def _role(self, number: Number, cue: roles.Cue | None, joint: bool, period: str | None) -> Role:
        if number.kind is Kind.RANK:
            return Role.RANK
        if joint and cue is None and self.previous and self.previous.kind is number.kind:
            return self.previous.role
        before = self.text[number.start - 1] if number.start else ""
        percent = number.kind is Kind.PERCENT
        led = (percent and not (cue and cue.name == "completion")) or self._led(number)
        behind = roles.role_behind(self.text, number, led)
        if behind is not None:
            return behind
        if cue and cue.name == "to":
            role = self._of_end(number, cue) if percent else Role.LEVEL
        else:
            sign = before if percent and cue is None and self.previous is not None else ""
            role = roles.role_of(number, cue, sign, self.percent, percent and self._is_rate(number, cue))
        if role is Role.LIMIT or number.kind is Kind.AGE_OR_DURATION:
            return role
        return Role.TARGET if self._is_ahead(role, period) else role

    def _of_end(self, number: Number, cue: roles.Cue) -> Role:
        """占比提高到35%: the rate itself, where it ends."""
        inner = roles.cue_before(
            self.rev, self.size, self.low if cue.start <= self.low else self.floor, cue.start, True
        )
        return Role.COMPLETION_RATE if inner and inner.name == "completion" else Role.SHARE

    def _is_rate(self, number: Number, cue: roles.Cue | None) -> bool:
        at = (cue.end if cue and cue.name in ("share", "completion") else number.start) - 1
        return at >= 0 and roles.is_rate_noun(self.text[at])

    def _led(self, number: Number) -> bool:
        """Whether a verb counts it: 引进10名以上的博士."""
        return number.kind is Kind.COUNT and roles.is_led(self.rev, self.size - number.start)

    def _is_ahead(self, role: Role, period: str | None) -> bool:
        """Whether it speaks of a time still to come."""
        dated = bool(period and period[:4].isdigit())
        year = (period or "").rpartition("..")[2][:4]
        if dated and self.own.year.isdigit() and year > self.own.year:
            return True
        if self.here.plan:
            return not (dated and self.here.period and year < self.here.period.rpartition("..")[2][:4])
        closed = bool(period and self.own.period and "-" in period and period != self.own.period)
        return role not in (Role.COMPLETION_RATE, Role.DECREASE) and self.mood.plans(closed)

    def _counted(
        self, numbers: Sequence[Number], index: int, low: int, limit: int, cue: roles.Cue | None, role: Role,
        joint: bool, last: int,
    ) -> Span:  # fmt: skip
        text, number = self.text, numbers[index]
        if joint and self.queue:
            return self.queue.pop(0)
        high = number.start
        if cue and cue.start >= low and cue.name in ("up", "down", "share", "to", "completion", "limits"):
            high = cue.start
            if cue.name in ("share", "completion") and text[cue.end - 1] in "率面度":
                high = cue.end
        change = cue is not None and cue.name in ("up", "down")
        each = _EACH.search(text, low, number.start)
        if each:
            shared = self._shared(numbers, index, low, min(each.start(), high), last)
            if shared:
                self.queue = shared[1:]
                return shared[0]
            high = min(high, each.start())
        if cue and cue.name in ("share", "to"):
            share = text.rfind("占", low + 2, high)
            high = share if share > 0 else high
        found = counted.noun_before(text, self.rev, low, high, rank=role is Role.RANK, change=change)
        if number.kind in _MEASURED and not change and number.kind is not Kind.RANK:
            behind = counted.noun_behind(text, number.end, limit)
            if behind:
                return behind
        if found and (counted.is_measure(text, found) or counted.is_bare(text, found)):
            subject = self._topic(low, last)
            if subject is None and counted.is_measure(text, found):
                subject = self._subject()
            found = subject or found
        if found:
            return found
        if (
            not change
            and number.kind is not Kind.RANK
            and (self.previous is None or number.kind is not Kind.PERCENT)
        ):
            behind = counted.noun_behind(text, number.end, limit)
            if behind:
                return behind
        return self._carried(low, last, number)

    def _shared(
        self, numbers: Sequence[Number], index: int, low: int, high: int, last: int
    ) -> list[Span] | None:
        """What a list 分别 …、…和… counts, one by one: the names before it, or the last figures."""
        text = self.text
        count = 1
        while index + count < len(numbers) and _JOINT.fullmatch(
            text, numbers[index + count - 1].end, numbers[index + count].start
        ):
            count += 1
        if count == 1:
            return None
        listed = counted.names(text, self._list_start(low, last), high, count) if high - low >= 2 else None
        if listed is None and text[low - 1] in "，," and low - 1 > last:
            clause = _CLAUSE.match(self.rev, self.size - low + 1, self.size - last)
            start = self._list_start(self.size - clause.end() if clause else low - 1, last)
            listed = counted.names(text, start, low - 1, count)
        if listed:
            return listed
        own = counted.noun_before(text, self.rev, low, high)
        if (own is None or counted.is_measure(text, own)) and len(self.recent) >= count:
            return self.recent[-count:]
        return None

    def _list_start(self, start: int, last: int) -> int:
        """Back over 甲、乙、 to where the list of names begins."""
        floor = max(last, start - 80)
        while start > floor and self.text[start - 1] == "、":
            clause = _CLAUSE.match(self.rev, self.size - start + 1, self.size - floor)
            start = self.size - clause.end() if clause else start - 1
        return start

    def _topic(self, low: int, last: int) -> Span | None:
        """发明专利方面，申请…: the topic of the clause before."""
        text = self.text
        if low - 3 > last and text[low - 1] in "，," and text[low - 3 : low - 1] == "方面":
            clause = _CLAUSE.match(self.rev, self.size - low + 3, self.size - last)
            if clause:
                return counted.noun_before(text, self.rev, self.size - clause.end(), low - 3)
        return None

    def _subject(self) -> Span | None:
        """What the figure before was about, at this depth of brackets or outside."""
        return next((subject for subject in reversed(self.subjects) if subject is not None), None)

    def _carried(self, low: int, last: int, number: Number) -> Span:
        """The words of a clause before without figures, of the figure before, or of the heading."""
        text = self.text
        at, steps = low, 0
        while at - 1 > last and steps < 2 and text[at - 1] in "，,（(：:":
            mark = text[at - 1]
            clause = _CLAUSE.match(self.rev, self.size - at + 1, self.size - last)
            start = self.size - clause.end() if clause else at - 1
            if start == last and self.previous is not None and mark not in "（(":
                break  # the rest of the clause of the figure before
            reader = counted.noun_of_clause if mark in "，," else counted.noun_before
            found = reader(text, self.rev, start, at - 1)
            if found:
                return found
            at, steps = start, steps + 1
        subject = self._subject()
        if subject is not None:
            return subject
        for heading in reversed(self.above):
            if heading.end > heading.start:
                return heading.start, heading.end
        return low, max(low, number.start)


def _whole_year(period: str) -> str:
    """A task or a budget is of the year: 占全年任务的…, 年初预算."""
    return period[:4] if ".." not in period[:6] and period[:4].isdigit() else period
