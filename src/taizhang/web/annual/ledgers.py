"""The official R&D ledger summary 研发支出辅助账汇总表: uploaded, read, and taken into the form by the person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.web.annual.views import addresses, page
from taizhang.web.annual.whose import find


@acts(Act.CHANGE)
def ledger(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    whose = find(request, year, pk)
    return page(request, "annual/ledger.html", {"whose": whose, **addresses(whose)})


@acts(Act.CHANGE)
def take(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    return redirect(find(request, year, pk).url("form"))
