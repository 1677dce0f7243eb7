"""The ways in beside our own password, as buttons; and the way out at the provider."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from taizhang.accounts.providers import cas, oidc
from taizhang.accounts.providers.configuration import Cas, Oidc


@dataclass(frozen=True)
class Way:
    """A button: its word and where it leads."""

    label: str
    address: str


def ways(then: str = "") -> list[Way]:
    """The providers that are configured; `then`: where one goes afterwards."""
    asked = f"?{urlencode({'next': then})}" if then else ""
    return [
        Way(provider.label, reverse(f"sign_in_{name}") + asked)
        for name, provider in settings.PROVIDERS.items()
    ]


def address_there(request: HttpRequest, held: dict[str, str]) -> str:
    """Where one signs out at the provider by which one came; empty when there is no such place."""
    provider = settings.PROVIDERS.get(held["provider"])
    back = request.build_absolute_uri(reverse("sign_in"))
    if isinstance(provider, Oidc):
        return oidc.sign_out_address(provider, held["id_token"], back)
    if isinstance(provider, Cas) and provider.log_out:
        return cas.sign_out_address(provider, back)
    return ""
