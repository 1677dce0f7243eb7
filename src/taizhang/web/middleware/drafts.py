"""A form that was sent leaves no draft behind."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from taizhang.accounts.models import User
from taizhang.registers.drafts import forget_draft

Answer = Callable[[HttpRequest], HttpResponse]
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def sent_drafts(get_response: Answer) -> Answer:
    """Forget the draft that a form names (`draft_place`) once it was taken; a form sent back keeps it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        sent = request.method == "POST" and response.status_code < 400 and request.content_type in FORMS
        if sent and isinstance(request.user, User):
            place = request.POST.get("draft_place", "")
            if place.startswith("page:"):
                forget_draft(by=request.user, place=place)
        return response

    return answer
