"""The menu 菜单: only what the user's role may open, with how many rows he may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from taizhang.access.can import can, grant_of
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import Role
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

    Person = User | AnonymousUser

KEPT = 20  # seconds that a count of a whole register is kept
ICONS = {
    "organizations": "firm", "annual_returns": "chart", "recognitions": "award", "projects": "proj", "fund_movements": "fund",
    "vouchers": "ticket", "loans": "bank", "ip": "ip", "technology_contracts": "doc", "awards": "flag", "cooperations": "hands",
    "platforms": "plat", "tenants": "box", "people": "people", "talents": "user", "commissioners": "rev", "needs": "bulb",
    "events": "cal", "policy_documents": "rep", "statistics": "ind", "assessments": "chk", "decisions": "ok",
}  # fmt: skip
# How the groups and the registers stand in the menu; what is not named here follows.
GROUPS = ("主体", "项目与资金", "成果与转化", "平台与人才", "服务", "管理")
ORDER = tuple(ICONS)
# What comes out of the ledger 出口: act, title, name of the address, sign.
OUTLETS = (
    (Act.FIGURES, "领导一屏", "leader", "pulse"),
    (Act.FIGURES, "企业梯队", "ladder", "rungs"),
    (Act.BENEFITS, "企业能享受什么", "benefits", "award"),
    (Act.PUBLIC, "政策规则", "policies", "doc"),
    (Act.FIGURES, "总结与报表", "reports", "rep"),
    (Act.FIGURES, "指标与口径", "indicators", "ind"),
    (Act.FIGURES, "报送上级", "handins", "exp"),
    (Act.FIGURES, "公示与公开", "publishing", "flag"),
    (Act.REPORT, "稿件对账", "reconcile", "chk"),
    (Act.INTAKE, "稿件核查", "check", "ok"),
)
# What an enterprise comes for 企业端: title, name of the address, sign; a page that is not there is left out.
PORTAL = (
    ("我能享受什么", "my_benefits", "award"),
    ("年度数据", "my_annual", "chart"),
    ("我的数据", "my_data", "box"),
    ("政策规则", "policies", "doc"),
)
# The pages of administration, and of what anybody may know of personal data: act, title, name of the address, sign.
ADMINISTRATION = (
    (Act.USERS, "用户", "admin:users", "people", "新增、停用帐号，定角色、科室和镇街，重设密码"),
    (Act.SETTINGS, "台账设置", "admin:settings", "gear", "哪些台账要第二人核实"),
    (Act.ACCESS, "权限表", "admin:access", "key", "每种角色能对哪些行做什么，一张表看全"),
    (
        Act.SECURITY,
        "登录与安全",
        "admin:security",
        "key",
        "密码、锁定、超时、二次验证、同时登录和管理地址的规则",
    ),
    (Act.JOURNAL, "审计日志", "admin:journal", "log", "谁在什么时候做了什么，前后各是什么；验证日志链"),
    (Act.JOBS, "系统状态", "admin:jobs", "pulse", "任务、备份与磁盘"),
    (Act.JOBS, "备份与恢复证明", "admin:backups", "box", "最近的备份、最近一次恢复演练的结果；现在做一次"),
    (Act.HOME, "个人信息", "personal", "user", "哪些字段是个人信息，为什么收、存多久、谁能看"),
)


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    icon: str
    count: int | None = None
    on: bool = False
    why: str = ""


@dataclass
class Group:
    title: str
    entries: list[Entry] = field(default_factory=list)


class Menu:
    """The menu of one request; nothing is counted unless a whole page is drawn."""

    def __init__(self, user: "Person", path: str) -> None:
        self.user, self.path = user, path

    @property
    def may_search(self) -> bool:
        return bool(can(self.user, Act.SEARCH))

    @property
    def scope(self) -> str:
        """Whose rows the user sees, in words: 高新技术科 · 本局全部."""
        if not self.user.is_authenticated:
            return "公开台账"
        grant = grant_of(self.user, Act.VIEW)
        section = self.user.section or self.user.get_role_display()
        return f"{section} · {grant.scope.label}" if grant else section

    @property
    def top(self) -> list[Entry]:
        entries = []
        if self.user.is_authenticated:
            entries.append(self.entry("首页", reverse("home"), "home", exact=True))
            entries += self.portal
        if can(self.user, Act.INTAKE):
            entries.append(
                self.entry("导入", reverse("home") + "imports/", "imp", count=waiting_batches(self.user))
            )
        return entries

    @property
    def portal(self) -> list[Entry]:
        """An enterprise's own pages, in the order in which it needs them."""
        if not self.user.is_authenticated or self.user.role != Role.ENTERPRISE:
            return []
        return self.those_there(PORTAL)

    @property
    def groups(self) -> list[Group]:
        counts = register_counts(self.user)
        found: dict[str, Group] = {}
        for register in readable(self.user):
            group = found.setdefault(register.group, Group(register.group))
            url = reverse("register", args=[register.name])
            group.entries.append(self.entry(register.title, url, sign(register), counts.get(register.name)))
        administration = Group("系统", list(self.administration()))
        ordered = sorted(
            found.values(), key=lambda g: GROUPS.index(g.title) if g.title in GROUPS else len(GROUPS)
        )
        outlets = Group("出口", list(self.outlets()))
        return [group for group in (outlets, *ordered, administration) if group.entries]

    def outlets(self) -> list[Entry]:
        """The pages on which figures leave the ledger, as far as they are there and the user may open them."""
        own = {"benefits", "policies"} if self.portal else set()  # it has its own page or entry of that
        return self.those_there(
            (title, name, image)
            for act, title, name, image in OUTLETS
            if can(self.user, act) and name not in own
        )

    def those_there(self, pages: Iterable[tuple[str, str, str]]) -> list[Entry]:
        entries = []
        for title, name, image in pages:
            try:
                entries.append(self.entry(title, reverse(name), image))
            except NoReverseMatch:
                continue
        return entries

    def administration(self) -> list[Entry]:
        entries = []
        for act, title, name, image, why in ADMINISTRATION:
            if can(self.user, act):
                try:
                    entries.append(replace(self.entry(title, reverse(name), image), why=why))
                except NoReverseMatch:
                    continue
        return entries

    def entry(
        self, title: str, url: str, image: str, count: int | None = None, *, exact: bool = False
    ) -> Entry:
        on = self.path == url if exact else self.path.startswith(url)
        return Entry(title, url, image, count, on)


