"""A number that was typed over a figure, with the address of what the ledger says 脱开的数字."""

from dataclasses import dataclass, fields

from taizhang.reports.adrift import Adrift, adrift
from taizhang.reports.content import Section
from taizhang.reports.models import Report
from taizhang.web.desk.indicators.addresses import wanted_of


@dataclass(frozen=True)
class TypedOver(Adrift):
    @property
    def proof(self) -> str:
        return wanted_of(self.shown.figure).url if self.shown.figure else ""


def typed_over(report: Report, sections: tuple[Section, ...]) -> list[TypedOver]:
    return [TypedOver(*(getattr(one, f.name) for f in fields(one))) for one in adrift(report, sections)]
