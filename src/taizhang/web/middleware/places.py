"""Administrators work from the addresses that the bureau allows 管理终端地址限制."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from taizhang.access.marks import View
from taizhang.accounts.addresses import address_of
from taizhang.accounts.bureau_rules import may_administer_from
from taizhang.accounts.models import User
from taizhang.web.middleware.policy import Answer

OPEN = {"sign_in", "sign_in_code", "sign_in_again", "sign_out", "session", "health"}


class places:
    """An administrator elsewhere gets a sentence and nothing else; he may sign out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: dict[str, Any]) -> None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or (match is not None and match.url_name in OPEN):
            return
        here = address_of(request)
        if not may_administer_from(user, here):
            raise PermissionDenied(
                f"{user.get_role_display()}只能从本局规定的地址登录，您现在的地址是 {here or '（不明）'}。"
                "请回到办公室的电脑上办理，或请安全管理员把这个地址加进去。"
            )
