"""Whether the system's clock was set back 系统时间被调回: the journal's own times are held against it."""

from datetime import datetime, timedelta

from django.db.models import Max

from taizhang.journal.models import DaySeal, Entry

RECENT = 5000  # entries looked at: what was written since does not hide that the clock went back
ALLOWED = timedelta(minutes=2)  # as far as the clocks of several machines may differ


def ahead(now: datetime) -> timedelta:
    """How far the journal is ahead of the clock; zero when the clock is right, or not behind by more than is allowed."""
    newest = Entry.objects.aggregate(top=Max("pk"))["top"] or 0
    told = [Entry.objects.filter(pk__gt=newest - RECENT).aggregate(at=Max("at"))["at"]]
    told.append(DaySeal.objects.aggregate(at=Max("sealed_at"))["at"])
    latest = max((at for at in told if at), default=now)
    return latest - now if latest - now > ALLOWED else timedelta(0)


def words(ahead_by: timedelta) -> str:
    """3 天 2 小时 5 分, without what is zero."""
    minutes = int(ahead_by.total_seconds()) // 60
    parts = ((minutes // 1440, "天"), (minutes // 60 % 24, "小时"), (minutes % 60, "分钟"))
    return " ".join(f"{n} {word}" for n, word in parts if n) or "不到 1 分钟"
