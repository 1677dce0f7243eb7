"""The figure that an address asks for, made for the person who asks 取数."""

from dataclasses import replace

from django.http import Http404

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.queries import newest_period
from taizhang.regions.models import Region
from taizhang.web.desk.indicators.addresses import Wanted


def region_of(wanted: Wanted) -> Region | None:
    """The region asked for. 404 when there is none of that number."""
    if wanted.region is None:
        return None
    found = Region.objects.filter(pk=wanted.region).first()
    if found is None:
        raise Http404
    return found


class Desk:
    """The figures of one bureau for one address: its period, region and day, `Figures` kept for its neighbours."""

    def __init__(self, bureau: Bureau, wanted: Wanted) -> None:
        self.bureau = bureau
        self.wanted = wanted
        self.period: Period = wanted.period or newest_period(bureau)
        self.region = region_of(wanted)
        self.figures = Figures(bureau, region=self.region, as_of=wanted.as_of)

    def figure(self) -> Figure:
        """The figure asked for; never raises for what is wrong with it, `why` says it."""
        wanted = self.wanted
        if wanted.definition is None:
            return self.figures.figure(wanted.expression, self.period)
        told = dict(wanted.told)
        decimals = told.get("decimals", "0")
        named = Indicator(
            code="definition",
            name=told.get("name", ""),
            definition=wanted.definition,
            unit=told.get("unit", ""),
            decimals=int(decimals) if decimals.isdecimal() and len(decimals) == 1 else 0,
        )
        asked = named if told else wanted.definition
        made = self.figures.figure(asked, self.period)
        return replace(made, expression="", name=told.get("name") or made.name)

    def now(self) -> "Desk":
        """The same as the ledger stands now."""
        return Desk(self.bureau, self.wanted.but(as_of=None))
