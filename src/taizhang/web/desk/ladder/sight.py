"""The year's target against what is in sight 目标与在望: valid now, less those that run out, with those that come."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from taizhang.core.figures.rounding import printed
from taizhang.web.desk.ladder.rungs import Certificate, Step


@dataclass(frozen=True)
class InSight:
    """valid − expiring + applied + rise = total, and how that compares with the target of the year."""

    valid: int
    expiring: int
    applied: int
    rise: int
    target: Decimal | None = None

    @property
    def total(self) -> int:
        return self.valid - self.expiring + self.applied + self.rise

    @property
    def sentence(self) -> str:
        """Against the target, in words."""
        if self.target is None:
            return "今年还没有登记目标，不作比较。"
        gap, goal = self.total - self.target, printed(self.target, 0, grouped=True)
        if gap >= 0:
            return f"今年目标 {goal} 家，在望数{'正好达到' if gap == 0 else f'多 {printed(gap, 0, grouped=True)} 家'}。"
        return f"今年目标 {goal} 家，在望数还差 {printed(-gap, 0, grouped=True)} 家。"


def ending(held: dict[int, Certificate], last: date, applied: set[int]) -> dict[int, Certificate]:
    """Who holds a certificate that ends by a day, with no application under way: organization -> certificate."""
    return {
        pk: one
        for pk, one in held.items()
        if one.until is not None and one.until <= last and pk not in applied
    }


def last_day(within: str, today: date) -> date:
    """The day until which ends are looked for: so many days from today, or those that the end of the year no longer counts.

    A certificate that ends on 31 December is still valid on that day.
    """
    return today + timedelta(days=int(within)) if within else date(today.year, 12, 30)


def in_sight(step: Step, held: dict[int, Certificate], applied: set[int], rise: int, today: date) -> InSight:
    """The equation of a rung for the year of a day. Who runs out this year and cannot be counted at its end is taken off."""
    gone = ending(held, last_day("", today), applied)
    goal = step.target.value
    return InSight(len(held), len(gone), len(applied - held.keys()), rise, goal)
