"""Lines for a terminal: Chinese characters are two columns wide, no line begins with a comma, colours may be off."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import east_asian_width

Segment = tuple[str, str]  # text and the name of its style, "" for none

_CODES = {
    "wrong": "1;97;41",  # the figure that does not add up
    "part": "4",
    "red": "1;31",
    "green": "32",
    "yellow": "33",
    "bold": "1",
    "dim": "2",
}
_WITHOUT_COLOUR = {"wrong": ("【", "】")}
_PIECES = re.compile(
    r"\d[\d.,]*(?:%|[^\W\d_A-Za-z]{1,3}|)|[A-Za-z]+|\s+|.", re.DOTALL
)  # 89项 stays on one line
_NOT_FIRST = frozenset("，。；：、）】》”’！？%,.;:)]!?…")
_CARRIED = 4  # pieces
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Without line ends and control characters: what a document holds must not steer the terminal."""
    return _CONTROLS.sub(" ", text.replace("\t", " "))


@lru_cache(maxsize=8192)
def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def styled(text: str, style: str, colour: bool) -> str:
    """A text in a style, or marked by signs where there are no colours."""
    if not colour:
        before, after = _WITHOUT_COLOUR.get(style, ("", ""))
        return f"{before}{text}{after}"
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style else text


def wrapped(segments: Iterable[Segment], columns: int, indent: str, colour: bool) -> list[str]:
    """Segments on lines of so many columns, each line after the indent."""
    limit = max(20, columns - width(indent))
    lines: list[list[Segment]] = [[]]
    used = 0
    for text, style in _pieces(segments, limit, colour):
        wide = width(text)
        if used + wide > limit and lines[-1]:
            carried = _carried(lines[-1], text)
            lines.append(carried)
            used = sum(width(each) for each, _ in carried)
            if text.isspace():
                continue
        lines[-1].append((text, style))
        used += wide
    return [(indent + "".join(_merged(line, colour))).rstrip(" ") for line in lines if line]


def _pieces(segments: Iterable[Segment], limit: int, colour: bool) -> Iterator[Segment]:
    """What is not to be broken. Where there are no colours a marked figure is one piece, its signs included."""
    for text, style in segments:
        if not colour and style in _WITHOUT_COLOUR:
            yield from ((part, "") for part in _cut(styled(clean(text), style, False), limit))
            continue
        for piece in _PIECES.findall(clean(text)):
            for part in _cut(piece, limit):
                yield part, style


def _cut(piece: str, limit: int) -> list[str]:
    if 2 * len(piece) <= limit or width(piece) <= limit:
        return [piece]
    step = limit // 2
    return [piece[at : at + step] for at in range(0, len(piece), step)]


def _carried(line: list[Segment], text: str) -> list[Segment]:
    """The end of a full line that must go down with a comma, so that no line begins with one."""
    carried: list[Segment] = []
    while text[0] in _NOT_FIRST and len(line) > 1 and len(carried) < _CARRIED:
        carried.insert(0, line.pop())
        text = carried[0][0]
    return carried


def _merged(line: list[Segment], colour: bool) -> Iterable[str]:
    """Neighbours of one style written with one code."""
    held, style = "", ""
    for text, each in line:
        if each != style:
            if held:
                yield styled(held, style, colour)
            held, style = "", each
        held += text
    if held:
        yield styled(held, style, colour)
