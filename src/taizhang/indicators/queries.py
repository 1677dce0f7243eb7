"""Reading indicators: the built-in ones with a bureau's own versions laid over them, and targets."""

from datetime import date

from taizhang.accounts.models import Bureau
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.indicator import Indicator, from_data
from taizhang.indicators.models import IndicatorVersion


def indicators(bureau: Bureau, *, ended: bool = False) -> dict[str, Indicator]:
    """Every indicator that a bureau uses, by code: its newest version of each. One query."""
    found = dict(built_in())
    for stored in IndicatorVersion.objects.filter(bureau=bureau).order_by("code", "number"):
        found[stored.code] = of_version(stored)
    return found if ended else {code: i for code, i in found.items() if not i.ended}


def of_version(stored: IndicatorVersion) -> Indicator:
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


def valid_on(bureau: Bureau, code: str, day: date) -> Indicator | None:
    """The version of an indicator that holds on a day: the newest one valid then."""
    return next((i for i, _ in versions(bureau, code) if i.holds_on(day) and not i.ended), None)
