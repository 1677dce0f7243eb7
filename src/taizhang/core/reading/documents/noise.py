"""Site noise 网页杂讯 in a text captured from a web page: download boxes, view counts, menus, lists of other pages.

Conservative: a line is set aside only when noise words are all there is in it, or when it is a short scrap between
such lines (never at the beginning, where the title stands). Inside a line only page navigation, bracketed addresses and
a site's sentences about itself are cut out. The text stays as it is; the blocks become NOISE.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.core.reading.document import Block, BlockKind
from taizhang.core.reading.lexicon import words

HEAD, TAIL = 120, 400  # blocks looked at, from the beginning and from the end: sites put their own there
LONGEST = 160  # characters of a line of noise words
_SCRAP = 24
_SEPARATORS = re.compile(r"[\s\u00a0\u3000•·|｜/、,，\-—–_>»＞›:：\[\]【】()（）\"“”✕×*]+")
_VALUE = re.compile(
    r"\s*[:：]\s*(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|\d[\d*×x－-]{5,20}|\d[\d,]*\s*次?|[^\s。；，:：]{0,30})"
)
_FORMS = (  # of lines in lower case: ignoring case over hanzi is slow to compile
    r"\d[\d,]*\s*(?:次|人)(?:浏览|阅读|下载|点击|访问)",
    r"(?:文件)?大小\s*[:：]\s*[\d.]+\s*(?:[kmg]b?|字节)",
    r"页数\s*[:：]\s*\d+\s*页?",
    r"(?:文件)?格式\s*[:：]\s*(?:docx?|pdf|pptx?|xlsx?|txt|wps)",
    r"id\s*[:：]\s*\d+",
    r"https?://[\w./?=&%#~:+-]+|www\.[\w./?=&%-]+",
    r"(?:第\s*\d{1,4}\s*页\s*[,，/]?\s*)?共\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页(?!\D)",
    r"(?:[\u4e00-\u9fa5]?[a-z]?[\u4e00-\u9fa5]?icp[备证]|[\u4e00-\u9fa5]公网安备|经营许可证|增值电信业务经营许可证)[^\s|]{0,30}",
    r"关于[\u4e00-\u9fa5]{1,8}网",
)
_FORM = re.compile("|".join(_FORMS))
_COUNT = re.compile(r"\d{1,4}(?=\s|$)")
_AMOUNT = re.compile(r"\d\s*(?:[万亿]?元|[%％])")
_OWNED = re.compile(
    r"\s*(?:©|Copyright|\(c\)|版权所有|备案号)|[^。]{0,120}(?:ICP备\s*\d|公网安备\s*\d|All Rights? Reserved|网站标识码\s*[:：]?\s*\d)",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"\s*[—–－-]{1,2}\s*\d{1,4}\s*[—–－-]{1,2}\s*|\s*第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?\s*"
)
_CRUMBS = re.compile(
    r"\s*(?:(?:您|你|当前|现在|所在)(?:现在|当前|所在|的|是)*位置\s*[:：]?\s*)?(?:网站)?首页\s*(?:[>＞»›→/\-]|-&gt;|::).{0,80}|\s*(?:您|你|当前|现在)(?:现在|当前|所在|的|是)*位置\s*[:：].{0,80}"
)
_NEIGHBOUR = re.compile(r"\s*[\[【(（]?(?:上|下)一(?:篇|条|页)[\]】)）]?\s*[:：].{0,80}")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部])"
)
_MARKS = re.compile(r"[，。；：、！？,:;（(]")
_PROSE = re.compile(r"[。；！？]")
_BARE_NUMBER = re.compile(r"\s*\d{1,9}\s*")

# Inside a line.
_NAVIGATION = re.compile(r"(?:上一页[\s\d\[\]]{0,24})?下一页|上一页[\s\d\[\]]{1,24}(?=$|[^\d\s\[\]])")
_ADDRESS = re.compile(
    r"[(（【\[][^()（）【】\[\]]{0,40}(?:转载请注明|https?:|www\.)[^()（）【】\[\]]{0,80}[)）】\]]",
    re.IGNORECASE,
)
_SENTENCE_ENDS = "。！？\n\r"
_NOTICE_LENGTH = 160


def set_aside(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the noise among them told as such; blocks with noise inside are cut."""
    cuts = _cuts(text)
    noisy = _lines(text, blocks, cuts)
    if not noisy and not cuts:
        return tuple(blocks)
    return tuple(_cut(blocks, noisy, cuts))


