"""The text of one paragraph (w:p), piece by piece, each piece with the element that it stands in.

What Word shows is read: inserted text and moved-to text yes, deleted text no; the result of a field, not its
instruction; the base of a ruby; hidden runs not. A tab is \\t, a soft line break (also a page or column break) \\n.
Text boxes anchored in the paragraph are not part of its text; `boxes` finds them.
"""

from collections.abc import Iterator

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import (
    ALTERNATE,
    BOX,
    CHOICE,
    FALLBACK,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    WRAPPERS,
    M,
    W,
    first,
    switched_on,
)  # fmt: skip

Piece = tuple[str, Element]

_MATH_TEXT = M + "t"
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SYMBOL, _FIELD, _FIELD_TYPE = W + "sym", W + "fldChar", W + "fldCharType"
_VANISH = W + "vanish"
_LINE_ENDS = str.maketrans("\n\r", "  ")  # inside w:t a line end is a space
# Of the fonts Symbol and Wingdings, whose characters lie in the private area: what a report uses.
_SYMBOLS = {
    "F0B4": "×", "F0B1": "±", "F0A3": "≤", "F0B3": "≥", "F0B9": "≠", "F0BB": "≈", "F0B0": "°", "F0B7": "•",
    "F0A8": "□", "F06F": "□", "F0FE": "☑", "F052": "☑", "F0FC": "✓", "F0FB": "×", "F0E0": "→", "F0D8": "➢",
}  # fmt: skip


def pieces(paragraph: Element) -> list[Piece]:
    """The text of a paragraph in order. A piece of a w:t has as many characters as its text."""
    out: list[Piece] = []
    _walk(paragraph, out, [])
    return out


def _walk(parent: Element, out: list[Piece], fields: list[bool]) -> None:
    """`fields`: the fields that are open, True where we stand in the instruction."""
    for child in parent:
        tag = child.tag
        if tag == RUN:
            _run(child, out, fields)
        elif tag in WRAPPERS:
            _walk(child, out, fields)
        elif tag == ALTERNATE:
            _alternate(child, out, fields)
        elif tag == _MATH_TEXT and child.text and True not in fields:
            out.append((child.text.translate(_LINE_ENDS), child))


def _run(run: Element, out: list[Piece], fields: list[bool]) -> None:
    for child in run:
        tag = child.tag
        if tag == TEXT:
            if child.text and True not in fields:
                out.append((child.text.translate(_LINE_ENDS), child))
        elif tag == RUN_PROPERTIES:
            if switched_on(first(child, _VANISH)):
                return
        elif tag in _SIGNS:
            if True not in fields:
                out.append((_SIGNS[tag], child))
        elif tag == _FIELD:
            _field(child.get(_FIELD_TYPE), fields)
        elif tag == _SYMBOL:
            if True not in fields:
                out.append((_symbol(child), child))
        elif tag == ALTERNATE:
            _alternate(child, out, fields)
        elif tag in WRAPPERS:
            _walk(child, out, fields)


def _field(kind: str | None, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _alternate(element: Element, out: list[Piece], fields: list[bool]) -> None:
    """The first choice that says something, else the fallback: never both."""
    if True in fields:
        return
    for child in element:
        if child.tag in (CHOICE, FALLBACK):
            before = len(out)
            _run(child, out, fields)
            if len(out) > before:
                return


def _symbol(element: Element) -> str:
    code = element.get(W + "char", "").upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    try:
        number = int(code, 16)
    except ValueError:
        return "□"
    return chr(number) if 32 <= number < 0xD800 else "□"


def boxes(paragraph: Element) -> list[Element]:
    """The outermost text boxes (w:txbxContent) anchored in a paragraph; of a box and its VML double, the first."""
    if next(paragraph.iter(BOX), None) is None:
        return []
    return list(_boxes(paragraph))


def _boxes(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == BOX:
            yield child
        elif child.tag == ALTERNATE:
            options = (list(_boxes(option)) for option in child)
            yield from next((found for found in options if found), [])
        else:
            yield from _boxes(child)
