"""Two versions of a text beside each other, changed words and whole numbers marked 并排比较."""

import re
from difflib import SequenceMatcher

PIECE = re.compile(r"\d[\d,.]*\d|\d|.", re.S)  # a number is one piece, so that 281 and 285 differ as a whole


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """(what, text) in order, `what` one of same, gone, new."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [("gone", "".join(old[a:b]))] if b > a else []
        found += [("new", "".join(new[c:d]))] if d > c else []
    return found
