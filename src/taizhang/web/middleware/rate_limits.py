"""How often one person, or one address, may ask for what is costly or guessed at 访问频率: sign-in, search, upload, checker.

Every web process counts into the same small file in the home folder (see shared_counts.py), so that two processes do not
allow twice as much. Nothing is locked for long: the answer says how many seconds to wait.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import limits
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from limits.strategies import FixedWindowRateLimiter

from taizhang.accounts.addresses import address_of
from taizhang.web.middleware.policy import Answer
from taizhang.web.middleware.shared_counts import SharedCounts

log = logging.getLogger(__name__)
# What is counted: the kind, by method and name of the address. Uploads: every page that reads a file or a paste.
LIMITED = {
    ("POST", "sign_in"): "sign_in",
    ("POST", "sign_in_ldap"): "sign_in",
    ("GET", "sign_in_oidc"): "sign_in",
    ("GET", "sign_in_oidc_back"): "sign_in",
    ("GET", "sign_in_cas"): "sign_in",
    ("GET", "sign_in_cas_back"): "sign_in",
    ("GET", "search"): "search",
    ("GET", "register"): "search",
    ("GET", "pick"): "search",
    ("GET", "narrow"): "search",
    ("GET", "report_find"): "search",
    ("GET", "handin_pick"): "search",
    ("GET", "leader_pick"): "search",
    ("POST", "imports_upload"): "upload",
    ("POST", "imports_paste"): "upload",
    ("POST", "my_annual_ledger"): "upload",
    ("POST", "annual_ledger"): "upload",
    ("POST", "attach"): "upload",
    ("POST", "benefits_correct"): "upload",
    ("GET", "benefits"): "search",
    ("POST", "uploads"): "upload",
    ("POST", "reconcile"): "upload",
    ("POST", "handin_upload"): "upload",
    ("POST", "handin_change"): "upload",
    ("POST", "handin_layout"): "upload",
    ("POST", "report_return"): "upload",
    ("POST", "publishing"): "upload",
    ("POST", "publication_files"): "upload",
    ("POST", "export_publish"): "upload",
    ("POST", "token_file"): "upload",
    ("POST", "token_manual"): "upload",
    ("POST", "check"): "check",
    ("POST", "check_take"): "check",
    ("GET", "check_sample"): "check",
}
DOES = {
    "sign_in": "这个网络地址登录得太频繁",
    "search": "查找得太频繁",
    "upload": "上传得太频繁",
    "check": "这个网络地址送核的稿件太多",
    "api": "接口调用得太频繁",
}


class rate_limits:
    """Counts before the page does anything; beyond the limit: 429, a sentence, and when to come back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.items = {kind: item_of(kind, text) for kind, text in settings.RATES.items()}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        kind = kind_of(request)
        item = self.items.get(kind)
        if item is None:
            return None
        seconds = waits(item, kind, asker(request))
        return too_often(request, kind, seconds) if seconds else None


def item_of(kind: str, text: str) -> limits.RateLimitItem | None:
    """A limit as written in the settings: `60 per 5 minutes`, or `off`. Raises ValueError when it is neither."""
    if text.strip().lower() == "off":
        return None
    try:
        return limits.parse(text)
    except ValueError:
        raise ValueError(
            f"TAIZHANG_RATE_{kind.upper()}={text!r}: say e.g. 60 per 5 minutes, or off"
        ) from None


def kind_of(request: HttpRequest) -> str:
    """What is counted for this request; empty for most."""
    match = request.resolver_match
    if match is None:
        return ""
    if "api" in match.namespaces:
        return "api"
    method = "GET" if request.method == "HEAD" else request.method or ""
    return LIMITED.get((method, match.view_name), "")


def asker(request: HttpRequest) -> str:
    """The person who is signed in, else the address."""
    if request.user.is_authenticated:
        return f"user-{request.user.pk}"
    return f"from-{address_of(request)}"


def waits(item: limits.RateLimitItem, kind: str, who: str) -> int:
    """Seconds to wait; 0 lets the request through. Where counting fails the bureau goes on working, and the log tells."""
    try:
        limiter = FixedWindowRateLimiter(counts(str(settings.HOME / "counts.sqlite3")))
        if limiter.hit(item, kind, who):
            return 0
        return max(1, round(limiter.get_window_stats(item, kind, who).reset_time - time.time()))
    except (
        OSError,
        sqlite3.Error,
    ):  # the file of counts: the disk is full, the folder read-only, another holds it
        log.exception("requests are not counted")
        return 0


@cache
def counts(path: str) -> SharedCounts:
    """The file that all web processes count into; opened once a process."""
    return SharedCounts(path)


def too_often(request: HttpRequest, kind: str, seconds: int) -> HttpResponse:
    """429 in the form that the asker reads: a page, a fragment's sentence, JSON."""
    sentence = f"{DOES[kind]}，请过 {seconds} 秒再试。什么都没有改动，也没有记为一次失败。"
    answer: HttpResponse
    if kind == "api":
        answer = JsonResponse({"sentence": sentence}, status=429, json_dumps_params={"ensure_ascii": False})
    elif request.headers.get("HX-Request") or "json" in request.headers.get("Accept", ""):
        answer = HttpResponse(sentence, status=429, content_type="text/plain; charset=utf-8")
    else:
        answer = render(request, "public/too_often.html", {"sentence": sentence}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