def sign(register: Register) -> str:
    return ICONS.get(register.name, "doc")


def readable(user: "Person") -> list[Register]:
    """The registers that the user may open, in the order of the ledger."""
    found = [r for r in registers().values() if grant_of(user, Act.VIEW, r.name)]
    return sorted(found, key=rank)


def rank(register: Register) -> int:
    """Where a register stands in the menu and among hits; organizations come first."""
    return ORDER.index(register.name) if register.name in ORDER else len(ORDER)


def register_counts(user: "Person") -> dict[str, int]:
    """How many rows of each register the user may see, ended ones aside; kept for some seconds."""
    key = f"menu-counts:{user.pk or 0}"
    counts: dict[str, int] | None = cache.get(key)
    if counts is None:
        counts = {
            r.name: visible_to(user, r.model).exclude(state=State.ENDED).count() for r in readable(user)
        }
        cache.set(key, counts, KEPT)
    return counts


def waiting_batches(user: "Person") -> int:
    """How many import batches wait for the user's confirmation; kept for some seconds."""
    from taizhang.web.desk.waiting import batches_of

    key = f"menu-batches:{user.pk}"
    count: int | None = cache.get(key)
    if count is None:
        count = batches_of(user).filter(state="checked").count()
        cache.set(key, count, KEPT)
    return count
