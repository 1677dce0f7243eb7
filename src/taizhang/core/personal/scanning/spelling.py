"""A text as the patterns read it: full-width signs, odd dashes and dots as plain ones, one character for one, so that offsets hold."""

import re
import unicodedata

_DASHES = "‐‑‒–—―－−﹣﹘"
_DOTS = "·•・．"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_BLANKS = "\u00a0\u3000\u2002\u2003\u2009\u202f\t"
PLAIN = {
    **{ord(c): "-" for c in _DASHES}, **{ord(c): "." for c in _DOTS}, **{ord(c): "\u200b" for c in _UNSEEN},
    **{ord(c): " " for c in _BLANKS}, ord("＠"): "@", ord("＊"): "*", ord("※"): "*", ord("×"): "*", ord("●"): "*",
}  # fmt: skip
_DIGITS = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
_VALUES = "001234567891234567891"
_SPELT = str.maketrans(_DIGITS, _VALUES)
_LISTED = re.compile(
    r"^(\s*[0-9]{1,2})\.(?=[0-9+(])", re.MULTILINE
)  # 1.138…: the number of an item, no decimal
_FIGURE = re.compile(r"\s*[0-9.]+\s*")
_IN_WORDS = re.compile(f"[{_DIGITS}]{{11,19}}")  # 一三八……: nobody writes an amount so


def plain(text: str) -> str:
    """The same number of characters, in the plain spelling."""
    text = text.translate(PLAIN)
    if not text.isascii():
        text = "".join(map(_narrow, text))
        text = _IN_WORDS.sub(lambda m: m.group().translate(_SPELT), text)
    return text if _FIGURE.fullmatch(text) else _LISTED.sub(r"\1 ", text)


def _narrow(char: str) -> str:
    """Full-width and circled letters and digits as ASCII; everything else as it is."""
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    if code >= 0x660 and not 0x4E00 <= code <= 0x9FFF and unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    return char
