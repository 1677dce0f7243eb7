"""A candidate 候选: one thing of the ledger that a printed figure may state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period

Made = Callable[[tuple[Decimal, ...]], Decimal | None]  # of the operands' values


@dataclass(frozen=True)
class Candidate:
    """`score` orders candidates; `cover` is how much of the words for what is counted it accounts for."""

    score: float
    cover: float
    words: str  # for people: 科技计划项目，级别为市级，申报日期在2022年上半年，按项计数
    period: Period
    definition: Definition | None = None  # of rows or of one record
    indicator: str = ""  # code or expression, where an indicator says it
    operands: tuple["Candidate", ...] = ()
    make: Made | None = field(default=None, compare=False)  # a formula over the operands
    formula: str = ""
    unit: str = ""
    name: str = ""
    sure: bool = False  # its words alone leave no doubt (an indicator's or a record's own name)
    stage: str = ""
    around: int = 0  # conditions that only the surroundings speak of
    own: frozenset[str] = frozenset()  # fields whose condition the figure's own clause says
    rivals: tuple["Candidate", ...] = ()  # the same thing told for other periods
    lent: float = 0.0  # what those add to the score
    doubt: float = 0.0  # how much of it rests on words that may not be meant


@dataclass(frozen=True)
class Valued:
    """A candidate with the ledger's value in the printed unit (None where it has none) and the rows behind it."""

    candidate: Candidate
    value: Decimal | None
    count: int
    agrees: bool
