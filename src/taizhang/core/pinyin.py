"""Pinyin 拼音 of Chinese names: for sorting and for finding by initials."""

from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.seg.mmseg import seg as into_words
from pypinyin.seg.simpleseg import seg as into_runs


@lru_cache(maxsize=1)
def many_voiced() -> frozenset[str]:
    """Characters whose reading depends on the word (重庆, 重量): only these need the slow look-up."""
    readings: dict[str, set[str]] = {}
    for phrase, syllables in PHRASES_DICT.items():
        for character, syllable in zip(phrase, syllables, strict=False):
            alone = PINYIN_DICT.get(ord(character), "").split(",")[0]
            readings.setdefault(character, {alone}).add(syllable[0])
    return frozenset(c for c, found in readings.items() if len(found) > 1)


@lru_cache(maxsize=20_000)
def one(character: str) -> str:
    return lazy_pinyin(character)[0].lower()


@lru_cache(maxsize=60_000)  # an import asks for each name twice: to sort by and to search by
def syllables(text: str) -> tuple[str, ...]:
    """The reading of a text, one syllable a character; other characters stay as they are, lower case."""
    if many_voiced().isdisjoint(text):
        return tuple(one(c) for c in text)
    found: list[str] = []
    for run in into_runs(text):
        if "㐀" <= run[0] <= "鿿":
            for each in into_words.cut(run):
                found += word(each) if len(each) > 1 else (one(each),)
        else:
            found += word(run)
    return tuple(found)


@lru_cache(maxsize=20_000)
def word(text: str) -> tuple[str, ...]:
    """The reading of one word, or of a run that is not Chinese; names share most of their words."""
    return tuple(s.lower() for s in lazy_pinyin(text))


def initials(text: str) -> str:
    """First letters of each syllable and every letter or digit between: 澜江恒远 -> ljhy."""
    return "".join(s if not s.isalpha() or not s.isascii() else s[0] for s in syllables(text) if s.isalnum())


def sort_key(text: str, length: int = 60) -> str:
    """A key under which texts sort as a Chinese reader expects, cut to `length` characters."""
    return " ".join(syllables(text))[:length]
