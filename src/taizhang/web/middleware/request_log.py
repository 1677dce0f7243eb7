"""One line of the log for each request 访问日志: which act, on which address pattern, by whom, how it ended, how long it took.

No query, no form, no header, and of the address only its pattern and small numbers: a search for a name or a telephone
number leaves no trace here.
"""

import logging
import time

from django.http import HttpRequest, HttpResponse

from taizhang.web.middleware.policy import Answer

logger = logging.getLogger(__name__)
LARGEST = 10**9  # a number in an address above this may be somebody's telephone and is not written down
QUIET = ("/static/", "/healthz", "/readyz")


def request_log(get_response: Answer) -> Answer:
    """Next to the outermost, so that the time is the whole time."""

    def answer(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = get_response(request)
        if not request.path.startswith(QUIET) or response.status_code >= 500:
            level = logging.ERROR if response.status_code >= 500 else logging.INFO
            logger.log(level, "request", extra=told(request, response, time.perf_counter() - started))
        return response

    return answer


def told(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    """What may be said of a request."""
    match = request.resolver_match
    user = getattr(request, "_cached_user", None)  # asked for by nobody: then not asked for by the log either
    act = getattr(match.func, "act", None) if match else None
    return {
        "method": request.method if request.method in METHODS else "other",
        "route": match.route if match else "",
        **({"ids": ids} if match and (ids := small_numbers(match.kwargs)) else {}),
        "act": str(act) if act else "",
        "user": getattr(user, "pk", None),
        "status": response.status_code,
        "ms": round(seconds * 1000),
    }


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def small_numbers(parts: dict[str, object]) -> dict[str, int]:
    """The numbers in an address: primary keys, batch numbers."""
    return {name: part for name, part in parts.items() if isinstance(part, int) and part < LARGEST}
