"""One's own account 我的帐号: who I am here, password, tokens of my programs."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from taizhang.access.can import can, grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.actions import change_password, end_token, make_token
from taizhang.accounts.models import ApiToken, User
from taizhang.core.decisions import Refused
from taizhang.web.admin.forms import PasswordForm
from taizhang.web.author import author_of


@acts(Act.HOME)
def account(request: HttpRequest) -> HttpResponse:
    """The page, and what its two forms send."""
    user = request.user
    assert isinstance(user, User)
    form = PasswordForm(request.POST if "old" in request.POST else None)
    token = ""
    if request.method == "POST" and "token_name" in request.POST:
        try:
            token = make_token(user=user, name=request.POST["token_name"], author=author_of(request))[1]
        except Refused as no:
            messages.error(request, no.sentence)
            return redirect("admin:account")
    elif form.is_bound and form.is_valid() and changed(request, user, form):
        return redirect("admin:account")
    told = {
        "form": form, "token": token, "tokens": user.tokens.order_by("ended_at", "-id"),
        "grant": grant_of(user, Act.VIEW), "may_ask": can(user, Act.VIEW),
    }  # fmt: skip
    return render(request, "admin/account.html", told, status=422 if form.errors else 200)


def changed(request: HttpRequest, user: User, form: PasswordForm) -> bool:
    data = form.cleaned_data
    try:
        fresh = change_password(user=user, old=data["old"], new=data["new"], author=author_of(request))
    except Refused as no:
        form.add_error(None, no.sentence)
        return False
    update_session_auth_hash(request, fresh)
    messages.success(request, "密码已改，下次登录用新密码；别处的登录已失效。")
    return True


@acts(Act.HOME)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of my tokens."""
    assert isinstance(request.user, User)
    token = get_object_or_404(ApiToken.objects.select_related("user"), pk=pk, user=request.user)
    try:
        end_token(token=token, author=author_of(request))
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, f"令牌“{token.name}”已停用，用它的程序不能再读写。")
    return redirect("admin:account")
