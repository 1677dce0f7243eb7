"""The rules of policies, for everybody 政策规则: in words, with articles, numbers by date and worked cases."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.decisions.packs import packs_in_use
from taizhang.web.public import policy_page
from taizhang.web.public.policy_source import blocks


@acts(Act.PUBLIC)
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy in use, by whose it is."""
    groups = policy_page.groups(packs_in_use().items(), timezone.localdate())
    return render(request, "public/policies.html", {"groups": groups})


@acts(Act.PUBLIC)
def policy(request: HttpRequest, name: str) -> HttpResponse:
    """One of them, by the rules of a day: today's, or those of `?on=`."""
    pack = packs_in_use().get(name)
    if pack is None:
        raise Http404
    today = timezone.localdate()
    asked = request.GET.get("on", "").strip()[:20]
    wanted = day(asked) if asked else today
    on = policy_page.shown_day(pack, wanted or today)
    known, others = policy_page.results(pack)
    context = {
        "pack": pack, "card": policy_page.card(name, pack, today), "on": on, "today": today, "asked": asked,
        "not_a_day": wanted is None, "moved": wanted is not None and wanted != on, "days": policy_page.days(pack),
        "rules": policy_page.rules(pack, on), "numbers": policy_page.numbers(pack, on), "marks": policy_page.marked(pack),
        "facts": policy_page.facts(pack, on), "known": known, "others": others, "cases": len(known) + len(others),
        "wrong": sum(not result.passed for result in (*known, *others)), "source": blocks(pack.source),
    }  # fmt: skip
    return render(request, "public/policy.html", context)


def day(text: str) -> date | None:
    """A day as it is written in an address; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
