"""What a row below the header is: data, total, group, note, a repeated header."""

import re
from collections.abc import Sequence

from .headers import fold
from .lexicon import (
    GROUP_ENDS,
    NOTE_STARTS,
    ORGANIZATION_ENDS,
    SUBTOTAL_STARTS,
    TOTAL_PREFIXES,
    TOTAL_WORDS,
)
from .sheet import Cell

_TOTAL = re.compile(
    rf"^(?:[一二三四五六七八九十]+、)?(?:{'|'.join(TOTAL_PREFIXES)})?.{{0,12}}?(?:{'|'.join(TOTAL_WORDS)})"
    r"(?:[(（:：].*)?$"
)
_TOTAL_HINT = re.compile(r"计|总数|汇总|平均|其中")
_GROUP = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+[类批部组章])"
    r"|[(（](?:共)?\d+\s*(?:所|家|个|项|件|人|名|户|条|种|类)[)）]\s*$"
)
_LABELLED = re.compile(r"^[^:：]{2,8}[:：]")


def is_total(cells: Sequence[Cell], at: list[int]) -> bool:
    """A total or subtotal row: one of the first texts, before any number, says so."""
    for i in at[:4]:
        cell = cells[i]
        if not isinstance(cell, str):
            if i == at[0]:
                continue  # a serial number in front of 合计
            return False
        if _TOTAL_HINT.search(cell):
            text = fold(cell)
            if text.startswith(SUBTOTAL_STARTS) or (
                _TOTAL.match(text) and not text.endswith(ORGANIZATION_ENDS)
            ):
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
