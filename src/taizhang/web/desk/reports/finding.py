"""The person, his bureau, a report of it and its parts; anything else is not found 查找."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from taizhang.accounts.models import Bureau, User
from taizhang.reports.models import Paragraph, Report, Token


def person_of(request: HttpRequest) -> User:
    """The person who asks; the act of a view has seen to it that somebody is signed in."""
    assert request.user.is_authenticated
    return request.user


def bureau_of(request: HttpRequest) -> Bureau:
    """The person's bureau; 404 for who has none."""
    bureau = person_of(request).bureau
    if bureau is None:
        raise Http404
    return bureau


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
