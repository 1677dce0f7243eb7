"""What comes first: a new password, the second factor; until then no other page answers."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from taizhang.access.marks import View, is_part
from taizhang.accounts.duties import Duty, duty_of
from taizhang.accounts.models import User
from taizhang.web.middleware.policy import Answer
from taizhang.web.middleware.sittings import way_back

PAGES = {
    Duty.PASSWORD: "admin:password",
    Duty.SET_UP: "admin:second_factor",
    Duty.CODE: "admin:code",
}
SENTENCES = {
    Duty.PASSWORD: "请先改密码，再办别的事。",
    Duty.SET_UP: "您的角色必须启用二次验证。请先设置，再办别的事。",
    Duty.CODE: "请先输入验证码，再办别的事。",
}
OPEN = {
    "sign_in",
    "sign_in_code",
    "sign_in_again",
    "sign_in_oidc",
    "sign_in_oidc_back",
    "sign_in_cas",
    "sign_in_cas_back",
    "sign_in_ldap",
    "sign_in_done",
    "sign_out",
    "session",
    "session_stay",
    "health",
    *PAGES.values(),
}


class duties:
    """Sends the person to what he must do first; for a part of a page or a program, says so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or (match is not None and match.view_name in OPEN):
            return None
        duty = duty_of(request, user)
        if duty is None:
            return None
        if is_part(request) or request.path.startswith("/api/"):
            raise PermissionDenied(SENTENCES[duty])
        return redirect(f"{reverse(PAGES[duty])}?{urlencode({'next': way_back(request)})}")
