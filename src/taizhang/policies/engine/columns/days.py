"""Calendar days in columns 日期列."""

import math
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from taizhang.policies.engine.columns.forms import Days, Flags, Mask, Masks, Numbers

EPOCH = date(1970, 1, 1).toordinal()
FAR = 3_000_000  # days from 1970 to the years 1 and 9999, and some
MONTH = 31


def one_day(value: date) -> Days:
    """The same day for all."""
    return Days(value.toordinal() - EPOCH, FAR)


def days_between(a: Days, b: Days, known: Mask) -> Numbers:
    """Days from b to a."""
    far = a.far + b.far
    return Numbers(a.values - b.values, 1, -far, far, 1, known)


def plus_days(a: Days, days: int) -> Days:
    return Days(a.values + days, a.far + abs(days), a.known)


def plus_months(a: Days, months: int) -> Days:
    """The same day so many months later; a day that the month lacks becomes the first of the next."""
    days = np.asarray(a.values, np.int64).astype("M8[D]")
    month = days.astype("M8[M]")
    into = (days - month.astype("M8[D]")).astype(np.int64)
    later = month + months
    begins = later.astype("M8[D]").astype(np.int64)
    length = (later + 1).astype("M8[D]").astype(np.int64) - begins
    moved: Any = begins + np.minimum(into, length)
    return Days(moved if np.ndim(a.values) else int(moved), a.far + MONTH * (abs(months) + 1), a.known)


def calendar_year(a: Days) -> Numbers:
    """The year of each day."""
    years: Any = np.asarray(a.values, np.int64).astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    far = a.far // 365 + 1970
    return Numbers(years if np.ndim(a.values) else int(years), 1, -far, far, 1, a.known)


def against_year(a: Days, op: str, bound: Fraction) -> Flags:
    """Whether the year of each day is ge, gt, le or lt a number: asked of the first day of a year."""
    year = math.ceil(bound) if op in ("ge", "lt") else math.floor(bound) + 1
    yes: Any = np.greater_equal(a.values, _first_day(year))
    if op in ("le", "lt"):
        yes = ~yes
    return Flags(yes if a.known is None else yes & a.known, a.known)


def _first_day(year: int) -> int:
    if 1 <= year <= date.max.year:
        return date(year, 1, 1).toordinal() - EPOCH
    return FAR if year > 1 else -FAR


def chosen_days(yes: Any, a: Days, b: Days, known: Mask, masks: Masks) -> Days:
    known = masks.both(known, masks.chosen(yes, a.known, b.known))
    return Days(np.where(yes, a.values, b.values), max(a.far, b.far), known)
