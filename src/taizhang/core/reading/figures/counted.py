"""What is counted 所指: the noun before a figure, behind it, or the names of a list."""

import re
from collections.abc import Iterable

from taizhang.core.reading.figures.roles import backwards, sought_backwards
from taizhang.core.reading.lexicon import any_of, first_of, lexicon, words

Span = tuple[int, int]

_LISTS = lexicon()["counted"]


def _run_back(choices: Iterable[str], pattern: str = "(?!)", firsts: Iterable[str] = ()) -> re.Pattern[str]:
    """Any number of the words (or of a pattern with one of the first characters), in the text read backwards."""
    reverse = [word[::-1] for word in choices]
    return re.compile(f"(?:{first_of([*reverse, *firsts])}(?:{any_of(reverse)}|{pattern}))*")


_TIME = (
    r"(?:(?:19|20)(?:\d{2}|[xX×*]{2})|[xX×]{2,4}|[*＊]{1,4})[ ]?年(?:度|底|末)?(?:[上下]半年)?"
    r"|\d{1,2}[.．](?!\d)|[“\"]?十[一二三四五六]五[”\"]?(?:期间|时期|末)?(?![年规])"
    r"|1?\d月?(?:份)?[-—–~～至到]1?\d月(?:份)?(?:底|末)?|1?\d月(?:份)?(?:底|末|\d{1,2}日)?|\d{1,2}日|第?[一二三四]季度"
)
_OTHER_STARTS = '“"0123456789xX×*＊第前一二三四五六七八九十-—－·•●○” \t\u3000'  # of times and dashes
_PARTICLES = "|".join(
    re.escape(word) + (f"(?![{re.escape(more)}])" if more else "")
    for word, more in _LISTS["particles"].items()
)
_PURE, _OPENERS = _LISTS["verbs"]["pure"], words("counted", "openings")
_OPENING = re.compile(
    rf"(?:{first_of([*_PURE, *_OPENERS, *_LISTS['particles'], *_OTHER_STARTS])}(?:{_TIME}"
    rf"|(?!建成区|获批立项|获认定)(?:{any_of(_PURE)})(?:了|过|出)?(?=.{{2}})(?!区[面的绿内建])"
    r"|[一二三四五六七八九十]{1,2}是|[-—－·•●○” \t\u3000]"
    rf"|(?:{any_of(_OPENERS)})|(?:{_PARTICLES})))*"
)
_MIXED = re.compile(
    rf"(?:{any_of(_LISTS['verbs']['mixed'])})了?(?=.{{4}})"
    r"(?!.{0,2}(?:面积|资金|收入|总值|人数|经费|人次|中心|平台|基地|机构))"
)
_INNER = sought_backwards(_LISTS["verbs"]["inner"])
_NOT_VERB = frozenset("就库率期区员费金额量数书证处园地型式性站")
_SAME_TIME = words("counted", "same_time")
_TRAILING = _run_back([*_LISTS["verbs"]["trailing"], *_SAME_TIME])
_LINKS = _run_back(
    [word for word in words("counted", "links") if word != "约"],
    r"[均都](?![户人亩场笔件社店单成首])|均平(?!每)|约(?![签合公节预违契履制特续条集解])",
    "均都约",
)
_RANK_LINKS = _run_back(words("counted", "rank_links"))
_ADJUNCT = re.compile(
    r"扣除|剔除|按[^，,]{1,10}(?:计算|口径|统计|价格?)|若|如果?|考虑|[^，,]{0,10}中[居排列位]"
)
_AVERAGES = frozenset("平每户人亩场笔件社店单")
_PLACE = re.compile(
    r"[均都]?为|[均都](?![市价])|排[名在到]?|[位名]列|位?居|列(?![入为车])|在[^，,]{1,12}[中里]|稳?居"
)
_COMPARISON = _run_back(
    _SAME_TIME,
    rf"(?:比相)?(?:{backwards(words('counted', 'against'))}|[末底度]?年\d{{4}})"
    r"(?:[比较与同跟于过年由从至到自]|于[高低快慢多少])",
    [word[-1] for word in words("counted", "against")] + [*"比末底度年"],
)
_AGAINST = re.compile(r"(?<![对占同环可评])[比较](?![例重赛高低快慢强大好])|与|距")
_AVERAGE = re.compile(r"(?:平均)?每[^，,、\d]{1,10}|[户人亩场笔件社店单]均[^，,、\d]{0,6}")
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z“]|\d+[\u4e00-\u9fffA-Za-z]")
_NO_NOUN = re.compile(
    r"(?:比(?![例重赛])|较|距|占|相当于|超过|超(?=[全国省市平均])|高出|高于|低于|快于|慢于)|在.*[中里内]$"
)
# Told by one character that a pattern cannot fit, nearly every clause needs none of them.
_OPENING_BEGINS = frozenset(
    word[0] for word in (*_PURE, *_OPENERS, *_LISTS["particles"], *_OTHER_STARTS, *'“"○〇')
)
_COMPARISON_ENDS = frozenset(
    [
        *(word[-1] for word in (*_SAME_TIME, *words("counted", "against"))),
        *"比较与同跟于过年由从至到自高低快慢多少",
    ]
)
_LINKS_END = frozenset([*(word[-1] for word in words("counted", "links")), *"均都平"])
_TRAILING_ENDS = frozenset(word[-1] for word in (*_LISTS["verbs"]["trailing"], *_SAME_TIME))
_MIXED_BEGINS = frozenset(word[0] for word in _LISTS["verbs"]["mixed"])
_NO_NOUN_BEGINS = frozenset("比较距占相超高低快慢在")
_AMONG = re.compile(r"在[^，,]{1,14}[中里内](?![的心央小介试药学期医国型资部])")
_AMONG_OF = re.compile(r"在[^，,]{1,14}[中里内]的")
_QUARTER = re.compile(r"第?[一二三四]季度")
_WHEN = re.compile(r"[\d一二三四]{1,4}(?:年|月份?|季度)$|^\d{4}年")
_IS = re.compile(r"(?<![但还于就可不总凡])是(?!否)")
_LONG = 16  # characters: a modifier that long is left out
_SMALL = frozenset("省市区县镇州国")
_VERBS = frozenset(_LISTS["verbs"]["pure"]) - frozenset(_LISTS["verbs"]["bare"])
_BARE = frozenset(_LISTS["verbs"]["bare"])
_MEASURES = frozenset(_LISTS["nouns"]["measures"])
_ATTRIBUTES = frozenset(_LISTS["nouns"]["attributes"])
_HOMES = frozenset(_LISTS["nouns"]["homes"])
_HEADS = frozenset(_LISTS["nouns"]["heads"])
_PREDICATES = re.compile(
    f"{first_of(_LISTS['nouns']['predicates'])}(?:{any_of(_LISTS['nouns']['predicates'])})"
)

