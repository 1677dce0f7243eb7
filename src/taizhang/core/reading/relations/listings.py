"""Lists of parts 分项: where a text lays a whole open, and which figure is the whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.context import WINDOW, Context, Item
from taizhang.core.reading.relations.growth import is_base
from taizhang.core.reading.relations.matching import likeness

MOST_PARTS = 60
BARE_MOST = 2  # parts without a word that they are parts are looked through up to this multiple of the whole
REACH = 24  # figures: how far back a whole may stand
TAIL = 60  # characters before the first part in which the opening word stands


class Cue(StrEnum):
    """What tells that parts follow."""

    DIVIDE = "divide"  # 按行业分, 分为
    VIEW = "view"  # 从产业看
    EACH = "each"  # 分别为, 依次为
    NAMED = "named"  # 立项项目中，
    OPEN = "open"  # 其中, 包括
    BRACKET = "bracket"  # （发明65件、…）
    COLON = "colon"  # ：
    HEADING = "heading"  # 四、分卖方
    TOTAL = "total"  # …，合计1502件: the whole stands behind
    BARE = "bare"  # no word at all


class Lines(StrEnum):
    """A list with a line for each part."""

    MARKED = "marked"  # —— ① 一是
    PLAIN = "plain"  # after a colon


# After these a list is about the whole told before the last list, too: 按行业分…；按主体分….
AGAIN = (Cue.DIVIDE, Cue.VIEW, Cue.NAMED, Cue.EACH)

_OPENING = re.compile(
    r"(?P<named>[^，,。；;：:、\n（(其]{1,14})中[，,：:]"
    r"|(?P<by>[按从分][^，,。；;\n]{1,14}?(?:划分|来看|分|看))[，,：:\s]*"
    rf"|(?P<word>{any_of(words('sums', 'opening'))})"
)
_MAY_OPEN = re.compile("[按从中由" + "".join({word[0] for word in words("sums", "opening")}) + "]")
_COLON = re.compile(r"[:：]\s*[^，,。；;\n]{0,30}$")
_LEAVING = re.compile(any_of(words("sums", "leaving")))
_INCOMPLETE = re.compile(
    rf"(?<![高中初特一二三四同平优对])等(?![奖级学教于待])|{any_of(words('sums', 'incomplete'))}"
)
_OVERLAP = re.compile(r"^[^。；;\n]{0,8}[(（，,][^。；;\n]{0,8}(?:交叉|重叠|重复|兼有|兼具)")
_TOTAL = re.compile(
    rf"(?:{any_of(words('sums', 'totals'))})(?:起来)?[^，,。；;、]{{0,14}}$|合计起来[^。；;]{{0,24}}$"
    r"|总数(?:达|为|达到|有)?$"
    r"|(?:^|[，,；;])(?P<named>[^，,。；;、]{0,10})共[^，,。；;、]{0,12}$"
)
_TOGETHER = re.compile(r"[。；;\n]\s*(?:合计|总计|共计|加起来)")
_LINE = re.compile(r"\n\s*(?:[-—–•·●○◆■▪*]|[（(]?\d{1,2}[)）.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}是)")
_THAN = re.compile(r"比|较")
_COLON_END = re.compile(r"[:：]\s*$")
_DIVISION = re.compile(
    rf"\n[^\n]{{0,12}}(?:{any_of(words('sums', 'divisions'))})[^\n。，]{{0,10}}\n[^\n。]{{0,40}}$"
)


@dataclass(slots=True)
class Listing:
    """Parts that a text lists in a row, and the figures that they may lay open."""

    wholes: list[Item]  # the likeliest first; none after a heading
    parts: list[Item]
    breaks: list[int]  # numbers of parts after which the list may have ended
    cue: Cue
    direct: bool  # the list follows its whole at once, without another statement between
    incomplete: bool  # 等, 以及, 主要: claims no sum


def listings(context: Context) -> Iterator[Listing]:
    """Every list, also of a single part, in the order of the text."""
    last: Listing | None = None
    for item in context.items:
        if not item.level:
            continue
        cue = _cue(context, item)
        if cue is not None and (found := _opened(context, item, cue, last)) is not None:
            last = found
            yield found
        if _TOTAL.search(item.gap[-40:]) and (found := _before_total(context, item)) is not None:
            yield found


def bare_listings(context: Context) -> Iterator[Listing]:
    """A figure and the figures of its kind right after it, without a word that says they are its parts."""
    for item in context.items:
        if not item.level or not item.usable:
            continue
        following = next_alike(context, item)
        if following is None or following.sentence != item.sentence or following.depth != item.depth:
            continue
        if _cue(context, following) is not None:
            continue
        if following.amount > item.amount:
            continue
        parts, breaks = _collect(context, following, most=item.amount * BARE_MOST)
        if len(parts) >= 2:
            incomplete = _says_incomplete(context, parts)
            yield Listing([item], parts, breaks, Cue.BARE, direct=False, incomplete=incomplete)


def next_alike(context: Context, item: Item) -> Item | None:
    """The next figure that could be added to this one, within a few figures."""
    for other in context.items[item.index + 1 : item.index + 6]:
        if other.dim == item.dim and other.level:
            return other
    return None


def _cue(context: Context, item: Item) -> Cue | None:
    """How the words before a figure open a list; None when they do not."""
    gap = item.gap[-TAIL:]
    for found in reversed(list(_OPENING.finditer(gap))) if _MAY_OPEN.search(gap) else ():
        if "。" in gap[found.end() :] or len(gap) - found.end() > 32:
            break
        if found["by"]:
            return Cue.VIEW if "看" in found["by"] else Cue.DIVIDE
        if found["named"]:
            return Cue.NAMED
        word = found["word"]
        if word == "分为":
            return Cue.DIVIDE
        if word.startswith(("分别", "依次")):
            return Cue.EACH
        if word != "由" or re.search(r"[组构]成", context.after(item, 60)):
            return Cue.BRACKET if item.depth and "(" in gap.replace("（", "(")[-24:] else Cue.OPEN
    previous = context.items[item.index - 1] if item.index else None
    if previous is not None and previous.dim != item.dim and item.gap.strip() in ("、", "，", ",", ""):
        return _cue(context, previous) if previous.level else None  # a pair: 31项、1.26亿元
    if item.depth and max(gap.rfind("("), gap.rfind("（")) > max(gap.rfind(")"), gap.rfind("）")):
        return Cue.BRACKET
    if "\n" in item.gap and _DIVISION.search(item.gap):
        return Cue.HEADING
    if (":" in gap or "：" in gap) and _COLON.search(gap):
        return Cue.COLON
    return None


def _opened(context: Context, first: Item, cue: Cue, last: Listing | None) -> Listing | None:
    parts, breaks = _collect(context, first)
    wholes = _wholes(context, first, cue, last) if cue is not Cue.HEADING else []
    if not wholes and cue is not Cue.HEADING:
        return None
    return Listing(
        wholes,
        parts,
        breaks,
        cue,
        direct=bool(wholes) and _direct(context, wholes[0], first),
        incomplete=_says_incomplete(context, parts),
    )


def _direct(context: Context, whole: Item, first: Item) -> bool:
    """Only the opening word, a rate in passing, and the first part's name stand between whole and list."""
    between = context.between(whole, first) if first.index > whole.index else ""
    if len(between) > 48 or "。" in between:
        return False
    return bool(
        re.match(
            r"^[^，,。；;、]{0,10}(?:[:：(（]|[，,][^，,。；;:：]{0,8}[:：]|[，,][^，,。；;]{0,4}(?:其中|包括|分为|由|分别))",
            between,
        )
    )


