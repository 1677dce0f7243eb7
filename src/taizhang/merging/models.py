"""A merge of organizations, every thing that it moved, and the pairs of which a person said: not the same."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from taizhang.accounts.models import Bureau

USER = settings.AUTH_USER_MODEL


class Merge(models.Model):
    """Organizations that turned out to be one 单位合并: which is kept, which were given up, what the person chose.

    `plan` is what was chosen: {"versions": {id: version}, "fields": {name: id of the organization whose value is
    taken}, "stays": {"register:anchor": id of the record that stays}}. The work is a job when it is long; it owns
    the row through `claim`, and all that it writes comes in one transaction with the new state.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        WORKING = "working", "正在合并"
        DONE = "done", "已合并"
        FAILED = "failed", "没有合并"
        LEAVING = "leaving", "等待撤销"
        UNDOING = "undoing", "正在撤销"
        UNDONE = "undone", "已撤销"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kept = models.ForeignKey(
        "registers.Organization", models.PROTECT, related_name="+", verbose_name="保留的单位"
    )
    kept_name = models.CharField("保留的单位名称", max_length=200)
    gone = models.JSONField("并入的单位", default=list)  # [[id, name], …]
    token = models.CharField("提交标识", max_length=64)
    plan = models.JSONField("选定的内容", default=dict)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    sentence = models.CharField("说明", max_length=500, blank=True, default="")
    outcome = models.JSONField("结果", default=dict)
    ground = models.CharField("依据", max_length=300, blank=True, default="")
    claim = models.CharField("执行标识", max_length=40, blank=True, default="")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="经手人")
    at = models.DateTimeField("提出时间", auto_now_add=True)
    beat_at = models.DateTimeField("任务开始", null=True)
    done_at = models.DateTimeField("合并时间", null=True)
    undone_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="撤销人")
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        verbose_name = "单位合并"
        constraints = (
            models.UniqueConstraint(fields=("bureau", "token"), name="merge_token_once"),
            models.CheckConstraint(
                condition=Q(
                    state__in=("waiting", "working", "done", "failed", "leaving", "undoing", "undone")
                ),
                name="merge_states",
                violation_error_message="状态不对",
            ),
        )
        indexes = (models.Index(fields=("bureau", "-id"), name="merge_newest"),)

    def __str__(self) -> str:
        return f"{'、'.join(self.gone_names)} 并入 {self.kept_name}"

    @property
    def gone_ids(self) -> list[int]:
        return [int(pk) for pk, _ in self.gone]

    @property
    def gone_names(self) -> list[str]:
        return [str(name) for _, name in self.gone]

    @property
    def all_ids(self) -> list[int]:
        return [self.kept_id, *self.gone_ids]

    @property
    def working(self) -> bool:
        """Whether a job has it, or will have it."""
        return self.state in (self.State.WAITING, self.State.WORKING, self.State.LEAVING, self.State.UNDOING)

    def chosen(self, part: str) -> dict[str, Any]:
        """One part of the plan."""
        found: dict[str, Any] = self.plan.get(part, {})
        return found


class Move(models.Model):
    """One row of any table that a merge changed 移动: its columns before and after, so that undoing is exact."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="moves")
    model = models.CharField("表", max_length=80)  # accounts.user, registers.annualreturn
    object_id = models.BigIntegerField("编号")
    before = models.JSONField("之前", default=dict)
    after = models.JSONField("之后", default=dict)

    class Meta:
        verbose_name = "合并时移动的内容"
        constraints = (models.UniqueConstraint(fields=("merge", "model", "object_id"), name="move_once"),)


class NotSame(models.Model):
    """Two organizations that look alike and are not 不是同一家, as a person decided; the pair is not shown again."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    low = models.BigIntegerField("单位")  # the smaller id of the two
    high = models.BigIntegerField("另一家")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("判定时间", auto_now_add=True)

    class Meta:
        verbose_name = "不是同一家"
        constraints = (
            models.UniqueConstraint(fields=("bureau", "low", "high"), name="not_same_once"),
            models.CheckConstraint(
                condition=Q(low__lt=models.F("high")),
                name="not_same_order",
                violation_error_message="次序不对",
            ),
        )
