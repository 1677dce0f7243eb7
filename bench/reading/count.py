"""Counting what was found: precision, recall, F1, and the overlap of two wordings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(slots=True)
class Tally:
    """What is counted for one text; tallies of texts add up."""

    gold: int = 0  # labelled figures, without the borderline ones
    figures: int = 0  # figures read, without those on borderline labels
    hits: int = 0  # span, value and unit equal
    role: int = 0
    kind: int = 0
    period: int = 0
    approx: int = 0
    masked: int = 0
    of: float = 0.0
    relations_gold: int = 0
    relations: int = 0
    relation_hits: int = 0
    other_form: int = 0  # the same figures tied by a claim of another type
    errors: int = 0  # labelled claims that do not hold
    errors_found: int = 0
    alarms_on_true: int = 0  # called wrong, labelled as holding
    alarms_on_none: int = 0  # called wrong, not labelled at all
    asides_wrong: int = 0  # rank or wording called wrong: the labels do not know these
    unsure: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


def ratio(part: float, whole: float) -> float:
    """Part of the whole; 1 of nothing, since nothing was missed."""
    return part / whole if whole else 1.0


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap(one: str, other: str) -> float:
    """Characters that two wordings share, each as often as both have it: 2 x shared / (length + length)."""
    if not one and not other:
        return 1.0
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def total(tallies: Iterable[Tally]) -> Tally:
    out = Tally()
    for tally in tallies:
        out += tally
    return out
