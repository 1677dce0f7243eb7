"""The language of templates 模板句: text with figures, parts that vanish, and breakdowns. Pure.

上半年申报市级项目{projects_applied[level=city]}项<，申报资金{projects_grant[level=city]}万元>。
{x as growth at known to 1}   a figure: form of Token.Form, period by name, decimals
{x as given}                  says nothing, but without this figure the sentence or part vanishes
{bureau}                      a word: of the bureau, its place, the period
<，同比{growth(x) as growth}|，由{before(x)}增至{x}>     the first alternative that has something to say, or nothing
<+、 省级{a}家+市级{b}家>      those that have something to say, joined by 、; nothing without any
<!+、 省级{a}家+市级{b}家>     the same, and without any the whole sentence vanishes
{each x by plan : @#项}       a breakdown over a field: @ its value, # the figure; it vanishes unless it adds up
{list x by programme : @#个 if 团队 // @#人}   the same as a list of its own, the pattern by a word in the value
"""

import re
from dataclasses import dataclass

from taizhang.core.decisions import Refused


@dataclass(frozen=True)
class Slot:
    """A figure to be filled in."""

    expression: str
    form: str = "number"
    at: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Word:
    """A word that the bureau, its place or the period gives."""

    name: str


@dataclass(frozen=True)
class Each:
    """A breakdown over a field; `patterns` are (pattern, word in the value for which it is meant; "" for any)."""

    expression: str
    field: str
    patterns: tuple[tuple[str, str], ...]
    at: str = ""
    alone: bool = False  # a list in its own right and not the parts of a whole


@dataclass(frozen=True)
class Choice:
    """Alternatives of which the first that has something to say is taken, or nothing."""

    parts: tuple["Pieces", ...]


@dataclass(frozen=True)
class Joined:
    """All that have something to say, with `sign` between them; `needed`: without any the sentence vanishes."""

    sign: str
    parts: tuple["Pieces", ...]
    needed: bool = False


Piece = str | Slot | Word | Each | Choice | Joined
Pieces = tuple[Piece, ...]

_EACH = re.compile(
    r"(?P<kind>each|list)\s+(?P<what>.+?)\s+by\s+(?P<field>[a-z_.]+)(?:\s+at\s+(?P<at>\S+))?\s+:\s*(?P<say>.+)",
    re.S,
)
_SLOT = re.compile(
    r"(?P<what>.+?)(?:\s+as\s+(?P<form>[a-z]+))?(?:\s+at\s+(?P<at>\S+))?(?:\s+to\s+(?P<to>\d))?", re.S
)


def parse(text: str, words: frozenset[str]) -> Pieces:
    """Read a template sentence; `words` are the names that are words and no figures. Raises Refused."""
    pieces: list[Piece] = []
    place = plain = 0
    while place < len(text):
        sign = text[place]
        if sign not in "{<":
            place += 1
            continue
        end = _closing(text, place)
        if plain < place:
            pieces.append(text[plain:place])
        inner = text[place + 1 : end]
        pieces.append(_slot(inner, words) if sign == "{" else _optional(inner, words))
        place = plain = end + 1
    if plain < len(text):
        pieces.append(text[plain:])
    return tuple(pieces)


def _closing(text: str, place: int) -> int:
    """Where the bracket opened at `place` closes; inside braces only braces count."""
    opened, closed = text[place], "}" if text[place] == "{" else ">"
    depth, inside = 0, 0
    for at in range(place, len(text)):
        sign = text[at]
        if opened == "<" and sign in "{}":
            inside += 1 if sign == "{" else -1
        elif inside == 0:
            depth += (sign == opened) - (sign == closed)
            if depth == 0:
                return at
    raise Refused(f"模板句“{text}”里的“{opened}”没有配对的“{closed}”。请补上。")


def _slot(inner: str, words: frozenset[str]) -> Piece:
    inner = inner.strip()
    if inner in words:
        return Word(inner)
    if found := _EACH.fullmatch(inner):
        patterns = []
        for part in found["say"].split("//"):
            say, _, when = part.strip().partition(" if ")
            patterns.append((say.strip(), when.strip()))
        return Each(
            found["what"].strip(), found["field"], tuple(patterns), found["at"] or "", found["kind"] == "list"
        )
    found = _SLOT.fullmatch(inner)
    if found is None:
        raise Refused(f"模板里的“{{{inner}}}”看不懂。请写成 {{指标代码}} 或 {{指标代码 as growth}}。")
    decimals = None if found["to"] is None else int(found["to"])
    return Slot(found["what"].strip(), found["form"] or "number", found["at"] or "", decimals)


def _optional(inner: str, words: frozenset[str]) -> Piece:
    needed = inner.startswith("!")
    inner = inner.removeprefix("!")
    if inner.startswith("+"):
        parts = tuple(parse(part.strip(), words) for part in _split(inner[2:], "+"))
        return Joined(inner[1:2], parts, needed)
    return Choice(tuple(parse(part, words) for part in _split(inner, "|")))


def _split(text: str, sign: str) -> list[str]:
    """Parts of a text at a sign that stands in no bracket."""
    parts, depth, start = [], 0, 0
    for place, each in enumerate(text):
        depth += (each in "{<") - (each in "}>")
        if each == sign and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def slots(pieces: Pieces) -> list[Slot | Each]:
    """Every figure that a sentence may ask for, in order."""
    found: list[Slot | Each] = []
    for piece in pieces:
        if isinstance(piece, Slot | Each):
            found.append(piece)
        elif isinstance(piece, Choice | Joined):
            for part in piece.parts:
                found += slots(part)
    return found
