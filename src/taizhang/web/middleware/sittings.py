"""Sessions end when nobody works in them, and when they were ended elsewhere; the person reads why."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from taizhang.access.marks import View, sign_in_answer
from taizhang.access.roles import Act
from taizhang.accounts.models import Sitting, User
from taizhang.accounts.sittings import ended_sitting, note_activity, over
from taizhang.core.decisions import Refused
from taizhang.registers.drafts import keep_draft
from taizhang.web.middleware.policy import Answer

QUIET = {"/healthz", "/readyz", "/session/"}
NOT_TYPED = {"csrfmiddlewaretoken", "seen", "keep", "discard", "ground"}
End = Sitting.End
SENTENCES = {
    End.IDLE: "太久没有操作，已自动退出。请重新登录。",
    End.HOURS: "已到一次登录的最长时间，请重新登录。",
    End.ELSEWHERE: "您在别处让这里退出了登录。",
    End.PASSWORD: "密码已修改，这里的登录已失效。请用新密码登录。",
    End.RESET: "系统管理员重置了您的密码或二次验证，请重新登录。",
    End.OFF: "这个帐号已停用。需要时请联系本局系统管理员。",
    End.PROVIDER: "您已在统一身份认证处退出，这里也退出了。请重新登录。",
    End.ROLE: "您的角色或范围已调整，请重新登录。",
}


class sittings:
    """Ends the session that is over; only what a person does himself keeps it alive, no progress bar."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        settle(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """After the CSRF check: who was signed out is asked to sign in, and what he sent from a form is kept."""
        sentence: str = getattr(request, "put_out", "")
        if not sentence or getattr(view, "act", None) in (None, Act.PUBLIC):
            return None
        kept = keep_typed(request, kwargs)
        if (answer := sign_in_answer(request, sentence)) is not None:
            return answer
        messages.warning(request, sentence + (" 您刚才填写的内容已存为草稿，登录后接着填。" if kept else ""))
        return redirect_to_login(way_back(request))


def settle(request: HttpRequest) -> None:
    """Go on with the session, or end it and say why."""
    user = request.user
    if isinstance(user, User):
        why = over(request, user)
        if why is None:
            if not is_quiet(request):
                note_activity(request)
            return
        request.was, request.signed_out_for, request.put_out = user, why, SENTENCES[why]  # type: ignore[attr-defined]
        logout(request)
    elif key := request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        ended = ended_sitting(key)
        if ended is not None:
            request.was, request.put_out = ended.user, told(ended)  # type: ignore[attr-defined]


def told(ended: Sitting) -> str:
    """Why a sitting ended; for one put out by another, which one."""
    if ended.end != End.EXCEEDED:
        return SENTENCES.get(End(ended.end), "登录已失效，请重新登录。")
    newest = (
        Sitting.objects.filter(user=ended.user, began_at__gte=ended.began_at).order_by("-began_at").first()
    )
    where = (
        f"（{timezone.localtime(newest.began_at):%H:%M}，{newest.device}，{newest.address}）"
        if newest
        else ""
    )
    return f"您的帐号在别处登录{where}，同时登录的处数已满，这里退出了。不是您本人，请马上改密码并告诉安全管理员。"


def is_quiet(request: HttpRequest) -> bool:
    """Asked by the page itself and not by a person: a progress bar, the health check."""
    return "HTTP_X_QUIET" in request.META or request.path in QUIET


def keep_typed(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """What somebody sent from a record's form after his session had ended waits for him as a draft."""
    match = request.resolver_match
    user: User | None = getattr(request, "was", None)
    if request.method != "POST" or user is None or match is None:
        return False
    if match.url_name not in ("record_new", "record_edit"):
        return False
    place = f"edit:{kwargs['name']}:{kwargs['pk']}" if "pk" in kwargs else f"new:{kwargs['name']}"
    values = {n: v for n, v in request.POST.items() if n not in NOT_TYPED}
    try:
        keep_draft(by=user, place=place, values=values)
    except Refused:
        return False
    return True


def way_back(request: HttpRequest) -> str:
    """Where to go after signing in: this page; for something sent, the page that it was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    from_page = urlsplit(request.META.get("HTTP_REFERER", ""))
    if from_page.netloc == request.get_host():
        return from_page.path + (f"?{from_page.query}" if from_page.query else "")
    return reverse("home")
