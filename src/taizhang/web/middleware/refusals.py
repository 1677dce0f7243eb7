"""What an action refuses, shown in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.core.decisions import Refused
from taizhang.web.middleware.policy import Answer


class refusals:
    """A `Refused` raised by an action becomes a page with its sentence and status 409."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return render(request, "public/refused.html", {"sentence": error.sentence}, status=409)
