"""The backend of sessions that began at a provider; and the one that asks the directory, under the same lock-out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from taizhang.accounts.backends import Passwords
from taizhang.accounts.models import User
from taizhang.accounts.providers import directory
from taizhang.accounts.providers.configuration import Directory
from taizhang.accounts.providers.identity import person_of

PATH = "taizhang.accounts.providers.backend.Provided"


class Provided(Passwords):
    """People come with their bureau and stay out when switched off, as with a password of ours."""

    # The password of the directory has a name of its own: ours is never shown to the directory, nor its to ours.
    def authenticate(  # type: ignore[override]
        self,
        request: HttpRequest | None,
        username: str | None = None,
        directory_password: str | None = None,
        **_: Any,
    ) -> User | None:
        """The account of who signs in at the directory; None for a wrong name or password.

        Raises Unreachable when the directory does not answer, Unknown when nobody of ours is tied to him.
        """
        asked = settings.PROVIDERS.get("ldap")
        if directory_password is None or username is None or not isinstance(asked, Directory):
            return None
        identity = directory.identity_of(asked, username, directory_password)
        return person_of(identity) if identity is not None else None
