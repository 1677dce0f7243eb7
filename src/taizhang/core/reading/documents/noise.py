"""Site noise 网页杂讯 in a text captured from a web page: download boxes, view counts, menus, lists of other pages.

Conservative: a line is set aside only when noise words are all there is in it, or when it is a short scrap between
such lines (never at the beginning, where the title stands). Inside a line only page navigation, bracketed addresses and
a site's sentences about itself are cut out. The text stays as it is; the blocks become NOISE.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from taizhang.core.reading.document import Block, BlockKind
from taizhang.core.reading.documents.noise_inside import spans_inside
from taizhang.core.reading.documents.noise_words import all_noise
from taizhang.core.reading.lexicon import words

HEAD, TAIL = 120, 400  # blocks looked at, from the beginning and from the end: sites put their own there
LONGEST = 160  # characters of a line of noise words
_SCRAP = 24
_NOTE = 400  # characters: a longer line holds more than a site's word about itself
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


def set_aside(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the noise among them told as such; blocks with noise inside are cut."""
    cuts = spans_inside(text)
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
        if block.end - block.start > _NOTE:
            continue
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
    return bool(_OWNED.match(line)) or all_noise(line)


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
