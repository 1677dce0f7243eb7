"""What the shell around every page needs: the menu, who is signed in."""

from typing import Any

from django.http import HttpRequest

from taizhang.web.menu import Menu


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"menu": Menu(request.user, request.path)} if hasattr(request, "user") else {}
