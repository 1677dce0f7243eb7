"""What the shell around every page needs: the menu, who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from taizhang.accounts.bureau_rules import rules_for
from taizhang.accounts.models import User
from taizhang.accounts.sittings import seconds_left
from taizhang.web.menu import Menu
from taizhang.web.public.providers.ways import ways


def shell(request: HttpRequest) -> dict[str, Any]:
    if not hasattr(request, "user"):
        return {}
    told: dict[str, Any] = {"menu": Menu(request.user, request.path)}
    if isinstance(request.user, User):
        told["sign_in_ways"] = ways(reverse("sign_in_done"))
        told["session_left"] = seconds_left(request, request.user)
        told["session_idle"] = rules_for(request.user).idle_minutes(request.user.role) * 60
    return told
