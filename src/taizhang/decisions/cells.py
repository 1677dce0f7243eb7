"""Reading the facts out of the registers 取事实: each register once, for one enterprise or for a whole bureau alike.

Values are in the engine's smallest unit (money in 分, a number in ten-thousandths, counts), days as days, words as codes.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Model, Q, QuerySet

from taizhang.decisions.certificates import Certificate, standing
from taizhang.decisions.origins import (
    CLASS_ONE,
    CLASS_TWO,
    OF_NEWEST_YEAR,
    OF_ORGANIZATION,
    OF_PLATFORM,
    OF_YEAR,
    RESEARCH_PLATFORMS,
    YEARS,
    is_money,
)
from taizhang.decisions.technical_fields import tech_field_of
from taizhang.regions.queries import subtree_ids
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.awards.models import Award
from taizhang.registers.fields import Number
from taizhang.registers.ip.models import IpRight
from taizhang.registers.organizations.models import Organization
from taizhang.registers.platforms.models import Platform
from taizhang.registers.recognitions.models import Recognition
from taizhang.registers.record import State

GONE = ("moved", "merged", "deregistered")
TEN_THOUSANDTHS = 10_000


@dataclass
class Cells:
    """The values of one fact (of one year): who has them, out of which record (0: worked out of several)."""

    fact: str
    year: int | None
    register: str
    column: str
    owners: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    records: list[int] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)  # owner -> what is to be said beside the source
    weak: bool = False  # gives way to what somebody states
    most: bool = False  # the larger of this and what is known already

    def add(self, owner: int, value: Any, record: int = 0, words: str = "") -> None:
        self.owners.append(owner)
        self.values.append(value)
        self.records.append(record)
        if words:
            self.words[owner] = words


@dataclass(frozen=True)
class Asked:
    """Whose facts: all organizations of a bureau, or these."""

    bureau: Any
    on: date
    ids: Sequence[int] | None = None

    @cached_property
    def everybody(self) -> list[int]:
        """The ids of the organizations meant."""
        return list(self.rows(Organization, "pk").values_list("pk", flat=True))

    def rows(self, model: type[Model], link: str = "organization_id") -> QuerySet[Any]:
        rows = model._default_manager.filter(bureau=self.bureau, state=State.VERIFIED)
        return rows if self.ids is None else rows.filter(**{f"{link}__in": list(self.ids)})


def cells(asked: Asked) -> Iterator[Cells]:
    """Everything that the registers hold, weakest first: what comes later takes the place of what came before."""
    yield from of_platforms(asked)
    yield from of_organizations(asked)
    yield from of_years(asked)
    yield from of_rights(asked)
    yield from of_certificates(asked)
    yield from of_honours(asked)


def of_organizations(asked: Asked) -> Iterator[Cells]:
    """What the enterprise itself is: founded, kind, industry, technical field, where it is registered."""
    here = set(subtree_ids(asked.bureau.region)) if asked.bureau.region else set()
    made = {fact: Cells(fact, None, "organizations", name) for fact, name in OF_ORGANIZATION.items()}
    fields = Cells("tech_field", None, "organizations", "technical_field")
    resident = Cells("resident", None, "organizations", "credit_code")
    local = Cells("registered_here", None, "organizations", "region")
    named = list(OF_ORGANIZATION.values())
    rows = asked.rows(Organization, "pk").values_list(
        "pk", "technical_field", "credit_code", "region_id", "status", *named
    )
    for pk, technical, code, region, status, *values in rows:
        for one, value in zip(made.values(), values, strict=True):
            if value not in (None, ""):
                one.add(pk, value, pk)
        if technical and (found := tech_field_of(technical)):
            fields.add(pk, found, pk)
        if code:
            resident.add(pk, True, pk)
        if status in GONE or region:
            local.add(pk, status not in GONE and region in here, pk)
    yield from (*made.values(), fields, resident, local)


def years_of(on: date) -> list[int]:
    return list(range(on.year - YEARS + 1, on.year + 1))


def of_years(asked: Asked) -> Iterator[Cells]:
    """The annual returns of the last years, column by column."""
    names = list(dict.fromkeys([*OF_YEAR.values(), *OF_NEWEST_YEAR.values()]))
    read = [ExpressionWrapper(F(n), BigIntegerField()) if is_money(n) else F(n) for n in names]
    rows = asked.rows(AnnualReturn).filter(period__in=[str(y) for y in years_of(asked.on)])
    by_year: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows.order_by().values_list("period", "organization_id", "pk", *read):
        by_year.setdefault(row[0], []).append(row[1:])
    newest: dict[str, dict[int, tuple[Any, int]]] = {fact: {} for fact in OF_NEWEST_YEAR}
    for year in sorted(map(int, by_year)):
        table = list(zip(*by_year[str(year)], strict=True))
        owners, pks = table[0], table[1]
        columns = {name: whole(name, table[place]) for place, name in enumerate(names, 2)}
        for fact, name in OF_YEAR.items():
            yield _some(Cells(fact, year, "annual_returns", name), owners, columns[name], pks)
        for fact, name in OF_NEWEST_YEAR.items():
            held = zip(owners, columns[name], pks, strict=True)
            newest[fact].update((o, (v, pk)) for o, v, pk in held if v is not None)
    for fact, name in OF_NEWEST_YEAR.items():
        one = Cells(fact, None, "annual_returns", name)
        for owner, (value, pk) in newest[fact].items():
            one.add(owner, value, pk)
        yield one


def _some(made: Cells, owners: Sequence[int], values: Sequence[Any], pks: Sequence[int]) -> Cells:
    """Those that have a value."""
    if None in values:
        held = [i for i, v in enumerate(values) if v is not None]
        owners, values, pks = ([part[i] for i in held] for part in (owners, values, pks))
    made.owners, made.values, made.records = list(owners), list(values), list(pks)
    return made


def whole(name: str, values: Sequence[Any]) -> Sequence[Any]:
    """A column in the smallest unit."""
    kind = AnnualReturn._meta.get_field(name)
    if isinstance(kind, Number):
        return [None if v is None else int(v * TEN_THOUSANDTHS) for v in values]
    if name == "data_explained":
        return [True if v and v.strip() else None for v in values]
    return values


def counted(on: date) -> Q:
    """Rights that count on a day: granted by then and still standing, own or acquired, not merely licensed."""
    granted = Q(granted_on__lte=on) | Q(granted_on=None, status="granted")
    standing_still = Q(expires_on=None) | Q(expires_on__gte=on)
    ended = Q(status__in=("ended", "refused", "transferred"))
    return granted & standing_still & ~ended & ~Q(acquired="licensed")


def of_rights(asked: Asked) -> Iterator[Cells]:
    """Rights of class I and II that count on the day; of an enterprise without any in the register nothing is known."""
    rows = asked.rows(IpRight).exclude(organization=None).order_by()
    held = rows.values_list("organization_id").annotate(
        one=Count("pk", filter=counted(asked.on) & Q(kind__in=CLASS_ONE)),
        two=Count("pk", filter=counted(asked.on) & Q(kind__in=CLASS_TWO)),
        own=Count("pk", filter=counted(asked.on) & Q(kind__in=CLASS_ONE + CLASS_TWO, acquired="own")),
    )
    made = [Cells(f, None, "ip", "kind", most=True) for f in ("class_one_ip", "class_two_ip", "own_ip")]
    for owner, *counts in held:
        for one, count in zip(made, counts, strict=True):
            one.add(owner, count)
    yield from made


def of_certificates(asked: Asked) -> Iterator[Cells]:
    """The newest high-tech certificate that stands, the last year of the tech SME list, 专精特新."""
    kept: dict[int, list[Certificate]] = {}
    made = {
        fact: Cells(fact, None, "recognitions", column)
        for fact, column in (
            ("hte_holder", "recognised_on"), ("hte_issued_on", "recognised_on"), ("hte_valid_until", "expires_on"),
            ("hte_overlap", "expires_on"), ("tech_sme_year", "recognised_on"), ("specialised_sme", "expires_on"),
        )
    }  # fmt: skip
    years: dict[int, tuple[int, int]] = {}
    rows = asked.rows(Recognition).filter(kind__in=("high_tech_enterprise", "tech_sme", "specialised"))
    rows = rows.filter(Q(result="recognised") | Q(result=""), recognised_on__lte=asked.on)
    for pk, owner, kind, number, since, last in rows.values_list(
        "pk", "organization_id", "kind", "certificate_no", "recognised_on", "expires_on"
    ):
        if kind == "tech_sme":
            years[owner] = max(years.get(owner, (0, 0)), (since.year, pk))
        elif kind == "high_tech_enterprise":
            kept.setdefault(owner, []).append(Certificate(pk, number, since, last))
        elif last is None or last >= asked.on:
            made["specialised_sme"].add(owner, True, pk)
    for owner, certificates in kept.items():
        newest, doubt = standing(certificates)
        made["hte_holder"].add(owner, True, newest.pk)
        made["hte_issued_on"].add(owner, newest.issued, newest.pk, doubt)
        made["hte_overlap"].add(owner, bool(doubt), newest.pk, doubt)
        if newest.until is not None:
            made["hte_valid_until"].add(owner, newest.until, newest.pk, doubt)
    for owner, (year, pk) in years.items():
        made["tech_sme_year"].add(owner, year, pk)
    yield none_of(asked, "hte_holder", "recognitions", kept)
    yield from made.values()


def none_of(asked: Asked, fact: str, register: str, those: Container[int], value: Any = False) -> Cells:
    """That the register holds nothing of it, of everybody else: gives way to what somebody states."""
    none = Cells(fact, None, register, "", weak=True)
    for owner in asked.everybody:
        if owner not in those:
            none.add(owner, value)
    return none


LEVEL_OF_AWARD = {"national": "national", "provincial": "provincial"}  # everything below: lower


def of_honours(asked: Asked) -> Iterator[Cells]:
    """Research institutions of provincial level and the highest award; contests are no awards of science and technology."""
    rows = asked.rows(Platform).filter(kind__in=RESEARCH_PLATFORMS, level__in=("national", "provincial"))
    rows = rows.exclude(organization=None).exclude(status__in=("revoked", "building"))
    institution = Cells("provincial_institution", None, "platforms", "level")
    for owner, pk in dict(rows.order_by("pk").values_list("organization_id", "pk")).items():
        institution.add(owner, True, pk)
    awards = asked.rows(Award).filter(awarded_on__lte=asked.on).exclude(organization=None)
    best: dict[int, tuple[int, date, int, str, int | None]] = {}
    for owner, pk, level, on, rank, name in awards.values_list(
        "organization_id", "pk", "level", "awarded_on", "ranking", "award"
    ):
        if "大赛" not in name:
            word = LEVEL_OF_AWARD.get(level, "lower")
            height = ("lower", "provincial", "national").index(word)
            best[owner] = max(best.get(owner, (-1, on, 0, "", None)), (height, on, pk, word, rank))
    found = [
        Cells(f, None, "awards", n)
        for f, n in (("award_level", "level"), ("award_on", "awarded_on"), ("award_rank", "ranking"))
    ]
    for owner, (_, on, pk, word, rank) in best.items():
        for one, value in zip(found, (word, on, rank), strict=True):
            if value is not None:
                one.add(owner, value, pk)
    yield none_of(asked, "provincial_institution", "platforms", institution.owners)
    yield none_of(asked, "award_level", "awards", best, "none")
    yield from (institution, *found)


def of_platforms(asked: Asked) -> Iterator[Cells]:
    """Incubators, maker spaces and new R&D institutions that the organization runs; who has none in the register runs none."""
    columns = sorted({name for _, facts in OF_PLATFORM.values() for name in facts.values()})
    rows = (
        asked.rows(Platform).filter(kind__in=OF_PLATFORM).exclude(organization=None).exclude(status="revoked")
    )
    found: dict[tuple[str, int], tuple[int, dict[str, Any]]] = {}
    for pk, kind, owner, *values in rows.order_by("pk").values_list(
        "pk", "kind", "organization_id", *columns
    ):
        found[kind, owner] = (pk, dict(zip(columns, values, strict=True)))
    for kind, (runs, facts) in OF_PLATFORM.items():
        those = {owner: pk for (its, owner), (pk, _) in found.items() if its == kind}
        for fact in runs:
            yield none_of(asked, fact, "platforms", those)
            one = Cells(fact, None, "platforms", "kind")
            for owner, pk in those.items():
                one.add(owner, True, pk)
            yield one
        for fact, name in facts.items():
            one = Cells(fact, None, "platforms", name)
            for (its, owner), (pk, held) in found.items():
                if its == kind and held[name] is not None:
                    one.add(owner, int(held[name] * (TEN_THOUSANDTHS if name == "area" else 1)), pk)
            yield one
