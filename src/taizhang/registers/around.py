"""What stands around the records: proposed changes, drafts, saved views, settings of a register."""

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau
from taizhang.personal.columns import SealedJson


class BureauSetting(models.Model):
    """How one bureau runs one register 台账设置."""

    bureau = models.ForeignKey(Bureau, models.PROTECT)
    register = models.CharField("台账", max_length=40)
    second_person = models.BooleanField("需要第二人核实", default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("bureau", "register"), name="setting_once"),)


class ProposedChange(models.Model):
    """A change that an enterprise or liaison reports to a verified record 待核修改.

    The record keeps its verified values, and so do the figures, until section staff decide.
    """

    class State(models.TextChoices):
        OPEN = "open", "待核"
        ACCEPTED = "accepted", "已采纳"
        DECLINED = "declined", "未采纳"

    bureau = models.ForeignKey(Bureau, models.PROTECT)
    register = models.CharField("台账", max_length=40)
    record_id = models.BigIntegerField("记录")
    title = models.CharField("对象", max_length=200)
    values = models.JSONField("建议的值")
    ground = models.CharField("依据", max_length=300, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("提出时间", auto_now_add=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("处理时间", null=True)
    reply = models.CharField("答复", max_length=300, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=("bureau", "state"), name="proposed_state"),)


class Draft(models.Model):
    """What a person has typed into a form and not yet sent 草稿; saved as they type."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField("表单", max_length=80)
    values = SealedJson(default=dict)  # sealed at rest: whatever was typed so far
    url = models.CharField("页面", max_length=200, blank=True, default="")
    title = models.CharField("标题", max_length=100, blank=True, default="")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("by", "place"), name="draft_once"),)


class SavedView(models.Model):
    """A list as somebody set it up 视图: filters, sort and columns, under a name."""

    bureau = models.ForeignKey(Bureau, models.PROTECT)
    register = models.CharField("台账", max_length=40)
    name = models.CharField("名称", max_length=30)
    query = models.TextField("条件")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared = models.BooleanField("全局共享", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("bureau", "register", "by", "name"), name="view_once"),
        )


class Sending(models.Model):
    """A form or a call that was sent 提交: so that the same one sent twice is done once and answered twice.

    `mark` says who sent what to which address; `status` is 0 while it is being done. Kept for two days.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    content = models.CharField("内容摘要", max_length=64)
    at = models.DateTimeField("提交时间")
    status = models.PositiveSmallIntegerField("结果", default=0)
    location = models.CharField("去向", max_length=500, blank=True, default="")
    answer = models.TextField("答复", blank=True, default="")

    class Meta:
        verbose_name = "提交"
        indexes = (models.Index(fields=("at",), name="sending_at"),)


class Screening(models.Model):
    """What the scan of a record told that the public may read 公开前检查: of one version of it, by which rules.

    The public reads no record without a line here for its present version that is `clear`. `found` are covered excerpts;
    `mark` stands for the values found, and a second person's letting through holds for these alone.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    register = models.CharField("台账", max_length=40)
    record_id = models.BigIntegerField("记录")
    version = models.PositiveIntegerField("版本")
    rules = models.CharField("检查所用规则", max_length=12)
    clear = models.BooleanField("可以公开")
    found = models.JSONField("查到的", default=list)
    mark = models.CharField("查到的值的摘要", max_length=64, blank=True, default="")
    let_through = models.CharField("放行时的摘要", max_length=64, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("放行理由", max_length=300, blank=True, default="")
    at = models.DateTimeField("检查时间", auto_now=True)

    class Meta:
        verbose_name = "公开前检查"
        constraints = (models.UniqueConstraint(fields=("register", "record_id"), name="screening_once"),)
        indexes = (models.Index(fields=("bureau", "clear"), name="screening_clear"),)
