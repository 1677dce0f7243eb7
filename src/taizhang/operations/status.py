"""How the house stands 系统状态: worker, journal, disk and backup, each as one line with what to do."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from taizhang.journal.models import DaySeal, Entry, Link

WAITING_TOO_LONG = timedelta(seconds=60)
BACKUP_TOO_OLD = timedelta(days=2)
LOW_DISK = 2 * 1024**3


@dataclass(frozen=True)
class Line:
    """One thing that is looked at: how it stands, whether that is well, and if not what to do."""

    title: str
    fact: str
    well: bool
    remedy: str = ""


def status(now: datetime) -> list[Line]:
    """Everything an administrator looks at in the morning."""
    return [worker(now), failures(now), chain(), sealing(), disk(), last_backup(now)]


def worker(now: datetime) -> Line:
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by("enqueued_at").first()
    if waiting is None:
        return Line("后台任务", "没有排队的任务", True)
    since = now - waiting.enqueued_at
    return Line(
        "后台任务",
        f"最早的一个等了 {int(since.total_seconds())} 秒",
        since < WAITING_TOO_LONG,
        "任务进程没有运行。请启动 taizhang worker（或重新运行 ./start）。",
    )


def failures(now: datetime) -> Line:
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__gte=now - timedelta(days=7)
    ).count()
    return Line(
        "七天内失败的任务", f"{failed} 个", failed == 0, "请看任务进程的日志；导入失败的批次可以重新确认。"
    )


def chain() -> Line:
    waiting = max(0, Entry.objects.count() - Link.objects.count())
    return Line(
        "日志封存", f"{waiting} 条等待封存" if waiting else "全部已封存", waiting < 100_000,
        "请启动定时事务：taizhang tick（或重新运行 ./start）。",
    )  # fmt: skip


def sealing() -> Line:
    seal = DaySeal.objects.order_by("-day").first()
    return Line(
        "最近的日封",
        f"{seal.day}，第 {seal.seq} 节，{seal.hash[:12]}…" if seal else "还没有（第二天起每天一次）",
        True,
    )


def disk() -> Line:
    free = shutil.disk_usage(settings.HOME).free
    return Line(
        "磁盘剩余",
        f"{free / 1024**3:,.1f} GB",
        free > LOW_DISK,
        "请清理磁盘，或把 TAIZHANG_HOME 移到更大的盘。",
    )


def last_backup(now: datetime) -> Line:
    made = sorted((Path(settings.HOME) / "backups").glob("*.tar"), key=lambda p: p.stat().st_mtime)
    if not made:
        return Line("最近的备份", "没有", False, "请运行 taizhang backup --prove，并安排每晚一次。")
    at = datetime.fromtimestamp(made[-1].stat().st_mtime, tz=now.tzinfo)
    return Line(
        "最近的备份", f"{timezone.localtime(at):%Y-%m-%d %H:%M}，{made[-1].name}", now - at < BACKUP_TOO_OLD,
        "备份已超过两天。请检查每晚的 taizhang backup。",
    )  # fmt: skip
