"""One claim of the text, recomputed: expected, stated, what rounding alone can explain, and the verdict."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from taizhang.core.reading.figures.figure import Figure


class Type(StrEnum):
    """The kinds of claims. `whole` and `parts` as in the second line of each."""

    SUM = "sum"  # 加总: total (None: shares that should total 100) = addends; one addend: said twice 前后一致
    DIFFERENCE = "difference"  # 相减: the difference = [minuend, subtrahend]
    PRODUCT = "product"  # 相乘: the product = factors
    SHARE = "share"  # 占比: base, [part, stated share]
    RATE = "rate"  # 完成率: base, [actual, stated rate]; also 倍 and a decrease against a base year
    GROWTH = "growth"  # 增减幅: present level, [last year's level or the change, stated rate]
    PART = "part"  # 其中: no part is larger than its whole; whole, [part]
    REPEAT = (
        "repeat"  # 前后一致: the same amount in the same words elsewhere; whole = the first, [the later one]
    )
    RANK = "rank"  # 位次 against the count of peers: whole = count of peers, parts = [rank]
    WORDING = (
        "wording"  # 措辞 against value (超400家 for 398): whole = the figure worded, parts = [the exact one]
    )


# The types that the labelled texts know; the others stand apart from them in every output.
LABELLED = frozenset({Type.SUM, Type.DIFFERENCE, Type.PRODUCT, Type.SHARE, Type.RATE, Type.GROWTH})


@dataclass(slots=True)
class Relation:
    """A claim and its check. Values are in the unit of the stated figure."""

    type: Type
    whole: Figure | None
    parts: tuple[Figure, ...]
    expected: Decimal
    stated: Decimal
    tolerance: Decimal  # rounding intervals: half of the last printed digit of each figure, carried through
    holds: bool | None  # None: unsure, shown as ?, never red
    note: str = ""  # the calculation, in words

    @property
    def stated_figure(self) -> Figure:
        """The figure that the calculation should give, where a finding is marked."""
        if self.type in (Type.SHARE, Type.RATE, Type.GROWTH):
            return self.parts[-1]
        return self.whole if self.whole is not None else self.parts[0]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it ties together."""
        return self.parts if self.whole is None else (self.whole, *self.parts)
