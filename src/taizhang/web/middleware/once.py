"""What is sent twice is done once: forms carry a mark of their own, programs an `Idempotency-Key`."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from taizhang.accounts.models import User
from taizhang.registers.around import Sending
from taizhang.registers.sending import begin, finish, give_up, mark_of, wait_for

Answer = Callable[[HttpRequest], HttpResponse]
FIELD = "once"
ASIDE = (FIELD, "csrfmiddlewaretoken", "draft_place")
JSON = "application/json"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
BUSY = "同样的内容刚刚提交过，正在办理。请过几秒刷新页面看结果，不要再点一次。"
OTHER = "这个 Idempotency-Key 已用于另一份内容。重试时请原样发送；内容不同时请换一个。"


class once:
    """Forms of a whole page and calls with a key; fragments (htmx) draw themselves anew and are left alone.

    Asked once the view is known: a view that reads its body itself (`csrf_exempt`) has it untouched.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if mark := getattr(request, "sent_once", ""):
            settle(mark, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, options: Any
    ) -> HttpResponse | None:
        key = request.headers.get("Idempotency-Key", "")
        if key and request.method in ("POST", "PATCH") and request.path_info.startswith("/api/"):
            return call(request, key[:200])
        form_sent = request.method == "POST" and request.content_type in FORMS
        if form_sent and "HX-Request" not in request.headers and not getattr(view, "csrf_exempt", False):
            return form(request)
        return None


def settle(mark: str, response: HttpResponse) -> None:
    """Keep what can be answered again; what was not done, or is shown only once, may be sent anew."""
    if 300 <= response.status_code < 400:
        finish(mark, status=response.status_code, location=response.get("Location", ""))
    elif 200 <= response.status_code < 300 and response.get("Content-Type", "").startswith(JSON):
        finish(mark, status=response.status_code, answer=response.content.decode())
    else:
        give_up(mark)


def form(request: HttpRequest) -> HttpResponse | None:
    """A form sent from a page by somebody who is signed in; None when it is to be done now."""
    key = request.POST.get(FIELD, "")
    if len(key) != 32 or not isinstance(request.user, User):
        return None
    content = content_of(request)
    mark = mark_of(f"user {request.user.pk}", request.get_full_path(), key, content)
    earlier = begin(mark, content)
    if earlier is None:
        request.sent_once = mark  # type: ignore[attr-defined]
        return None
    done = earlier if earlier.status else wait_for(mark)
    if done is None:
        return render(request, "public/refused.html", {"sentence": BUSY}, status=409)
    messages.info(request, f"这次提交 {timezone.localtime(done.at):%H:%M:%S} 已经办理，没有重复办理。")
    return HttpResponseRedirect(done.location)


def content_of(request: HttpRequest) -> str:
    """What was typed and chosen, as one digest; files by name and size."""
    told = [f"{n}={v}" for n in sorted(request.POST) if n not in ASIDE for v in request.POST.getlist(n)]
    told += [f"{n}:{f.name}:{f.size}" for n in sorted(request.FILES) for f in request.FILES.getlist(n)]
    return mark_of(*told)


def call(request: HttpRequest, key: str) -> HttpResponse | None:
    """A call of a program, whose key stands for one content; None when it is to be done now."""
    who = request.headers.get("Authorization", "")
    content = hashlib.sha256(request.body).hexdigest()
    mark = mark_of("api", who, request.method or "", request.get_full_path(), key)
    earlier = begin(mark, content)
    if earlier is None:
        request.sent_once = mark  # type: ignore[attr-defined]
        return None
    if earlier.content != content:
        return JsonResponse({"sentence": OTHER}, status=422, json_dumps_params={"ensure_ascii": False})
    return again(earlier if earlier.status else wait_for(mark))


def again(done: Sending | None) -> HttpResponse:
    """The first call's answer once more, marked as such."""
    if done is None:
        return JsonResponse({"sentence": BUSY}, status=409, json_dumps_params={"ensure_ascii": False})
    headers = {"Idempotent-Replayed": "true"}
    return HttpResponse(
        done.answer, status=done.status, content_type=f"{JSON}; charset=utf-8", headers=headers
    )
