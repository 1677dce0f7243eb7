"""Signing in and out: password, second factor, the sign-in over a page whose session has ended."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.accounts.failing import is_spread
from taizhang.accounts.models import Role, User
from taizhang.accounts.providers.identity import Identity
from taizhang.accounts.second_factor import authenticator_of, check, passed
from taizhang.accounts.sittings import VOUCHED, seconds_left
from taizhang.journal.writing import Author
from taizhang.operations.samples import PASSWORD, shown_report
from taizhang.web.public.providers.ways import address_there, ways
from taizhang.web.public.welcome import welcome

WRONG = "用户名或密码不对。请检查大小写和输入法；多次不对会暂时锁定这台电脑。"
HALFWAY = "halfway"  # in a session: the password was right, the code is still to come
HALFWAY_SECONDS = 300


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": WRONG,
        "inactive": "这个帐号已停用。需要时请联系本局系统管理员。",
    }


class SignIn(auth.LoginView):
    template_name = "public/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "username": self.request.GET.get("as", "")}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**more),
            "samples": sample_users(),
            "sample_password": sample_password(),
            "offered": offered_report(),
            "ways": ways(self.get_redirect_url()),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused before the password is looked at, when this address goes through a list of names."""
        if is_spread(address_of(request)):
            return render(request, "public/locked.html", {"spread": True}, status=429)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right: on to the code, or in."""
        user = form.get_user()
        assert isinstance(user, User)
        if authenticator_of(user) is not None:
            go_halfway(self.request, user, self.get_success_url())
            return redirect("sign_in_code")
        login(self.request, user)
        welcome(self.request, user)
        return redirect(self.get_success_url())


def go_halfway(request: HttpRequest, user: User, then: str, by: Identity | None = None) -> None:
    """Remember whose password was right, for five minutes and in a session of its own; he is not signed in."""
    request.session.flush()
    request.session[HALFWAY] = {
        "user": user.pk, "backend": user.backend, "at": timezone.now().timestamp(), "then": then,
        "hash": user.get_session_auth_hash(), "by": asdict(by) if by else None,
    }  # fmt: skip


def halfway(request: HttpRequest) -> User | None:
    """Whose password was right, while it still is and he has not been switched off."""
    held = request.session.get(HALFWAY)
    if not held or timezone.now().timestamp() - held["at"] > HALFWAY_SECONDS:
        return None
    user = User.objects.select_related("bureau").filter(pk=held["user"], is_active=True).first()
    return user if user is not None and user.get_session_auth_hash() == held["hash"] else None


@acts(Act.PUBLIC)
def code(request: HttpRequest) -> HttpResponse:
    """The second step: the code on the phone, or a recovery code."""
    user = halfway(request)
    if user is None:
        request.session.pop(HALFWAY, None)
        messages.warning(request, "输入验证码的时间已过，请重新登录。")
        return redirect("sign_in")
    sentence = ""
    if request.method == "POST":
        author = Author(user, address=address_of(request))
        answer = check(user=user, code=request.POST.get("code", ""), author=author)
        if answer.right:
            held = request.session.pop(HALFWAY)
            request.vouched = Identity(**held["by"]) if held.get("by") else None  # type: ignore[attr-defined]
            login(request, user, backend=held["backend"])
            passed(request)
            welcome(request, user)
            return redirect(held["then"])
        sentence = answer.sentence
    told = {"sentence": sentence, "person": user}
    return render(request, "public/code.html", told, status=422 if sentence else 200)


@acts(Act.PUBLIC)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Sign in over a page that stays. Only the person whose page it is: nobody gets another's text."""
    if is_spread(address_of(request)):
        return said(429, "这个地址失败的登录太多，已暂时锁定。请过一小时再试，或请系统管理员解锁。")
    typed = {name: request.POST.get(name, "") for name in ("username", "password", "person", "code")}
    nobodys = len(typed["username"]) > 150 or "\0" in typed["username"]  # no table could hold such a name
    user = None if nobodys else authenticate(request, username=typed["username"], password=typed["password"])
    if not isinstance(user, User):
        return said(422, WRONG)
    if str(user.pk) != typed["person"]:
        return said(
            409,
            "这一页是另一个人打开的，里面可能有他没保存的内容，只能由他本人接着登录。请另开一个窗口登录您的帐号。",
        )
    if authenticator_of(user) is not None:
        if not typed["code"]:
            return JsonResponse({"ask": "code", "sentence": "请输入手机验证器上的六位数字。"})
        answer = check(user=user, code=typed["code"], author=Author(user, address=address_of(request)))
        if not answer.right:
            return JsonResponse({"ask": "code", "sentence": answer.sentence}, status=422)
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    login(request, user)
    if typed["code"]:
        passed(request)
    return JsonResponse({"person": user.pk, "csrf": get_token(request), "left": seconds_left(request, user)})


def said(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


@acts(Act.PUBLIC)
@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Who is signed in here and for how long still, for a page that stays open; asking is no activity."""
    user = request.user
    if not isinstance(user, User):
        sentence: str = getattr(request, "put_out", "") or "登录已失效，请重新登录。"
        return JsonResponse({"person": None, "sentence": sentence, "csrf": get_token(request)})
    return JsonResponse({"person": user.pk, "csrf": get_token(request), "left": seconds_left(request, user)})


@acts(Act.HOME)
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """The person is still there: one click after the warning."""
    assert isinstance(request.user, User)
    return JsonResponse({"person": request.user.pk, "left": seconds_left(request, request.user)})


class SignOut(auth.LogoutView):
    """The session and what the browser kept of its pages are gone 剩余信息清除."""

    next_page = "sign_in"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        held = request.session.get(VOUCHED)
        response: HttpResponse = super().post(request, *args, **kwargs)
        # A page that goes on by itself: a form's answer may not lead to another host (form-action).
        if held and (there := address_there(request, held)):
            response = render(request, "public/signed_out.html", {"there": there, **held})
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def sample_password() -> str:
    """The password of the sample sign-ins; empty where the bureau does not show them, or works in earnest."""
    return "" if settings.PRODUCTION else str(getattr(settings, "SAMPLE_PASSWORD", PASSWORD))


def offered_report() -> dict[str, Any] | None:
    """The sample's report with the clerk who may open it at one click, where sample sign-ins are shown."""
    report = shown_report() if sample_password() else None
    if report is None:
        return None
    clerk = User.objects.filter(bureau=report.bureau, role=Role.STAFF, is_active=True).order_by("pk").first()
    return {"report": report, "figures": report.tokens.count(), "username": clerk.username} if clerk else None


def sample_users() -> list[User]:
    """The people of the sample bureaus, where the settings let the sign-in page show them."""
    if not sample_password():
        return []
    return list(
        User.objects.filter(bureau__sample=True, is_active=True)
        .select_related("bureau")
        .order_by("bureau_id", "id")[:80]
    )


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where `next` leads, if it stays on this host."""
    then = request.POST.get("next") or request.GET.get("next") or ""
    fine = url_has_allowed_host_and_scheme(then, {request.get_host()}, require_https=request.is_secure())
    return then if fine else otherwise


sign_in = acts(Act.PUBLIC)(SignIn.as_view())
sign_out = acts(Act.PUBLIC)(SignOut.as_view())
