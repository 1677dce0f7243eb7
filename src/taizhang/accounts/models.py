"""Bureaus and users."""

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower, Replace
from django_otp.models import Device, ThrottlingMixin, TimestampMixin

from taizhang.accounts.sealing import opened
from taizhang.regions.models import Region

TWO_OFFICES = (
    "本局已有同名的管理员。系统、安全、审计三种管理员不能由同一人担任：请换一个人，或先停用他原来的管理员帐号；"
    "确是另一位同名的人，请在姓名后加科室区别，例如“张敏（信息科）”"
)


class Bureau(models.Model):
    """A science and technology bureau 科技局 that keeps its ledger here.

    Every record belongs to one; nothing is ever shown across bureaus.
    """

    slug = models.SlugField("简称", max_length=30, unique=True)
    name = models.CharField("名称", max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="辖区")
    sample = models.BooleanField("示例", default=False)
    sign_in_rules = models.JSONField(
        "登录与安全设置", default=dict, blank=True
    )  # what it set itself: rules.py

    class Meta:
        verbose_name = "科技局"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a user is in the bureau's work; one user has one role, so administrators exclude one another."""

    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDIT = "audit", "审计管理员"
    LEADER = "leader", "局领导"
    STAFF = "staff", "科室经办"
    FINANCE = "finance", "财务"
    LIAISON = "liaison", "镇街园区联络员"
    ENTERPRISE = "enterprise", "企业"
    EXPERT = "expert", "专家"
    BANK = "bank", "银行"
    PUBLIC = "public", "公众"


# Who keeps the machine, who keeps the rights, who keeps the record: never one person 三员分立.
ADMINISTRATORS = (Role.SYSTEM, Role.SECURITY, Role.AUDIT)
# A name as the database compares it: without spaces, whatever the case.
NAMED = Lower(Replace(Replace("name", Value(" "), Value("")), Value("\u3000"), Value("")))


class User(AbstractUser):
    """A person who signs in 用户.

    A liaison stands for a street or park (`region`), an enterprise user for one organization, a bank
    user for one bank (as named in the loans register).
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("角色", max_length=12, choices=Role.choices, default=Role.PUBLIC)
    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, blank=True, verbose_name="科技局")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name="联络的镇街园区")
    organization = models.ForeignKey(
        "registers.Organization", models.PROTECT, null=True, blank=True, verbose_name="代表的单位"
    )
    bank = models.CharField("银行", max_length=60, blank=True, default="")
    section = models.CharField("科室", max_length=40, blank=True, default="")
    must_change_password = models.BooleanField("要先改密码", default=False)
    password_at = models.DateTimeField("密码设于", null=True, blank=True)
    enabled_at = models.DateTimeField("重新启用于", null=True, blank=True)

    class Meta:
        verbose_name = "用户"
        constraints = (
            models.CheckConstraint(
                condition=Q(role=Role.PUBLIC) | Q(bureau__isnull=False),
                name="user_has_bureau",
                violation_error_message="除公众外，每个帐号都属于一个科技局",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.LIAISON) | Q(region__isnull=False),
                name="liaison_has_region",
                violation_error_message="联络员要指定镇街或园区",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.ENTERPRISE) | Q(organization__isnull=False),
                name="enterprise_has_org",
                violation_error_message="企业帐号要指定它代表的单位",
            ),
            models.UniqueConstraint(
                "bureau",
                NAMED,
                condition=Q(role__in=ADMINISTRATORS, is_active=True),
                name="administrator_once",
                violation_error_message=TWO_OFFICES,
            ),
        )

    def __str__(self) -> str:
        return self.name or self.username

    def check_password(self, raw_password: str) -> bool:  # type: ignore[override]
        """As Django's; a hash that has become too weak is made anew in an act of its own, with its entry."""

        def renew(raw: str) -> None:
            from taizhang.accounts.actions import rehash_password

            rehash_password(user=self, raw=raw)

        return check_password(raw_password, self.password, renew)


