"""When a table is due 报送时限: the periods of its rhythm, and the day by which each is to be handed in."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from taizhang.core.periods import Period
from taizhang.reports.handins.models import Layout

Every = Layout.Every
SOON = 15  # days before the day on which it is worth a line


@dataclass(frozen=True)
class Due:
    """A table that is to be handed in for a period by a day."""

    layout: Layout
    period: Period
    by: date
    late: bool


def period_of(every: str, day: date) -> Period:
    """The period of that rhythm in which a day lies."""
    if every == Every.MONTH:
        return Period.parse(f"{day.year}-{day.month:02d}")
    if every == Every.QUARTER:
        return Period.parse(f"{day.year}-Q{(day.month + 2) // 3}")
    if every == Every.HALF:
        return Period.parse(f"{day.year}-H{1 if day.month < 7 else 2}")
    return Period.parse(str(day.year))


def ended_by(every: str, day: date) -> Period:
    """The newest period of that rhythm that is over on a day."""
    period = period_of(every, day)
    return period if period.end <= day else before(every, period)


def before(every: str, period: Period) -> Period:
    assert period.start is not None
    return period_of(every, period.start - timedelta(days=1))


def latest(every: str, last: date, count: int = 8) -> list[Period]:
    """The newest periods of that rhythm that begin by a day, newest first."""
    found = [period_of(every, last)]
    while len(found) < count:
        found.append(before(every, found[-1]))
    return found


def due_on(layout: Layout, period: Period) -> date:
    return period.end + timedelta(days=layout.due_days)


def due_of(layout: Layout, handed: set[str], today: date) -> Due | None:
    """What a layout owes on a day: the newest ended period that was not handed in, when its day is near or past.

    `handed` are the periods handed in. A period that was over before the layout was uploaded is not owed.
    """
    period = ended_by(layout.every, today)
    by = due_on(layout, period)
    owed = by >= timezone.localdate(layout.at) and period.text not in handed
    return Due(layout, period, by, today > by) if owed and today >= by - timedelta(days=SOON) else None
