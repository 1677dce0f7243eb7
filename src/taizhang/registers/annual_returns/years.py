"""What the ledger holds of an organization's years 年度数据: this year's record, last year's, and how lately it was looked at."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.around import ProposedChange
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State

FRESH = timedelta(days=90)  # what somebody verified or confirmed since is shown, not asked for again
LOOKED_AT = (Event.RECORD_ADDED, Event.RECORD_CHANGED, Event.RECORD_VERIFIED, Event.RETURN_SUBMITTED)


@dataclass(frozen=True)
class YearHeld:
    """One year of an organization: its record (None: nothing there yet), what waits for staff, and its newest entries."""

    year: int
    record: AnnualReturn | None
    proposals: tuple[ProposedChange, ...] = ()
    looked_at: date | None = None  # when its values were written or verified last
    confirmed: frozenset[str] = frozenset()  # fields that were confirmed within FRESH days

    @property
    def verified(self) -> bool:
        return self.record is not None and self.record.state == State.VERIFIED

    @property
    def proposed(self) -> dict[str, Any]:
        """The values that wait for staff, the newest where there are several."""
        return {name: value for one in self.proposals for name, value in one.values.items()}

    def fresh(self, name: str, today: date) -> bool:
        """Whether a value need not be asked for: verified or confirmed less than ninety days ago."""
        lately = self.looked_at is not None and today - self.looked_at < FRESH
        return name in self.confirmed or (self.verified and lately)

    def value(self, name: str) -> Any:
        return getattr(self.record, name, None)


def years_of(organization: Organization, years: list[int]) -> dict[int, YearHeld]:
    """The years asked for, each as the ledger holds it. Three queries, however many years."""
    held = AnnualReturn.objects.filter(organization=organization, period__in=[str(y) for y in years])
    records = {
        int(r.period): r for r in held.exclude(state=State.ENDED).select_related("region", "organization")
    }
    ids = [r.pk for r in records.values()]
    waiting: dict[int, list[ProposedChange]] = {}
    open_ones = ProposedChange.objects.filter(
        register="annual_returns", record_id__in=ids, state=ProposedChange.State.OPEN
    )
    for one in open_ones.order_by("id"):
        waiting.setdefault(one.record_id, []).append(one)
    entries: dict[int, list[Entry]] = {}
    for entry in Entry.objects.filter(
        register="annual_returns", record_id__in=ids, event__in=LOOKED_AT
    ).order_by("id"):
        entries.setdefault(entry.record_id or 0, []).append(entry)
    return {year: _held(year, records.get(year), waiting, entries) for year in years}


def _held(
    year: int,
    record: AnnualReturn | None,
    waiting: dict[int, list[ProposedChange]],
    entries: dict[int, list[Entry]],
) -> YearHeld:
    if record is None:
        return YearHeld(year, None)
    since = timezone.now() - FRESH
    own = entries.get(record.pk, [])
    confirmed = {
        n for e in own if e.event == Event.RETURN_SUBMITTED and e.at >= since for n in confirmed_in(e)
    }
    written = [e for e in own if e.event != Event.RETURN_SUBMITTED]
    looked_at = timezone.localdate(written[-1].at) if written else None
    return YearHeld(year, record, tuple(waiting.get(record.pk, ())), looked_at, frozenset(confirmed))


def confirmed_in(entry: Entry) -> list[str]:
    """The fields that a submission confirmed as still right."""
    told = json.loads(entry.after or "{}").get("confirmed", [])
    return [str(name) for name in told]
