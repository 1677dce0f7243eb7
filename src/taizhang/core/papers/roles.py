"""What a paragraph is in the paper, by the name of its style, its outline level or its number 一、（一）1.（1）."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from taizhang.core.papers import styles
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import OUTLINE, PARAGRAPH_PROPERTIES, STYLE, VAL, W, first


class Role(Enum):
    """The part that a paragraph plays."""

    TITLE = auto()
    ADDRESSEE = auto()
    SIGNATURE = auto()
    DATE = auto()
    NOTE = auto()
    TABLE_CAPTION = auto()
    PICTURE_CAPTION = auto()
    HEADING = auto()
    BODY = auto()
    CONTENTS = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A role; the level of a heading, from 1."""

    role: Role
    level: int = 0


_BODY = Part(Role.BODY)
_NAMED = {
    "title": Role.TITLE, "标题": Role.TITLE,
    **{styles.NAMES[style].lower(): role for style, role in (
        (styles.ADDRESSEE, Role.ADDRESSEE), (styles.SIGNATURE, Role.SIGNATURE), (styles.DATE, Role.DATE),
        (styles.NOTE, Role.NOTE), (styles.TABLE_CAPTION, Role.TABLE_CAPTION),
        (styles.PICTURE_CAPTION, Role.PICTURE_CAPTION),
    )},
}  # fmt: skip
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d*|toc heading|目录标题")
_CAPTION = re.compile("caption|题注")
_HAN = "一二三四五六七八九十"
_NUMBERS = (
    re.compile(f"[{_HAN}]{{1,3}}、"), re.compile(f"[（(][{_HAN}]{{1,3}}[）)]"),
    re.compile(r"\d{1,2}[.．](?!\d)"), re.compile(r"[（(]\d{1,2}[）)]"),
)  # fmt: skip
_STOPS = tuple("。；;！!？?：:，,、")
_LONGEST = 40  # a longer line is a paragraph with a number
_DEEPEST = 4
_CHAIN = 20  # styles based on each other


class Roles:
    """The styles of a document, asked for the role of a paragraph."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {
            style.get(W + "styleId", ""): style
            for style in (root.iterchildren(W + "style") if root is not None else ())
            if style.get(W + "type") == "paragraph"
        }
        self._known: dict[str, Part] = {}

    def of(self, paragraph: Element, text: str) -> Part:
        """The role of a paragraph that shows this text."""
        properties = first(paragraph, PARAGRAPH_PROPERTIES)
        named = first(properties, STYLE) if properties is not None else None
        part = self._style(named.get(VAL, "") if named is not None else "")
        level = _level(properties)
        if level and part.role in (Role.BODY, Role.HEADING):
            part = Part(Role.HEADING, min(level, _DEEPEST)) if level <= 9 else _BODY
        if part.role is Role.TABLE_CAPTION and text.startswith("图"):
            part = Part(Role.PICTURE_CAPTION)
        return part

    def _style(self, id: str) -> Part:
        if id not in self._known:
            self._known[id] = self._read(id)
        return self._known[id]

    def _read(self, id: str) -> Part:
        """By the first style in the chain that says something."""
        for _ in range(_CHAIN):
            style = self._styles.get(id)
            if style is None:
                break
            title, based = style.find(W + "name"), style.find(W + "basedOn")
            name = (title.get(VAL, "") if title is not None else "").strip().lower()
            heading = _HEADING.fullmatch(name)
            if heading:
                return Part(Role.HEADING, min(int(heading[1]), _DEEPEST))
            if _CONTENTS.fullmatch(name):
                return Part(Role.CONTENTS)
            if name in _NAMED or _CAPTION.fullmatch(name):
                return Part(_NAMED.get(name, Role.TABLE_CAPTION))
            level = _level(style.find(PARAGRAPH_PROPERTIES))
            if level:
                return Part(Role.HEADING, min(level, _DEEPEST)) if level <= 9 else _BODY
            id = based.get(VAL, "") if based is not None else ""
        return _BODY


def numbered_level(text: str) -> int:
    """The level that the number of a short line without a stop gives it; 0 for a paragraph."""
    if len(text) > _LONGEST or text.endswith(_STOPS):
        return 0
    return next((level for level, form in enumerate(_NUMBERS, 1) if form.match(text)), 0)


def _level(properties: Element | None) -> int:
    """The outline level from 1; 10 is body text; 0 where nothing is said."""
    level = first(properties, OUTLINE) if properties is not None else None
    text = level.get(VAL, "") if level is not None else ""
    return min(int(text), 9) + 1 if text.isdigit() and len(text) < 4 else 0
