"""What a row below the header is: data, total, group, note, a repeated header."""

import re
from collections.abc import Sequence

from .headers import fold
from .lexicon import (
    EMPTY_MARKS,
    GROUP_ENDS,
    NOTE_STARTS,
    ORGANIZATION_ENDS,
    STRONG_TOTAL_WORDS,
    SUBTOTAL_STARTS,
    TOTAL_PREFIXES,
    TOTAL_WORDS,
)
from .sheet import Cell

_STRONG, _WEAK = "|".join(STRONG_TOTAL_WORDS), "|".join(TOTAL_WORDS)
_ORDINAL = r"(?:[一二三四五六七八九十]+、)?"
_PLACES = "|".join(GROUP_ENDS)
_TIME = r"(?:19|20)\d\d年度?|第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[-—~至]\d{1,2})?月份?"
_SCOPE = rf"(?:{'|'.join(TOTAL_PREFIXES)}|(?:.{{0,10}}(?:{_PLACES}))|(?:{_TIME})+|.{{1,8}}[级批类])"
_AFTER = (
    r"(?:[(:].*|\d+(?:\.\d+)?[家户项件个人名所条种类次篇台套万亿元]{0,2})?$"  # 合计（12项）, 合计：, 小计7家
)
_TOTAL = re.compile(rf"^{_ORDINAL}(?:{'|'.join(TOTAL_PREFIXES)})?(?:{_WEAK}){_AFTER}")
_STRONG_TOTAL = re.compile(rf"^{_ORDINAL}(?:{_STRONG}){_AFTER}")
_SCOPED_TOTAL = re.compile(rf"^{_ORDINAL}(?:{_SCOPE}(?:{_STRONG})|.{{1,20}}小计){_AFTER}")  # 粤海街道合计
_TOTAL_HINT = re.compile(r"计|总数|汇总|平均|其中")
_HEADS_TOTAL = re.compile(rf"(?:{_PLACES}|[级批类])$|^[(（]?[一二三四五六七八九十]+[)）]?$")
_COUNTED = re.compile(r"^(?:共计?)?[-+]?[\d,.]+(?:%|[万亿]?[^\d,.]{0,4})$")  # 12, 1,203.5万元, 共12项
_GROUP = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+[类批部组章])"
    r"|[(（](?:共)?\d+\s*(?:所|家|个|项|件|人|名|户|条|种|类)[)）]\s*$"
)
_GROUP_MARKS = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.]|\([一二三四五六七八九十\d]+\))|\([^()]*\)$")
_LABELLED = re.compile(r"^[^:：]{2,8}[:：]")


def is_total(cells: Sequence[Cell], at: list[int], group: str = "", beside: Sequence[Cell] = ()) -> bool:
    """A total or subtotal row: its label is a total word, and there is no other text.

    高新技术企业总数 names an indicator: a row of data. A remark may follow the numbers of a plain 合计.
    `group` is the heading the row stands under and `beside` the data row above: 合计 after their words sums them up.
    """
    for place, i in enumerate(at[:4]):
        cell = cells[i]
        if not isinstance(cell, str):
            if place == 0:
                continue  # a serial number in front of 合计
            return False
        if _TOTAL_HINT.search(cell):
            text = fold(cell)
            if _STRONG_TOTAL.match(text):
                before = [(t, j) for j in at[:place] if (t := _words(cells[j]))]
                return all(
                    _HEADS_TOTAL.search(t) or t == _bare(group) or t == fold(str(_at(beside, j)))
                    for t, j in before
                ) and not _words_next(cells, at[place + 1 :])
            if (
                _TOTAL.match(text)
                or _SCOPED_TOTAL.match(text)
                or text.startswith(SUBTOTAL_STARTS)
                or (group and _STRONG_TOTAL.match(text.removeprefix(_bare(group))))
            ):
                return not any(_words(cells[j]) for j in at if j != i)
    return False


def is_region_total(
    cells: Sequence[Cell], at: list[int], group: str, neighbours: Sequence[Sequence[Cell]]
) -> bool:
    """The line of a place with its sums: 双塔街道, 7家, 1,203.5. Only numbers beside the place's name.

    Its `neighbours` (the data row above, the row below) are no such lines: they name something else, or the
    same place, and hold texts where this row has none. A table of places has rows like this one, and is data.
    """
    label = cells[at[0]]
    if (
        len(at) < 2
        or not is_group(label, merged=False, first_column=True)
        or any(_words(cells[i]) for i in at[1:])
    ):
        return False
    name = fold(str(label))
    if group and _bare(group) == _bare(str(label)):
        return True
    for other in neighbours:
        beside = _words(_at(other, at[0]))
        lacking = sum(
            1 for i, c in enumerate(other) if i != at[0] and _words(c) and not _words(_at(cells, i))
        )
        if beside == name:
            if lacking >= 2:
                return True
        elif (
            beside
            and not beside.endswith(GROUP_ENDS)
            and lacking >= (1 if beside.endswith(ORGANIZATION_ENDS) else 2)
        ):
            return True
    return False


def _at(cells: Sequence[Cell], i: int) -> Cell:
    return cells[i] if i < len(cells) else ""


def _bare(group: str) -> str:
    """A group's heading without number and count: 一、新材料（12家） is 新材料."""
    return _GROUP_MARKS.sub("", fold(group))


def _words(cell: Cell) -> str:
    """The cell's text when it says something: no number, no count, no mark for nothing, no total word."""
    if not isinstance(cell, str):
        return ""
    text = fold(cell)
    if cell.strip() in EMPTY_MARKS or _COUNTED.match(text) or _TOTAL.match(text):
        return ""
    return text


def _words_next(cells: Sequence[Cell], at: list[int]) -> bool:
    """Whether words stand in these cells before the first number: 合计 of what, not a remark on it."""
    for i in at:
        cell = cells[i]
        if not isinstance(cell, str) or _COUNTED.match(fold(cell)):
            return False
        if _words(cell):
            return True
    return False


def is_note(cells: Sequence[Cell], at: list[int]) -> bool:
    """A note or signature line: 注：…, 填表人：… 审核人：…"""
    first = cells[at[0]]
    if not isinstance(first, str):
        return False
    text = first.strip()
    if text.startswith(NOTE_STARTS) and (len(at) <= 6):
        return True
    if len(at) > 8:
        return False
    labelled = sum(1 for i in at if isinstance(c := cells[i], str) and _LABELLED.match(c.strip()))
    return labelled * 2 >= len(at) and labelled >= min(2, len(at)) and _LABELLED.match(text) is not None


def is_group(cell: Cell, *, merged: bool, first_column: bool) -> bool:
    """Whether a row's only cell heads a group of rows: 北京市（92所）, 一、重点企业."""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    if _GROUP.search(text) or merged:
        return True
    return (
        first_column
        and len(text) <= 15
        and text.endswith(GROUP_ENDS)
        and not text.endswith(ORGANIZATION_ENDS)
    )
