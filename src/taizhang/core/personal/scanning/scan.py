"""Personal data in a text, without overlaps, first to last."""

from taizhang.core.personal.scanning.kinds import Found, Hit, covered
from taizhang.core.personal.scanning.numbers import numbers
from taizhang.core.personal.scanning.spelling import plain
from taizhang.core.personal.scanning.words import words

# Where two finds overlap the one that stands first here is told.
_RANK = {kind: rank for rank, kind in enumerate(Found)}
AROUND = 12  # characters of the excerpt on either side


def scan_text(text: str, *, label: str = "") -> list[Hit]:
    """Every find in a text; `label` is what stands over it, such as the head of its column."""
    spelt = plain(text)
    found = sorted(
        {*numbers(spelt, plain(label)), *words(spelt)},
        key=lambda h: (_RANK[h.kind], h.start - h.end, h.start),
    )
    kept: list[Hit] = []
    for hit in found:
        if all(hit.end <= k.start or k.end <= hit.start for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def cover(text: str, hits: list[Hit]) -> str:
    """The text with every find covered, the rest character for character as it was."""
    for hit in sorted(hits, key=lambda h: -h.start):
        text = text[: hit.start] + covered(text[hit.start : hit.end], hit.kind) + text[hit.end :]
    return text


def excerpt(text: str, hit: Hit, hits: list[Hit]) -> str:
    """The surroundings of a find with it and everything else covered: what lists and the journal may hold."""
    start, end = max(0, hit.start - AROUND), min(len(text), hit.end + AROUND)
    pieces, at = [], start
    for h in hits:
        if h.end <= start or h.start >= end:
            continue
        pieces += [text[at : h.start], covered(text[h.start : h.end], h.kind)]
        at = h.end
    said = "".join([*pieces, text[at:end]])
    return " ".join(said.split())
