"""A report of the person's bureau and its parts; anything else is not found 查找."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from taizhang.reports.models import Paragraph, Report, Token
from taizhang.web.author import bureau_of


def reports_of(request: HttpRequest) -> QuerySet[Report]:
    """The reports of the person's bureau, newest first."""
    found = Report.objects.filter(bureau=bureau_of(request)).order_by("-id")
    return found.select_related("bureau__region__parent", "by", "signed_by")


def report_of(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(reports_of(request), pk=pk)


def paragraph_of(report: Report, pk: int) -> Paragraph:
    found = report.paragraphs.select_related("changed_by")
    paragraph = get_object_or_404(found, pk=pk)
    paragraph.report = report
    return paragraph


def token_of(report: Report, key: str) -> Token:
    token = get_object_or_404(report.tokens.select_related("region", "file", "verified_by"), key=key)
    token.report = report
    return token
