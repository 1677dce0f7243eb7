"""What the styles of a docx say about a paragraph: is it a heading, a line of the contents, is it numbered."""

import re
from dataclasses import dataclass
from typing import Any

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import (
    NUMBERING,
    OUTLINE,
    PARAGRAPH_PROPERTIES,
    STYLE,
    VAL,
    W,
    first,
)

_HEADING = re.compile(r"(?:heading|标题|title|subtitle|副标题)\s*\d*", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d*|toc heading|目录标题|table of figures|图表目录", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl counts from 0; 9 is body text


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, with what it takes from those it is based on."""

    heading: bool = False
    contents: bool = False
    numbering: tuple[str, int | None] | None = None  # numId, level


PLAIN = Style()


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, Any] = {}
        self._known: dict[str | None, Style] = {None: PLAIN}
        for style in root.iterchildren(W + "style") if root is not None else ():
            if style.get(W + "type") == "paragraph":
                self._raw[style.get(W + "styleId", "")] = style
                if style.get(W + "default") in ("1", "true"):
                    self._known[None] = self._read(style.get(W + "styleId", ""), 0)

    def of(self, properties: Element | None) -> Style:
        """The style of a paragraph, by its w:pPr; its own outline level and numbering included."""
        if properties is None:
            return self._known[None]
        named = first(properties, STYLE)
        style = self._style(named.get(VAL) if named is not None else None)
        level, numbering = first(properties, OUTLINE), first(properties, NUMBERING)
        if level is None and numbering is None:
            return style
        heading = style.heading if level is None else _is_level(level)
        own = style.numbering if numbering is None else _numbering(numbering, style.numbering)
        return Style(heading, style.contents, own)

    def _style(self, name: str | None) -> Style:
        if name not in self._known:
            self._known[name] = self._read(name or "", 0)
        return self._known[name]

    def _read(self, name: str, depth: int) -> Style:
        style = self._raw.get(name)
        if style is None or depth > 20:  # styles based on each other in a circle
            return PLAIN
        based = style.find(W + "basedOn")
        base = self._read(based.get(VAL, ""), depth + 1) if based is not None else PLAIN
        title = style.find(W + "name")
        shown = title.get(VAL, "") if title is not None else ""
        properties = style.find(PARAGRAPH_PROPERTIES)
        level = numbering = None
        if properties is not None:
            level, numbering = first(properties, OUTLINE), first(properties, NUMBERING)
        contents = bool(_CONTENTS.fullmatch(shown))
        named = bool(_HEADING.fullmatch(shown))
        heading = not contents and (named or (base.heading if level is None else _is_level(level)))
        return Style(
            heading, contents, base.numbering if numbering is None else _numbering(numbering, base.numbering)
        )


def _is_level(level: Element) -> bool:
    text = level.get(VAL, "")
    return text.isdigit() and int(text) < _BODY_LEVEL


def _numbering(
    properties: Element, inherited: tuple[str, int | None] | None
) -> tuple[str, int | None] | None:
    """numId "0" takes the numbering away; a level alone keeps the list of the style."""
    number, level = properties.find(W + "numId"), properties.find(W + "ilvl")
    at = level.get(VAL, "") if level is not None else ""
    depth = int(at) if at.isdigit() else None
    if number is None:
        return (inherited[0], depth) if inherited is not None else None
    name = number.get(VAL, "0")
    return None if name == "0" else (name, depth)
