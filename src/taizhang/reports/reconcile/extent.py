"""From when to when a ledger has data 台账起止: a text of another time cannot be held against it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, Min

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.periods import FIRST_YEAR, LAST_YEAR, Period
from taizhang.core.tables.spec import Kind
from taizhang.registers.declaration import registers
from taizhang.registers.record import State
from taizhang.reports.reconcile.lexicon import lexicon


def held_in(bureau: Bureau, period: Period) -> Period:
    """The period itself. Raises Refused where the ledger ends before it or begins after it."""
    days = sorted(_days(bureau))
    if not days:
        raise Refused("台账里还没有核实的数据，没有可以对照的数。请先导入台账，再来对账。")
    if period.end < days[0] or (period.start or period.end) > days[-1]:
        first, last = Period(days[0], days[0]).words, Period(days[-1], days[-1]).words
        raise Refused(
            f"台账里没有{period.words}的数据，现有的是{first}到{last}的。请检查期间写得对不对，或先导入那一期的台账。"
        )
    return period


def _days(bureau: Bureau) -> Iterator[date]:
    """The first and the last day of each register, and the years that others told of."""
    for name, manner in lexicon().registers.items():
        register = registers()[name]
        rows = register.model._default_manager.filter(bureau=bureau, state=State.VERIFIED).order_by()
        dated = {d for d in manner.dates.values() if register.fields[d].kind == Kind.DATE}
        dated |= {manner.stock["on"]} if manner.stock else set()
        asked = {f"{f.__name__}_{d}": f(d) for d in dated for f in (Min, Max)}
        yield from (day for day in rows.aggregate(**asked).values() if day is not None) if asked else ()
    for name, field in (("statistics", "period"), ("annual_returns", "period"), ("assessments", "year")):
        rows = registers()[name].model._default_manager.filter(bureau=bureau, state=State.VERIFIED)
        for told in rows.order_by().values_list(field, flat=True).distinct():
            if told and str(told)[:4].isdecimal() and FIRST_YEAR <= (year := int(str(told)[:4])) <= LAST_YEAR:
                yield date(year, 1, 1)
                yield date(year, 12, 31)
