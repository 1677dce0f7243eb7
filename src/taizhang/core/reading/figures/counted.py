"""What is counted 所指: the words before a figure, behind it, or those of the figure before."""

import re

from taizhang.core.reading.lexicon import any_of, lexicon, words

Span = tuple[int, int]

_LISTS = lexicon()["counted"]
_LONGEST = 40  # characters of a clause that are looked at


def _backwards(choices: object) -> str:
    return any_of(word[::-1] for word in choices)  # type: ignore[attr-defined]


_TIME = (
    r"(?:(?:19|20)(?:\d{2}|[xX×*]{2})|[xX×]{2,4}|[*＊]{1,4})年(?:度|底|末)?(?:[上下]半年)?"
    r"|1?\d月?(?:份)?[-—–~～至到]1?\d月(?:份)?(?:底|末)?|1?\d月(?:份)?(?:底|末|\d{1,2}日)?|\d{1,2}日|第?[一二三四]季度"
)
_PARTICLES = "|".join(
    re.escape(word) + (f"(?![{re.escape(more)}])" if more else "")
    for word, more in _LISTS["particles"].items()
)
_PURE = any_of(_LISTS["verbs"]["pure"])
_OPENING = re.compile(
    rf"(?:{_TIME}|(?:{any_of(words('counted', 'openings'))})|(?:{_PARTICLES})|(?:{_PURE})(?:了|过|出)?(?=.{{2}})|[ \t\u3000])*"
)
_MIXED = re.compile(
    rf"(?:{any_of(_LISTS['verbs']['mixed'])})了?(?=.{{4}})(?!.{{0,2}}(?:面积|资金|收入|总值|人数|经费|人次|中心|平台|基地|机构))"
)
_INNER = re.compile(rf"(.{{2,30}}?)(?:{_backwards(_LISTS['verbs']['inner'])})")
_NOT_VERB = frozenset("库率期区员费金额量数书证处园地型式性站")
_TRAILING = re.compile(
    rf"(?:{_backwards(_LISTS['verbs']['trailing'])}|{_backwards(words('counted', 'same_time'))})+"
)
_LINKS = re.compile(rf"(?:{_backwards(words('counted', 'links'))})*")
_RANK_LINKS = re.compile(rf"(?:{_backwards(words('counted', 'rank_links'))})*")
_COMPARISON = re.compile(
    rf"(?:(?:比相)?(?:{_backwards(words('counted', 'against'))}|末?底?年\d{{4}})(?:[比较与同跟于过年]|于[高低快慢多少])"
    rf"|{_backwards(words('counted', 'same_time'))})*"
)
_BARE = frozenset(_LISTS["verbs"]["bare"])
_HEADS = frozenset(_LISTS["nouns"]["heads"])
_GENERIC = frozenset(_LISTS["nouns"]["generic"])
_BECOMING = re.compile(
    rf"[^，,。；;]{{0,8}}?(?:{any_of(_LISTS['nouns']['becoming'])})(?:了)?(?:{_TIME}|第[一二三四五六七八九十]+批|首批)*"
)
_PREDICATES = re.compile(any_of(_LISTS["nouns"]["predicates"]))
_NONE = re.compile(rf"(?!{any_of(_LISTS['behind']['despite'])})(?:{any_of(_LISTS['behind']['none'])})")
_ENDS = re.compile(rf"(?!{any_of(_LISTS['behind']['despite'])})(?:{any_of(_LISTS['behind']['ends'])})")
_RELATIVE = re.compile(any_of(_LISTS["behind"]["relative"]))
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z&·（(“”\"]{0,24}")
_RELATIVE_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n\d]{1,24}?的([\u4e00-\u9fffA-Za-z“”·]{2,20})")
_SMALL_BRACKET = re.compile(r"[（(][^）)（(，,。；;\d]{1,6}[）)]")
_SPLIT = re.compile(r"、|和|与|及|以及")
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z“]")


