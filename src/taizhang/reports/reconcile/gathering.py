"""Figures told before, taken together 合计: 国家级5项、省级13项，合计获资金0.88亿元; 禹州市30家、长葛市27家，两地合计占……"""

from collections.abc import Sequence
from dataclasses import replace

from taizhang.reports.reconcile.candidate import Candidate
from taizhang.reports.reconcile.lexicon import lexicon

_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4}
MOST = 4  # figures taken together, at most


def how_many(text: str) -> int:
    """How many a clause takes together: 两地合计 2; 0 when it takes none."""
    word = next((w for w in lexicon().words["together"] if w in text), "")
    return _NUMBERS.get(word[0], 2) if word else 0


def gathered(text: str, told: Sequence[Candidate]) -> Candidate | None:
    """The rows of as many of the last figures as go together, where a clause says that they do."""
    if not how_many(text):
        return None
    made = (together(told[-many:]) for many in range(min(MOST, len(told)), 1, -1))
    return next((c for c in made if c is not None), None)


def together(parts: Sequence[Candidate]) -> Candidate | None:
    """The rows of all parts, where they differ in one condition only; None where they do not."""
    first, *others = parts
    if first.definition is None or not others:
        return None
    where = dict(first.definition.where)
    for other in others:
        held = other.definition
        if held is None or replace(held, where=()) != replace(first.definition, where=()):
            return None
        apart = [n for n in {*where, *dict(held.where)} if where.get(n) != dict(held.where).get(n)]
        if len(apart) != 1 or apart[0] not in where or apart[0] not in dict(held.where):
            return None
        joined = _either(where[apart[0]], dict(held.where)[apart[0]])
        if not joined:
            return None
        where[apart[0]] = joined
    definition = replace(first.definition, where=tuple(where.items()))
    return replace(first, definition=definition, words="", indicator="")


def _either(one: str, other: str) -> str:
    """One condition or the other, where both name values."""
    if set(one.strip("=").replace("|", ",").split(",")) & set(other.strip("=").replace("|", ",").split(",")):
        return ""  # a part of the other
    if one.startswith("=") and other.startswith("="):
        return f"{one}|{other[1:]}"
    plain = not any(text[0] in "=~!-*." or ".." in text or "|" in text for text in (one, other))
    return f"{one},{other}" if plain else ""
