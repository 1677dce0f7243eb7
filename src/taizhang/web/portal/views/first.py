"""Three questions for an enterprise of which the ledger knows nothing yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.decisions.packs import known_facts
from taizhang.web.author import person_of
from taizhang.web.portal.finding import firm_of, frame_of, page_url
from taizhang.web.portal.preliminary import keep, told_before


@acts(Act.BENEFITS)
def first(request: HttpRequest, pk: int) -> HttpResponse:
    """Field, founding and place, last year's research and revenue: enough for a first answer."""
    found, user = firm_of(request, pk), person_of(request)
    wrong: dict[str, str] = {}
    values = told_before(user, found)
    if request.method == "POST":
        values = {name: str(value).strip()[:60] for name, value in request.POST.items()}
        wrong = keep(user, found, values)
        if not wrong:
            return redirect(page_url(request, found))
    today = timezone.localdate()
    context = {
        "frame": frame_of(request), "firm": found, "back": page_url(request, found), "values": values, "wrong": wrong,
        "fields": known_facts()["tech_field"].words, "today": today, "year": today.year - 1,
    }  # fmt: skip
    return render(request, "portal/first.html", context, status=422 if wrong else 200)
