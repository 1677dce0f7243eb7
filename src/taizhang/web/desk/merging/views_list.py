"""Pairs that may be one organization, merges that were made, pairs that are not the same."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.merging import actions
from taizhang.merging.comparing import MOST
from taizhang.merging.likely import Pair, likely_pairs
from taizhang.merging.models import Merge, NotSame
from taizhang.registers.organizations.models import Organization
from taizhang.web.author import author_of, bureau_of

PAGE = 30


@acts(Act.MERGE)
@require_GET
def likely(request: HttpRequest) -> HttpResponse:
    """The likely duplicates of the bureau, the likeliest first."""
    pairs = likely_pairs(bureau_of(request))
    page = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "desk/merging/list.html",
        tabs(request, "likely") | {"page": page, "pairs": shown(request, page)},
    )


def shown(request: HttpRequest, pairs: Any) -> list[dict[str, Any]]:
    """Pairs with their organizations, fetched at once."""
    ids = {pk for pair in pairs for pk in (pair.low, pair.high)}
    own = visible_to(request.user, Organization, Act.MERGE).select_related("region")
    firms: dict[int, Organization] = own.in_bulk(list(ids))
    return [
        {"pair": pair, "firms": [firms[pair.low], firms[pair.high]], "strong": strength(pair)}
        for pair in pairs
        if pair.low in firms and pair.high in firms
    ]


def strength(pair: Pair) -> str:
    """How likely a pair is one, in a word."""
    return "很可能" if pair.weight >= 85 else "可能" if pair.weight >= 70 else "请看一眼"


def tabs(request: HttpRequest, on: str) -> dict[str, Any]:
    """What stands above each of the three lists."""
    bureau = bureau_of(request)
    return {
        "on": on,
        "likely_count": len(likely_pairs(bureau)),
        "done_count": Merge.objects.filter(bureau=bureau).count(),
        "not_same_count": NotSame.objects.filter(bureau=bureau).count(),
    }


@acts(Act.MERGE)
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """The merges of the bureau, the newest first."""
    found = Merge.objects.filter(bureau=bureau_of(request)).select_related("by", "undone_by").order_by("-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/merging/done.html", tabs(request, "done") | {"page": page})


@acts(Act.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def not_same(request: HttpRequest) -> HttpResponse:
    """The pairs that are not the same; sent with two ids, one more of them."""
    own = visible_to(request.user, Organization, Act.MERGE)
    if request.method == "POST":
        low, high = (
            get_object_or_404(own, pk=pk) for pk in (number(request, "low"), number(request, "high"))
        )
        actions.dismiss_pair(low, high, author=author_of(request))
        messages.success(request, f"已记住“{low}”和“{high}”不是同一家，不再提示；在“不是同一家”里可以收回。")
        return redirect("merging")
    found = NotSame.objects.filter(bureau=bureau_of(request)).select_related("by").order_by("-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    firms = own.in_bulk([pk for pair in page for pk in (pair.low, pair.high)])
    pairs = [{"pair": p, "firms": [firms.get(p.low), firms.get(p.high)]} for p in page]
    return render(
        request, "desk/merging/not_same.html", tabs(request, "not_same") | {"page": page, "pairs": pairs}
    )


def number(request: HttpRequest, name: str) -> int:
    """A number that was sent; 0, which no record has, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@acts(Act.MERGE)
@require_POST
def reconsider(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that two are not the same."""
    pair = get_object_or_404(NotSame, pk=pk, bureau=bureau_of(request))
    actions.reconsider_pair(pair, author=author_of(request))
    messages.success(request, "已收回；两家仍然相像时，会再出现在疑似重复里。")
    return redirect("merging_not_same")


@acts(Act.MERGE)
@require_POST
def pick(request: HttpRequest) -> HttpResponse:
    """Organizations ticked in the list, to be compared."""
    ids = [pk for pk in request.POST.getlist("ids") if pk.isdecimal()]
    if not 2 <= len(ids) <= MOST:
        messages.error(request, f"请勾选 2 到 {MOST} 家单位再合并；您勾选了 {len(ids)} 家。")
        return redirect(reverse("register", args=["organizations"]) + f"?{request.POST.get('in', '')}")
    return redirect(reverse("merging_compare") + "?" + urlencode([("id", pk) for pk in ids]))