def _wholes(context: Context, first: Item, cue: Cue, last: Listing | None) -> list[Item]:
    """The figures that the list may lay open, the likeliest first."""
    before: list[Item] = []
    changes: list[
        Item
    ] = []  # 新增…13042亩，分为：… a change may be laid open too, but last year's increase is not
    changing = first.figure.role in (Role.INCREASE, Role.DECREASE)
    for index in range(first.index - 1, max(-1, first.index - REACH), -1):
        other = context.items[index]
        if first.sentence - other.sentence > 2 or first.figure.start - other.figure.end > 3 * WINDOW:
            break
        if other.dim != first.dim or not other.level or other.depth > first.depth:
            continue
        changed = other.figure.role in (Role.INCREASE, Role.DECREASE)
        if not changed or (changing and not _THAN.search(other.gap[-16:])):
            before.append(other)
        elif other.sentence == first.sentence:
            changes.append(other)
        if len(before) == 8:
            break
    before = sorted(before, key=lambda item: is_base(context, item, None)) + changes
    if cue is Cue.BRACKET:
        before = [whole for whole in before[:1] if _direct(context, whole, first)]
    if not before:
        return []
    ranked = before
    if last is not None and before[0] in last.parts and cue in AGAIN:
        ranked = [whole for whole in last.wholes[:1] if whole.dim == first.dim] + before
    if cue is Cue.NAMED and (name := _OPENING.search(first.gap[-TAIL:])) and name["named"]:
        said = name["named"]
        ranked = sorted(ranked, key=lambda item: -round(2 * likeness(said, item.figure.of)))
    return list({item.index: item for item in ranked}.values())


