"""A year's data of an enterprise 年度数据: what in it asks for a word of explanation, and averages over its months.

Nothing here refuses a value. What is unusual is asked about (为什么？), and the answer is kept beside the value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from taizhang.core.decisions import Refused

JUMP = Fraction(1, 2)  # more than half above or below the year before
MONTHS = 12
JUMPING = (
    "revenue_yuan", "total_income_yuan", "high_tech_revenue_yuan", "cost_yuan", "rd_expense_yuan", "high_tech_rd_yuan",
    "total_assets_yuan", "net_assets_yuan", "staff", "rd_staff", "staff_average", "st_staff_average",
)  # fmt: skip
# What cannot reasonably be more than what it is a part of, or is paid out of.
WITHIN = (
    ("rd_expense_yuan", "revenue_yuan"), ("high_tech_rd_yuan", "revenue_yuan"), ("rd_commissioned_yuan", "revenue_yuan"),
    ("rd_commissioned_abroad_yuan", "revenue_yuan"), ("rd_personnel_yuan", "revenue_yuan"), ("rd_direct_yuan", "revenue_yuan"),
    ("rd_depreciation_yuan", "revenue_yuan"), ("rd_other_yuan", "revenue_yuan"), ("high_tech_revenue_yuan", "total_income_yuan"),
    ("non_taxable_income_yuan", "total_income_yuan"), ("net_assets_yuan", "total_assets_yuan"), ("rd_staff", "staff"),
    ("st_staff_average", "staff_average"), ("sme_st_staff_average", "sme_staff_average"),
)  # fmt: skip

Values = Mapping[str, Decimal | int | None]


@dataclass(frozen=True)
class Unusual:
    """A value that asks for a reason 异常待说明: `change` against last year as a fraction of it, or `above` the field it exceeds."""

    name: str
    change: Fraction | None = None
    above: str = ""


def unusual(now: Values, last: Values) -> list[Unusual]:
    """What asks for a reason, each field once; more than what it is part of is said before a jump."""
    found: dict[str, Unusual] = {}
    for one in (*beyond(now), *jumps(now, last)):
        found.setdefault(one.name, one)
    return list(found.values())


def jumps(now: Values, last: Values) -> Iterator[Unusual]:
    """Values more than half above or below those of the year before; nothing is said where that was zero or unknown."""
    for name in JUMPING:
        value, before = now.get(name), last.get(name)
        if value is None or not before:
            continue
        change = (Fraction(value) - Fraction(before)) / abs(Fraction(before))
        if abs(change) > JUMP:
            yield Unusual(name, change=change)


def beyond(now: Values) -> Iterator[Unusual]:
    """Values above what they are a part of, where both are known."""
    for name, whole in WITHIN:
        value, limit = now.get(name), now.get(whole)
        if value is not None and limit is not None and value > limit:
            yield Unusual(name, above=whole)


def year_average(heads: Sequence[Decimal | None]) -> Fraction | None:
    """The average head count of a year out of thirteen: at its beginning and at the end of each month 全年月平均人数.

    月平均 = (月初 + 月末) / 2, and the year's average is that of the months in operation (国科发火〔2016〕195号三（五）): who
    opened or closed within the year leaves the other months empty. Unrounded; None where no month is given.

    Raises Refused on a gap in the middle, on a negative count, and on another number of values.
    """
    if len(heads) != MONTHS + 1:
        raise Refused(f"要有年初和 12 个月末的人数，共 13 个，这里有 {len(heads)} 个。")
    if any(head is not None and head < 0 for head in heads):
        raise Refused("人数不能是负数。请检查后再填。")
    given = [place for place, head in enumerate(heads) if head is not None]
    if not given or given == [0]:
        return None
    first, last = given[0], given[-1]
    if len(given) != last - first + 1:
        gap = next(place for place in range(first, last) if heads[place] is None)
        raise Refused(f"{gap} 月末的人数没有填，前后两个月都有。请补上；那个月没有人就填 0。")
    opened = first > 0  # nobody was there when the month of opening began
    points = [Fraction(0)] * opened + [Fraction(head) for head in heads[first : last + 1] if head is not None]
    months = [(before + after) / 2 for before, after in pairwise(points)]
    return sum(months, Fraction(0)) / len(months)
