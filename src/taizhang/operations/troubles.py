"""Troubles of the machine, in words 故障: the database is gone or busy, the disk is full, nothing can be written.

Each says what is wrong, what is safe and what to do; each ends by itself when its cause does.
"""

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError

AGAIN = "再提交一次不会重复：同一份表单系统只收一次。"


@dataclass(frozen=True)
class Trouble:
    """One kind: its code for the log, what a person reads, the answer's status, when to ask again."""

    code: str
    title: str
    wrong: str
    safe: str
    remedy: str
    status: int
    seconds: int  # until it is worth asking again

    @property
    def sentence(self) -> str:
        return f"{self.wrong}{self.safe}{self.remedy}"


GONE = Trouble(
    "database.gone", "台账暂时连不上数据库", "数据库没有应答。",
    f"以前保存的都在；刚才这一步不一定存上了，{AGAIN}", "请过半分钟再试；一直这样，请告诉本局系统管理员。", 503, 30,
)  # fmt: skip
BUSY = Trouble(
    "database.busy", "台账正忙", "另一项写入还没有完（多半是一次大的导入）。",
    "以前保存的都在，刚才这一步没有保存。", f"请过几秒再试。{AGAIN}", 503, 5,
)  # fmt: skip
FULL = Trouble(
    "disk.full", "服务器的磁盘满了", "没有地方写了。",
    "以前保存的都在，可以照常查看；刚才这一步没有保存，也没有存一半。",
    "请告诉本局系统管理员清理磁盘，腾出地方后在这一页再提交一次。", 507, 120,
)  # fmt: skip
READ_ONLY = Trouble(
    "storage.read_only", "台账现在只能看，不能改", "服务器不让写入（文件夹或数据库是只读的）。",
    "以前保存的都在，可以照常查看；刚才这一步没有保存。", "请告诉本局系统管理员检查文件夹的权限，改好后再提交一次。", 503, 120,
)  # fmt: skip

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
STATES = {"53100": FULL, "25006": READ_ONLY, "55P03": BUSY, "57014": BUSY}  # PostgreSQL's SQLSTATE
SAID = {  # what SQLite says
    "database or disk is full": FULL, "disk I/O error": FULL, "readonly database": READ_ONLY,
    "unable to open database file": READ_ONLY, "locked": BUSY,
}  # fmt: skip


def trouble_of(error: BaseException) -> Trouble | None:
    """Which trouble of the machine an exception tells of; None when it is a fault of the program."""
    for one in chain(error):
        if isinstance(one, OSError) and one.errno in DISK:
            return FULL
        if isinstance(one, OSError) and one.errno in FORBIDDEN:
            return READ_ONLY
        if isinstance(one, (DatabaseError, InterfaceError, sqlite3.Error)) and (told := told_by(one)):
            return told
    return None


def chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and what it came from."""
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        seen.append(one)
        yield one
        one = one.__cause__ or one.__context__


def told_by(error: BaseException) -> Trouble | None:
    """What a database's error tells."""
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    if state in STATES:
        return STATES[state]
    if isinstance(error, (OperationalError, sqlite3.OperationalError)):
        for words, trouble in SAID.items():
            if words in str(error):
                return trouble
    if isinstance(error, InterfaceError):
        return GONE
    lost = isinstance(error, OperationalError) and (
        state is None or state.startswith(("08", "57P", "53", "58"))
    )
    return GONE if lost and not isinstance(error.__cause__, sqlite3.Error) else None
