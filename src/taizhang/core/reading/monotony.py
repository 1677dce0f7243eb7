"""Monotonous runs 单调重复: "1,1,1,1,…" and pages of bare digits on one line, which no report has.

Every sign of such a run might begin a figure, so that a file made of them would cost minutes and say nothing.
They are told in a glance, cost next to nothing, and whoever reads the document is told that they were left out.
"""

import re
from collections.abc import Iterator

LONGEST = 3_000  # characters: a longer run is no text
PERIOD = (
    6  # characters that stand there again and again; a sentence said again and again is longer, and is read
)
_STEP, _SAMPLE = 500, 64
# Digits, numerals and marks without a word between them.
_WORDLESS = re.compile(
    r"[0-9０-９零〇○一二三四五六七八九十百千万亿两几数第xXｘＸNn×✕*＊_＿%％‰.．,，:：;；、/／\-－–—~～+＋()（）\[\]《》“”\" \t\u3000\xa0]"
    r"{64,}+"
)


def monotonous(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The runs of LONGEST characters and more on one line that repeat a few signs, or hold not one word; in order."""
    end = len(text) if end is None else end
    if end - start < LONGEST:
        return []
    found: list[tuple[int, int]] = []
    for low, high in _long_lines(text, start, end):
        found += _joined(sorted((*_repeated(text, low, high), *_wordless(text, low, high))))
    return found


def _long_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start >= LONGEST:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop - start >= LONGEST:
            yield start, stop
        start = stop + 1


def _wordless(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    for run in _WORDLESS.finditer(text, low, high):
        if run.end() - run.start() >= LONGEST:
            yield run.span()


def _repeated(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Looked for at every five-hundredth character: does what stands here stand again a few characters on?"""
    at = low
    while at + LONGEST <= high:
        again = text.find(text[at : at + _SAMPLE], at + 1, at + _SAMPLE + PERIOD)
        if again < 0:
            at += _STEP
            continue
        end = _end_of_run(text, at, again - at, high)
        while at > low and text[at - 1] == text[at - 1 + again - at]:
            at, again = at - 1, again - 1
        if end - at >= LONGEST:
            yield at, end
        at = max(end, at + _STEP)


def _end_of_run(text: str, start: int, period: int, high: int) -> int:
    """Where text[start:] no longer repeats itself after so many characters; in leaps that double."""
    at, leap = start + period, _SAMPLE
    while leap:
        if at + leap <= high and text[at : at + leap] == text[at - period : at - period + leap]:
            at += leap
            leap *= 2
        else:
            leap //= 2
    return at


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
