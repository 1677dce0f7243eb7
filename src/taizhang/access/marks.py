"""Every view names its act: the decorator that does it, asks the table, and says no in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.access.step_up import code_asked

View = Callable[..., HttpResponseBase]


def is_part(request: HttpRequest) -> bool:
    """Asked for by a page that stays: a fragment, or a save in the background."""
    told = request.headers
    return told.get("HX-Request") == "true" or told.get("X-Requested-With") == "fetch"


def sign_in_answer(request: HttpRequest, sentence: str) -> HttpResponse | None:
    """401 with the sentence for a page that stays, which then asks for the password over itself; None for a whole page."""
    return (
        HttpResponse(sentence, status=401, content_type="text/plain; charset=utf-8")
        if is_part(request)
        else None
    )


def acts(act: Act) -> Callable[[View], View]:
    """Mark a view with the act it performs; strangers are asked to sign in, others told why not.

    Which rows is the view's own business: it starts every query from `visible_to`. A house test
    walks all URLs and fails on a view without this mark.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if act != Act.PUBLIC:
                answer = can(request.user, act)
                if not request.user.is_authenticated and (not answer or act == Act.HOME):
                    return sign_in_answer(request, "登录已失效，请重新登录。") or redirect_to_login(
                        request.get_full_path()
                    )
                if not answer:
                    raise PermissionDenied(answer.sentence)
                if (question := code_asked(request, act)) is not None:
                    return question
            return view(request, *args, **kwargs)

        guarded.act = act  # type: ignore[attr-defined]
        return guarded

    return mark
