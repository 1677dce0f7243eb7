"""Whether this process can do its work 就绪检查: for a gateway or a monitor, in words, without secrets."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from taizhang.operations import alive, keys

LEAST_DISK = 200 * 1024**2


@dataclass(frozen=True)
class Part:
    """One thing that must be there: `needed` for any answer at all, else only said."""

    name: str
    ok: bool
    says: str
    needed: bool = True


def readiness() -> list[Part]:
    """Database, migrations, disk, key, worker. What needs the database is not asked once it does not answer."""
    base = database()
    rest: list[Callable[[], Part]] = [migrations, disk, signing_key, field_key, worker]
    if not base.ok:
        rest.remove(migrations)
    return [base, *(check() for check in rest)]


def ready(parts: list[Part]) -> bool:
    return all(part.ok for part in parts if part.needed)


def database() -> Part:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, OSError) as error:
        return Part("database", False, f"数据库没有应答（{type(error).__name__}）")
    return Part("database", True, "数据库在应答")


def migrations() -> Part:
    """Once nothing waits it is not asked again: what is applied stays applied while this process lives."""
    try:
        waiting = not_applied()
    except DatabaseError as error:
        return Part("migrations", False, f"数据库升级情况读不出来（{type(error).__name__}）")
    if waiting:
        return Part("migrations", False, "数据库还没有升级到这个版本：请运行 taizhang setup")
    return Part("migrations", True, "数据库结构与程序一致")


_known: dict[str, bool] = {}


def not_applied() -> bool:
    name = str(connection.settings_dict["NAME"])
    if not _known.get(name):
        executor = MigrationExecutor(connection)
        _known[name] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not _known[name]


def disk() -> Part:
    try:
        free = shutil.disk_usage(settings.HOME).free
        probe = Path(settings.HOME) / ".writable"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as error:
        return Part("disk", False, f"数据文件夹不能写（{type(error).__name__}）")
    return Part("disk", free > LEAST_DISK, f"剩余 {free / 1024**3:.1f} GB")


def signing_key() -> Part:
    return Part(
        "secret_key", bool(settings.SECRET_KEY), "签名密钥在" if settings.SECRET_KEY else "没有签名密钥"
    )


def field_key() -> Part:
    """Missing is said and not fatal: a ledger whose personal fields cannot be opened still shows everything else."""
    there = bool(keys.fingerprint())
    return Part(
        "field_key",
        there,
        "字段密钥在" if there else "没有字段密钥文件：加密的个人信息和原始文件打不开",
        needed=False,
    )


def worker() -> Part:
    there = alive.runs(alive.WORKER, timezone.now())
    return Part(
        "worker", there, "任务进程在运行" if there else "任务进程没有运行：导入和生成会排队", needed=False
    )
