"""Which reports a figure of an indicator stands in 用到的报告."""

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.indicators.checking import users_of
from taizhang.indicators.indicator import Indicator
from taizhang.reports.models import Report, Token

NEWEST = 2000  # figures looked through


@dataclass(frozen=True)
class Use:
    """A report, how many of its figures read the indicator, and whether it is signed and so keeps its values."""

    report: Report
    count: int


def reports_with(bureau: Bureau, indicator: Indicator, catalogue: Mapping[str, Indicator]) -> list[Use]:
    """The reports of a bureau that read an indicator, directly or through formulas, newest first."""
    codes = {indicator.code, *(i.code for i in users_of(indicator.code, catalogue))}
    tokens = Token.objects.filter(report__bureau=bureau).exclude(expression="").order_by("-report_id")
    counts: dict[int, int] = {}
    for report_id, expression in tokens.values_list("report_id", "expression")[:NEWEST]:
        if codes & codes_in(expression):
            counts[report_id] = counts.get(report_id, 0) + 1
    reports = Report.objects.in_bulk(counts)
    return [Use(reports[pk], counts[pk]) for pk in sorted(counts, reverse=True)]


def codes_in(expression: str) -> set[str]:
    """The codes of an expression; none for what cannot be read."""
    try:
        return {ref.code for ref in formula.refs(formula.parse(expression))}
    except Refused:
        return set()
