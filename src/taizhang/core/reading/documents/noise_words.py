"""Whether a line is noise words and their values and nothing else; the words are in the lexicon, section [noise]."""

import re
from functools import cache

from taizhang.core.reading.lexicon import words

_SEPARATORS = re.compile(r"[\s\u00a0\u3000•·|｜/、,，\-—–_>»＞›:：\[\]【】()（）\"“”✕×*]+")
_VALUE = re.compile(
    r"\s*[:：]\s*(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|\d[\d*×x－-]{5,20}|\d[\d,]*\s*次?|[^\s。；，:：]{0,30})"
)
_FORMS = (  # of lines in lower case: ignoring case over hanzi is slow to compile, and so is a range of all hanzi
    r"\d[\d,]*\s*(?:次|人)(?:浏览|阅读|下载|点击|访问)",
    r"(?:文件)?大小\s*[:：]\s*[\d.]+\s*(?:[kmg]b?|字节)",
    r"页数\s*[:：]\s*\d+\s*页?",
    r"(?:文件)?格式\s*[:：]\s*(?:docx?|pdf|pptx?|xlsx?|txt|wps)",
    r"id\s*[:：]\s*\d+",
    r"https?://[\w./?=&%#~:+-]+|www\.[\w./?=&%-]+",
    r"(?:第\s*\d{1,4}\s*页\s*[,，/]?\s*)?共\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页(?!\D)",
    r"(?:[^\W\d_a-z]?[a-z]?[^\W\d_a-z]?icp[备证]|[^\W\d_a-z]公网安备|经营许可证|增值电信业务经营许可证)[^\s|]{0,30}",
    r"关于[^\W\d_a-z]{1,8}网",
)
_FORM = re.compile("|".join(_FORMS))
_COUNT = re.compile(r"\d{1,4}(?=\s|$)")


def all_noise(line: str) -> bool:
    """Whether noise words and their values are all there is: taken off from the left, one after the other."""
    line = line.lower()
    at, taken = 0, 0
    while at < len(line):
        if found := _SEPARATORS.match(line, at):
            at = found.end()
        elif (end := _token(line, at)) > at:
            taken += end - at > 1  # 大 中 小 of the font may as well be a table's
            at = end
        elif found := _COUNT.match(line, at):
            at = found.end()
        else:
            return False
    return taken > 0


def _token(line: str, at: int) -> int:
    """The end of the noise word (with its value) that stands there; `at` where none does."""
    if form := _FORM.match(line, at):
        return form.end()
    keys, phrases, sizes = _vocabulary()
    for size in sizes:
        word = line[at : at + size]
        if word in keys and (value := _VALUE.match(line, at + size)):
            return value.end()
        if word in phrases:
            return at + size
    return at


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str], tuple[int, ...]]:
    """Keys, phrases, and their lengths from the longest."""
    keys = frozenset(word.lower() for word in words("noise", "keys"))
    phrases = frozenset(word.lower() for name in ("phrases", "others") for word in words("noise", name))
    return keys, phrases, tuple(sorted({len(word) for word in keys | phrases}, reverse=True))
