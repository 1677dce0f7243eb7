"""Sign-in with an account of the bureau's directory (LDAP), by a form of ours."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.accounts.failing import is_spread
from taizhang.accounts.models import User
from taizhang.accounts.providers.configuration import Directory
from taizhang.accounts.providers.directory import LONGEST_NAME
from taizhang.accounts.providers.identity import Identity
from taizhang.core.decisions import Refused
from taizhang.web.public.providers.entering import let_in, refuse
from taizhang.web.public.signing_in import safe_next

WRONG = "目录帐号或密码不对。请检查大小写和输入法；多次不对会暂时锁定这台电脑。"


@acts(Act.PUBLIC)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; wrong passwords are counted and locked as ours are."""
    provider = settings.PROVIDERS.get("ldap")
    if not isinstance(provider, Directory):
        raise Http404
    then = safe_next(request, reverse("home"))
    typed, sentence = request.POST.get("username", ""), ""
    if request.method == "POST":
        if is_spread(address_of(request)):
            return render(request, "public/locked.html", {"spread": True}, status=429)
        request.asked_provider = "ldap"  # type: ignore[attr-defined]
        try:
            user = asked_for(request, typed)
        except Refused as no:
            return refuse(request, "ldap", no)
        if isinstance(user, User):
            return let_in(request, user, Identity("ldap", typed), then)
        sentence = WRONG
    told = {"label": provider.label, "typed": typed, "sentence": sentence, "next": then}
    return render(request, "public/directory.html", told, status=422 if sentence else 200)


def asked_for(request: HttpRequest, typed: str) -> object:
    """Who this is, by the directory. What can be nobody's name is not asked for, nor counted: no table could hold it."""
    if len(typed) > LONGEST_NAME or "\0" in typed:
        return None
    return authenticate(request, username=typed, directory_password=request.POST.get("password", ""))
