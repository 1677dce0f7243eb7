"""The ladder and its list as a workbook."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.downloads import as_file
from taizhang.web.desk.ladder import exporting
from taizhang.web.desk.ladder.asking import Asking
from taizhang.web.desk.ladder.board import PER_PAGE, Board
from taizhang.web.desk.ladder.filters import WITHIN, filters
from taizhang.web.desk.ladder.lines import HEADS, NOTHING
from taizhang.web.desk.ladder.on_record import on_record
from taizhang.web.desk.ladder.tabs import tabs
from taizhang.web.desk.ladder.trying import comparison
from taizhang.web.desk.views.exports import TYPES


def board_of(request: HttpRequest) -> Board:
    return Board(bureau_of(request), Asking.read(request.GET), timezone.localdate())


@acts(Act.FIGURES)
@require_GET
def ladder(request: HttpRequest) -> HttpResponse:
    """The ladder as the address asks for it; to the slider only what it recounts."""
    board = board_of(request)
    context: dict[str, Any] = {"board": board, "asking": board.asking}
    if board.pack is not None:
        context["compared"] = comparison(board)
    if request.headers.get("HX-Target") == "recount":
        return render(request, "desk/ladder/page.html#recount", context)
    page = Paginator(board.places(), PER_PAGE).get_page(board.asking.page)
    context |= {
        "rung": board.rung, "page": page, "lines": board.lines(page.object_list), "heads": HEADS[board.show],
        "tabs": tabs(board), "filters": filters(board), "within": WITHIN[board.asking.within],
        "record": on_record(board), "empty": NOTHING[board.show],
        "may_export": bool(can(request.user, Act.EXPORT)), "policy_url": policy_url(board.rung.policy),
        "unit": next((k.typed_in for k in board.knobs if k.key == board.asking.by), ""),
    }  # fmt: skip
    return render(request, "desk/ladder/page.html", context)


def policy_url(policy: str) -> str:
    """The public page of the pack's rules; "" where there is none."""
    try:
        return reverse("policy", args=[policy]) if policy else ""
    except NoReverseMatch:
        return ""


@acts(Act.FIGURES)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The whole list that stands open, as it stands, as a workbook; a line in the journal."""
    board = board_of(request)
    content = exporting.workbook(board, author_of(request))
    return as_file(content, f"{exporting.title(board)}-{date.today().isoformat()}.xlsx", TYPES["xlsx"])
