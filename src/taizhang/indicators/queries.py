"""Reading indicators: the built-in ones with a bureau's own versions laid over them, and targets."""

from dataclasses import replace
from datetime import date

from django.db.models import Max
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.indicator import Indicator, from_data
from taizhang.indicators.models import IndicatorVersion
from taizhang.registers.declaration import registers
from taizhang.registers.record import State

# The registers in which something happens all year, and the day on which it does: they tell how far the ledger reaches.
LIVELY = (
    ("projects", "applied_on"), ("projects", "approved_on"), ("projects", "accepted_on"), ("recognitions", "applied_on"),
    ("recognitions", "recognised_on"), ("technology_contracts", "registered_on"), ("ip", "granted_on"), ("events", "held_on"),
    ("fund_movements", "booked_on"), ("cooperations", "signed_on"), ("needs", "received_on"), ("awards", "awarded_on"),
    ("vouchers", "issued_on"), ("loans", "granted_on"),
)  # fmt: skip


def indicators(bureau: Bureau, *, ended: bool = False) -> dict[str, Indicator]:
    """Every indicator that a bureau uses, by code: the newest version of each, with the earlier ones. One query."""
    found = dict(built_in())
    for stored in IndicatorVersion.objects.filter(bureau=bureau).order_by("code", "number"):
        before = found.get(stored.code)
        earlier = (before, *before.earlier) if before else ()
        found[stored.code] = replace(of_version(stored), earlier=earlier)
    return found if ended else {code: i for code, i in found.items() if not i.ended}


def of_version(stored: IndicatorVersion) -> Indicator:
    """A stored version as the indicator that it is."""
    return from_data(stored.data, version=stored.number, own=True, ended=stored.ended)


def versions(bureau: Bureau, code: str) -> list[tuple[Indicator, IndicatorVersion | None]]:
    """Every version of an indicator, newest first; the built-in one has no stored row."""
    stored = (
        IndicatorVersion.objects.filter(bureau=bureau, code=code).select_related("by").order_by("-number")
    )
    found: list[tuple[Indicator, IndicatorVersion | None]] = [(of_version(s), s) for s in stored]
    first = built_in().get(code)
    return [*found, (first, None)] if first else found


def version(bureau: Bureau, code: str, number: int) -> Indicator | None:
    """One version of an indicator."""
    return next((i for i, _ in versions(bureau, code) if i.version == number), None)


def newest_period(bureau: Bureau) -> Period:
    """The newest half-year in which the bureau's ledger has verified data; this half-year where it has none.

    The period that every page opens with. Days to come count for nothing. One query.
    """
    today = timezone.localdate()
    newest = [
        registers()[name]
        .model._default_manager.filter(
            bureau=bureau, state=State.VERIFIED, **{f"{field}__range": (date(1949, 10, 1), today)}
        )
        .order_by()
        .values("bureau")
        .annotate(day=Max(field))
        .values_list("day", flat=True)
        for name, field in LIVELY
    ]
    day = max(newest[0].union(*newest[1:], all=True), default=today)
    return Period.parse(f"{day.year}-H{1 if day.month < 7 else 2}")