class ApiToken(models.Model):
    """A token with which a program acts as its user 接口令牌; only its hash is kept, and it is ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens", verbose_name="用户")
    name = models.CharField("用途", max_length=40)
    digest = models.CharField("令牌摘要", max_length=64, unique=True)
    made_at = models.DateTimeField("新建时间", auto_now_add=True)
    used_at = models.DateTimeField("最近使用", null=True)
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "接口令牌"

    def __str__(self) -> str:
        return self.name


class OldPassword(models.Model):
    """The hash of a password that a person had before, so that it does not come back at once 密码历史."""

    user = models.ForeignKey(User, models.CASCADE, related_name="old_passwords")
    password = models.CharField("摘要", max_length=128)
    until = models.DateTimeField("用到", auto_now_add=True)

    class Meta:
        verbose_name = "以前的密码"


class Sitting(models.Model):
    """One sign-in of one person at one machine, from its beginning to its end 登录."""

    class End(models.TextChoices):
        OUT = "out", "本人退出"
        IDLE = "idle", "太久没有操作"
        HOURS = "hours", "到了一次登录的最长时间"
        EXCEEDED = "exceeded", "在别处又登录，超过了同时登录的处数"
        ELSEWHERE = "elsewhere", "本人在别处让它退出"
        PASSWORD = "password", "密码已修改"
        RESET = "reset", "系统管理员重置了密码或二次验证"
        OFF = "off", "帐号已停用"
        PROVIDER = "provider", "在统一身份认证处退出"
        ROLE = "role", "角色或范围已调整"

    user = models.ForeignKey(User, models.CASCADE, related_name="sittings", verbose_name="用户")
    key = models.CharField("会话", max_length=64)
    address = models.CharField("来源地址", max_length=45, blank=True, default="")
    device = models.CharField("设备", max_length=60, blank=True, default="")
    provider = models.CharField("认证方式", max_length=8, blank=True, default="")  # empty: our own password
    ticket = models.CharField("票据摘要", max_length=64, blank=True, default="")  # by which CAS ends it
    began_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近操作")
    ended_at = models.DateTimeField("结束时间", null=True)
    end = models.CharField("结束原因", max_length=12, choices=End.choices, blank=True, default="")

    class Meta:
        verbose_name = "登录"
        indexes = (
            models.Index(fields=("key",), name="sitting_key"),
            models.Index(fields=("user", "-began_at"), name="sitting_user"),
            models.Index(fields=("ticket",), name="sitting_ticket"),
        )


class FailedSignIn(models.Model):
    """An attempt that failed 登录失败: counted by address, and told to the person at his next sign-in.

    The name that was typed is kept as a keyed digest only: it may be a password in the wrong box.
    """

    at = models.DateTimeField("时间")
    address = models.CharField("来源地址", max_length=45, blank=True, default="")
    name_digest = models.CharField("所输帐号的摘要", max_length=64)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    counted = models.BooleanField("计入地址的次数", default=True)

    class Meta:
        verbose_name = "登录失败"
        indexes = (
            models.Index(fields=("address", "at"), name="failed_address"),
            models.Index(fields=("user", "at"), name="failed_user"),
        )


class Authenticator(TimestampMixin, ThrottlingMixin, Device):
    """The authenticator app on a person's phone 验证器, after RFC 6238. Its secret is kept enciphered."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="authenticator")
    sealed = models.CharField("密钥（密文）", max_length=200)
    last_step = models.BigIntegerField("最近用过的一格", default=-1)

    class Meta:
        verbose_name = "验证器"

    @property
    def secret(self) -> bytes:
        """The secret in clear. Raises ValueError when the signing key is another than when it was made."""
        return opened(self.sealed)

    def get_throttle_factor(self) -> float:
        return 1  # seconds, doubled with every wrong code


class RecoveryCode(models.Model):
    """A code to be used once when the phone is lost 恢复码; only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField("摘要", max_length=64)
    used_at = models.DateTimeField("用掉于", null=True)

    class Meta:
        verbose_name = "恢复码"


class ProviderTie(models.Model):
    """A person of a provider 统一身份认证 who is one of our accounts: found by digest, kept enciphered for the administrator."""

    user = models.ForeignKey(User, models.CASCADE, related_name="ties", verbose_name="用户")
    provider = models.CharField("认证方式", max_length=8)
    digest = models.CharField("编号摘要", max_length=64)
    sealed = models.TextField("编号（密文）")

    class Meta:
        verbose_name = "统一身份认证关联"
        constraints = (
            models.UniqueConstraint(fields=("provider", "digest"), name="tie_once"),
            models.UniqueConstraint(fields=("user", "provider"), name="tie_one_each"),
        )
