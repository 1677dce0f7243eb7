"""Reading reports 查报告."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.indicators.checking import users_of
from taizhang.indicators.indicator import Indicator
from taizhang.reports.models import Report, Token


def reports(bureau: Bureau) -> QuerySet[Report]:
    """The reports of a bureau, the newest first."""
    return Report.objects.filter(bureau=bureau).select_related("by", "signed_by").order_by("-pk")


@dataclass(frozen=True)
class Use:
    """A report, how many of its figures read an indicator; a signed one keeps their values."""

    report: Report
    count: int


def reports_with(bureau: Bureau, indicator: Indicator, catalogue: Mapping[str, Indicator]) -> list[Use]:
    """The reports of a bureau that read an indicator, directly or through formulas, newest first."""
    codes = {indicator.code, *(i.code for i in users_of(indicator.code, catalogue))}
    named = reduce(or_, (Q(expression__contains=code) for code in sorted(codes)))
    tokens = Token.objects.filter(named, report__bureau=bureau).values_list("report_id", "expression")
    counts = Counter(pk for pk, expression in tokens if codes & codes_in(expression))
    return [Use(report, counts[report.pk]) for report in reports(bureau).filter(pk__in=counts)]


def codes_in(expression: str) -> set[str]:
    """The indicators that an expression names; none for what cannot be read."""
    try:
        return {ref.code for ref in formula.refs(formula.parse(expression))}
    except Refused:
        return set()
