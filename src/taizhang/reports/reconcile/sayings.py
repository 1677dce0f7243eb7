"""What the text says of one figure 语境: its own clause, its sentence, the paragraph's lead, the headings."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.outline import Outline, outline
from taizhang.core.reading.reading import Reading
from taizhang.reports.reconcile import words
from taizhang.reports.reconcile.coverage import telling
from taizhang.reports.reconcile.lexicon import lexicon

_STOP = re.compile(r"[。；;！!？?\n]")
_COMMA = re.compile(r"[。；;！!？?\n，,、：:（）()]")
_LIST = re.compile(r"[。；;！!？?\n，,：:（）()]")  # 、 may join what one figure counts
_EXAMPLES = re.compile(r"等(?:共|人|地)?$|、[^，。]{2,30}等[^，。、]{0,20}$|[”\"》]等[^，。、]{0,12}$")
_LEVEL = re.compile(r"(?:国家|省|市|区|县|州)(?:[两三]?级|项目|科技|平台)")
_LEVELS_LISTED = re.compile(r"(?:(?:国家|省|市|区|县|州)级?[、和及])+$")
_TIME = re.compile(
    r"(?:截[至止])?(?:(?:19|20)\d{2}年)?(?:\d{1,2}-)?\d{1,2}月(?:\d{1,2}日)?[份底末]?|(?:(?:19|20)\d{2}-)?(?:19|20)\d{2}年度?(?=.{4})|[上下]半年|前三季度|[一二三四]季度|年内"
)
# What money is taken from, before what it is given for: 在科技三项经费中安排无偿资助400万元.
_SOURCE = re.compile(r"[在从由][^，,、]{2,16}中(?=[^，,、]{0,2}(?:安排|列支|拨出|划出|拿出|支出))")
_LEAST = re.compile(r"(?:以上|以下|以内|左右)的?(\w{2,})")  # 新增8家以上高新技术企业
_TOGETHER = re.compile(r"(?:合计|共计|总计|共有?)$")
_JOINING = re.compile(r"..?[和及与]..")

CUT = 3  # so many characters of a name may be left before its number
LONG = 12  # a name longer than this carries words that belong elsewhere
OWN, AFTER, SENTENCE, CHAIN, FOLLOWING, PARAGRAPH, HEADING = 1.0, 0.9, 0.5, 0.4, 0.25, 0.3, 0.25


@dataclass(frozen=True)
class Region:
    """A stretch of plain text, and how much what stands there is said of the figure."""

    text: str
    weight: float
    whole: bool = False  # all of it together, for names told in pieces


@dataclass(frozen=True)
class Saying:
    """Everything that the text says of one figure."""

    stated: Stated
    target: str  # plain: the words that name what is counted
    own: str  # plain: its own clause, before the number
    after: str  # plain: what follows the number in its clause
    raw: str  # its own clause before the number, as printed
    regions: tuple[Region, ...]
    sentence: str  # as printed: kept for people, and for a decision's fingerprint
    planned: bool  # it stands in a part about a time to come
    start: int  # of the sentence
    end: int

    @property
    def examples(self) -> bool:
        """Whether names stand before the number as examples only: 某公司、某公司等7家."""
        return bool(_EXAMPLES.search(self.raw))

    @cached_property
    def near(self) -> str:
        return self.own + "|" + self.after

    @property
    def clause(self) -> str:
        """The clause's words about what is counted: examples before it say nothing of that."""
        return self.after if self.examples else self.near

    def says(self, kind: str, *, wide: bool = False) -> bool:
        """Whether a word of the lexicon's list stands in its own clause (or before it in the sentence)."""
        text = self.near + ("|" + "|".join(r.text for r in self.regions if r.weight >= CHAIN) if wide else "")
        return any(word in text for word in lexicon().words[kind])


