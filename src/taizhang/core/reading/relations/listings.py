"""Lists of parts 分项: where a text lays a whole open, and which figure is the whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.context import WINDOW, Context, Item, is_level
from taizhang.core.reading.relations.matching import likeness

MOST_PARTS = 60
DIVIDING = ("divide", "view", "named")
REACH = 24  # items: how far back a whole may stand

_OPENING = re.compile(
    rf"(?P<named>[^，,。；;：:、\n（(其]{{1,14}})中[，,：:]|(?P<by>[按从分][^，,。；;\n]{{1,14}}?(?:划分|来看|分|看))[，,：:\s]*|(?P<word>{any_of(words('sums', 'opening'))})"
)
_COLON = re.compile(r"[:：]\s*\n?[^，,。；;\n]{0,30}$")
_LEAVING = re.compile(any_of(words("sums", "leaving")))
_INCOMPLETE = re.compile(
    rf"(?<![高中初特一二三四同平优对])等(?![奖级学教于待])|{any_of(words('sums', 'incomplete'))}"
)
_TOTAL = re.compile(rf"(?:{any_of(words('sums', 'totals'))}|共)[^，,。；;、]{{0,12}}$")
_LINE = re.compile(r"\n\s*(?:[-—–•·●○◆■▪*]|[（(]?\d{1,2}[)）.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}是)")


@dataclass(slots=True)
class Listing:
    """Parts that a text lists in a row, and the figure that they lay open."""

    wholes: list[Item]  # candidates, the likeliest first
    parts: list[Item]
    breaks: list[int]  # numbers of parts after which the list may have ended
    cue: str  # divide 按…分 分别为, view 从…看, named …中, bracket, aside, colon, open 其中, bare, total
    incomplete: bool  # 等, 以及, 主要: claims no sum


def listings(context: Context) -> Iterator[Listing]:
    """Every list of two parts or more, and single parts after 其中, in the order of the text."""
    last: Listing | None = None
    for item in context.items:
        if not is_level(item):
            continue
        cue = _cue(item)
        if cue:
            found = _opened(context, item, cue, last)
            if found is not None:
                last = found
                yield found
        if _TOTAL.search(item.gap):
            found = _before_total(context, item)
            if found is not None:
                yield found


def bare_listings(context: Context) -> Iterator[Listing]:
    """A figure and the figures of its kind right after it, without a word that says they are its parts."""
    for item in context.items:
        if not is_level(item) or not item.usable or item.index + 1 >= len(context.items):
            continue
        following = next_alike(context, item)
        if following is None or following.sentence != item.sentence or following.depth != item.depth:
            continue
        if _cue(following):
            continue
        parts, breaks = _collect(context, following)
        if len(parts) >= 2:
            yield Listing([item], parts, breaks, "bare", incomplete=_says_incomplete(context, item, parts))


def next_alike(context: Context, item: Item) -> Item | None:
    """The next figure that could be added to this one, within a few figures."""
    for other in context.items[item.index + 1 : item.index + 6]:
        if other.dim == item.dim and is_level(other):
            return other
    return None


def _cue(item: Item) -> str:
    """How the words before a figure open a list: "" when they do not."""
    gap = item.gap[-60:]
    found = None
    for found in _OPENING.finditer(gap):
        pass
    if found is not None:
        rest = gap[found.end() :]
        if len(rest) <= 32 and "。" not in rest:
            if found["by"] and "看" in found["by"]:
                return "view"
            if found["by"] or found["word"] in ("分为", "分别为", "分别是", "依次为", "依次是"):
                return "divide"
            if found["named"] is not None:
                return "named"
            if found["word"] in ("即", "含") and "(" not in gap and "（" not in gap:
                return ""
            return "bracket" if item.depth else "open"
    if item.depth and re.search(r"[(（][^，,。；;)）]{0,24}$", gap):
        return "bracket" if ("其中" in gap or ":" in gap or "：" in gap) else "aside"
    if _COLON.search(gap):
        return "colon"
    return ""


def _opened(context: Context, first: Item, cue: str, last: Listing | None) -> Listing | None:
    parts, breaks = _collect(context, first)
    wholes = _wholes(context, first, cue, last)
    if not wholes or not parts:
        return None
    return Listing(wholes, parts, breaks, cue, incomplete=_says_incomplete(context, wholes[0], parts))


def _wholes(context: Context, first: Item, cue: str, last: Listing | None) -> list[Item]:
    """The figures that the list may lay open, the likeliest first."""
    before: list[Item] = []
    for index in range(first.index - 1, max(-1, first.index - REACH), -1):
        other = context.items[index]
        if first.sentence - other.sentence > 2 or first.figure.start - other.figure.end > 3 * WINDOW:
            break
        if other.dim == first.dim and is_level(other) and other.depth <= first.depth:
            before.append(other)
        if len(before) == 8:
            break
    if not before:
        return []
    ranked = before
    if last is not None and before[0] in last.parts and cue in DIVIDING:
        ranked = [whole for whole in last.wholes[:1] if whole.dim == first.dim] + before
    if cue == "named":
        name = _OPENING.search(first.gap[-60:])
        said = name["named"] if name and name["named"] else ""
        ranked = sorted(ranked, key=lambda item: -likeness(said, item.figure.of))
    return list({item.index: item for item in ranked}.values())


def _collect(context: Context, first: Item) -> tuple[list[Item], list[int]]:
    """The parts from the first on, and after how many of them the list may have ended."""
    parts, breaks = [first], []
    items, text = context.items, context.text
    nested = False
    loose = True  # only 、 and ， so far: a ； then begins something else
    for index in range(first.index + 1, min(len(items), first.index + 3 * MOST_PARTS)):
        item = items[index]
        if item.depth < first.depth or (
            first.depth and item.depth == first.depth and item.bracket != first.bracket
        ):
            break
        between = text[parts[-1].figure.end : item.figure.start]
        if len(between) > WINDOW:
            break
        if item.sentence != first.sentence:
            line = item.sentence > first.sentence and _LINE.search(between)
            if not line or not _LINE.search("\n" + _line_start(text, first)):
                break
        if item.depth > first.depth or item.dim != first.dim or not is_level(item):
            continue
        gap = item.gap
        if "；" in gap or ";" in gap or "\n" in gap:
            nested = False
        if nested:
            continue
        cue = _cue(item) if item.depth == first.depth else ""
        if cue in (*DIVIDING, "colon") and item.sentence == first.sentence and "\n" not in gap:
            break
        if cue == "open":
            nested = True
            continue
        if _TOTAL.search(gap):
            break
        if _LEAVING.search(gap[-16:]):
            breaks.append(len(parts))
        if not first.depth and ("；" in between or ";" in between):
            if loose and len(parts) > 1:
                breaks.append(len(parts))
        elif len(parts) == 1:
            loose = True
        if len(parts) == 1 and ("；" in between or ";" in between):
            loose = False
        parts.append(item)
        if len(parts) >= MOST_PARTS:
            break
    return parts, breaks


def _line_start(text: str, item: Item) -> str:
    """The first characters of the line that holds a figure."""
    start = text.rfind("\n", max(0, item.figure.start - WINDOW), item.figure.start) + 1
    return text[start : start + 8]


def _before_total(context: Context, whole: Item) -> Listing | None:
    """The figures before a 合计, back to where their sentence begins."""
    parts: list[Item] = []
    for index in range(whole.index - 1, max(-1, whole.index - 3 * MOST_PARTS), -1):
        other = context.items[index]
        if other.sentence != whole.sentence or other.depth < whole.depth:
            break
        if other.depth == whole.depth and other.dim == whole.dim and is_level(other):
            parts.append(other)
    parts.reverse()
    if len(parts) < 2:
        return None
    return Listing([whole], parts, [], "total", incomplete=_says_incomplete(context, parts[0], parts))


def _says_incomplete(context: Context, whole: Item, parts: list[Item]) -> bool:
    """等, 以及, 主要 … anywhere from the whole to just behind the last part."""
    last = parts[-1]
    low = min(whole.figure.end, parts[0].figure.start)
    span = context.text[max(low, parts[0].figure.start - 60) : last.figure.start]
    behind = context.after(last, 6)
    return bool(_INCOMPLETE.search(span)) or bool(re.match(r"[^，,。；;)）]{0,4}等", behind))
