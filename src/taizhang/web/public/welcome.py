"""What a person reads after signing in: when he was last here, and whether somebody tried his name since."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from taizhang.accounts.bureau_rules import rules_for
from taizhang.accounts.failing import failures_since
from taizhang.accounts.models import User
from taizhang.accounts.passwords import days_left
from taizhang.accounts.sittings import previous, sitting_of


def welcome(request: HttpRequest, user: User) -> None:
    """Tell the last sign-in, failed attempts since, and a password that soon is too old."""
    last = previous(user, sitting_of(request))
    failed = failures_since(user, last.began_at if last else None)
    when = f"上次登录 {when_and_where(last.began_at, last.address)}" if last else "这是您第一次登录"
    if failed:
        count = "一百次以上" if len(failed) >= 100 else f"{len(failed)} 次"
        messages.warning(
            request,
            f"{when}。此后有 {count}失败的登录，最近一次 {when_and_where(failed[0].at, failed[0].address)}。"
            "如果不是您本人，请改密码并告诉安全管理员。",
        )
    elif last:
        messages.info(request, f"{when}。")
    left = days_left(user)
    remind = rules_for(user)["password_remind_days"]
    if left is not None and remind and 0 < left <= remind:
        messages.warning(request, f"密码还有 {left} 天到期，方便时请在“我的帐号”里换一个。")


def when_and_where(at: datetime, address: str) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" + (f"，来自 {address}" if address else "")
