"""The facts of one enterprise with their sources 一家企业的事实, and what waits to be verified.

The same reading as for a whole bureau (`cells`); here each value also says which record, which cell and which day it is of.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import timezone

from taizhang.decisions.cells import Asked, Cells, cells, years_of
from taizhang.decisions.models import StatedFact
from taizhang.decisions.origins import OFFERED
from taizhang.decisions.packs import known_facts
from taizhang.decisions.places import Places
from taizhang.policies.engine.answers import FactValue, Held, Source
from taizhang.policies.engine.facts import SCALE, FactSpec
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.words import said
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import Register, registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import Record, State

WAITING = ("organizations", "annual_returns", "recognitions", "ip", "platforms", "tenants")


def facts_of(organization: Organization, on: date) -> dict[Key, Held]:
    """All that is known of an enterprise on a day: verified records, then what somebody stated; each with its source.

    A value that stands nearby on another basis (the accounting item 研发费用 for the high-tech basis) is never taken: the
    fact is then held as missing, and its source says what could be confirmed.
    """
    return facts_of_each([organization], on)[organization.pk]


def facts_of_each(organizations: Sequence[Organization], on: date) -> dict[int, dict[Key, Held]]:
    """The same of several organizations of one bureau, by id; the number of queries does not grow with them."""
    found: dict[int, dict[Key, Held]] = {o.pk: {} for o in organizations}
    if not organizations:
        return found
    specs = known_facts()
    read = [c for c in cells(Asked(organizations[0].bureau, on, list(found))) if c.fact in specs]
    places = Places(_records(read))
    for one in (c for c in read if c.weak):
        _hold(one, specs, places, found)
    for owner, key, held in _stated(found):
        found[owner][key] = held
    for one in (c for c in read if not c.weak):
        _hold(one, specs, places, found)
    for owner, key, held in _offered(found, on):
        found[owner].setdefault(key, held)
    return found


def _records(read: Iterable[Cells]) -> dict[str, set[int]]:
    """Which records the values came out of, by register."""
    named: dict[str, set[int]] = {}
    for one in read:
        named.setdefault(one.register, set()).update(pk for pk in one.records if pk)
    return named


def _hold(
    one: Cells, specs: Mapping[str, FactSpec], places: Places, found: dict[int, dict[Key, Held]]
) -> None:
    spec, key = specs[one.fact], (one.fact, one.year)
    for owner, raw, pk in zip(one.owners, one.values, one.records, strict=True):
        value = exact(spec, raw)
        known = found[owner].get(key)
        if one.most and known is not None and larger(known.value, value):
            continue
        found[owner][key] = Held(value, _source(one, pk, value, places, one.words.get(owner, "")))


def _source(one: Cells, pk: int, value: FactValue, places: Places, more: str) -> Source:
    title = registers()[one.register].title
    if pk:
        place = places.of(one.register, pk, one.column)
        words = "；".join(w for w in (place.words, more) if w)
        return Source(words, place.day, one.register, pk, one.column)
    if one.weak:
        return Source(f"{title}台账里没有本单位的记录", register=one.register)
    return Source(f"{title}台账中当日有效的", register=one.register)


def larger(one: FactValue, other: FactValue) -> bool:
    return isinstance(one, Fraction) and isinstance(other, Fraction) and one > other


def exact(spec: FactSpec, raw: Any) -> FactValue:
    """A value in the engine's smallest unit as a rule sees it."""
    return Fraction(int(raw), SCALE[spec.kind]) if spec.kind in SCALE else raw


def _stated(owners: Collection[int]) -> Iterator[tuple[int, Key, Held]]:
    """What somebody stated of them and nobody replaced, the newest last."""
    specs = known_facts()
    rows = StatedFact.objects.filter(organization__in=list(owners), ended_at=None).select_related("by")
    for stated in rows.order_by("pk"):
        if stated.name not in specs:
            continue  # of a pack that was taken away
        try:
            value = specs[stated.name].read(stated.value)
        except ValueError:
            continue  # of a fact whose unit or words have changed since: it is asked again
        day = timezone.localdate(stated.at)
        own = stated.by is not None and stated.by.organization_id == stated.organization_id
        words = "企业填报" if own else "局里登记" if stated.by else "随资料登记"
        source = Source(f"{words} {day}", day, "", None, stated.name)
        yield stated.organization_id, (stated.name, stated.year), Held(value, source)


def _offered(found: Mapping[int, Mapping[Key, Held]], on: date) -> Iterator[tuple[int, Key, Held]]:
    """Missing facts beside which a value on another basis stands: held as missing, with what could be confirmed."""
    names = list(dict.fromkeys(field for field, _, _ in OFFERED.values()))
    rows = AnnualReturn._default_manager.filter(
        organization__in=list(found), state=State.VERIFIED, period__in=[str(y) for y in years_of(on)]
    )
    specs = known_facts()
    for owner, pk, period, *values in rows.values_list("organization_id", "pk", "period", *names):
        nearby = dict(zip(names, values, strict=True))
        for fact, (field, title, basis) in OFFERED.items():
            key = (fact, int(period))
            if nearby[field] is not None and key not in found[owner]:
                text = said(Fraction(nearby[field]), specs[fact].unit)
                words = f"台账有{title} {text}，不是同一口径；可在年度数据里确认为{basis}"
                yield owner, key, Held(None, Source(words, None, "annual_returns", pk, field))


@dataclass(frozen=True)
class Pending:
    """Something of the enterprise that staff have not decided yet: a record that waits, or a change to a verified one."""

    register: str
    record_id: int
    title: str
    words: str  # what waits: 待核 / 提出修改：营业收入
    at: date
    values: Mapping[str, Any]
    proposal_id: int = 0


def pending_of(organization: Organization) -> list[Pending]:
    """What was reported for an enterprise and waits for the bureau 待核, the newest first."""
    found: list[Pending] = []
    for name in WAITING:
        register = registers()[name]
        records = _of(register, organization)
        found += [_provisional(register, r) for r in records if r.state == State.PROVISIONAL]
        changes = ProposedChange.objects.filter(
            register=name, record_id__in=[r.pk for r in records], state=ProposedChange.State.OPEN
        )
        found += [_proposed(register, change) for change in changes]
    return sorted(found, key=lambda p: (p.at, p.register, p.record_id), reverse=True)


def _of(register: Register, organization: Organization) -> list[Record]:
    link = "pk" if register.name == "organizations" else "organization"
    rows = register.model._default_manager.filter(**{link: organization.pk}).exclude(state=State.ENDED)
    return list(rows.order_by("pk"))


def _provisional(register: Register, record: Record) -> Pending:
    day = timezone.localdate(record.created_at)
    return Pending(register.name, record.pk, record.title, f"{register.title}：新登记，待核", day, {})


def _proposed(register: Register, change: ProposedChange) -> Pending:
    titles = "、".join(register.fields[n].title for n in change.values if n in register.fields)
    words, day = f"{register.title}：提出修改 {titles}，待核", timezone.localdate(change.at)
    return Pending(register.name, change.record_id, change.title, words, day, change.values, change.pk)
