"""The period that holds at each figure 时期: from its sentence, the one before, the heading, the title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.figures.figure import Kind, Number
from taizhang.core.reading.figures.spans_of_time import (
    TIME,
    Within,
    five_years,
    month_number,
    plain_year,
)
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.outline import Heading, Outline

_COMPARED = frozenset("比较与同跟由从")
_CLAUSE_START = frozenset("。！!？?；;：:，,、（(“）) \u3000\t\n")
_SENTENCE_START = frozenset("。！!？?；;：: \u3000\t\n")
_EVENT_AFTER = re.compile(any_of(words("periods", "events")))
_NEAR = re.compile(rf"(?:{any_of(words('periods', 'near'))})*")
_FLOW = re.compile(any_of(words("periods", "flows")))
_OF = re.compile(r"[^，,。；;()（）]{0,9}的")
_RATIO = re.compile(r"[ ]?[:：∶][ ]?")
_CLAUSE_END = re.compile(r"[，,；;。！!？?（(）)\n]")
_BRACKETED = re.compile(r"[^（(）)，,。]{0,6}[)）]")
_MASKED_NAME = re.compile(
    r"(?:(?:19|20)[xX×*]{2}|(?<![A-Za-z])[xX×]{2,4}|[*＊]{1,4})(?:年|市|省|区|县|镇|乡|局)"
)
_PLAN_NAME = re.compile(r"[“\"]?十([一二三四五六])五[”\"]?")
_LAST_YEAR = frozenset(words("periods", "last_year"))
_NEXT_YEAR = frozenset(words("periods", "next_year"))
_THIS_YEAR = frozenset(words("periods", "this_year"))
_WHOLE_YEAR = frozenset(words("periods", "whole_year"))
_PLANS = re.compile(any_of(words("outline", "plans")))
_PLAIN_PLANS = re.compile(any_of(words("outline", "plain_plans")))
_ACCOUNTS = re.compile(any_of(words("outline", "accounts")))
_LOOKS_BACK = re.compile(any_of((*words("outline", "backward"), *words("outline", "accounts"))))
_BUDGET = re.compile(rf"预算(?!.*(?:{any_of(words('outline', 'executed'))}))")
_PROBLEMS = re.compile(any_of(words("outline", "problems")))
_IS_PLANNED = re.compile(r"[^，,。；;\d]{0,6}(?:预算|工作计划|目标|拟|将)")
_LONGEST = 200  # characters of a clause
_MANY = 3  # so many masks are no accident
_EVER = 10**9


@dataclass(frozen=True, slots=True)
class Own:
    """The report's own period, and what its plans are for."""

    year: str = "XXXX"
    period: str | None = None  # None where the text does not say, or cannot be trusted
    plan: str | None = None  # the period its plans speak of
    all_plan: bool = False  # the whole document is a plan
    budget: bool = False  # it is a budget: its amounts are planned, what else it tells is


class Mention(NamedTuple):
    """A period named in the text. One of no width is the end of a sentence."""

    start: int
    end: int
    period: str | None  # None: back to the report's own
    compared: bool = False  # 比上年, 由2022年的: only of a figure right behind it
    clause: bool = False  # 上年为…, 2023年度…资金: of its clause only
    span: bool = False  # 上半年, 1-5月: goes on until another is named


@dataclass(frozen=True, slots=True)
class Setting:
    """What a section brings along: its period, and whether it speaks of plans."""

    period: str | None
    plan: bool
    year: str


def own_period(document: Document, outline: Outline, masked_numbers: int) -> Own:
    """What the report says of its own time: the year in its title, else in its first sentences.

    A text that hides its names, years and figures behind xx and * is a sample passed from hand to hand: its years have
    been changed and prove nothing, so nothing is carried through it.
    """
    text = document.text
    low, high = outline.title
    title = text[low:high]
    found = _told(text, low, high)
    if not found:
        found = [Mention(low, high, five_years(name)) for name in _PLAN_NAME.findall(title)]
    for block in islice(_prose(document), 8):
        if found:
            break
        found = _told(text, block.start, min(block.end, block.start + 120), sure=True)
    if not found:
        return Own()
    if found[0].period and found[0].period.startswith("XXXX-"):
        found = _dated(text, found, document)
    period = found[0].period or ""
    year = period.rpartition("..")[2][:4]
    plan = next((m.period for m in found[1:] if m.period and m.period > period), None) or following(period)
    trusted = year.isdigit() and masked_numbers < _MANY and not _has_many(_MASKED_NAME, text)
    budget = bool(_BUDGET.search(title))
    only_plan = not budget and bool(_PLANS.search(title)) and not _LOOKS_BACK.search(title)
    return Own(year, period if trusted else None, plan if trusted else None, only_plan, budget)


def following(period: str) -> str | None:
    """The period after: 2023 -> 2024, 2022-H1 -> 2022-H2, 1-9月 -> the year; None where it cannot be said."""
    year = period.rpartition("..")[2][:4]
    if not year.isdigit():
        return None
    if period.endswith("-H1"):
        return f"{year}-H2"
    if "-" in period and not period.endswith("-12"):
        return year
    return str(int(year) + 1)


