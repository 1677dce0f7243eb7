"""What waits to change the facts of a firm 待核的更正: proposals and reported years as facts, and why the last one was declined."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.utils import timezone

from taizhang.decisions.origins import OF_ORGANIZATION, OF_YEAR
from taizhang.decisions.technical_fields import tech_field_of
from taizhang.policies.engine.answers import FactValue, Held, Source
from taizhang.policies.engine.facts import FactKind, FactSpec
from taizhang.policies.engine.known import Key
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.around import ProposedChange
from taizhang.registers.contents import plain
from taizhang.registers.record import Record, State

TOLD = timedelta(days=60)  # a decline is shown so long, unless the value has changed since
FACT_OF_YEAR = {field: fact for fact, field in OF_YEAR.items() if fact != "data_explained"}
FACT_OF_FIRM = {field: fact for fact, field in OF_ORGANIZATION.items()} | {"technical_field": "tech_field"}


def fact_of(register: str, field: str) -> str:
    """The fact that a field holds; "" when it holds none."""
    return {"annual_returns": FACT_OF_YEAR, "organizations": FACT_OF_FIRM}.get(register, {}).get(field, "")


def as_fact(spec: FactSpec, value: Any) -> FactValue:
    """A value as records and proposals keep it (plain JSON), as a fact."""
    if value is None:
        return None
    if spec.name == "tech_field":
        return tech_field_of(str(value)) or None
    if spec.kind == FactKind.DAY:
        return date.fromisoformat(str(value))
    return Fraction(str(value)) if spec.numeric else str(value)


class Waiting:
    """The records of a firm that facts come from, with the changes that were proposed to them."""

    def __init__(self, firm: Record, specs: Mapping[str, FactSpec]) -> None:
        self.firm, self.specs = firm, specs
        self.years = list(
            AnnualReturn._default_manager.filter(organization=firm.pk)
            .exclude(state=State.ENDED)
            .order_by("pk")
        )
        ids = {"organizations": [firm.pk], "annual_returns": [r.pk for r in self.years]}
        since = timezone.now() - TOLD
        found = ProposedChange.objects.filter(
            register__in=ids, record_id__in=[pk for pks in ids.values() for pk in pks]
        )
        self.proposals = [
            p for p in found.exclude(state=ProposedChange.State.ACCEPTED).order_by("pk")
            if p.record_id in ids[p.register] and (p.state == ProposedChange.State.OPEN or (p.decided_at and p.decided_at > since))
        ]  # fmt: skip

    def _year_of(self, proposal: ProposedChange) -> int | None:
        period = next(
            (
                r.period
                for r in self.years
                if r.pk == proposal.record_id and proposal.register == "annual_returns"
            ),
            "",
        )
        return int(period) if period.isdecimal() else None

    def facts(self) -> dict[Key, Held]:
        """The facts as they would be once everything that waits is verified."""
        made: dict[Key, Held] = {}
        for record in self.years:
            if record.state == State.PROVISIONAL and record.period.isdecimal():
                day = timezone.localdate(record.changed_at)
                for field, fact in FACT_OF_YEAR.items():
                    value = as_fact(self.specs[fact], plain(getattr(record, field)))
                    if value is not None:
                        made[fact, int(record.period)] = Held(
                            value, Source("新报的数据，待核", day, "annual_returns", record.pk, field)
                        )
        for p in self.proposals:
            if p.state == ProposedChange.State.OPEN:
                for field, value in p.values.items():
                    if fact := fact_of(p.register, field):
                        source = Source(
                            f"{p.by}提出的更正", timezone.localdate(p.at), p.register, p.record_id, field
                        )
                        made[fact, self._year_of(p)] = Held(as_fact(self.specs[fact], value), source)
        return made

    def replies(self) -> dict[Key, str]:
        """Why a correction was not taken over: the last one of each fact."""
        return {
            (fact, self._year_of(p)): p.reply
            for p in self.proposals
            if p.state == ProposedChange.State.DECLINED
            for field in p.values
            if (fact := fact_of(p.register, field))
        }
