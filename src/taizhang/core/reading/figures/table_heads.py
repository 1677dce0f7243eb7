"""What the head of a column or a row says 表头: its role, its period, whether it is a total, a part, or no figure at all."""

import re
from dataclasses import dataclass
from functools import lru_cache

from taizhang.core.reading.figures.cell_numbers import head_unit, unit_kind
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.lexicon import any_of, words

_SPACES = re.compile(r"\s+")
# 增加值 says nothing of growth, 公共预算 nothing of a plan.
_NOT_ROLES = re.compile(
    r"增加值|增值|(?:公共|基金|经营|部门)预算|计划项目|计划类别|科技计划|研发计划|专项计划|任务书"
)
_OF_TARGET = re.compile("(?:占|完成)[^（(]{0,6}(?:目标|计划|任务|预算)[^（(]{0,4}(?:比例|[（(]?[%％])")
_NUMBERING = (
    (1, r"[一二三四五六七八九十]{1,3}[、.．]"),
    (2, r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    (3, r"\d{1,2}[.．、](?!\d)"),
    (4, r"[（(]\d{1,2}[）)]|[①-⑳]"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The words of a head, understood."""

    role: Role | None = None  # None: the head says nothing of it
    fall: bool = False  # 降幅: what is stated is a fall
    rate: bool = False  # its figures are percentages of something even where no % is printed
    quiet: bool = False  # serial numbers, codes, dates
    total: int = 0  # 1 小计, 2 合计, 3 总计; -1: a name that may be a total (全市)
    of_which: bool = False  # 其中：
    additive: bool = True  # may be added up: no average, no rate, no price
    last: bool = False  # 上年, 同期
    present: bool = False
    done: bool = False  # 完成, 实际
    of_total: bool = False  # a share of the column's total
    level: int = 0


@lru_cache(maxsize=4096)
def squeeze(raw: str) -> str:
    """A cell's words without spaces and line ends: «合  计» is 合计."""
    return _SPACES.sub("", raw)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    names = ("share", "completion", "fall", "growth", "rank", "target", "done", "last", "present", "average")
    return {name: re.compile(any_of(words("tables", name))) for name in names}


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    numbering = "|".join(pattern for _, pattern in _NUMBERING)
    return re.compile(
        rf"(?:\s|{numbering}|(?:{any_of(words('tables', 'of_which'))})[:：]?|[—–\-·•*▪■●◆][ \t]*)*[:：]?\s*"
    )


@lru_cache(maxsize=8192)
def _strip(raw: str) -> tuple[int, int, str]:
    found = _lead().match(raw)
    start = found.end() if found else 0
    if start >= len(raw.rstrip()):
        start = len(raw) - len(raw.lstrip())
    end = len(raw.rstrip())
    bare = squeeze(raw[start:end])
    keep = head_unit(bare)[1]
    if 0 < keep < len(bare):  # cut the unit in brackets off, counting over spaces
        while end > start and len(squeeze(raw[start:end])) > keep:
            end -= 1
        while end > start and raw[end - 1].isspace():
            end -= 1
    if "\n" in raw[start:end]:  # a name over two lines: all of it
        end = max(end, start)
    return start, end, squeeze(raw[start:end])


def strip_name(raw: str, offset: int) -> tuple[tuple[int, int], str]:
    """The words that name a row or column, without numbering, 其中 and unit: (span in the text, the words)."""
    start, end, name = _strip(raw)
    return (offset + start, offset + end), name


@lru_cache(maxsize=8192)
def read_head(text: str, above: str) -> Head:
    """Understand a head: its own words first, then those of the heads above it. Neither has spaces."""
    name = _strip(text)[2]
    found = _role(text) or (_role(above) if above else None)
    role, fall, rate = found or (None, False, False)
    both = above + text
    patterns = _patterns()
    return Head(
        role=role,
        fall=fall,
        rate=rate,
        quiet=_is_quiet(name),
        total=_total(name),
        of_which=_is_of_which(text),
        additive=not patterns["average"].search(both),
        last=bool(patterns["last"].search(both))
        and role not in (Role.GROWTH_RATE, Role.INCREASE, Role.DECREASE, Role.TARGET),
        present=bool(patterns["present"].search(both)),
        done=bool(patterns["done"].search(both)),
        of_total=name in words("tables", "share_of_total"),
        level=next((level for level, pattern in _NUMBERING if re.match(pattern, text)), 0),
    )


def _is_of_which(text: str) -> bool:
    return bool(re.match(rf"(?:{any_of(words('tables', 'of_which'))})", text))


def _is_quiet(name: str) -> bool:
    return (
        name in words("tables", "quiet")
        or (name.endswith("号") and not name.endswith("型号"))
        or name.endswith(("编码", "代码"))
    )


def _total(name: str) -> int:
    for rank in (3, 2, 1):
        if name in words("tables", f"total_{rank}") or name.endswith(words("tables", f"total_{rank}")):
            return rank
    return -1 if name in words("tables", "maybe_total") else 0


def _role(text: str) -> tuple[Role, bool, bool] | None:
    """(role, is a fall, is a rate) of a head's words."""
    if not text:
        return None
    patterns = _patterns()
    text = _NOT_ROLES.sub("", text)
    unit = head_unit(text)[0]
    counted = unit is not None and unit_kind(unit) is not Kind.PERCENT  # 增长（家）
    rate = not counted and bool(re.search(r"[%％]|增速|增幅|涨幅|率|增长(?![量额数值])|降幅", text))
    if patterns["completion"].search(text) or _OF_TARGET.search(text):
        return Role.COMPLETION_RATE, False, True
    if patterns["rank"].search(text):
        return Role.RANK, False, False
    if patterns["fall"].search(text) and "增" not in text:
        return Role.DECREASE, True, rate
    if patterns["share"].search(text) and not patterns["growth"].search(text):
        return Role.SHARE, False, True
    if patterns["growth"].search(text):
        return (Role.GROWTH_RATE if rate else Role.INCREASE), False, rate
    if patterns["target"].search(text) and not patterns["done"].search(text):
        return Role.TARGET, False, False
    if re.search(r"[^效费利汇]率(?:[（(].{0,3}[）)]|[%％])?$", text):
        return Role.SHARE, False, True
    return None
