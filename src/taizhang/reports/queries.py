"""Reading reports 查报告."""

from django.db.models import Q, QuerySet

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.reports.models import Report, Token


def reports(bureau: Bureau) -> QuerySet[Report]:
    """The reports of a bureau, the newest first."""
    return Report.objects.filter(bureau=bureau).select_related("by", "signed_by").order_by("-pk")


def report_of(bureau: Bureau, period: Period) -> Report | None:
    """The newest report of a bureau for a period."""
    return reports(bureau).filter(period=period.text).first()


def reports_using(bureau: Bureau, code: str) -> list[Report]:
    """The reports with a figure that an indicator gives, the newest first: what a change of its definition touches."""
    named = Token.objects.filter(report__bureau=bureau).filter(
        Q(expression=code) | Q(expression__contains=code)
    )
    held = {t.report_id for t in named.only("report_id", "expression") if code in codes_in(t.expression)}
    return list(reports(bureau).filter(pk__in=held))


def codes_in(expression: str) -> set[str]:
    """The indicators that an expression names; empty for one that cannot be read."""
    from taizhang.core.decisions import Refused
    from taizhang.core.figures import formula

    try:
        return {ref.code for ref in formula.refs(formula.parse(expression))} if expression else set()
    except Refused:
        return set()