class Sayings:
    """The sayings of every figure of a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.figures = sorted(reading.figures, key=lambda f: f.start)
        self.outline: Outline = outline(reading.document)
        self.ends = [f.end for f in self.figures]
        self.lists = {
            part.id: r.whole
            for r in reading.relations
            if r.whole is not None
            for part in r.parts
            if str(r.type) in ("sum", "part")
        } | self._masked_lists()

    def _masked_lists(self) -> dict[str, Stated]:
        """The whole behind each masked part, which no sum can tell: 省级项目x项，其中重点x项、人才x项."""
        found: dict[str, Stated] = {}
        head: Stated | None = None
        for before, part in pairwise(self.figures):
            between = self.text[before.end : part.start]
            if _STOP.search(between):
                head = None
            elif "其中" in between:
                head = before
            elif head is not None and part.unit != head.unit:
                head = None
            if head is not None and part.masked and part.unit == head.unit:
                found[part.id] = head
        return found

    def of(self, stated: Stated) -> Saying:
        if stated.cell is not None:
            return self._in_table(stated)
        text, block = self.text, self.reading.document.block_at(stated.start)
        first = _last(_STOP, text, block.start, stated.start)
        end = _first(_STOP, text, stated.end, block.end)
        before = (
            self.figures[bisect_right(self.ends, stated.start) - 1]
            if self.ends and bisect_right(self.ends, stated.start)
            else None
        )
        edge = before.end if before is not None and before.end > first and before is not stated else first
        own_start = max(_last(_COMMA, text, edge, stated.start), edge)
        if stated.of_start >= 0 and first <= stated.of_start < stated.start:
            own_start = min(own_start, max(stated.of_start, edge)) if stated.of_start >= edge else own_start
            own_start = (
                max(_last(_LIST, text, edge, min(stated.of_start, stated.start)), edge)
                if stated.of_start >= edge
                else own_start
            )
        own_start = max((m.end() for m in _SOURCE.finditer(text, own_start, stated.start)), default=own_start)
        start = max(_last(_LIST, text, edge, own_start), edge)
        listed = bool(_TOGETHER.search(text, start, stated.start)) and "、" in text[start : stated.start]
        own_start = start if listed else own_start  # 孵化器、众创空间共9家
        after_end = _first(
            _COMMA if text[stated.end : stated.end + 1] == "、" else _LIST, text, stated.end, end
        )
        following = next((f for f in self.figures if f.start >= stated.end), None)
        if following is not None:
            after_end = min(after_end, following.start)
        if stated.of_start >= stated.end:
            after_end = max(after_end, min(stated.of_start + len(stated.of), end))
        own, after = words.plain(text[own_start : stated.start]), words.plain(text[stated.end : after_end])
        of = words.plain(_levels_before(text, stated) + self._named(stated))
        cut = _JOINING.search(of) and own.endswith(of) and len(own) - len(of) <= CUT  # 孵化|器和众创空间
        of = own if listed or cut else of
        # Told after another number, a clause with words of its own says itself what it is: 面额362万元，兑付155万元.
        apart = 0 <= stated.of_start < edge and stated.role is Role.LEVEL and _tells(stated, own)
        regions = [Region(own, OWN), Region(after, AFTER), Region(of, CHAIN if apart else OWN)]
        if own and after:
            regions.append(Region(own + after, AFTER))
        around = self._context(stated, block, first, own_start, after_end, end)
        regions += [
            *around,
            Region(
                "".join(r.text for r in around if r.weight <= SENTENCE) + own + after, PARAGRAPH, whole=True
            ),
        ]
        target = (own if apart else of) or own or after
        if (target.endswith("等") and after) or (target.endswith("一行") and after):
            target = after
        elif "等" in target[2:-2]:
            target = target[target.rindex("等") + 1 :]
        if 0 <= stated.of_start < own_start and (noun := _LEAST.match(after)):
            target = noun[1]  # 培育高企工作。新增8家以上高新技术企业
        target = _TIME.sub("", _since(target)) or target
        if len(target) > LONG + 4:
            target = target[-LONG:]
        return Saying(
            stated,
            target,
            own,
            after,
            text[own_start : stated.start],
            tuple(r for r in regions if r.text),
            text[first:end].strip(),
            self._planned(stated),
            first,
            end,
        )

    def _named(self, stated: Stated) -> str:
        """The name up to the number that it stands before: a name cut within 国高107家 is told whole."""
        end = stated.of_start + len(stated.of)
        if stated.of_start < 0 or end > stated.start:
            return stated.of
        following = next((f.start for f in self.figures if f.start >= end), end)
        rest = self.text[end:following]
        return stated.of + rest if len(rest) <= CUT and rest.isalpha() else stated.of

    def _context(
        self, stated: Stated, block, first: int, own_start: int, after_end: int, end: int
    ) -> list[Region]:
        """The rest of the sentence, the sentences before it in the paragraph, and the headings above."""
        text = self.text
        held = [f for f in self.figures if first <= f.start < own_start]
        regions = []
        lead = held[0].start if held else own_start
        comma = _last(_COMMA, text, first, lead) if held else own_start
        regions.append(Region(words.plain(text[first:comma]), SENTENCE))
        if held:
            regions.append(Region(words.plain(text[comma:own_start]), CHAIN))
        head = self.lists.get(stated.id)
        if head is not None:
            start = _last(_COMMA, text, block.start, head.start)
            regions.append(Region(words.plain(text[start : head.start]) + words.plain(head.of), 0.6))
        regions.append(Region(words.plain(text[after_end:end]), FOLLOWING))
        regions.append(Region(words.plain(self._made(after_end, end)), AFTER))
        previous, weight, at = first, PARAGRAPH, first
        for _ in range(3):
            if at <= block.start:
                break
            previous = _last(_STOP, text, block.start, max(block.start, at - 1))
            regions.append(Region(words.plain(text[previous:at]), weight))
            at, weight = previous, weight * 0.75
        for heading in self.outline.above(stated.start)[-2:]:
            regions.append(Region(words.plain(heading.title), HEADING))
        return regions

    def _made(self, after_end: int, end: int) -> str:
        """What a number and the next one together make up: 三家公司20人参加的保障队 -> 保障队."""
        following = next((f for f in self.figures if f.start == after_end), None)
        if following is None:
            return ""
        later = next((f.start for f in self.figures if f.start >= following.end), end)
        rest = self.text[following.end : min(_first(_COMMA, self.text, following.end, end), later)]
        word = next((w for w in lexicon().words["making"] if rest.startswith(w)), "")
        return rest.removeprefix(word) if word else ""

    def _planned(self, stated: Stated) -> bool:
        """Whether the headings above speak of what is still to come: 三、下一步工作打算."""
        return any(
            w in h.title
            for h in self.outline.above(stated.start)
            for w in lexicon().words["planned"]
            if "总结" not in h.title
        )

    def _in_table(self, stated: Stated) -> Saying:
        """A cell: its column and row heads are in `of`; the caption says the rest."""
        table = self.reading.document.tables[stated.cell[0]] if stated.cell else None
        caption = words.plain(self.text[slice(*table.caption)]) if table else ""
        of = words.plain(stated.of)
        regions = (Region(of, OWN), Region(caption, PARAGRAPH))
        return Saying(
            stated,
            of,
            of,
            "",
            stated.of,
            tuple(r for r in regions if r.text),
            stated.of,
            False,
            stated.start,
            stated.end,
        )


def _tells(stated: Stated, own: str) -> bool:
    """Whether a clause names what its figure is: a sum by what was done with the money, a number by a noun."""
    if stated.kind is Kind.MONEY:
        return telling(own)
    done = (w for said in lexicon().stages.values() for w in said)
    return stated.kind is not Kind.PERCENT and telling(own, sorted(done, key=len, reverse=True))


def _levels_before(text: str, stated: Stated) -> str:
    """The levels listed before the one that the name begins with: 省、 of 省、市两级科技特派员."""
    if stated.of_start < 0 or not _LEVEL.match(stated.of):
        return ""
    listed = _LEVELS_LISTED.search(text, max(0, stated.of_start - 12), stated.of_start)
    return listed[0] if listed else ""


def _since(target: str) -> str:
    """What follows the last word of time in a name: 投入机制今年区财政拨款 -> 区财政拨款."""
    for word in ("今年", "上半年", "下半年", "全年", "目前", "累计"):
        at = target.rfind(word)
        if 0 <= at < len(target) - len(word) - 1:
            return target[at + len(word) :]
    return target


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last stretch before `end` begins: behind the last mark, or at `start`."""
    at = start
    for match in pattern.finditer(text, start, end):
        at = match.end()
    return at


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.search(text, start, end)
    return found.start() if found else end
