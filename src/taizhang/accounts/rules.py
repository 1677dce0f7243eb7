"""The rules of signing in 登录与安全设置: each declared once, with its bounds and the clause that asks for it.

The page of the security administrator, its help, the table in docs/operations.md, the variables of the
environment and what the house checks all come from here. No Django: settings.py reads it at start.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from types import MappingProxyType
from typing import Any

ROLES = "system security audit leader staff finance liaison enterprise expert bank".split()
ADMINISTRATORS = frozenset({"system", "security", "audit"})
OUTSIDE = frozenset({"enterprise", "expert", "bank", "public"})  # who signs in now and then

PASSWORDS = "密码"
LOCKING = "登录失败"
TIMES = "超时退出"
SECOND = "二次验证"
SESSIONS = "同时登录与闲置帐号"
PLACES = "管理地址"

IDENTITY = "身份鉴别：标识唯一，口令有复杂度并定期更换"
FAILURES = "身份鉴别：登录失败处理，限制次数，超时自动退出"
TWO_FACTORS = "身份鉴别：两种以上鉴别技术（三级；二级从严采用）"
ACCOUNTS = "访问控制：停用多余、过期的帐号，不共享帐号"
TERMINALS = "入侵防范：限定管理终端的地址"


@dataclass(frozen=True)
class Rule:
    """One rule. `least` and `most` bound a whole number; `off` is the number that switches it off, if one may."""

    name: str
    label: str
    help: str
    group: str
    clause: str
    default: Any
    kind: str = "number"  # number, roles, addresses
    least: int = 0
    most: int = 0
    unit: str = ""
    off: int | None = None
    sample: Any = None  # what a sample bureau begins with, where that is easier
    here: bool = True  # a bureau may set it; otherwise only whoever runs the machine

    @property
    def variable(self) -> str:
        """The variable of the environment that sets the default of the installation."""
        return f"TAIZHANG_{self.name.upper()}"

    @property
    def bounds(self) -> str:
        """The bounds in words: 8 到 64 位，0 为不限."""
        if self.kind != "number":
            return ""
        least = self.least if self.off is None else max(1, self.least)
        return f"{least} 到 {self.most} {self.unit}" + (
            f"，{self.off} 为不启用" if self.off is not None else ""
        )


RULES: tuple[Rule, ...] = (
    Rule(
        "password_length", "密码最短", "越长越难猜；一句话加数字最好记。", PASSWORDS, IDENTITY,
        10, least=8, most=64, unit="位",
    ),
    Rule(
        "password_classes", "至少含几类字符", "大写字母、小写字母、数字、符号四类中的几类。", PASSWORDS, IDENTITY,
        3, least=1, most=4, unit="类",
    ),
    Rule(
        "password_history", "不能与最近几次相同", "只留以前密码的摘要，用来比较。", PASSWORDS, IDENTITY,
        5, least=0, most=24, unit="次", off=0,
    ),
    Rule(
        "password_days", "多久要换", "到期后先改密码才能继续；到期前在页面上提醒。", PASSWORDS, IDENTITY,
        90, least=0, most=365, unit="天", off=0, sample=0,
    ),
    Rule(
        "password_remind_days", "提前多久提醒换密码", "提醒不妨碍办事。", PASSWORDS, IDENTITY,
        7, least=0, most=30, unit="天", off=0,
    ),
    Rule(
        "lock_after", "几次不对就锁", "锁的是“这个帐号在这个地址”，本人在别的电脑上仍能登录。", LOCKING, FAILURES,
        5, least=3, most=20, unit="次", here=False,
    ),
    Rule(
        "lock_minutes", "锁多久", "系统管理员可以凭理由提前解锁。", LOCKING, FAILURES,
        15, least=5, most=1440, unit="分钟", here=False,
    ),
    Rule(
        "lock_names", "一个地址一小时内最多试几个帐号",
        "防止从一处拿同一个密码挨个试；一天内按三倍算。几百人共用一个出口地址的，请调高。", LOCKING, FAILURES,
        20, least=0, most=1000, unit="个", off=0, here=False,
    ),
    Rule(
        "idle_minutes", "多久不操作就退出", "到时前两分钟提醒；页面上写了一半的内容不会丢。", TIMES, FAILURES,
        30, least=5, most=240, unit="分钟",
    ),
    Rule(
        "idle_minutes_admin", "三类管理员多久不操作就退出", "管理员的页面能改别人的权限，时间短些。", TIMES, FAILURES,
        15, least=5, most=120, unit="分钟",
    ),
    Rule(
        "session_hours", "一次登录最长", "不论有没有操作，到时都要重新登录。", TIMES, FAILURES,
        12, least=1, most=24, unit="小时",
    ),
    Rule(
        "totp_roles", "必须二次验证的角色", "登录时除密码外，再输手机验证器上的六位数字。没勾的角色可以自愿启用。",
        SECOND, TWO_FACTORS, ("system", "security", "audit", "finance", "leader"), kind="roles", sample=(),
    ),
    Rule(
        "step_up_minutes", "办要紧事时，验证码多久内有效",
        "签发报告、管理用户、解锁、修改本页、新建接口令牌前，离上次输验证码超过这个时间的再输一次。只对启用了二次验证的人。",
        SECOND, TWO_FACTORS, 30, least=0, most=720, unit="分钟", off=0,
    ),
    Rule(
        "sessions", "一人最多同时几处登录", "超过时最早的一处退出，并告诉那里的人。", SESSIONS, ACCOUNTS,
        3, least=1, most=20, unit="处", sample=20,
    ),
    Rule(
        "sessions_admin", "三类管理员最多同时几处登录", "管理员帐号不该有两个人在用。", SESSIONS, ACCOUNTS,
        1, least=1, most=5, unit="处", sample=5,
    ),
    Rule(
        "idle_account_days", "本局人员和联络员多久不登录就停用",
        "每天检查一次；最后一位系统管理员不停用。停用后可以再启用，写过的记录不变。", SESSIONS, ACCOUNTS,
        90, least=0, most=730, unit="天", off=0, sample=0,
    ),
    Rule(
        "idle_outside_days", "企业、专家、银行多久不登录就停用", "他们一年来一两次，时间要长些。", SESSIONS, ACCOUNTS,
        400, least=0, most=1100, unit="天", off=0, sample=0,
    ),
    Rule(
        "admin_addresses", "三类管理员只能从这些地址登录",
        "每行一个地址或网段，如 10.20.0.0/16；空着不限。您现在的地址必须在内，免得把自己关在外面。",
        PLACES, TERMINALS, (), kind="addresses",
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in RULES})


def number(rule: Rule, text: str) -> int:
    """A whole number within the bounds. Raises ValueError with a sentence."""
    typed = text.strip()
    if not typed.isascii() or not typed.isdigit():
        raise ValueError(f"{rule.label}：请填整数，{rule.bounds}。")
    value = int(typed[:9])
    if value != rule.off and not rule.least <= value <= rule.most:
        raise ValueError(f"{rule.label}：{value} 不在允许的范围内，请填 {rule.bounds}。")
    return value


def roles(rule: Rule, text: str) -> tuple[str, ...]:
    """Roles by their names, by comma or space. Raises ValueError with a sentence."""
    named = text.replace(",", " ").split()
    unknown = [name for name in named if name not in ROLES]
    if unknown:
        raise ValueError(f"{rule.label}：没有角色 {unknown[0]}。")
    return tuple(role for role in ROLES if role in named)


def addresses(rule: Rule, text: str) -> tuple[str, ...]:
    """Addresses and networks, one a line. Raises ValueError with the line that is none."""
    found = []
    for line in text.replace(",", "\n").split():
        try:
            found.append(str(ip_network(line, strict=False)))
        except ValueError:
            raise ValueError(f"{rule.label}：“{line[:60]}”不是地址或网段，例如 10.20.0.0/16。") from None
    return tuple(dict.fromkeys(found))


READ: Mapping[str, Callable[[Rule, str], Any]] = {"number": number, "roles": roles, "addresses": addresses}


def read(rule: Rule, text: str) -> Any:
    """What is typed or set for a rule, as its value. Raises ValueError with a sentence."""
    return READ[rule.kind](rule, text)


def from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """The defaults of this installation: what the environment sets. Raises ValueError when it is out of bounds."""
    set_here = {}
    for rule in RULES:
        text = environment.get(rule.variable, "").strip()
        if text:
            try:
                set_here[rule.name] = read(rule, "" if text == "none" else text)
            except ValueError as error:
                raise ValueError(f"{rule.variable}={text!r}: {error}") from None
    return set_here


def is_within(address: str, networks: tuple[str, ...]) -> bool:
    """Whether an address lies in one of the networks; an address that is none lies in none."""
    try:
        asked = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(asked, "ipv4_mapped", None) or asked
    return any(mapped in ip_network(network) for network in networks)
