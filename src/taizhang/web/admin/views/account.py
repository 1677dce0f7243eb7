"""One's own account 我的帐号: who I am here, password, tokens of my programs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from taizhang.access.can import can, grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.step_up import ask_code
from taizhang.accounts.actions import end_token, make_token
from taizhang.accounts.models import ApiToken, User
from taizhang.core.decisions import Refused
from taizhang.web.admin.forms import PasswordForm
from taizhang.web.admin.views.own import change_own_password, own_sign_in
from taizhang.web.author import author_of


@acts(Act.HOME)
def account(request: HttpRequest) -> HttpResponse:
    """The page, and what its two forms send."""
    user = request.user
    assert isinstance(user, User)
    form = PasswordForm(request.POST if "old" in request.POST else None)
    token = ""
    if request.method == "POST" and "token_name" in request.POST:
        if (question := ask_code(request, user, "新建接口令牌")) is not None:
            return question
        try:
            token = make_token(user=user, name=request.POST["token_name"], author=author_of(request))[1]
        except Refused as no:
            messages.error(request, no.sentence)
            return redirect("admin:account")
    elif form.is_bound and form.is_valid() and change_own_password(request, form):
        return redirect("admin:account")
    told = {
        "form": form, "token": token, "tokens": user.tokens.order_by("ended_at", "-id"),
        "grant": grant_of(user, Act.VIEW), "may_ask": can(user, Act.VIEW), **own_sign_in(request, user),
    }  # fmt: skip
    return render(request, "admin/account.html", told, status=422 if form.errors else 200)


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
