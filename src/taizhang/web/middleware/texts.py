"""What people type into any form, without signs that cannot be seen or that turn the direction of reading."""

from django.http import HttpRequest, HttpResponse, QueryDict

from taizhang.core.tables.words import has_unseen, seen_of
from taizhang.web.middleware.policy import Answer


def typed_texts(get_response: Answer) -> Answer:
    """Names of users and reports, reasons, remarks: like the fields of records, whichever form they come by.

    Passwords are left as they are typed.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and any(map(has_unseen, texts(request.POST))):
            request.POST = without_unseen(request.POST)  # type: ignore[assignment]
        return get_response(request)

    return answer


def texts(posted: QueryDict) -> list[str]:
    return [text for _, found in posted.lists() for text in found]


def without_unseen(posted: QueryDict) -> QueryDict:
    """The same form with what can be seen of it."""
    made = posted.copy()
    for name, found in posted.lists():
        if "password" not in name:
            made.setlist(name, [seen_of(text) for text in found])
    made._mutable = False
    return made
