"""What a ledger could hold 能记什么: the indicator that would carry a figure if its rows were there."""

from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.indicators.indicator import Indicator
from taizhang.reports.reconcile import seeds, words
from taizhang.reports.reconcile.printing import unit_of
from taizhang.reports.reconcile.sayings import CHAIN, Saying

PAIRS = 3  # a name of fewer pairs of characters must stand there whole
LEAST = 0.6  # so much of an indicator's name must be said, its end beside the number
_CHANGES = (Role.GROWTH_RATE, Role.INCREASE, Role.DECREASE)


def could_hold(saying: Saying, catalogue: dict[str, Indicator], known: dict[str, tuple[str, ...]]) -> str:
    """The name of that indicator, with 的增速 or 的位次 where the figure is one; "" where none would carry it."""
    stated, unit = saying.stated, unit_of(saying.stated)
    beside = saying.near + "|" + saying.target
    around = beside + "|" + "|".join(r.text for r in saying.regions if r.weight >= CHAIN)
    rank = stated.kind is Kind.RANK
    grown = stated.kind is Kind.PERCENT and stated.role in _CHANGES and "百分点" not in (stated.unit or "")
    best, found = 0.0, ""
    for code, forms in known.items():
        indicator = catalogue[code]
        if rank or grown:
            if indicator.unit in ("%", "位"):
                continue
        elif indicator.definition is None or not seeds.fits(saying, indicator.unit, unit):
            continue
        for form in forms:
            if (said := _said(form, beside, around)) > best:
                best, found = said, indicator.name
    end = "的位次" if rank else "的增速" if grown else ""
    return f"{found}{end}" if found else ""


def _said(form: str, beside: str, around: str) -> float:
    """How many characters of a name the text says: all of it beside the number, or most of it there and around."""
    if form in beside:
        return float(len(form))
    held = words.pairs(form)
    if len(held) < PAIRS or form[-2:] not in beside:
        return 0.0
    share = len(held & words.pairs(around)) / len(held)
    return share * len(form) / 2 if share >= LEAST else 0.0
