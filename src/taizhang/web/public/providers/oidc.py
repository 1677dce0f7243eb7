"""Out to the OIDC provider and back."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET
from mozilla_django_oidc.views import OIDCAuthenticationRequestView

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.providers.configuration import Oidc
from taizhang.accounts.providers.identity import Forged
from taizhang.accounts.providers.oidc import CALLBACK, NOT_VALID, Client, begun, library_settings
from taizhang.core.decisions import Refused
from taizhang.web.public.providers.entering import come_in, refuse


def asked() -> Oidc:
    """The provider as configured; 404 when there is none."""
    provider = settings.PROVIDERS.get("oidc")
    if not isinstance(provider, Oidc):
        raise Http404
    return provider


class Out(OIDCAuthenticationRequestView):
    """The library's way out: state, nonce and PKCE verifier stay in the session."""

    told: dict[str, Any] = {}

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        super().__init__()

    def get_settings(self, attr: str, *args: Any) -> Any:
        """The library's settings are ours; whatever we do not name stays at its default."""
        return self.told[attr] if attr in self.told else super().get_settings(attr, *args)


@acts(Act.PUBLIC)
@require_GET
def start(request: HttpRequest) -> HttpResponseBase:
    """To the provider, which sends the person back with a code."""
    try:
        told = library_settings(asked())
    except Refused as no:
        return refuse(request, "oidc", no)
    answer: HttpResponseBase = Out(told).get(request)
    return answer


@acts(Act.PUBLIC)
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Back with a code, or with what the provider refused."""
    provider = asked()
    try:
        began = begun(request)
        code = request.GET.get("code", "")
        if not code:
            raise Forged(
                "统一身份认证没有让您登录，或您在那里取消了。请回到登录页再试。"
                if request.GET.get("error")
                else NOT_VALID
            )
        here = request.build_absolute_uri(reverse(CALLBACK))
        identity = Client(provider).identity(code=code, began=began, back=here)
        then = request.session.pop("oidc_login_next", None)
        return come_in(request, identity, then or reverse("home"))
    except Refused as no:
        return refuse(request, "oidc", no)
