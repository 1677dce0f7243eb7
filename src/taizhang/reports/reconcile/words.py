"""Words compared 用语: one form for every way of writing, and how well a name stands in a stretch of text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from taizhang.reports.reconcile.lexicon import lexicon

# Marks that say nothing: quotation marks, blanks, middle dots, brackets.
_IDLE = re.compile(r"[\s“”〝〞\"'‘’「」『』《》〈〉·•．.,，、:：;；!！?？_()（）\[\]【】{}]+")
_DASH = re.compile(r"[-—–－~～]+")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
LEAST = 0.6  # so much of a name must stand in the text for the name to be meant
LCS = 4  # and at least so many characters of it in one piece


@cache
def _same() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, lexicon().same), key=len, reverse=True)))


def plain(text: str) -> str:
    """One form: no marks or blanks, one width, one dash, one name for what has two (高企, 高新技术企业)."""
    bare = _DASH.sub("-", _IDLE.sub("", unicodedata.normalize("NFKC", text)))
    return _same().sub(lambda found: lexicon().same[found[0]], bare)


def without_brackets(text: str) -> str:
    """科技下乡（石塘村） -> 科技下乡."""
    return _BRACKETED.sub("", text) or text


@dataclass(frozen=True)
class Hit:
    """How a name stands in a text: quality 0..1, and the characters of the text that it covers."""

    quality: float
    covered: frozenset[int]

    @property
    def length(self) -> int:
        return len(self.covered)


@lru_cache(maxsize=20_000)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def alike(name: str, text: str) -> bool:
    """Whether a name may stand in a text in some form at all: a look before the search."""
    held = pairs(name)
    return len(held) >= LCS - 1 and 2 * len(held & pairs(text)) >= len(held)


def exact(name: str, text: str) -> Hit | None:
    """The whole name, wherever it stands (both plain); the last place counts."""
    if not name:
        return None
    at = text.rfind(name)
    return Hit(1.0, frozenset(range(at, at + len(name)))) if at >= 0 else None


def common(name: str, text: str) -> Hit | None:
    """The longest piece of a name that stands in the text, when it is most of the name."""
    best, at = 0, -1
    for start in range(len(name) - LCS + 1):
        if len(name) - start <= best:
            break
        end = start + max(best + 1, LCS)
        while end <= len(name) and (found := text.rfind(name[start:end])) >= 0:
            best, at = end - start, found
            end += 1
    if best < LCS or best / len(name) < LEAST:
        return None
    return Hit(best / len(name), frozenset(range(at, at + best)))


def shortened(name: str, text: str) -> Hit | None:
    """A name with a middle part left out: 企业研发奖补 for 企业研发投入奖补."""
    for length in range(len(name) - 1, max(LCS, int(len(name) * LEAST)) - 1, -1):
        for first in range(2, length - 1):
            told = name[:first] + name[len(name) - length + first :]
            at = text.rfind(told)
            if at >= 0:
                return Hit(length / len(name), frozenset(range(at, at + length)))
    return None


def scattered(name: str, text: str, least: float = LEAST) -> Hit | None:
    """A long name told in other words: most of its pairs of characters stand in the text."""
    told = [name[i : i + 2] for i in range(len(name) - 1)]
    if len(told) < LCS:
        return None
    held = [at for at in (text.rfind(pair) for pair in told) if at >= 0]
    quality = len(held) / len(told)
    if quality < least:
        return None
    return Hit(quality, frozenset(i for at in held for i in (at, at + 1)))
