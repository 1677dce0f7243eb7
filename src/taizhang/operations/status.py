"""How the house stands 系统状态: worker, journal, disk and backup, each as one line with what to do."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from taizhang.accounts.models import Bureau, User
from taizhang.journal.models import DaySeal, Entry, Link
from taizhang.operations import alive, clock, keeping, proofs, verifying
from taizhang.operations.backup import folder

WAITING_TOO_LONG = timedelta(seconds=60)
BACKUP_TOO_OLD = timedelta(days=2)
VERIFIED_TOO_OLD = timedelta(days=3)
LOW_DISK = 2 * 1024**3
START_WORKER = "请启动 taizhang worker（或重新运行 ./start）；已交来的都在排队，启动后自动继续。"


@dataclass(frozen=True)
class Line:
    """One thing that is looked at: how it stands, whether that is well, and if not what to do."""

    title: str
    fact: str
    well: bool
    remedy: str = ""


def status(now: datetime) -> list[Line]:
    """Everything an administrator looks at in the morning."""
    return [
        system_time(now), worker(now), beat(now), failures(now), chain(), sealing(), verified(now), disk(),
        last_backup(now), last_proof(now), last_copy(), samples_left(),
    ]  # fmt: skip


def system_time(now: datetime) -> Line:
    """A clock that was set back puts what is written now before what was written earlier."""
    ahead = clock.ahead(now)
    shown = f"{timezone.localtime(now):%Y-%m-%d %H:%M}"
    return Line(
        "系统时间", f"{shown}；系统时间被调回：最近的日志比现在晚 {clock.words(ahead)}" if ahead else f"{shown}，与日志一致", not ahead,
        "请先校准服务器的时间再办业务。以前的记录和日志都在，日志链不受影响；这段时间里登记的时间会早于实际。",
    )  # fmt: skip


def worker(now: datetime) -> Line:
    """Whether jobs are worked on: known by the worker's sign of life, also while nothing waits."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by("enqueued_at").first()
    since = now - waiting.enqueued_at if waiting else timedelta(0)
    there = alive.runs(alive.WORKER, now)
    queue = f"最早的一个等了 {int(since.total_seconds())} 秒" if waiting else "没有排队的任务"
    if not there:
        return Line(
            "后台任务", f"任务进程没有运行{ago(alive.seen(alive.WORKER))}；{queue}", False, f"任务进程没有运行。{START_WORKER}"
        )  # fmt: skip
    # It is there and busy: one long job (a big import) makes the others wait, and that is well.
    busy = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exists()
    return Line(
        "后台任务", f"任务进程在运行；{queue}", busy or since < WAITING_TOO_LONG,
        f"任务进程在，却不取任务。请重新启动它：{START_WORKER}",
    )  # fmt: skip


def beat(now: datetime) -> Line:
    """Whether what is due is begun: by the beat's sign of life, or by a timer that seals what is new."""
    if alive.runs(alive.BEAT, now):
        return Line("定时事务", "在运行", True)
    late = Entry.objects.filter(link=None, at__lt=now - timedelta(minutes=10)).exists()
    return Line(
        "定时事务", f"{'没有运行' if late else '由定时器运行，或没有待办'}{ago(alive.seen(alive.BEAT))}", not late,
        "请启动 taizhang tick --every 30，或启用 deploy/taizhang-tick.timer（./start 会一并启动）。",
    )  # fmt: skip


def ago(at: datetime | None) -> str:
    return f"（最后一次 {timezone.localtime(at):%m-%d %H:%M}）" if at else ""


def failures(now: datetime) -> Line:
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__gte=now - timedelta(days=7)
    ).count()
    return Line(
        "七天内失败的任务",
        f"{failed} 个",
        failed == 0,
        "请按错误编号在运行日志里查原因；导入失败的批次可以重新确认。",
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


def verified(now: datetime) -> Line:
    """Whether the ledger was verified of late, and held."""
    last = next(iter(verifying.newest(1)), None)
    if last is None:
        return Line("最近的校验", "还没有（每晚一次）", True)
    fact = f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}，{'完好' if last.holds else '不符'}"
    return Line(
        "最近的校验", fact, last.holds and (now - last.at < VERIFIED_TOO_OLD or not in_earnest()),
        "校验已超过三天没有做。请看任务进程是否在运行，或运行 taizhang verify。"
        if last.holds else f"{last.what.get('sentence', '')}。请立即告知审计管理员，保存现状，运行 taizhang verify 看全部。",
    )  # fmt: skip


