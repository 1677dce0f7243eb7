"""Noise inside a line: page navigation, addresses in brackets, a site's sentences about itself, endless repetition."""

import re
from collections.abc import Iterator

from taizhang.core.reading.lexicon import words
from taizhang.core.reading.monotony import monotonous

_NAVIGATION = re.compile(r"(?:上一页[\s\d\[\]]{0,24})?下一页|上一页[\s\d\[\]]{1,24}(?=$|[^\d\s\[\]])")
_BEGINS = re.compile("[上下]一页")
_ADDRESS = re.compile(
    r"[(（【\[][^()（）【】\[\]]{0,40}(?:转载请注明|https?:|www\.)[^()（）【】\[\]]{0,80}[)）】\]]",
    re.IGNORECASE,
)
_SENTENCE_ENDS = "。！？\n\r"
_NOTICE_LENGTH = 160


def spans_inside(text: str) -> list[tuple[int, int]]:
    """Spans of noise inside lines, in order, not overlapping."""
    found = monotonous(text)
    if "一页" in text:
        last = 0
        for begins in _BEGINS.finditer(text):
            navigation = _NAVIGATION.match(text, begins.start())
            if navigation is None or begins.start() < last:
                continue
            start, last = navigation.span()
            while start and text[start - 1] in "0123456789[] " and navigation.start() - start < 24:
                start -= 1
            if start and text[start - 1] not in "。！？；\n\r\t :：)）】》":
                start = navigation.start()  # 达500下一页: the digits may be a figure's
            found.append((start, navigation.end()))
    if "转载" in text or "www." in text.lower() or "http" in text:
        found += [match.span() for match in _ADDRESS.finditer(text)]
    for notice in words("noise", "notices"):
        found += _sentences(text, notice)
    ordered: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if ordered and start < ordered[-1][1]:
            ordered[-1] = (ordered[-1][0], max(end, ordered[-1][1]))
        else:
            ordered.append((start, end))
    return ordered


def _sentences(text: str, notice: str) -> Iterator[tuple[int, int]]:
    """The sentences around a notice; a long one is left alone, for it may say more."""
    at = text.find(notice)
    while at >= 0:
        low, high = max(0, at - _NOTICE_LENGTH), at + _NOTICE_LENGTH
        start = max(text.rfind(sign, low, at) for sign in _SENTENCE_ENDS) + 1
        ends = [end for sign in _SENTENCE_ENDS if (end := text.find(sign, at, high)) >= 0]
        end = min(ends) + 1 if ends else (len(text) if high >= len(text) else 0)
        if (start or low == 0) and at < end <= start + _NOTICE_LENGTH:
            yield start, end
        at = text.find(notice, max(end, at + 1))