_GENERIC = frozenset(_LISTS["nouns"]["generic"])
_BECOMING = re.compile(
    rf"[^，,。；;的]{{0,4}}?(?:{any_of(_LISTS['nouns']['becoming'])})了?"
    r"(?:[^，,。；;]{0,10}?(?:第[一二三四五六七八九十]+|首)批)?"
)
_DESPITE = f"(?!{any_of(_LISTS['behind']['despite'])})"
_NONE = re.compile(rf"{first_of(_LISTS['behind']['none'])}{_DESPITE}(?:{any_of(_LISTS['behind']['none'])})")
_ENDS = re.compile(  # 合作意向 does not end before its 向, nor 签约项目 before its 约
    rf"(?<![意签]){first_of(_LISTS['behind']['ends'])}{_DESPITE}(?:{any_of(_LISTS['behind']['ends'])})"
)
_BOUND = re.compile(r"(?:以上|以下|以内|左右)?的?")
_RELATIVE = re.compile(any_of(_LISTS["behind"]["relative"]))
_RELATIVE_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n\d]{1,24}?的([\u4e00-\u9fffA-Za-z“”·]{2,20})")
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z“][\u4e00-\u9fffA-Za-z&·（(“”\"]{0,24}")
_SMALL_BRACKET = re.compile(r"[（(][^）)（(，,。；;\d]{1,6}[）)]")

_PAUSE = re.compile(r"、")
_AND = re.compile(r"以及|和(?!平)|与|及(?!其)")
_COPULA = re.compile(r"[是为]|[:：]")
_LIST_TAIL = re.compile(
    rf"的|[二两三四五六七八][者市县区类项个]|{any_of(word for word in _LISTS['nouns']['predicates'] if len(word) > 1)}"
)
_LONGEST_LIST = 80


def noun_before(
    text: str, rev: str, low: int, high: int, *, rank: bool = False, change: bool = False
) -> Span | None:
    """The noun phrase of text[low:high], the clause before a figure (or before its telling word)."""
    size = len(text)
    if (change or rank) and _ADJUNCT.match(text, low, high):
        return None
    if change:  # 增速比全市平均快: what it is measured against is not what is counted
        against = _AGAINST.search(text, low, high)
        high = against.start() if against else high
    among = _AMONG.search(text, low, high) if text.find("在", low, high) >= 0 else None
    if among and not rank:  # 在企业卖出总额中占: a whole, not what is counted
        low, high = (among.end(), high) if among.start() - low < 2 else (low, among.start())
    elif not rank and text[high - 1] == "的" and (of := _AMONG_OF.search(text, low + 2, high)):
        high = of.start()  # 技术交易额在合同成交额中的比重
    if text[high - 1] in _COMPARISON_ENDS:
        high = _strip_back(_COMPARISON, rev, size, low, high)
    if text[high - 1] in _LINKS_END:
        high = _strip_back(_LINKS, rev, size, low, high)
    if rank:
        place = _PLACE.search(text, low, high)
        high = _strip_back(_RANK_LINKS, rev, size, low, place.start() if place else high)
    quarter = _QUARTER.fullmatch(text, low, high) if text[high - 2 : high] == "季度" else None
    if quarter:
        return quarter.span()  # 分季度看，一季度9.7亿元
    low = _open(text, low, high)
    if text[low] in _AVERAGES:
        average = _AVERAGE.match(text, low, high)
        if average and average.end() == high:
            return average.span()
    if high - low < 2:
        return (low, high) if text[low:high] in _SMALL else None
    low = _after_de(text, low, high)
    if text.find("是", low, high) >= 0:
        for copula in _IS.finditer(text, low, high - 2):
            low = _open(text, copula.end(), high)
    inner = _INNER.search(rev, size - high + 2, size - low)
    if inner and text[size - inner.start()] not in _NOT_VERB:
        whole = low
        low = _open(text, size - inner.start(), high)
        if text[low:high] in _ATTRIBUTES and inner.end() - inner.start() == 2:  # 服务业企业实现营业收入
            doer = size - inner.end()
            doer = _strip_back(_TRAILING, rev, size, whole, doer)
            if doer - whole >= 3 and text[doer - 1] not in _HOMES:
                low, high = whole, doer
    mixed = _MIXED.match(text, low, high) if text[low] in _MIXED_BEGINS else None
    if mixed and text[mixed.end()] not in _NOT_VERB:
        low = mixed.end()
    if text[high - 1] in _TRAILING_ENDS:
        kept = _strip_back(_TRAILING, rev, size, low, high)
        high = kept if kept - low >= 2 else high
    low = _balanced(text, low, high)
    while high > low and text[high - 1] in "的，, \u3000“":
        high -= 1
    if high - low < 2 or not ("\u4e00" <= text[low] <= "\u9fff" or _NOUN.match(text, low)):
        return None
    if text[low] in _NO_NOUN_BEGINS and _NO_NOUN.match(text, low, high):
        return None
    return None if text[low:high] in _VERBS else (low, high)


def noun_behind(text: str, end: int, limit: int) -> Span | None:
    """The noun that a number and its classifier stand before: 8个科研开发项目, 八成以上的学校."""
    bound = _BOUND.match(text, end, limit)
    end = bound.end() if bound and bound[0].endswith("的") else end
    run = _RUN.match(text, end, min(limit, end + 24))
    if run is None:
        return None
    if _RELATIVE.match(text, end, run.end()):
        clause = _RELATIVE_CLAUSE.match(text, end, min(limit, end + 44))
        if clause and not _NONE.match(text, clause.start(1)):
            return _cut(text, clause.start(1), clause.end(1))
    if _NONE.match(text, end, limit):
        return None
    found = _cut(text, end, run.end())
    if found and text[found[0] : found[1]] in _GENERIC:
        return _became(text, found[1], limit) or found
    return found


def noun_of_clause(text: str, rev: str, low: int, high: int) -> Span | None:
    """The subject of a clause without figures: 研发投入持续加大 gives 研发投入."""
    low = _open(text, low, high)
    found = _PREDICATES.search(text, low + 2, high)
    return noun_before(text, rev, low, found.start()) if found else None


def names(text: str, rev: str, low: int, high: int, count: int) -> list[Span] | None:
    """The names of a list (甲区、乙区和丙区), when there are just so many."""
    high = _strip_back(_LINKS, rev, len(text), low, high)
    if count < 2 or high - low > _LONGEST_LIST:
        return None
    found = _pieces(_PAUSE, text, low, high)
    if len(found) == count - 1:
        found = found[:-1] + _pieces(_AND, text, *found[-1])
    elif len(found) < count - 1:
        found = [piece for pause in found for piece in _pieces(_AND, text, *pause)]
    if len(found) != count:
        return None
    first, end = found[0]
    copula = _COPULA.search(text, first, end)  # 较大的领域是电子信息、…
    found[0] = (max(_open(text, first, end), copula.end() if copula else first), end)
    start, end = found[-1]
    tail = _LIST_TAIL.search(text, start + 1, end)
    found[-1] = (start, tail.start() if tail else end)
    if any(end <= start or _WHEN.search(text[start:end]) for start, end in found):
        return None  # 在2012年、2014年分别越过…
    return found


def is_bare(text: str, span: Span) -> bool:
    """Whether it is only a verb that needs a subject: 申请, 授权."""
    return text[span[0] : span[1]] in _BARE


def is_measure(text: str, span: Span) -> bool:
    """Whether it only measures what the figure before was about: 金额, 项数, 总产."""
    return text[span[0] : span[1]] in _MEASURES


def _open(text: str, low: int, high: int) -> int:
    """Behind the words that only lead to the noun: 截至目前全市共有…."""
    if text[low : low + 1] not in _OPENING_BEGINS:
        return low
    found = _OPENING.match(text, low, high)
    return found.end() if found else low


def _after_de(text: str, low: int, high: int) -> int:
    """Behind the last 的, unless what stands there says too little alone (前来咨询的人数)."""
    at = text.rfind("的", low, high)
    if at < 0 or high - at - 1 < 2 or (text[at + 1 : high] in _HEADS and high - low <= _LONG):
        return low
    return _open(text, at + 1, high)


def _balanced(text: str, low: int, high: int) -> int:
    """Behind a closing quotation mark that was not opened."""
    close = text.find("”", low, high)
    if close < 0 or text.find("“", low, close) >= 0 or high - close - 1 < 2:
        return low
    return close + 1


def _strip_back(pattern: re.Pattern[str], rev: str, size: int, low: int, high: int) -> int:
    found = pattern.match(rev, size - high, size - low)
    return size - found.end() if found else high


def _became(text: str, end: int, limit: int) -> Span | None:
    """4家企业被认定为市级中心: what they became says more than 企业."""
    became = _BECOMING.match(text, end, min(limit, end + 30))
    run = _RUN.match(text, became.end(), min(limit, became.end() + 24)) if became else None
    found = _cut(text, run.start(), run.end()) if run else None
    return found if found and found[1] - found[0] >= 4 else None


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
    return (start, stop) if stop > start else None


def _pieces(mark: re.Pattern[str], text: str, low: int, high: int) -> list[Span]:
    found: list[Span] = []
    for split in mark.finditer(text, low, high):
        found.append((low, split.start()))
        low = split.end()
    found.append((low, high))
    return found
