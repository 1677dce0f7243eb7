"""The number of each request 请求编号: from the gateway or made here; in the answer, on error pages, in the log."""

from django.http import HttpRequest, HttpResponse

from taizhang.core import references
from taizhang.web.middleware.policy import Answer

HEADER = "X-Request-ID"


def request_ids(get_response: Answer) -> Answer:
    """Outermost: whatever fails further in has a number already."""

    def answer(request: HttpRequest) -> HttpResponse:
        reference = references.accepted(request.headers.get(HEADER, ""))
        references.begin(reference)
        request.reference = reference  # type: ignore[attr-defined]
        try:
            response = get_response(request)
        finally:
            references.begin("")
        response[HEADER] = reference
        return response

    return answer
