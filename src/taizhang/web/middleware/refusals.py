"""What an action refuses, shown in words."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render

from taizhang.access.marks import is_part
from taizhang.core.decisions import Refused
from taizhang.web.middleware.policy import Answer
from taizhang.web.public.errors import plain

METHOD = "这个地址只在按下页面上的按钮时使用，不能直接打开，也不接受这种请求。请回到原来的页面再操作。"


class refusals:
    """A `Refused` raised by an action becomes a page with its sentence and status 409; bare for a page that stays."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return in_words(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        if is_part(request):
            return plain(error.sentence, 409)
        return render(request, "public/refused.html", {"sentence": error.sentence}, status=409)


def in_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An address that takes no such method: a button's address that was opened by hand, or opened once more."""
    if request.path_info.startswith("/api/"):
        told: HttpResponse = JsonResponse(
            {"sentence": METHOD}, status=405, json_dumps_params={"ensure_ascii": False}
        )
    else:
        told = render(request, "public/refused.html", {"sentence": METHOD}, status=405)
    told["Allow"] = response.get("Allow", "")
    return told
