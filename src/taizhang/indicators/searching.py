"""Finding an indicator by what a person types: a part of a name, pinyin initials, a code 找指标."""

from taizhang.core.pinyin import initials
from taizhang.indicators.indicator import Indicator


def matching(text: str, known: dict[str, Indicator]) -> list[Indicator]:
    """Whole names first, then names that begin so, then those that hold it, then pinyin and codes."""
    lower = text.lower()
    ranked = []
    for at, indicator in enumerate(known.values()):
        names = indicator.names
        rank = (
            0 if text in names
            else 1 if any(n.startswith(text) for n in names)
            else 2 if any(text in n for n in names)
            else 3 if lower.isascii() and any(lower in initials(n) for n in names)
            else 4 if lower in indicator.code
            else None
        )  # fmt: skip
        if rank is not None:
            ranked.append((rank, at, indicator))
    return [indicator for _, _, indicator in sorted(ranked, key=lambda r: r[:2])]
