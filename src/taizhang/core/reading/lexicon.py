"""The field's words, read once from `lexicon.toml`: the only place where the reader keeps them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pkgutil import get_data
from typing import Any


@cache
def lexicon() -> dict[str, Any]:
    """The whole lexicon, by section."""
    data = get_data("taizhang.core.reading", "lexicon.toml")
    assert data is not None  # it lies beside this module
    return tomllib.loads(data.decode("utf-8"))


def words(section: str, name: str) -> tuple[str, ...]:
    """The words of one list: `words("sums", "incomplete")`."""
    return tuple(lexicon()[section][name])


def any_of(choices: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first.

    Words with the same first character share a branch, so that a long list costs little where none of them stands.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(set(choices), key=len, reverse=True):
        branches.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(re.escape(first) + _one_of(rest) for first, rest in branches.items())


def _one_of(rest: list[str]) -> str:
    if len(rest) == 1:
        return rest[0]
    # Single characters alone would be compiled into a class, which takes ten times as long over hanzi: a start is short.
    single = len(rest) > 2 and all(len(each) == 1 for each in rest)
    return f"(?:{'|'.join(rest)}{'|(?!).' if single else ''})"


def first_of(choices: Iterable[str]) -> str:
    """A look ahead for the first character of any of the words: before `any_of` it makes a search fast."""
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in choices}))}])"
