"""Finding anything the user may see, by part of a name, pinyin, initials or code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.registers.queries import search_everywhere
from taizhang.web.menu import rank


@acts(Act.SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Hits by register with their counts; `suggest` is the short list under the search box."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    suggest = "suggest" in request.GET and bool(request.htmx)  # type: ignore[attr-defined]
    found = list(search_everywhere(request.user, text, 4 if suggest else 8)) if text else []
    found.sort(key=lambda hit: rank(hit.register))
    if "first" in request.GET and found:
        return redirect("record", found[0].register.name, found[0].records[0].pk)
    context = {
        "q": text,
        "found": found,
        "total": sum(h.count for h in found),
        "more": any(h.more for h in found),
    }
    return render(request, "desk/search.html#suggestions" if suggest else "desk/search.html", context)