def setting(own: Own, above: Sequence[Heading]) -> Setting:
    """The period and the mood of a section, by its headings: the lowest that says something counts."""
    plan, period = own.all_plan, own.period
    for heading in above:
        if heading.level > 3:
            break
        words_of_plans = _PLANS if heading.level == 1 else _PLAIN_PLANS
        ahead = bool(words_of_plans.search(heading.title)) and not _ACCOUNTS.search(heading.title)
        if ahead:
            plan, period = True, own.plan
        elif heading.level == 1:
            plan = own.all_plan
            period = None if _PROBLEMS.search(heading.title) else own.period
        if own.period and (heading.level == 1 or ahead):
            named = next((m for m in mentions(heading.title, 0, len(heading.title), own) if m.period), None)
            if named and not named.compared:
                period = named.period
    return Setting(period, plan, period[:4] if plan and period else own.year)


def periods(
    text: str, start: int, end: int, numbers: Sequence[Number], own: Own, here: Setting
) -> list[str | None]:
    """The period at each number of a paragraph text[start:end]."""
    found: list[str | None] = []
    told: str | None = None
    until = -1  # the last sentence for which `told` holds
    compared = clause = None
    clause_end = -1
    sentence = 0
    before = -1
    coming = mentions(text, start, end, own, here.year, here.period)
    mention = next(coming, None)
    for number in numbers:
        while mention is not None and mention.start < number.start:
            if mention.end == mention.start:
                sentence += 1
            elif mention.start < before:
                pass  # inside a figure
            elif mention.compared or (_is_earlier(mention, own) and _near(text, mention.end, number.start)):
                compared = mention
            elif mention.clause:
                clause, clause_end = mention, _reach(text, mention, end)
            else:
                told = mention.period
                lasting = own.period and (mention.span or _is_later(mention, own))
                until = -1 if told is None else _EVER if lasting else sentence + 1
                if (
                    found
                    and text[before : mention.start] in ("(", "（")
                    and _BRACKETED.match(text, mention.end)
                ):
                    found[-1] = told
            mention = next(coming, None)
        if found and text[before : before + 1] in ":：∶" and _RATIO.fullmatch(text, before, number.start):
            found.append(found[-1])
        elif (
            compared is not None and number.kind is not Kind.RATIO and _near(text, compared.end, number.start)
        ):
            found.append(compared.period)
        elif clause is not None and number.start < clause_end:
            found.append(clause.period)
        else:
            found.append(told if sentence <= until else here.period)
        before = number.end
    return found


def year_before(period: str | None) -> str | None:
    """The same span of the year before: 由14.3%降至12.9% tells of both. None where the years are not known."""
    return _shifted(period, -1) if period and period[:4].isdigit() and ".." not in period[:6] else None


def leading_span(text: str, start: int, end: int, own: Own) -> str | None:
    """The span of months that opens a paragraph (前三季度，…): it holds for those that follow in the section."""
    first = next(mentions(text, start, min(end, start + 40), own), None)
    if first is None or not first.span or text[start : first.start].strip("今年 \u3000\t"):
        return None
    return first.period


def mentions(
    text: str, start: int, end: int, own: Own, year: str | None = None, here: str | None = None
) -> Iterator[Mention]:
    """The periods that text[start:end] names, in order, and the ends of its sentences."""
    for found in TIME.finditer(text, start, end):
        if found["stop"]:
            yield Mention(found.start(), found.start(), None)
            continue
        mention = _mention(text, found, own, year or own.year, start, here or own.period)
        if mention is not None:
            yield mention


def _mention(
    text: str, found: re.Match[str], own: Own, year: str, low: int, here: str | None
) -> Mention | None:
    start, end = found.span()
    before = text[start - 1] if start > low else "。"
    compared = (
        before in _COMPARED or (before in "是为" and text[end : end + 1] == "的")
    ) and not text.startswith(("以来", "起", "开始"), end)
    if found["word"]:
        return _worded(found["word"], text, start, end, own, year, compared)
    if found["plan"]:
        five = five_years(found["plan"])
        return Mention(start, end, five[-4:] if found["planend"] else five, compared)
    if found["y"]:
        return _of_year(found, text, low, before, compared, own, here)
    within = Within(found, "_")
    opens = before in _SENTENCE_START or before in "，,年"
    if within.span:
        return Mention(start, end, within.span_of(year), compared, span=opens)
    if within.month:
        return _of_month(within, text, start, end, year, compared, named=False, here=here)
    return Mention(start, end, own.period, compared) if within.close and own.period else None