def _collect(context: Context, first: Item, most: float = inf) -> tuple[list[Item], list[int]]:
    """The parts from the first on, up to a sum of `most`; and after how many of them the list may have ended."""
    parts, breaks, amount = [first], [], first.amount
    items, text = context.items, context.text
    nested = False
    by_line = _begins_line(context, first)
    goes_on = _LINE.search if by_line is Lines.MARKED else _next_line
    tight = True  # parts follow each other by 、 or ，: a ； then begins something else
    for index in range(first.index + 1, min(len(items), first.index + 3 * MOST_PARTS)):
        item = items[index]
        if item.depth < first.depth or (
            first.depth and item.depth == first.depth and item.bracket != first.bracket
        ):
            break
        between = text[parts[-1].figure.end : item.figure.start]
        if len(between) > WINDOW or len(parts) >= MOST_PARTS:
            break
        if item.dim != first.dim or not item.level:
            continue
        if item.sentence != first.sentence and not (by_line and goes_on(between)):
            if by_line and "\n" in between and "其中" in between:
                continue
            break
        if item.depth > first.depth:
            continue
        if item.figure.role is not first.figure.role and item.figure.role in (Role.INCREASE, Role.DECREASE):
            continue
        gap = item.gap
        if "；" in gap or ";" in gap or "\n" in gap:
            nested = False
        if nested and not (by_line and goes_on(gap)):
            continue
        cue = _cue(context, item) if item.depth == first.depth else None
        if cue in (*AGAIN, Cue.COLON) and "\n" not in gap:
            break
        if cue in (Cue.OPEN, Cue.HEADING):
            nested = True
            continue
        if _TOTAL.search(gap[-40:]):
            break
        if by_line and "\n" not in between:
            continue  # a second figure of the line
        if _LEAVING.search(gap[-16:]):
            breaks.append(len(parts))
        elif not first.depth and ("；" in between or ";" in between):
            if len(parts) == 1:
                tight = False
            elif tight:
                breaks.append(len(parts))
        parts.append(item)
        amount += item.amount
        if amount > most:
            break
    return parts, breaks


def _begins_line(context: Context, first: Item) -> Lines | None:
    """It is the first figure of its kind in a line of a list: one that begins with ——, ①, 一是, or follows a colon."""
    text = context.text
    start = text.rfind("\n", max(0, first.figure.start - WINDOW), first.figure.start) + 1
    before = context.items[max(0, first.index - 6) : first.index]
    if any(other.figure.start >= start and other.dim == first.dim for other in before):
        return None
    if _LINE.match("\n" + text[start : start + 8]):
        return Lines.MARKED
    return Lines.PLAIN if _COLON_END.search(text[max(0, start - 4) : start]) else None


def _next_line(between: str) -> bool:
    """A part of the next line: the line before does not end the list, and only the part's name stands before it."""
    head, mark, tail = between.rpartition("\n")
    if not mark or "\n" in head or "。" in head:
        return False
    return len(tail) <= 24 and not re.search(r"[，,。；;]", tail)


def _before_total(context: Context, whole: Item) -> Listing | None:
    """The figures before a 合计, back to where their sentence begins; 合计起来 at its start means the one before."""
    parts: list[Item] = []
    sentence, role = whole.sentence, whole.figure.role
    together = _TOGETHER.search(whole.gap[-40:]) is not None
    for index in range(whole.index - 1, max(-1, whole.index - 3 * MOST_PARTS), -1):
        other = context.items[index]
        if other.sentence != sentence:
            if parts or sentence - other.sentence > 1 or not together:
                break
            sentence = other.sentence
        alike = other.dim == whole.dim and other.level and other.figure.role is role
        if alike and other.depth >= whole.depth:
            parts.append(other)
    outer = [part for part in parts if part.depth == whole.depth]
    parts = (outer if len(outer) > 1 else parts)[::-1]  # 甲市（142.5亿元）、乙市（48亿元），合计…
    if len(parts) < 2:
        return None
    said = _TOTAL.search(whole.gap[-40:])
    if said is not None and said["named"] and not all(part.gap.startswith("、") for part in parts[1:]):
        return None  # 参评载体共31家 after a、b、c; in 薯类共4821亩，玉米共3291亩 each is a part
    incomplete = _says_incomplete(context, parts)
    return Listing(
        [whole], parts, [], Cue.TOTAL, direct=parts[-1].sentence == whole.sentence, incomplete=incomplete
    )


def _says_incomplete(context: Context, parts: list[Item]) -> bool:
    """等, 以及, 主要 … from shortly before the first part to just behind the last."""
    first, last = parts[0], parts[-1]
    span = first.gap[-TAIL:] + context.text[first.figure.end : last.figure.start][-600:]
    if "。" in first.gap[-TAIL:]:
        span = span[first.gap[-TAIL:].rindex("。") :]
    behind = context.after(last, 6)
    if _OVERLAP.search(context.text[last.figure.end : last.figure.end + 24]):
        return True
    return bool(_INCOMPLETE.search(span)) or bool(
        re.match(r"[^，,。；;)）]{0,4}等(?![奖级学教于待])", behind)
    )
