"""The period that holds at each figure 时期: from its sentence, the one before, the heading, the title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.figure import Number
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.outline import Heading, Outline

_HAN_DIGITS = {"〇": "0", "○": "0", "零": "0", "Ｏ": "0", "O": "0"} | {
    han: str(n) for n, han in enumerate("一二三四五六七八九", 1)
}
_YEAR = (
    r"(?:(?<!\d)(?:19|20)(?:\d{2}|[xX×*]{2})|[一二][九〇○零ＯO][〇○零ＯO一二三四五六七八九]{2}"
    r"|(?<![A-Za-z])[xX×]{2,4}|[*＊]{1,4}|(?<!\d)[09]\d(?=年))"
)
_DASH = r"[ ]?(?:[-—–~～－一]{1,2}|至|到)[ ]?"
_WITHIN = (
    rf"(?P<half>[上下]半年)|(?P<quarters>前(?:[二三两]|[23])个?季度)|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<first>1[0-2]|[1-9]|[一二])月?(?:份)?{_DASH}(?P<last>1[0-2]|[1-9]|[一二三四五六七八九]|十[一二]?)月(?:份)?(?![ ]?\d{{1,2}}日)(?P<spanend>[底末])?"
    r"|(?P<month>1[0-2]|0?[1-9])月(?:份)?(?P<day>[ ]?\d{1,2}日)?(?P<end>底|末)?"
    r"|(?P<close>年末|年底|末|底)"
)
_TIME = re.compile(
    r"(?P<stop>[。！!？?])"
    rf"|(?P<y>{_YEAR})年?(?:{_DASH}(?P<y2>{_YEAR}))?年(?P<name>度)?[ ]?(?:{_WITHIN})?"
    r"|[“\"]?十(?P<plan>[一二三四五六])五[”\"]?(?:规划)?(?:期间|时期|(?P<planend>[期]?末))"
    rf"|(?P<word>{any_of(words('periods', 'words'))})"
    + "|" + re.sub(r"\?P<(\w+)>", r"?P<\1_>", _WITHIN).replace("|(?P<close_>年末|年底|末|底)", "|(?P<close_>年末|年底)")
)  # fmt: skip
_COMPARED = frozenset("比较与同跟由从自于")
_EVENT_BEFORE = ("于", "自", "自从")
_EVENT_AFTER = re.compile(any_of(words("periods", "events")))
_NEAR = re.compile(rf"(?:{any_of(words('periods', 'near'))})*")
_JOINT = re.compile(r"[ ]?[:：、和与及∶][ ]?")
_CLAUSE_END = re.compile(r"[，,；;。！!？?（(）)\n]")
_SENTENCE_START = frozenset("。！!？?；;：: \u3000\t\n）)、")
_BRACKETED = re.compile(r"[^（(）)，,。]{0,6}[)）]")
_MASKED_NAME = re.compile(
    r"(?:(?:19|20)[xX×*]{2}|(?<![A-Za-z])[xX×]{2,4}|[*＊]{1,4})(?:年|市|省|区|县|镇|乡|局)"
)
_LAST_YEAR = frozenset(words("periods", "last_year"))
_NEXT_YEAR = frozenset(words("periods", "next_year"))
_THIS_YEAR = frozenset(words("periods", "this_year"))
_WHOLE_YEAR = frozenset(words("periods", "whole_year"))
_NOW = frozenset(words("periods", "now"))
_PLANS = re.compile(any_of(words("outline", "plans")))
_PAST = re.compile(any_of(words("outline", "accounts")))
_PROBLEMS = re.compile(any_of(words("outline", "problems")))
_MANY = 3


@dataclass(frozen=True, slots=True)
class Own:
    """The report's own period, and what its plans are for."""

    year: str = "XXXX"
    period: str | None = None  # None where the text does not say, or cannot be trusted
    plan: str | None = None  # the period its plans speak of
    all_plan: bool = False  # the whole document is a plan


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in the text."""

    start: int
    end: int
    period: str | None  # None: back to the report's own
    compared: bool = False  # 比上年, 由2022年的: only of a figure right behind it
    past: bool = False  # 上年, 去年: of its clause only
    span: bool = False  # 上半年, 1-5月: goes on until another is named


@dataclass(frozen=True, slots=True)
class Setting:
    """What a section brings along: its period, and whether it speaks of plans."""

    period: str | None
    plan: bool
    year: str


def own_period(document: Document, outline: Outline, masked_numbers: int) -> Own:
    """What the report says of its own time: the year in its title, else in its first sentence.

    A text that hides its names and years behind xx and * is a sample passed from hand to hand: its years have been
    changed and prove nothing, so nothing is carried through it.
    """
    text = document.text
    start, end = outline.title
    blocks = [(start, end)] if end else []
    blocks += [(block.start, min(block.end, block.start + 120)) for block in _front(document)]
    for first, last in blocks:
        found = [m for m in mentions(text, first, last, Own()) if m.period and not m.compared and not m.past]
        found = [m for m in found if not m.period.startswith("XXXX-") or (first, last) == (start, end)]  # type: ignore[union-attr]
        if found:
            break
    else:
        return Own()
    title = text[first:last] if end else ""
    period = found[0].period or ""
    year = _last_year_of(period)
    plans, account = bool(_PLANS.search(title)), bool(_PAST.search(title))
    plan = next((m.period for m in found[1:] if m.period and m.period > period), None) or following(period)
    trusted = year.isdigit() and masked_numbers < _MANY and not _many(_MASKED_NAME, text)
    return Own(year, period if trusted else None, plan if trusted else None, plans and not account)


def following(period: str) -> str | None:
    """The period after: 2023 -> 2024, 2022-H1 -> 2022-H2; None where it cannot be said."""
    year = period[:4]
    if not year.isdigit():
        return None
    if period.endswith("-H1"):
        return f"{year}-H2"
    return str(int(_last_year_of(period)) + 1)


def setting(own: Own, above: Sequence[Heading]) -> Setting:
    """The period and the mood of a section, by its headings: the nearest that says something counts."""
    plan = own.all_plan
    period = own.period
    for heading in above:
        if heading.level > 3 or (heading.level == 3 and heading.run_in):
            break
        named = next((m for m in mentions(heading.title, 0, len(heading.title), own) if m.period), None)
        if _PLANS.search(heading.title) and not _PAST.search(heading.title):
            plan, period = True, (own.plan if own.period else None)
        elif heading.level == 1:
            plan = own.all_plan
            period = None if _PROBLEMS.search(heading.title) else own.period
        if named and own.period and not named.compared and not named.past:
            period = named.period
    return Setting(period, plan, period[:4] if plan and period else own.year)


def mentions(text: str, start: int, end: int, own: Own, year: str | None = None) -> Iterator[Mention]:
    """The periods that text[start:end] names, in order; a stop is a mention of width one without period."""
    year = year or own.year
    for found in _TIME.finditer(text, start, end):
        if found["stop"]:
            yield Mention(found.start(), found.start(), None)
            continue
        mention = _mention(text, found, own, year)
        if mention is not None:
            yield mention


def periods(
    text: str, start: int, end: int, numbers: Sequence[Number], own: Own, here: Setting
) -> list[str | None]:
    """The period at each number of a paragraph text[start:end]."""
    told: str | None = None
    until = -1  # the last sentence for which `told` holds
    past: Mention | None = None
    past_end = compared_end = -1
    compared: Mention | None = None
    sentence = 0
    found: list[str | None] = []
    coming = mentions(text, start, end, own, here.year)
    mention = next(coming, None)
    before = -1
    for number in numbers:
        while mention is not None and mention.start < number.start:
            if mention.end == mention.start:
                sentence += 1
            elif mention.start >= before:
                if mention.compared:
                    compared, compared_end = mention, mention.end
                elif mention.past:
                    past, past_end = mention, _reach(text, mention, end)
                else:
                    told = mention.period
                    until = sentence + (10**9 if mention.span and own.period else 1 if told else -1)
                    if (
                        found
                        and text[before : mention.start] in ("(", "（")
                        and _BRACKETED.match(text, mention.end)
                    ):
                        found[-1] = told
            mention = next(coming, None)
        if found and _JOINT.fullmatch(text, before, number.start) and text[before : before + 1] in ":：∶":
            found.append(found[-1])
        elif compared is not None and _near(text, compared_end, number.start):
            found.append(compared.period)
        elif past is not None and number.start < past_end:
            found.append(past.period)
        elif sentence <= until:
            found.append(told)
        else:
            found.append(here.period)
        before = number.end
    return found


def leading_span(text: str, start: int, end: int, own: Own) -> str | None:
    """The span of months that opens a paragraph (前三季度，…): it holds for the paragraphs that follow in the section."""
    first = next(mentions(text, start, min(end, start + 40), own), None)
    if first is None or not first.span or text[start : first.start].strip("今年 \u3000\t"):
        return None
    return first.period


def _mention(text: str, found: re.Match[str], own: Own, year: str) -> Mention | None:
    start, end = found.span()
    before = text[start - 1] if start else ""
    compared = before in _COMPARED and not text.startswith(("以来", "起", "开始"), end)
    word = found["word"]
    if word:
        return _worded(text, word, start, end, own, year, compared)
    if found["plan"]:
        last = 1990 + 5 * "一二三四五六".index(found["plan"]) + 20
        return Mention(start, end, str(last) if found["planend"] else f"{last - 4}..{last}", compared)
    named = found["y"]
    if named:
        named = _plain_year(named)
        second = found["y2"]
        if second:
            second = _plain_year(second)
            known = named.isdigit() and second.isdigit() and named < second
            return Mention(start, end, f"{named}..{second}", compared) if known else None
        if not named.isdigit() and found["name"]:
            return None  # XX年度科技计划项目 is a name
        if (before in _EVENT_BEFORE and before != "于") or _EVENT_AFTER.match(text, end):
            return None
        if before == "于":
            return None
        within = [
            found[name]
            for name in (
                "half",
                "quarters",
                "quarter",
                "first",
                "last",
                "month",
                "day",
                "end",
                "close",
                "spanend",
            )
        ]
    else:
        within = [
            found[name + "_"]
            for name in (
                "half",
                "quarters",
                "quarter",
                "first",
                "last",
                "month",
                "day",
                "end",
                "close",
                "spanend",
            )
        ]
    half, quarters, quarter, first, last, month, day, closing, close, spanend = within
    base = named or year
    if half:
        return Mention(start, end, f"{base}-H{1 if half[0] == '上' else 2}", compared, span=True)
    if quarters:
        return Mention(
            start, end, f"{base}-01..{base}-{'09' if quarters[1] in '三3' else '06'}", compared, span=True
        )
    if quarter:
        n = "一二三四".find(quarter) + 1 or int(quarter)
        return Mention(start, end, f"{base}-{3 * n - 2:02}..{base}-{3 * n:02}", compared, span=True)
    if first:
        low, high = _month(first), _month(last)
        if low >= high:
            return None
        if spanend and not named:
            pass
        period = base if (low, high) == (1, 12) else f"{base}-{low:02}..{base}-{high:02}"
        return Mention(start, end, period, compared, span=True)
    if month:
        at = f"{base}-{int(month):02}"
        if day:
            return Mention(start, end, base, compared) if named else None
        if not (named or closing) and not text.startswith(("，", ",", "当月", "单月"), end):
            return None
        if closing and own.period and _ends_with(own.period, at):
            at = own.period
        return Mention(start, end, at, compared)
    if close and not named:
        return Mention(start, end, own.period, compared) if own.period else None
    return Mention(start, end, base, compared)


def _worded(
    text: str, word: str, start: int, end: int, own: Own, year: str, compared: bool
) -> Mention | None:
    if word in _LAST_YEAR:
        if text.startswith(("以来", "起"), end) or not year.isdigit():
            return None
        back = 2 if word == "前年" else 1
        return Mention(start, end, _shifted(own.period or year, -back, word), compared, past=True)
    if word in _NEXT_YEAR:
        return Mention(start, end, str(int(own.year) + 1)) if own.year.isdigit() else None
    if word in _THIS_YEAR:
        return Mention(start, end, own.period)
    if word in _WHOLE_YEAR:
        return Mention(start, end, year) if own.period and own.period[4:7] != "-H1" else None
    return Mention(start, end, None)


def _shifted(period: str, by: int, word: str) -> str:
    """The same period of another year; 上年末 and plain 上年 against a whole year are that year."""
    if not period[:4].isdigit():
        return period
    return re.sub(r"\d{4}", lambda m: str(int(m[0]) + by), period)


def _reach(text: str, mention: Mention, end: int) -> int:
    """How far 上年 holds: to the end of its clause; 去年，… to the end of the next."""
    found = _CLAUSE_END.search(text, mention.end, end)
    if found is None:
        return end
    if found.start() == mention.end and found[0] in "，,":
        found = _CLAUSE_END.search(text, mention.end + 1, end)
    return found.start() if found else end


def _near(text: str, end: int, start: int) -> bool:
    if start - end > 12 or start < end:
        return False
    found = _NEAR.match(text, end, start)
    return found is not None and found.end() == start


def _plain_year(named: str) -> str:
    if named.isascii() and named.isdigit():
        return named if len(named) == 4 else ("20" if named[0] == "0" else "19") + named
    if named[0] in "一二":
        return "".join(_HAN_DIGITS.get(each, each) for each in named)
    return f"{named[:2]}XX" if named[:2].isdigit() else "XXXX"


def _month(named: str) -> int:
    if named.isdigit():
        return int(named)
    if named[0] == "十":
        return 10 + ("一二".find(named[1:]) + 1 if named[1:] else 0)
    return "一二三四五六七八九".index(named) + 1


def _ends_with(period: str, month: str) -> bool:
    """Whether a month is the last of the period."""
    if period.endswith("-H1"):
        return month == f"{period[:4]}-06"
    if period.endswith("-H2") or len(period) == 4:
        return month == f"{period[:4]}-12"
    return period.endswith(month)


def _last_year_of(period: str) -> str:
    return period.rpartition("..")[2][:4]


def _front(document: Document) -> list:  # type: ignore[type-arg]
    from itertools import islice

    return list(
        islice((b for b in document.blocks if b.kind in ("paragraph", "heading") and b.end - b.start > 1), 8)
    )


def _many(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.finditer(text)
    return sum(1 for _, _ in zip(found, range(_MANY), strict=False)) >= _MANY
