"""The field's words, read once from `lexicon.toml`: the only place where the reader keeps them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon() -> dict[str, Any]:
    """The whole lexicon, by section."""
    return tomllib.loads(files("taizhang.core.reading").joinpath("lexicon.toml").read_text(encoding="utf-8"))


def words(section: str, name: str) -> tuple[str, ...]:
    """The words of one list: `words("sums", "incomplete")`."""
    return tuple(lexicon()[section][name])


def any_of(choices: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(choices), key=len, reverse=True))
