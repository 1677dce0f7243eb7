"""Which encoding a text file has: marks first, then UTF-8, then what reads as Chinese."""

import codecs
import re

from taizhang.core.reading.documents import unreadable

_SAMPLE = 8_000  # bytes that are looked at where bytes alone do not tell
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


def decode(data: bytes) -> str:
    """The text of a file, every character kept (of UTF-8 also the mark, U+FEFF, so that offsets are the file's).

    Raises Unreadable for bytes that are no text.
    """
    text = _decode(data)
    head = text[:200_000]
    if len(_CONTROLS.findall(head)) > len(head) / 200:
        raise unreadable.not_text()
    return text


def _decode(data: bytes) -> str:
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and data[2:4] != b"\0\0":
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8") if b"\0" not in data[:_SAMPLE] else _wide(data)
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")  # cut off inside the last character
    best = max(("gb18030", "utf-16-le", "utf-16-be"), key=lambda encoding: likely(data, encoding))
    if likely(data, best) < 0.7:
        return _mostly_utf8(data)
    try:
        return data.decode(best)
    except UnicodeDecodeError:
        text = data.decode(best, "replace")
        if text.count("\ufffd") > 3 + len(text) / 1000:
            raise unreadable.encoding() from None
        return text


def _wide(data: bytes) -> str:
    """Zero bytes: UTF-16 without a mark, or no text at all."""
    best = max(("utf-16-le", "utf-16-be"), key=lambda encoding: likely(data, encoding))
    if likely(data, best) < 0.7:
        raise unreadable.not_text()
    return data.decode(best, "replace")


def _mostly_utf8(data: bytes) -> str:
    """UTF-8 with a few bytes broken, as copying by pieces leaves it."""
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") > 3 + len(text) / 1000:
        raise unreadable.encoding()
    return text


def likely(data: bytes, encoding: str) -> float:
    """The share of a sample's characters that a Chinese text would have, were it in that encoding."""
    text = data[:_SAMPLE].decode(encoding, "ignore")
    common = text.encode("gb2312", "ignore").decode("gb2312")  # the signs and hanzi in use
    return (len(common) - 2 * len(_CONTROLS.findall(common))) / max(1, len(text))
