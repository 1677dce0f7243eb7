"""What people have typed and not sent 草稿: kept on the server as they type, found again anywhere, gone once sent.

A draft is nobody's but its author's. Its `place` is the form: `new:ip`, `edit:ip:7`, `indicator:hte_count`, or
`page:…` for any other form, which then tells its own address and title.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.registers.around import Draft

COLUMNS = "columns:"  # a choice of columns is kept in the same way, but is nothing unsent
KEPT = timedelta(days=90)
LARGEST = 1_000_000  # characters
MOST = 200


def kept_draft(by: User, place: str) -> Draft | None:
    """What the person typed at this place last time."""
    return Draft.objects.filter(by=by, place=place).first()


def keep_draft(*, by: User, place: str, values: Mapping[str, Any], url: str = "", title: str = "") -> Draft:
    """Keep what is typed so far 存草稿. Refused when it is too much, or when too many forms lie about unsent."""
    if len(json.dumps(values)) > LARGEST:
        raise Refused("写的内容太长，草稿存不下（最多一百万字）。请先提交一部分，或另存到文件里。")
    here = Draft.objects.filter(by=by)
    if not here.filter(place=place).exists() and here.count() >= MOST:
        raise Refused(f"您有 {MOST} 份没有提交的内容，存不下更多草稿。请到首页提交或丢弃一些。")
    told = {"values": values, "url": own_path(url), "title": title.strip()[:100]}
    return Draft.objects.update_or_create(by=by, place=place[:80], defaults=told)[0]


def forget_draft(*, by: User, place: str) -> bool:
    """The form was sent, or the person does not want the draft. False when there was none."""
    return bool(Draft.objects.filter(by=by, place=place).delete()[0])


def unsent(by: User) -> list[Draft]:
    """Everything that the person has begun and not sent, newest first."""
    return list(Draft.objects.filter(by=by).exclude(place__startswith=COLUMNS).order_by("-saved_at"))


def drafts_at(by: User, url: str) -> list[Draft]:
    """The drafts of the forms of one page."""
    return list(Draft.objects.filter(by=by, url=own_path(url)).exclude(url=""))


def own_path(url: str) -> str:
    """The path of an address of this house; "" for anything else, so that a draft never leads outside."""
    parts = urlsplit(url)
    inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return parts.path[:200] if inside and "\\" not in url else ""


def sweep(now: datetime) -> int:
    """Forget drafts that nobody has touched for ninety days. Returns how many."""
    old = Draft.objects.filter(saved_at__lt=now - KEPT).exclude(place__startswith=COLUMNS)
    return old.delete()[0]
