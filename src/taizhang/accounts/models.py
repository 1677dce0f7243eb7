"""Bureaus and users."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from taizhang.regions.models import Region


class Bureau(models.Model):
    """A science and technology bureau 科技局 that keeps its ledger here.

    Every record belongs to one; nothing is ever shown across bureaus.
    """

    slug = models.SlugField("简称", max_length=30, unique=True)
    name = models.CharField("名称", max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="辖区")
    sample = models.BooleanField("示例", default=False)

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
        )

    def __str__(self) -> str:
        return self.name or self.username


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
