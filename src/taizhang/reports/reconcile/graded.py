"""Places won 名次: a rank that award rows hold as their grade (第三名, 亚军)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.reports.reconcile.candidate import Candidate, Made
from taizhang.reports.reconcile.composing import Composer
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.sayings import Saying

LOOKED = 4  # award counts whose grades are looked at
NAMED = 0.65  # the contest is named: that covers what its place is of


def graded(composer: Composer, saying: Saying, period: Period) -> Iterator[Candidate]:
    """For each place that rows of the awards spoken of hold: that place, proven by those rows."""
    counted = replace(saying.stated, kind=Kind.COUNT, role=Role.LEVEL, unit="项", value=None)
    found = composer.candidates(replace(saying, stated=counted), period)
    for candidate in [c for c in found if _names_contest(c)][:LOOKED]:
        assert candidate.definition is not None
        for rank, grades in lexicon().grades.items():
            held = candidate.definition.narrowed(("grade", "=" + "|".join(grades)))
            rows = replace(candidate, definition=held, indicator="", cover=max(candidate.cover, NAMED))
            yield replace(
                rows, definition=None, operands=(rows,), make=_place(rank), formula="按获奖名次", unit="位"
            )


def _names_contest(candidate: Candidate) -> bool:
    told = candidate.definition
    return (
        told is not None and told.register == "awards" and bool({"award", "name"} & dict(told.where).keys())
    )


def _place(rank: int) -> Made:
    """The rank itself where rows hold it; None where none does."""
    return lambda rows: Decimal(rank) if rows[0] > 0 else None
