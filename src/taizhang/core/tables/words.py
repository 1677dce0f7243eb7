"""Text, yes/no and choices."""

import re
from dataclasses import replace

from rapidfuzz import fuzz, process

from .headers import fold
from .issue import Parser, Typed, error, is_scientific, lost_digits
from .lexicon import NO, YES
from .names import split_former
from .sheet import Cell, shown
from .spec import Choice, Column

# What no text of a record holds: controls (C0, DEL, C1), halves of characters, marks that turn the direction of
# reading (a name shown backwards), and what nobody sees (blanks without width, byte order marks).
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BREAK = re.compile(r"\s*[\r\n]+\s*")
_CJK_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*[\r\n]+\s*(?=[\u3000-\u9fff\uff00-\uffef])")


def text_parser(column: Column, *, lines: bool) -> Parser:
    """Text, on one line unless `lines`; refused when longer than the column allows."""

    def parse(cell: Cell) -> Typed:
        if is_scientific(cell) and not isinstance(cell, str):
            return lost_digits()
        text = plain_text(shown(cell), lines=lines)
        if column.max_length and len(text) > column.max_length:
            return error(
                "text.too_long",
                f"有 {len(text)} 个字，最多 {column.max_length} 个字。",
                "请缩短，详细内容放到附件或备注。",
            )
        return text or None, None

    return parse


def plain_text(text: str, *, lines: bool) -> str:
    """A text without controls and signs that cannot be seen, trimmed; on one line unless `lines`.

    Every door of the ledger passes it: page, interface and import write the same text.
    """
    if text.isprintable():
        return text.strip()
    text = _CONTROL.sub("", _ENDS.sub("\n", text))
    if not lines:
        text = _BREAK.sub(" ", _CJK_BREAK.sub("", text))
    return text.strip()


def has_unseen(text: str) -> bool:
    """Whether a text holds controls or signs that cannot be seen."""
    return not text.isprintable() and _CONTROL.search(text) is not None


def seen_of(text: str) -> str:
    """A text without them; its lines and its blanks stay."""
    return _CONTROL.sub("", text)


def organization_parser(column: Column) -> Parser:
    """The name of an organization, as long as it is, without a former name in brackets."""
    text = text_parser(replace(column, max_length=0), lines=False)

    def parse(cell: Cell) -> Typed:
        value, issue = text(cell)
        return (split_former(value)[0] if isinstance(value, str) else value), issue

    return parse


def parse_yes_no(cell: Cell) -> Typed:
    """True or False: 是 否 √ × 有 无 1 0."""
    if isinstance(cell, bool):
        return cell, None
    text = fold(shown(cell))
    if text in YES:
        return True, None
    if text in NO:
        return False, None
    start = text[:1]
    hint = "是" if start in ("是", "有") else "否" if start in ("否", "无", "未", "不") else ""
    return error("yes_no.unreadable", f"“{shown(cell)}”看不出是“是”还是“否”。", "请填 是 或 否。", hint)


def choice_parser(column: Column) -> Parser:
    """The stored value of a choice, by value, label or another way of writing it; near misses are suggested."""
    known: dict[str, str] = {}
    for choice in column.choices:
        for text in (choice.value, choice.label, *choice.also):
            known.setdefault(fold(text), choice.value)
    labels = {choice.value: choice.label for choice in column.choices}
    listed = "、".join(choice.label for choice in column.choices[:12]) + (
        "…" if len(column.choices) > 12 else ""
    )

    def parse(cell: Cell) -> Typed:
        text = fold(shown(cell))
        value = known.get(text)
        if value is not None:
            return value, None
        near = nearest(text, column.choices, known)
        return error(
            "choice.unknown",
            f"“{shown(cell)}”不在“{column.title}”的选项里。",
            f"请从这些里选：{listed}。",
            labels.get(near, ""),
        )

    return parse


def nearest(text: str, choices: tuple[Choice, ...], known: dict[str, str]) -> str:
    """The value of the choice most like `text`, "" when none is near."""
    contained = {
        value
        for name, value in known.items()
        if len(name) > 1 and (name in text or (len(text) > 1 and text in name))
    }
    if len(contained) == 1:
        return contained.pop()
    best = process.extractOne(text, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return known[best[0]] if best else ""
