"""Every view names its act: the decorator that does it, asks the table, and says no in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from taizhang.access.can import can
from taizhang.access.roles import Act

View = Callable[..., HttpResponseBase]


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
                if not answer and not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if act == Act.HOME and not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if not answer:
                    raise PermissionDenied(answer.sentence)
            return view(request, *args, **kwargs)

        guarded.act = act  # type: ignore[attr-defined]
        return guarded

    return mark
