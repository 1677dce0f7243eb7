"""The figures of the leader's page 领导一屏: chosen by staff, else a sensible dozen."""

from collections.abc import Iterable, Iterator

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, Value

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.definition import MeasureKind
from taizhang.core.periods import Period
from taizhang.core.standing import must_stand
from taizhang.indicators.checking import check_refs
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Direction, Indicator
from taizhang.indicators.models import LeaderFigure, Target
from taizhang.indicators.queries import indicators, newest_period
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.assessments.models import Assessment
from taizhang.registers.declaration import registers
from taizhang.registers.record import State

MOST = 12
KEPT = 300  # seconds
LOOKED_AT = 10  # indicators of one area that are tried for data
PLAIN = (MeasureKind.COUNT, MeasureKind.SUM, MeasureKind.DISTINCT)


def chosen(bureau: Bureau) -> list[str]:
    """The expressions that staff chose, in order; empty when they chose none."""
    return list(LeaderFigure.objects.filter(bureau=bureau).values_list("expression", flat=True))


def shown(desk: Figures, period: Period) -> list[str]:
    """What the page shows: the chosen ones; else those with a target, then those with data of late, area by area.

    What data there is decides once in a while, not on every look: the pick is kept for KEPT seconds.
    """
    own = chosen(desk.bureau)
    if own:
        return own
    key = f"leader:{desk.bureau.pk}:{period.text}"
    picked: list[str] | None = cache.get(key)
    if picked is None:
        picked = default(desk, period)
        cache.set(key, picked, KEPT if picked else 5)
    return picked


def default(desk: Figures, period: Period) -> list[str]:
    """What a bureau that chose nothing sees: the indicators with a target, then those with data, at most MOST."""
    aimed = with_target(desk.bureau, period, desk.catalogue)
    rest = (
        [code for code in with_data(desk, newest_period(desk.bureau), MOST) if code not in aimed]
        if len(aimed) < MOST
        else []
    )
    return [*aimed, *rest][:MOST]


def with_target(bureau: Bureau, period: Period, known: dict[str, Indicator]) -> list[str]:
    """What has a target for the period or its year: codes in the order of the catalogue, then narrowed expressions."""
    year = period.whole_year().text
    set_here = Target.objects.filter(bureau=bureau, region=None, period__in={period.text, year})
    expressions = set(set_here.values_list("expression", flat=True))
    assessed = set(
        Assessment.objects.filter(
            bureau=bureau, state=State.VERIFIED, year=period.end.year, target__isnull=False
        ).values_list("indicator", flat=True)
    )
    claimed: dict[str, str] = {}  # a name that several indicators carry is the first one's
    for code, indicator in known.items():
        for name in indicator.names:
            claimed.setdefault(name, code)
    expressions |= {claimed[name] for name in assessed if name in claimed}
    return [*(code for code in known if code in expressions), *sorted(expressions - set(known))]


def with_data(desk: Figures, period: Period, wanted: int) -> list[str]:
    """Indicators that count something in the period, one of each area in turn."""
    areas: dict[str, list[Indicator]] = {}
    held = with_rows(desk.bureau)
    for indicator in desk.catalogue.values():
        how = indicator.definition.how.kind if indicator.definition else None
        counted = how in PLAIN and indicator.direction != Direction.NEUTRAL
        if counted and indicator.definition and indicator.definition.register in held:
            areas.setdefault(indicator.area, []).append(indicator)
    desk.prepare((i.code, period) for of in areas.values() for i in of[:LOOKED_AT])
    turns: list[Iterator[str]] = [filled(desk, period, of[:LOOKED_AT]) for of in areas.values()]
    found: list[str] = []
    while turns and len(found) < wanted:
        for turn in list(turns):
            code = next(turn, None)
            if code is None:
                turns.remove(turn)
            elif len(found) < wanted:
                found.append(code)
    return found


def with_rows(bureau: Bureau) -> set[str]:
    """The registers in which the bureau has verified rows. One query."""
    parts = [
        register.model._default_manager.filter(bureau=bureau, state=State.VERIFIED)
        .order_by()
        .annotate(register=Value(name))
        .values_list("register", flat=True)
        .distinct()
        for name, register in registers().items()
    ]
    return set(parts[0].union(*parts[1:]))


def filled(desk: Figures, period: Period, candidates: Iterable[Indicator]) -> Iterator[str]:
    """Those of the candidates that have a value other than zero."""
    return (i.code for i in candidates if desk.figure(i.code, period).value)


@transaction.atomic
def choose(bureau: Bureau, expressions: list[str], *, author: Author, version: str | None = None) -> None:
    """Choose what the leader's page shows 选定; an empty list goes back to the default.

    Refused when there are more than twelve, one is there twice, or one cannot be understood. Raises Moved.
    """
    Bureau.objects.select_for_update().get(pk=bureau.pk)
    if len(expressions) > MOST:
        raise Refused(f"领导一屏最多 {MOST} 个指标，这里有 {len(expressions)} 个。请去掉几个。")
    known = indicators(bureau)
    for at, expression in enumerate(expressions):
        check_refs(formula.parse(expression), known)
        if expression in expressions[:at]:
            raise Refused(f"“{expression}”选了两次。请去掉一个。")
    before = chosen(bureau)
    must_stand(before, version)
    LeaderFigure.objects.filter(Q(bureau=bureau)).delete()
    LeaderFigure.objects.bulk_create(
        LeaderFigure(bureau=bureau, position=at, expression=expression)
        for at, expression in enumerate(expressions)
    )
    was, now = {"figures": before}, {"figures": expressions}
    write(author, Note(Event.LEADER_CHOSEN, "leader", bureau.pk, "领导一屏", was, now))