def _lines(text: str, blocks: Sequence[Block], cuts: Sequence[tuple[int, int]]) -> set[int]:
    """The blocks that are nothing but noise."""
    count = len(blocks)
    window = range(count) if count <= HEAD + TAIL else (*range(HEAD), *range(count - TAIL, count))
    strong = {index for index in window if _is_noise(text, blocks[index])} | _covered(text, blocks, cuts)
    if not strong:
        return strong
    return strong | _scraps(text, blocks, strong) | _other_pages(text, blocks, strong)


def _covered(text: str, blocks: Sequence[Block], cuts: Sequence[tuple[int, int]]) -> set[int]:
    """The blocks of which the cuts leave nothing but spaces and a number of a list."""
    left: dict[int, list[str]] = {}
    for start, end in cuts:
        index = bisect_right(blocks, start, key=lambda block: block.start) - 1
        block = blocks[max(0, index)]
        left.setdefault(index, [text[block.start : block.end]])
        left[index].append(text[start : min(end, block.end)])
    found: set[int] = set()
    for index, (rest, *gone) in left.items():
        for each in gone:
            rest = rest.replace(each, "", 1)
        if (
            index >= 0
            and not rest.strip(" \u3000\t0123456789.、")
            and blocks[index].kind is not BlockKind.CELL
        ):
            found.add(index)
    return found


def _is_noise(text: str, block: Block) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return False
    if block.end - block.start > LONGEST:
        return False
    line = text[block.start : block.end]
    if "\t" in line.strip() or "。" in line or _AMOUNT.search(line):
        return False
    for pattern in (_PAGE_NUMBER, _CRUMBS, _NEIGHBOUR):
        if pattern.fullmatch(line):
            return True
    return bool(_OWNED.match(line)) or _all_noise(line)


def _all_noise(line: str) -> bool:
    """Whether noise words and their values are all there is: taken off from the left, one after the other."""
    line = line.lower()
    at, taken = 0, 0
    while at < len(line):
        if found := _SEPARATORS.match(line, at):
            at = found.end()
        elif (end := _token(line, at)) > at:
            taken += end - at > 1  # 大 中 小 of the font may as well be a table's
            at = end
        elif found := _COUNT.match(line, at):
            at = found.end()
        else:
            return False
    return taken > 0


def _token(line: str, at: int) -> int:
    """The end of the noise word (with its value) that stands there; `at` where none does."""
    if form := _FORM.match(line, at):
        return form.end()
    keys, phrases, sizes = _vocabulary()
    for size in sizes:
        word = line[at : at + size]
        if word in keys and (value := _VALUE.match(line, at + size)):
            return value.end()
        if word in phrases:
            return at + size
    return at


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str], tuple[int, ...]]:
    """Keys, phrases, and their lengths from the longest."""
    keys = frozenset(word.lower() for word in words("noise", "keys"))
    phrases = frozenset(word.lower() for name in ("phrases", "others") for word in words("noise", name))
    return keys, phrases, tuple(sorted({len(word) for word in keys | phrases}, reverse=True))


def _scraps(text: str, blocks: Sequence[Block], strong: set[int]) -> set[int]:
    """Short scraps between noise lines: 13页, a file's number, key words."""
    found: set[int] = set()
    ordered = sorted(strong)
    last = len(blocks) - 1
    for before, after in zip([-1, *ordered], [*ordered, last + 1], strict=True):
        between = range(before + 1, after)
        ends = (before < 0) + (after > last)
        if not between:
            continue
        if not ends and len(between) <= 12 and all(_is_scrap(text, blocks[index]) for index in between):
            found.update(between)
        elif after <= last and _lone_number(text, blocks, after - 1):
            found.add(after - 1)
        if before >= 0 and _is_key_words(text, blocks[before + 1]):
            found.add(before + 1)
    return found


