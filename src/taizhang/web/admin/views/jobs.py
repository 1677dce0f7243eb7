"""How the house stands 系统状态."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.operations.status import status


@acts(Act.JOBS)
def jobs(request: HttpRequest) -> HttpResponse:
    """Worker, journal, disk and backup, each with what to do when it is not well."""
    lines = status(timezone.now())
    return render(request, "admin/jobs.html", {"lines": lines, "wrong": sum(not line.well for line in lines)})
