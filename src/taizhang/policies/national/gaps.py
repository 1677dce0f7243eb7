"""Least changes that close a gap 缺口的最小补法: exact, in whole people where people are meant."""

import math
from fractions import Fraction


def reassign(some: Fraction, all_: Fraction, share: Fraction) -> int:
    """How many of the present staff must become S&T staff so that (some + n) / all >= share 调整岗位."""
    return max(0, math.ceil(share * all_ - some))


def hire(some: Fraction, all_: Fraction, share: Fraction) -> int:
    """How many S&T staff must be hired so that (some + n) / (all + n) >= share 新招; share below one."""
    return max(0, math.ceil(added(some, all_, share)))


def added(part: Fraction, whole: Fraction, share: Fraction) -> Fraction:
    """What must be added to a part, and so to its whole, until it is that share of it; share below one."""
    return max(Fraction(0), (share * whole - part) / (1 - share))


def first_from(day_count: Fraction, needed: Fraction) -> int:
    """Days to wait until so many have passed."""
    return max(0, math.ceil(needed - day_count))
