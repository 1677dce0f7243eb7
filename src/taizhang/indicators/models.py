"""A bureau's own indicators and changed ones, each version kept; and the targets it set itself."""

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau
from taizhang.regions.models import Region


class IndicatorVersion(models.Model):
    """One version of an indicator of a bureau 指标版本: never changed, only followed by the next.

    `data` holds what an entry of the built-in catalogue holds. Version 1 of a built-in indicator stands in the
    catalogue itself, so a bureau's first change of it is number 2.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    code = models.CharField("代码", max_length=60)
    number = models.PositiveIntegerField("版本")
    data = models.JSONField("口径")
    ended = models.BooleanField("停用", default=False)
    ground = models.CharField("修改理由", max_length=300, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("修改时间", auto_now_add=True)

    class Meta:
        verbose_name = "指标版本"
        constraints = (
            models.UniqueConstraint(fields=("bureau", "code", "number"), name="indicator_version"),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"


class Target(models.Model):
    """What an indicator is to reach in a period 目标: from a sentence of a plan, or set by hand.

    `value` is in `unit`. `sentence` says where it was promised: 力争新增高企8家以上.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    expression = models.CharField("指标", max_length=300)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    period = models.CharField("期间", max_length=24)
    value = models.DecimalField("目标值", max_digits=20, decimal_places=4)
    unit = models.CharField("单位", max_length=20, blank=True, default="")
    sentence = models.CharField("出处", max_length=300, blank=True, default="")
    report_id = models.BigIntegerField("来自报告", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("登记时间", auto_now=True)

    class Meta:
        verbose_name = "目标"
        constraints = (
            models.UniqueConstraint(fields=("bureau", "expression", "region", "period"), name="target_once"),
        )


class LeaderFigure(models.Model):
    """One of the figures, at most twelve, that the leader's page of a bureau shows 领导一屏的指标, as staff chose them."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("次序")
    expression = models.CharField("指标或算式", max_length=300)

    class Meta:
        verbose_name = "领导一屏的指标"
        constraints = (models.UniqueConstraint(fields=("bureau", "position"), name="leader_figure_once"),)
        ordering = ("position",)
