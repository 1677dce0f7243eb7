"""Who asks: a program by its token, or a page of ours by its session and CSRF token."""

from typing import Any

from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from taizhang.accounts.models import User
from taizhang.accounts.tokens import user_of_token


class Token(HttpBearer):
    """A token made on the account page: `Authorization: Bearer tz_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = user_of_token(token.strip())
        if user is not None:
            request.user = user
        return user


class Session(APIKeyCookie):
    """The session of a browser; writing asks for the header X-CSRFToken as well."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Any | None:
        """Who shows a token is asked for nothing else: an ended one is told so, whatever cookies come with it."""
        return None if "Authorization" in request.headers else super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        return request.user if request.user.is_authenticated else None
