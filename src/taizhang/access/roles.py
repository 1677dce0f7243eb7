"""The one table of who may do what to which rows 权限表.

Nothing else in the house decides access: views name an `Act`, `can` looks it up here, and lists,
details, fragments, exports, search, counts, API and attachments narrow their rows by the scope
found here.
"""

from dataclasses import dataclass
from enum import StrEnum

from taizhang.accounts.models import Role


class Act(StrEnum):
    """Everything a URL can be asked for."""

    PUBLIC = "public"  # 公开页面: sign-in, help, health
    HOME = "home"  # 自己的首页与设置
    SEARCH = "search"  # 查找
    VIEW = "view"  # 查看台账
    ADD = "add"  # 登记
    CHANGE = "change"  # 修改
    VERIFY = "verify"  # 核实
    END = "end"  # 终止与恢复
    EXPORT = "export"  # 导出
    HISTORY = "history"  # 查看改动
    REVEAL = "reveal"  # 显示被遮盖的个人信息
    ATTACH = "attach"  # 添加附件
    INTAKE = "intake"  # 导入表格: upload, match, fix
    ACCEPT = "accept"  # 确认导入
    UNDO = "undo"  # 撤销整批导入
    MERGE = "merge"  # 合并重复单位，撤销合并
    FIGURES = "figures"  # 查看数字、指标与报告
    BENEFITS = "benefits"  # 看单位能享受哪些政策、差什么
    DEFINE = "define"  # 改指标口径与目标
    REPORT = "report"  # 写报告、核对稿件
    DECIDE = "decide"  # 按政策包判定、重新判定
    SIGN = "sign"  # 签发报告
    PUBLISH = "publish"  # 发布、撤下公开稿件
    JOURNAL = "journal"  # 审计日志
    USERS = "users"  # 管理用户
    ACCESS = "access"  # 查看权限表
    SECURITY = "security"  # 登录与安全设置
    SETTINGS = "settings"  # 台账设置
    JOBS = "jobs"  # 系统状态与任务


class Scope(StrEnum):
    """Which rows a grant reaches."""

    BUREAU = "bureau"  # 本局全部
    AREA = "area"  # 本镇街园区
    OWN = "own"  # 本单位
    BANK = "bank"  # 本行
    OPEN = "open"  # 已公开且已核实的

    @property
    def label(self) -> str:
        return {
            "bureau": "本局全部",
            "area": "本镇街园区",
            "own": "本单位",
            "bank": "本行",
            "open": "已公开",
        }[self.value]


@dataclass(frozen=True)
class Grant:
    """One cell of the table: a scope, and the registers it is limited to (empty: every register)."""

    scope: Scope
    registers: frozenset[str] = frozenset()


ALL = Grant(Scope.BUREAU)
# What a street or park needs for its firms; money, people and the bureau's own papers are not among it.
AREA = Grant(
    Scope.AREA,
    frozenset(
        "organizations annual_returns platforms tenants recognitions ip technology_contracts projects"
        " vouchers needs cooperations events commissioners decisions".split()
    ),
)
AREA_WRITE = Grant(
    Scope.AREA,
    frozenset("organizations annual_returns tenants recognitions needs cooperations events".split()),
)
OWN = Grant(
    Scope.OWN,
    frozenset(
        "organizations annual_returns platforms tenants recognitions ip awards technology_contracts projects"
        " fund_movements vouchers loans needs cooperations decisions".split()
    ),
)
OWN_WRITE = Grant(Scope.OWN, frozenset("organizations annual_returns ip needs cooperations".split()))
OWN_ADD = Grant(Scope.OWN, OWN_WRITE.registers - {"organizations"})  # a firm is itself already there
BANK = Grant(Scope.BANK, frozenset({"loans"}))
OPEN = Grant(Scope.OPEN, frozenset({"policy_documents", "events", "platforms", "awards"}))
SELF = Grant(Scope.OWN)

EVERYONE = {Act.PUBLIC: SELF, Act.HOME: SELF}
# Figures are made of every register, so only those who read every register read them.
READING = {
    Act.SEARCH: ALL, Act.VIEW: ALL, Act.EXPORT: ALL, Act.HISTORY: ALL, Act.FIGURES: ALL, Act.BENEFITS: ALL,
}  # fmt: skip

TABLE: dict[Role, dict[Act, Grant]] = {
    Role.SYSTEM: {**EVERYONE, Act.USERS: ALL, Act.SETTINGS: ALL, Act.JOBS: ALL},
    Role.SECURITY: {**EVERYONE, Act.ACCESS: ALL, Act.SECURITY: ALL},
    Role.AUDIT: {**EVERYONE, Act.JOURNAL: ALL},
    Role.LEADER: {**EVERYONE, **READING, Act.SIGN: ALL, Act.PUBLISH: ALL, Act.JOBS: ALL},
    Role.STAFF: {
        **EVERYONE,
        **READING,
        Act.ADD: ALL,
        Act.CHANGE: ALL,
        Act.VERIFY: ALL,
        Act.END: ALL,
        Act.REVEAL: ALL,
        Act.ATTACH: ALL,
        Act.INTAKE: ALL,
        Act.ACCEPT: ALL,
        Act.UNDO: ALL,
        Act.MERGE: ALL,
        Act.DEFINE: ALL,
        Act.REPORT: ALL,
        Act.DECIDE: ALL,
        Act.JOBS: ALL,
    },
    Role.FINANCE: {
        **EVERYONE,
        **READING,
        Act.ADD: Grant(Scope.BUREAU, frozenset({"fund_movements", "vouchers", "loans"})),
        Act.CHANGE: Grant(Scope.BUREAU, frozenset({"fund_movements", "vouchers", "loans"})),
        Act.VERIFY: Grant(Scope.BUREAU, frozenset({"fund_movements", "vouchers", "loans"})),
        Act.ATTACH: Grant(Scope.BUREAU, frozenset({"fund_movements", "vouchers", "loans"})),
    },
    Role.LIAISON: {
        **EVERYONE,
        Act.SEARCH: AREA,
        Act.VIEW: AREA,
        Act.BENEFITS: AREA,
        Act.EXPORT: AREA,
        Act.HISTORY: AREA,
        Act.ADD: AREA_WRITE,
        Act.CHANGE: AREA_WRITE,
        Act.ATTACH: AREA_WRITE,
        Act.INTAKE: AREA_WRITE,
        Act.ACCEPT: AREA_WRITE,
        Act.UNDO: AREA_WRITE,
    },
    Role.ENTERPRISE: {
        **EVERYONE,
        Act.SEARCH: OWN,
        Act.VIEW: OWN,
        Act.BENEFITS: OWN,
        Act.EXPORT: OWN,
        Act.HISTORY: OWN,
        Act.ADD: OWN_ADD,
        Act.CHANGE: OWN_WRITE,
        Act.ATTACH: OWN_WRITE,
    },
    Role.EXPERT: {**EVERYONE, Act.SEARCH: OPEN, Act.VIEW: OPEN},
    Role.BANK: {**EVERYONE, Act.SEARCH: BANK, Act.VIEW: BANK, Act.EXPORT: BANK},
    Role.PUBLIC: {**EVERYONE, Act.SEARCH: OPEN, Act.VIEW: OPEN},
}
