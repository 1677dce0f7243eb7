"""What all providers have in common: the person comes in by our rules, or reads why not."""

import logging

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.accounts.models import User
from taizhang.accounts.providers.backend import PATH
from taizhang.accounts.providers.identity import (
    Identity,
    Unknown,
    Unreachable,
    counts_as_second_factor,
    label_of,
    person_of,
)
from taizhang.accounts.second_factor import authenticator_of, passed
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.web.public.signing_in import go_halfway
from taizhang.web.public.welcome import welcome

log = logging.getLogger(__name__)


def come_in(request: HttpRequest, identity: Identity, then: str) -> HttpResponse:
    """Let in whom the provider vouches for. Raises Unknown when nobody of ours is tied to him."""
    return let_in(request, person_of(identity), identity, then)


def let_in(request: HttpRequest, user: User, identity: Identity, then: str) -> HttpResponse:
    """As after a right password: on to the code, or in; all that follows is the same."""
    counts = counts_as_second_factor(identity, user)
    if authenticator_of(user) is not None and not counts:
        user.backend = PATH
        go_halfway(request, user, then, identity)
        return redirect("sign_in_code")
    request.vouched = identity  # type: ignore[attr-defined]
    login(request, user, backend=PATH)
    if counts:
        passed(request)
    welcome(request, user)
    return redirect(then)


def refuse(request: HttpRequest, provider: str, no: Refused) -> HttpResponse:
    """The page that says why not and what to do; journalled, unless the provider is only silent."""
    if isinstance(no, Unreachable):
        log.warning("a provider of sign-in does not answer", extra={"kind": provider})
        return render(
            request, "public/not_in.html", {"title": "统一身份认证暂时不可用", "no": no}, status=503
        )
    unknown = isinstance(no, Unknown)
    user: User | None = getattr(no, "user", None)
    why = ("帐号已停用" if user else "没有关联的帐号") if unknown else "凭据不对"
    author = Author(
        None,
        f"{label_of(provider)}：{why}",
        address=address_of(request),
        bureau=user.bureau if user else None,
    )
    with transaction.atomic():
        write(author, Note(Event.SIGN_IN_FAILED, title=user.username if user else "没有这个帐号"))
    title = ("帐号已停用" if user else "还没有关联的帐号") if unknown else "没有登录成功"
    return render(request, "public/not_in.html", {"title": title, "no": no}, status=403)


@acts(Act.PUBLIC)
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Where the window ends that a page opened to sign in again: it may be closed."""
    return render(request, "public/signed_in.html", {"person": request.user})