def in_earnest() -> bool:
    """Whether a bureau of real people works here; what is done every night is not done for samples."""
    return Bureau.objects.filter(sample=False).exists()


def disk() -> Line:
    """The smaller of the ledger's disk and that of the backups."""
    places = {Path(settings.HOME), folder() if folder().is_dir() else Path(settings.HOME)}
    free = min(shutil.disk_usage(place).free for place in places)
    return Line(
        "磁盘剩余",
        f"{free / 1024**3:,.1f} GB",
        free > LOW_DISK,
        "请清理磁盘，或把 TAIZHANG_HOME、TAIZHANG_BACKUP_FOLDER 移到更大的盘。",
    )


def samples_left() -> Line:
    """Sample accounts have a password that everybody knows: where people work in earnest they do not sign in, and should go."""
    left = User.objects.filter(bureau__sample=True).count()
    if not left or not settings.PRODUCTION:
        return Line("示例帐号", f"{left} 个（供试用，密码是公开的）" if left else "没有", True)
    return Line(
        "示例帐号",
        f"{left} 个，已不能登录",
        False,
        "这里已正式使用（TAIZHANG_HTTPS 或 TAIZHANG_PRODUCTION），示例数据应与正式数据分开：请用新的 TAIZHANG_HOME 或数据库"
        "重新 taizhang setup，再 taizhang open_bureau。",
    )


def last_backup(now: datetime) -> Line:
    """By the files that are there, not by what was once said: one that was deleted is no backup."""
    made = keeping.made()
    if not made:
        return Line(
            "最近的备份", "没有", False, "请在“备份与恢复证明”里现在做一次，或运行 taizhang backup --prove。"
        )
    at, path = made[0]
    return Line(
        "最近的备份", f"{timezone.localtime(at):%Y-%m-%d %H:%M}，{path.name}", now - at < BACKUP_TOO_OLD,
        "备份已超过两天。请看任务进程是否在运行，TAIZHANG_BACKUP_HOUR 是否设为 24（不自动备份）。",
    )  # fmt: skip


def last_proof(now: datetime) -> Line:
    """The last drill: when, and whether everything was equal."""
    proof = proofs.last_proof()
    remedy = "请在“备份与恢复证明”里现在做一次恢复演练，或运行 taizhang restore --verify。"
    if proof is None:
        return Line("最近的恢复证明", "没有：备份能不能恢复，还没有证明过", False, remedy)
    when = f"{timezone.localtime(proof.at):%Y-%m-%d %H:%M}"
    if not proof.holds:
        return Line("最近的恢复证明", f"{when} 没有通过", False, f"{proof.what.get('sentence', '')}{remedy}")
    return Line(
        "最近的恢复证明", f"{when}，{proof.what['tables']} 张表 {proof.what['rows']} 行逐表相同",
        now - proof.at < timedelta(days=settings.PROVE_DAYS + 2), f"恢复证明已超过 {settings.PROVE_DAYS} 天。{remedy}",
    )  # fmt: skip


def last_copy() -> Line:
    """A second place: off until the bureau says how; a fire takes the backup with the ledger."""
    remedy = "请把 TAIZHANG_BACKUP_COPY 设为复制到另一台机器的命令，例如 rsync -a {file} backup@10.0.0.2:/taizhang/。"
    if not settings.BACKUP_COPY:
        return Line("异地备份", "没有设置：备份只在这一台机器上", False, remedy)
    told = proofs.last_copy()
    if told is None:
        return Line("异地备份", "已设置，还没有复制过", True)
    when = f"{timezone.localtime(told.at):%Y-%m-%d %H:%M}"
    if told.wrong:
        return Line(
            "异地备份",
            f"{when} 没有成功：{told.what.get('trouble', '')[:120]}",
            False,
            "请检查复制命令和另一台机器。",
        )
    return Line("异地备份", f"{when} 已复制 {told.what.get('file', '')}", True)
