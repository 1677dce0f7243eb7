"""`can`: may this user do this, to this register? Yes or no, with the sentence shown to the person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.access.roles import TABLE, Act, Grant
from taizhang.accounts.models import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

# What each act is called in a sentence.
WORDS = {
    Act.SEARCH: "查找",
    Act.VIEW: "查看",
    Act.ADD: "登记",
    Act.CHANGE: "修改",
    Act.VERIFY: "核实",
    Act.END: "终止记录",
    Act.EXPORT: "导出",
    Act.HISTORY: "查看改动",
    Act.REVEAL: "查看被遮盖的个人信息",
    Act.ATTACH: "添加附件",
    Act.INTAKE: "导入表格",
    Act.ACCEPT: "确认导入",
    Act.UNDO: "撤销导入",
    Act.MERGE: "合并单位",
    Act.FIGURES: "查看数字和报告",
    Act.BENEFITS: "看单位能享受的政策",
    Act.DEFINE: "修改指标口径",
    Act.REPORT: "写报告和核对稿件",
    Act.SIGN: "签发报告",
    Act.PUBLISH: "发布和撤下公开稿件",
    Act.DECIDE: "判定政策",
    Act.JOURNAL: "查看审计日志",
    Act.USERS: "管理用户",
    Act.ACCESS: "查看权限表",
    Act.SECURITY: "修改登录与安全设置",
    Act.SETTINGS: "修改台账设置",
    Act.JOBS: "查看系统状态",
}


# Registers that the program keeps by itself, with the sentence that says so: told by their declarations (`by_program`).
KEPT_BY_PROGRAM: dict[str, str] = {}
BY_HAND = frozenset(
    {Act.ADD, Act.CHANGE, Act.VERIFY, Act.END, Act.ATTACH, Act.INTAKE, Act.ACCEPT, Act.UNDO, Act.MERGE}
)


@dataclass(frozen=True)
class Answer:
    """Yes or no, and why. True in a condition when it is yes."""

    yes: bool
    sentence: str = ""

    def __bool__(self) -> bool:
        return self.yes


def grant_of(user: "User | AnonymousUser", act: Act, register: str = "") -> Grant | None:
    """The cell of the table for this user, or None. A stranger has what the public has.

    What the program keeps by itself nobody writes by hand, by whatever way.
    """
    role = Role(user.role) if user.is_authenticated else Role.PUBLIC
    grant = TABLE[role].get(act)
    if grant is None or (register and grant.registers and register not in grant.registers):
        return None
    if act in BY_HAND and register in KEPT_BY_PROGRAM:
        return None
    return grant


def can(user: "User | AnonymousUser", act: Act, register: str = "", title: str = "") -> Answer:
    """May the user do this act (to rows of this register)? `title` is the register's name in the answer."""
    if grant_of(user, act, register):
        return Answer(True)
    if act in BY_HAND and register in KEPT_BY_PROGRAM:
        return Answer(False, KEPT_BY_PROGRAM[register])
    who = Role(user.role).label if user.is_authenticated else "未登录的访客"
    what = WORDS.get(act, "打开这一页") + (f"“{title}”" if title else "")
    return Answer(False, f"{who}不能{what}。需要时请联系本局系统管理员。")
