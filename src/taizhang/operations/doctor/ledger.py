"""The ledger itself 台账: database, migrations, jobs, backups, index. Asked only while the database answers."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.decisions.packs import packs_in_use
from taizhang.operations import clock as time_of_ledger
from taizhang.operations import health, status
from taizhang.operations.doctor.finding import Finding, Level, bad, found
from taizhang.operations.doctor.safety import in_production
from taizhang.policies.engine.loading import packs as built_in
from taizhang.registers.declaration import registers
from taizhang.registers.search import index_path

LOOKED_AT: tuple[Callable[[], "Finding | None"], ...]


def ledger() -> Iterator[Finding]:
    """The database first; when it does not answer, one line says so and nothing else is asked of it."""
    try:
        yield database()
    except (DatabaseError, OSError) as error:
        yield Finding("数据库", f"没有应答：{why(error)}", Level.BAD, remedy_of_database())
        return
    for look in LOOKED_AT:
        try:
            finding = look()
        except DatabaseError as error:
            yield Finding(
                look.__doc__ or look.__name__,
                f"读不出来（{type(error).__name__}）",
                Level.BAD,
                "请先运行 taizhang setup 升级数据库，再查。",
            )
            continue
        if finding is not None:
            yield finding


def why(error: BaseException) -> str:
    """The first line of what the database said, without the password (the address holds none in what psycopg says)."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def remedy_of_database() -> str:
    if connection.vendor == "sqlite":
        return "请检查 TAIZHANG_HOME 里的 taizhang.sqlite3 是否存在、可写；损坏时用 taizhang restore 恢复。"
    return "请检查数据库是否启动（systemctl status postgresql）、DATABASE_URL 的主机、端口、用户和密码。"


def database() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            fact = f"SQLite {sqlite3.sqlite_version}，{mode.upper()}，{connection.settings_dict['NAME']}"
            return bad(
                "数据库",
                fact,
                mode.lower() == "wal" or "memory" in str(connection.settings_dict["NAME"]),
                "日志模式应为 WAL：请重启台账；仍不是请看文件系统是否支持。",
            )
        cursor.execute(
            "SELECT version(), pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
        )
        told, encoding, collation = cursor.fetchone()
    host = connection.settings_dict["HOST"] or "localhost"
    fact = f"{' '.join(told.split()[:2])}，{encoding}，{collation}，{host}"
    return bad("数据库", fact, encoding == "UTF8", "编码应为 UTF8：请新建 UTF8 的数据库，再用备份恢复。")


def structure() -> Finding:
    """数据库结构"""
    part = health.migrations()
    return bad("数据库结构", part.says, part.ok, "请运行 taizhang setup。")


def clock() -> Finding:
    """系统时间"""
    behind = time_of_ledger.ahead(timezone.now())
    remedy = "系统时间被调回过，或以前快了：请先校准时间再办业务，否则先后顺序会乱。"
    fact = f"最近的日志比现在晚 {time_of_ledger.words(behind)}" if behind else "不早于最新一条日志"
    return bad("系统时间", fact, not behind, remedy)


def database_clock() -> Finding | None:
    """数据库的钟"""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        off = abs((cursor.fetchone()[0] - timezone.now()).total_seconds())
    return found(
        "数据库的钟", f"相差 {off:.1f} 秒", off <= 2, "数据库服务器与台账服务器的钟不一致：请让两台都对时。"
    )


def jobs() -> Finding:
    """后台任务"""
    return of_line(status.worker(timezone.now()))


def beat() -> Finding:
    """定时事务"""
    return of_line(status.beat(timezone.now()))


def sealed() -> Finding:
    """日志封存"""
    return of_line(status.chain())


def backup() -> Finding:
    """最近的备份"""
    return of_line(status.last_backup(timezone.now()), Level.BAD if in_production() else Level.ATTENTION)


def proof() -> Finding:
    """最近的恢复证明"""
    return of_line(status.last_proof(timezone.now()), Level.BAD if in_production() else Level.ATTENTION)


def copy() -> Finding:
    """异地备份"""
    return of_line(status.last_copy())


def samples() -> Finding:
    """示例帐号"""
    there = User.objects.filter(bureau__sample=True, is_active=True).count()
    real = Bureau.objects.filter(sample=False).exists()
    if there and (real or in_production()):
        return Finding(
            "示例帐号",
            f"{there} 个可以登录，密码是公开的",
            Level.BAD,
            "正式使用前请停用示例帐号：设 TAIZHANG_SAMPLES=0，用空数据库重新安装。",
        )
    return Finding("示例帐号", f"{there} 个（试用）" if there else "没有")


def index() -> Finding:
    """查找索引"""
    remedy = "请运行 taizhang index。"
    if not index_path().exists():
        return Finding("查找索引", "没有", Level.BAD, remedy)
    with closing(sqlite3.connect(f"file:{index_path()}?mode=ro", uri=True)) as file:
        held = file.execute("SELECT count(*) FROM words").fetchone()[0]
    records = sum(r.model._default_manager.count() for r in registers().values())
    return found(
        "查找索引",
        f"{held} 条，台账 {records} 条",
        abs(held - records) <= max(50, records // 100),
        f"索引与台账不一致，查找会漏：{remedy}",
    )


def of_line(line: status.Line, otherwise: Level = Level.ATTENTION) -> Finding:
    return found(line.title, line.fact, line.well, line.remedy, otherwise)


def packs() -> Finding:
    """政策包"""
    try:
        used = packs_in_use()
    except Refused as refused:
        remedy = f"请用 taizhang pack check 检查，或先把它移出 {settings.EXTRA_POLICIES}。改好之前判断政策的页面打不开。"
        return Finding("政策包", refused.sentence, Level.BAD, remedy)
    own = len(used) - len(built_in())
    return Finding(
        "政策包", f"{len(used)} 个在用" + (f"，其中 {own} 个在 {settings.EXTRA_POLICIES}" if own else "")
    )


LOOKED_AT = (structure, clock, database_clock, jobs, beat, sealed, backup, proof, copy, samples, index, packs)
