"""Where the number stands in a control whose text a person has changed: 12家企业 holds 12."""

import re

_SIGN = "[+\\-−－]?"
_DIGITS = r"\d+(?:[,，\u2009\u00a0\u202f ]\d{3})*(?:[.．]\d+)?[%％‰]?"
_ARABIC = re.compile(_SIGN + _DIGITS)
_HAN = re.compile("[〇零一二三四五六七八九十百千两]+(?:点[〇零一二三四五六七八九]+)?")
_NO_VALUE = re.compile("[—–\\-－/×xX*＊□_]+")
_SEVERAL = re.compile(r"[\d.．,%％‰年月日第至到~～—–\-－/:：]+")  # a date, a range, a ratio
_WORDS = re.compile(r"[^\d，。；：、,;:\n\t]{1,12}")  # 持平, 无


def number_within(text: str) -> tuple[int, int] | None:
    """The span of what counts as the figure in the text of its control; None where that is not one thing.

    All of it where it is a number, a date, a range, a sign for none (—) or a word or two without a number; else its only
    Arabic number, else its only Chinese one.
    """
    core = text.strip()
    start = text.find(core)
    whole = (start, start + len(core))
    if not core:
        return None
    if any(form.fullmatch(core) for form in (_ARABIC, _HAN, _NO_VALUE, _SEVERAL)):
        return whole
    arabic, han = (list(form.finditer(text)) for form in (_ARABIC, _HAN))
    if len(arabic) == 1 or (not arabic and len(han) == 1):
        return (arabic or han)[0].span()
    return whole if not arabic and not han and _WORDS.fullmatch(core) else None
