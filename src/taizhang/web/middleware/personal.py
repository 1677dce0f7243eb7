"""Personal values opened for one answer are forgotten with it."""

from django.http import HttpRequest, HttpResponse

from taizhang.personal import vault
from taizhang.web.middleware.policy import Answer


def personal_values(get_response: Answer) -> Answer:
    """While an answer is made, values opened ahead are kept, so that a list asks for them once."""

    def answer(request: HttpRequest) -> HttpResponse:
        with vault.reading():
            return get_response(request)

    return answer
