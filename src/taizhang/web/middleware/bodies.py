"""How the body of a request is read: as UTF-8, whatever the sender declares."""

from django.http import HttpRequest, HttpResponse

from taizhang.web.middleware.policy import Answer


def bodies(get_response: Answer) -> Answer:
    """A declared charset is left aside: our pages send UTF-8, and UTF-7 has served to hide markup."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.encoding and request.encoding.lower() != "utf-8":
            request.encoding = "utf-8"
        return get_response(request)

    return answer
