"""The firms of a street or of the bureau, with what each may have."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Role
from taizhang.decisions.population import population
from taizhang.web.author import bureau_of, person_of
from taizhang.web.portal import street

EACH = 50


@acts(Act.BENEFITS)
def firms(request: HttpRequest) -> HttpResponse:
    """Each firm with how many policies it meets, misses by one thing, does not meet; an enterprise goes to its own page."""
    user = person_of(request)
    if user.role == Role.ENTERPRISE:
        return redirect("my_benefits")
    people = population(bureau_of(request), timezone.localdate())
    text = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    sort = request.GET.get("sort", "")
    sort = sort if sort in street.SORTS else "near"
    found = street.rows_of(user, people, text, sort)
    page = Paginator(found, EACH).get_page(request.GET.get("page"))
    context = {
        "rows": street.shown(people, list(page.object_list)), "total": len(found), "q": text, "sort": sort, "today": people.on,
        "sorts": street.SORTS.items(), "policies": street.standings(people).policies, "keep": urlencode({"q": text, "sort": sort}),
        "number": page.number, "pages": page.paginator.num_pages,
        "before": page.previous_page_number() if page.has_previous() else 0,
        "after": page.next_page_number() if page.has_next() else 0,
    }  # fmt: skip
    return render(request, "portal/firms.html", context)