def _of_year(
    found: re.Match[str], text: str, low: int, before: str, compared: bool, own: Own, here: str | None
) -> Mention | None:
    start, end = found.span()
    year, second = plain_year(found["y"]), found["y2"]
    opens = before in _CLAUSE_START
    followed = text[end : end + 1] in ("，", ",")
    if second:
        second = plain_year(second)
        if not (year.isdigit() and second.isdigit() and year < second):
            return Mention(start, end, None)
        return Mention(start, end, f"{year}..{second}", compared, clause=not (opens or followed))
    if not year.isdigit() and (found["name"] or not opens):
        return None  # XX年度科技计划项目 is a name; XX年，… tells something
    if (before in "于自" and text[start - 2 : start] != "关于") or _EVENT_AFTER.match(text, end):
        return None
    within = Within(found, "")
    if within.span:
        return Mention(start, end, within.span_of(year), compared, span=True)
    if within.month:
        return _of_month(within, text, start, end, year, compared, named=True, here=here)
    named = bool(found["name"]) and not followed
    if named and own.period and year > own.year and not _IS_PLANNED.match(text, end):
        return None  # 申报2024年度攻关项目 is done in the report's own time
    return Mention(start, end, year, compared, clause=named)


def _of_month(
    within: Within,
    text: str,
    start: int,
    end: int,
    year: str,
    compared: bool,
    *,
    named: bool,
    here: str | None,
) -> Mention | None:
    if within.day:
        return Mention(start, end, year, compared) if named else None
    if not (named or within.closing) and not text.startswith(("，", ",", "当月", "单月"), end):
        return None
    at = f"{year}-{month_number(within.month):02}"
    if (
        within.closing
        and here
        and _ends_with(here, at)
        and (len(here) == 4 or _FLOW.search(text, end, end + 12))
    ):
        at = here
    return Mention(start, end, at, compared)


def _worded(
    word: str, text: str, start: int, end: int, own: Own, year: str, compared: bool
) -> Mention | None:
    if word in _LAST_YEAR:
        if text.startswith(("以来", "起"), end) or not year.isdigit() or (word == "年初" and not compared):
            return None
        if word == "年初" or (text[end : end + 1] in ("末", "底") and word != "上届"):
            return Mention(start, end, str(int(year) - 1), compared, clause=True)
        back = 2 if word == "前年" else 1
        return Mention(start, end, _shifted(own.period or year, -back), compared, clause=True)
    if word in _NEXT_YEAR:
        return Mention(start, end, str(int(own.year) + 1)) if own.year.isdigit() else None
    if word in _WHOLE_YEAR:
        return Mention(start, end, year, clause=len(own.period) > len(year)) if own.period else None
    return Mention(start, end, own.period if word in _THIS_YEAR else None)


def _shifted(period: str, by: int) -> str:
    """The same span of another year."""
    return re.sub(r"\d{4}", lambda year: str(int(year[0]) + by), period)


def _is_earlier(mention: Mention, own: Own) -> bool:
    return bool(own.period and mention.period) and (mention.period or "")[:4] < own.year


def _is_later(mention: Mention, own: Own) -> bool:
    return bool(mention.period) and (mention.period or "")[:4] > own.year


def _reach(text: str, mention: Mention, end: int) -> int:
    """How far 上年 holds: to the end of its clause; 去年，… to the end of the next."""
    end = min(end, mention.end + _LONGEST)
    found = _CLAUSE_END.search(text, mention.end, end)
    if found is not None and found.start() == mention.end and found[0] in "，,":
        found = _CLAUSE_END.search(text, mention.end + 1, end)
    return found.start() if found else end


def _near(text: str, end: int, start: int) -> bool:
    """Whether a figure at `start` stands right behind a period that ends at `end`: 上年同期为, 由2022年的."""
    if not 0 <= start - end <= 12:
        return False
    found = _NEAR.match(text, end, start)
    return (found is not None and found.end() == start) or (
        start - end <= 10 and _OF.fullmatch(text, end, start) is not None
    )


def _ends_with(period: str, month: str) -> bool:
    """Whether a month is the last of the period."""
    last = (
        "06"
        if period.endswith("-H1")
        else "12"
        if period.endswith("-H2") or len(period) == 4
        else period[-2:]
    )
    return month == f"{period.rpartition('..')[2][:4]}-{last}"


def _told(text: str, low: int, high: int, *, sure: bool = False) -> list[Mention]:
    """The periods that a title, or the beginning of a report, names for itself."""
    return [
        mention
        for mention in mentions(text, low, high, Own())
        if mention.period
        and not mention.compared
        and not (
            sure and (mention.period.startswith("XXXX") or text[mention.start - 1 : mention.start] == "到")
        )
    ]


def _dated(text: str, found: list[Mention], document: Document) -> list[Mention]:
    """A title that names only months (1-4月经济运行分析): the year of the first date in the text."""
    for block in islice(_prose(document), 8):
        for told in _told(text, block.start, min(block.end, block.start + 200), sure=True):
            if (told.period or "")[:4].isdigit():
                year, months = (
                    (told.period or "")[:4],
                    (found[0].period or "").replace("XXXX", (told.period or "")[:4]),
                )
                return [Mention(found[0].start, found[0].end, months if year else None)]
    return found


def _prose(document: Document) -> Iterator[Block]:
    return (
        block
        for block in document.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and block.end - block.start > 1
    )


def _has_many(pattern: re.Pattern[str], text: str) -> bool:
    return len(list(islice(pattern.finditer(text), _MANY))) == _MANY