def _is_scrap(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    if block.kind is BlockKind.CELL or len(line) > _SCRAP or _HEADING.match(line) or "\t" in line:
        return False
    return not _PROSE.search(line) and not any(word in line for word in words("noise", "titles"))


def _is_key_words(text: str, block: Block) -> bool:
    """2023 科技局 年度 总结: single words in a row, as sites put them under a download box."""
    line = text[block.start : block.end]
    tokens = line.split()
    return (
        len(tokens) >= 4 and len(line) <= 8 * len(tokens) and "\t" not in line and not _MARKS.search(line)
        and block.kind is not BlockKind.CELL and any(word in line for word in words("noise", "titles"))
    )  # fmt: skip


def _lone_number(text: str, blocks: Sequence[Block], index: int) -> bool:
    """A bare number between prose and noise: the number of the page on its site, not a cell of a table."""
    block, before = blocks[index], blocks[index - 1]
    return bool(
        _BARE_NUMBER.fullmatch(text, block.start, block.end)
        and index
        and _PROSE.search(text, before.start, before.end)
    )


def _other_pages(text: str, blocks: Sequence[Block], strong: set[int]) -> set[int]:
    """What follows a line such as 相关文章, up to the next prose or heading."""
    opening = words("noise", "others")
    found: set[int] = set()
    for index in strong:
        line = text[blocks[index].start : blocks[index].end].strip(" \t\u3000•·:：【】[]>»更多")
        if line not in opening:
            continue
        following = index + 1
        while following < len(blocks) and following not in found:
            block = blocks[following]
            if (
                block.kind is BlockKind.CELL
                or _PROSE.search(text, block.start, block.end)
                or _HEADING.match(text, block.start)
            ):
                break
            found.add(following)
            following += 1
    return found


def _cuts(text: str) -> list[tuple[int, int]]:
    """Spans of noise inside lines, in order, not overlapping."""
    found: list[tuple[int, int]] = []
    if "一页" in text:
        for navigation in _NAVIGATION.finditer(text):
            start = navigation.start()
            while start and text[start - 1] in "0123456789[] " and navigation.start() - start < 24:
                start -= 1
            if start and text[start - 1] not in "。！？；\n\r\t :：)）】》":
                start = navigation.start()  # 达500下一页: the digits may be a figure's
            found.append((start, navigation.end()))
    if "转载" in text or "www." in text.lower() or "http" in text:
        found += [match.span() for match in _ADDRESS.finditer(text)]
    for notice in words("noise", "notices"):
        found += _sentences(text, notice)
    ordered: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if ordered and start < ordered[-1][1]:
            ordered[-1] = (ordered[-1][0], max(end, ordered[-1][1]))
        else:
            ordered.append((start, end))
    return ordered


def _sentences(text: str, notice: str) -> Iterator[tuple[int, int]]:
    """The sentences around a notice; a long one is left alone, for it may say more."""
    at = text.find(notice)
    while at >= 0:
        low, high = max(0, at - _NOTICE_LENGTH), at + _NOTICE_LENGTH
        start = max(text.rfind(sign, low, at) for sign in _SENTENCE_ENDS) + 1
        ends = [end for sign in _SENTENCE_ENDS if (end := text.find(sign, at, high)) >= 0]
        end = min(ends) + 1 if ends else (len(text) if high >= len(text) else 0)
        if (start or low == 0) and at < end <= start + _NOTICE_LENGTH:
            yield start, end
        at = text.find(notice, max(end, at + 1))


def _cut(blocks: Sequence[Block], noisy: set[int], cuts: Sequence[tuple[int, int]]) -> Iterator[Block]:
    at = 0
    for index, block in enumerate(blocks):
        while at < len(cuts) and cuts[at][1] <= block.start:
            at += 1
        if index in noisy:
            yield Block(block.start, block.end, BlockKind.NOISE, block.place)
            continue
        start = block.start
        here = at
        while here < len(cuts) and cuts[here][0] < block.end and block.kind is not BlockKind.CELL:
            low, high = max(cuts[here][0], start), min(cuts[here][1], block.end)
            if start < low:
                yield Block(start, low, block.kind, block.place)
            if low < high:
                yield Block(low, high, BlockKind.NOISE, block.place)
            start = max(start, high)
            here += 1
        if start < block.end or block.start == block.end:
            yield Block(start, block.end, block.kind, block.place)