def noun_before(text: str, rev: str, low: int, high: int, rank: bool = False) -> Span | None:
    """The noun phrase of text[low:high], the clause before a figure (or before its telling word)."""
    size = len(text)
    high = _strip_back(_COMPARISON, rev, size, low, high)
    high = _strip_back(_LINKS, rev, size, low, high)
    if rank:
        high = _strip_back(_RANK_LINKS, rev, size, low, high)
    low = _OPENING.match(text, low, high).end()  # type: ignore[union-attr]
    if high - low < 2:
        return None
    low = _after_de(text, low, high)
    inner = _INNER.match(rev, size - high, size - low)
    if inner and text[size - inner.end(1)] not in _NOT_VERB:
        low = size - inner.end(1)
        low = _OPENING.match(text, low, high).end()  # type: ignore[union-attr]
    mixed = _MIXED.match(text, low, high)
    if mixed:
        low = mixed.end()
    kept = _strip_back(_TRAILING, rev, size, low, high)
    if kept - low >= 2:
        high = kept
    while high > low and text[high - 1] in "的，, \u3000“":
        high -= 1
    if high - low < 2 or not _NOUN.match(text, low):
        return None
    return low, high


def noun_behind(text: str, end: int, limit: int) -> Span | None:
    """The noun that a number and its classifier stand before: 8个科研开发项目."""
    if end < limit and text[end] == "的":
        end += 1
    run = _RUN.match(text, end, min(limit, end + 24))
    stop = run.end() if run else end
    if stop - end < 1:
        return None
    if _RELATIVE.match(text, end, stop):
        clause = _RELATIVE_CLAUSE.match(text, end, min(limit, end + 44))
        if clause:
            start = clause.start(1)
            if not _NONE.match(text, start):
                return _cut(text, start, clause.end(1))
    if _NONE.match(text, end, limit):
        return None
    found = _cut(text, end, stop)
    if found is None:
        return None
    if text[found[0] : found[1]] in _GENERIC:
        became = _BECOMING.match(text, found[1], limit)
        if became:
            run = _RUN.match(text, became.end(), min(limit, became.end() + 24))
            better = _cut(text, became.end(), run.end()) if run else None
            if better and better[1] - better[0] >= 4:
                return better
    return found


def noun_of_clause(text: str, rev: str, low: int, high: int) -> Span | None:
    """The subject of a clause without figures: 研发投入持续加大 gives 研发投入."""
    low = _OPENING.match(text, low, high).end()  # type: ignore[union-attr]
    found = _PREDICATES.search(text, low + 2, high)
    if found is None:
        return None
    return noun_before(text, rev, low, found.start())


def names(text: str, low: int, high: int, count: int) -> list[Span] | None:
    """The names of a list (甲区、乙区和丙区), when there are just so many."""
    if count < 2:
        return None
    found: list[Span] = []
    at = low
    for split in _SPLIT.finditer(text, low, high):
        found.append((at, split.start()))
        at = split.end()
    found.append((at, high))
    if len(found) != count or any(end - start < 1 for start, end in found):
        return None
    first = _OPENING.match(text, *found[0])
    if first and first.end() < found[0][1]:
        found[0] = (first.end(), found[0][1])
    return found


def is_bare(text: str, span: Span) -> bool:
    """Whether it is only a verb that needs a subject: 申请, 授权."""
    return text[span[0] : span[1]] in _BARE


def _after_de(text: str, low: int, high: int) -> int:
    """Behind the last 的, unless what stands there says too little alone (前来咨询的人数)."""
    at = text.rfind("的", low, high)
    if at < 0 or high - at - 1 < 2 or text[at + 1 : high] in _HEADS:
        return low
    return at + 1


def _strip_back(pattern: re.Pattern[str], rev: str, size: int, low: int, high: int) -> int:
    found = pattern.match(rev, size - high, size - low)
    return size - found.end() if found else high


def _cut(text: str, start: int, stop: int) -> Span | None:
    """text[start:stop] up to the first word that cannot be part of the noun; a small bracket is kept whole."""
    ends = _ENDS.search(text, start + 1, stop)
    if ends:
        stop = ends.start()
    for mark in "（(":
        at = text.find(mark, start, stop)
        if at >= 0:
            whole = _SMALL_BRACKET.match(text, at)
            stop = whole.end() if whole else at
    while stop > start and text[stop - 1] in '“"（(的和与及':
        stop -= 1
    return (start, stop) if stop - start >= 1 else None
