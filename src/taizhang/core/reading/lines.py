"""Lines for a terminal: Chinese characters are two columns wide, no line begins with a comma, colours may be off."""

import re
from collections.abc import Iterable
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
_PIECES = re.compile(r"[0-9A-Za-z.%,+]+|\s+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。；：、）】》”’！？%,.;:)]!?…")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Without line ends and control characters: what a document holds must not steer the terminal."""
    return _CONTROLS.sub(" ", text.replace("\t", " "))


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
    lines: list[list[Segment]] = [[]]
    room = limit = max(20, columns - width(indent))
    for text, style in segments:
        marks = 0 if colour or style not in _WITHOUT_COLOUR else 4
        room -= marks
        for piece in _PIECES.findall(clean(text)):
            wide = width(piece)
            if wide > room and lines[-1] and piece not in _NOT_FIRST:
                lines.append([])
                room = limit - marks
                if piece.isspace():
                    continue
            for part in _cut(piece, limit) if wide > limit else (piece,):
                if part is not piece and lines[-1]:
                    lines.append([])
                lines[-1].append((part, style))
            room -= wide
    return [indent + "".join(_merged(line, colour)) for line in lines if line]


def _cut(piece: str, limit: int) -> list[str]:
    return [piece[at : at + limit] for at in range(0, len(piece), limit)]


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
