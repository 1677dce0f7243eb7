"""What an address of the hand-in pages names, if it is of the person's bureau; everything else is 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.reports.handins import queries
from taizhang.reports.handins.models import HandIn, Layout


def layout_of(request: HttpRequest, pk: int) -> Layout:
    found = queries.visible_to(request.user).select_related("bureau__region", "file", "by")
    return get_object_or_404(found, pk=pk)


def handin_of(request: HttpRequest, pk: int, period: str) -> HandIn:
    """The filling of a layout for a period: the newest, or the one whose number ?n= names."""
    try:
        text = Period.parse(period).text
    except Refused as no:
        raise Http404 from no
    found = (
        layout_of(request, pk)
        .handins.filter(period=text)
        .select_related("layout__bureau", "file", "by", "handed_by")
    )
    number = request.GET.get("n", "")
    if number.isdecimal() and len(number) < 5:
        found = found.filter(number=int(number))
    handin = found.order_by("-number").first()
    if handin is None:
        raise Http404
    return handin
