"""The page of a firm, and one policy of it in full."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Role
from taizhang.registers.record import Record
from taizhang.web.author import person_of
from taizhang.web.portal.finding import firm_of, frame_of, is_own, page_url
from taizhang.web.portal.making import Making
from taizhang.web.portal.preliminary import has_data, told_before
from taizhang.web.portal.progress import under_way
from taizhang.web.portal.questions import questions_of
from taizhang.web.portal.standards import standards

SHORT = 6  # values that stand beside the policies unless all are asked for


@acts(Act.BENEFITS)
def mine(request: HttpRequest) -> HttpResponse:
    """An enterprise's own page; whoever looks after firms goes to their list."""
    user = person_of(request)
    if user.role != Role.ENTERPRISE:
        return redirect("benefits")
    if user.organization_id is None:
        raise Http404
    return shown(request, firm_of(request, user.organization_id))


@acts(Act.BENEFITS)
def firm(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one firm, for the bureau, its liaison and itself."""
    return shown(request, firm_of(request, pk))


def shown(request: HttpRequest, found: Record) -> HttpResponse:
    """Every policy in its section, the values used, what waits, what would open more."""
    making = Making(person_of(request), found, timezone.localdate())
    page = making.page()
    context = {
        "frame": frame_of(request), "firm": found, "own": is_own(request, found), "page": page, "back": page_url(request, found),
        "first": first_look(making), "under_way": under_way(making.user, found),
        "shown": page.used if request.GET.get("all") else page.used[:SHORT],
        "questions": questions_of(page, making.asked, making.stated) if making.may_write else [],
    }  # fmt: skip
    return render(request, "portal/benefits.html", context)


def first_look(making: Making) -> dict[str, object] | None:
    """What leads to the three questions, where the ledger has no figures of last year."""
    if not making.may_write or has_data(making.verified, making.on):
        return None
    answered = any(told_before(making.user, making.firm).values())
    url = reverse("benefits_first", args=[making.firm.pk])
    return {"url": url, "year": making.on.year - 1, "answered": answered}


@acts(Act.BENEFITS)
def policy(request: HttpRequest, pk: int, pack: str) -> HttpResponse:
    """One policy for one firm: every condition with article, value, source; the standards used; how to close a gap."""
    found = firm_of(request, pk)
    making = Making(person_of(request), found, timezone.localdate())
    if pack not in making.packs:
        raise Http404
    card = making.card(pack)
    try:
        rules_url = reverse("policy", args=[pack])
    except NoReverseMatch:
        rules_url = ""
    context = {
        "frame": frame_of(request), "firm": found, "card": card, "meant": card.meant, "back": page_url(request, found),
        "amounts": card.amounts, "workings": [o for o in card.answer.outcomes if o.kind != "amount" and o.low is not None],
        "parameters": standards(making.packs[pack], making.on), "rules_url": rules_url,
        "provisional": any(u.key in making.told for u in card.used),
    }  # fmt: skip
    return render(request, "portal/policy.html", context)
