"""What people type into any form, without signs that cannot be seen or that turn the direction of reading."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from taizhang.core.tables.words import has_unseen, seen_of
from taizhang.web.middleware.policy import Answer


class typed_texts:
    """Names of users and reports, reasons, remarks: like the fields of records, whichever form they come by.

    Passwords are left as they are typed, and so is all that somebody types who is not signed in: a name that is wrong
    stays wrong. Asked once the view is known: a view that reads its body itself (`csrf_exempt`)
    has it untouched.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, options: Any
    ) -> None:
        if (
            request.method != "POST"
            or getattr(view, "csrf_exempt", False)
            or not request.user.is_authenticated
        ):
            return
        if any(map(has_unseen, texts(request.POST))):
            request.POST = without_unseen(request.POST)  # type: ignore[assignment]


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
