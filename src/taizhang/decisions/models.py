"""Stored decisions 政策判定, what they were worked out from, what people state, and whom to remind."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from taizhang.accounts.models import Bureau
from taizhang.registers.constraints import held_to, in_order, not_negative
from taizhang.registers.fields import Choice, Code, Day, Integer, Long, OrganizationLink, Text
from taizhang.registers.record import Record

ANSWERS = (
    ("meets", "符合", "符合条件"),
    ("judged", "其余条件符合，待专家评价", "待专家评价"),
    ("fails", "不符合", "不符合条件"),
    ("missing", "缺数据", "还不能判断", "缺材料"),
    ("not_meant", "不适用", "不在适用范围"),
)  # fmt: skip


class Decision(Record):
    """What a pack said of an enterprise on a day 政策判定, with the facts it saw. Written by `actions.decide` alone.

    It holds from `decided_on` through `until`, the day before the next one took its place; the newest has no `until`. One
    whose place was taken on its own day is ended. The facts seen and the whole trace stand beside it (`Working`);
    `digest` is the hash of both, so that the journal, which knows the digest, answers for them too.
    """

    organization = OrganizationLink("单位名称", also="企业名称 企业".split(), required=True)
    policy = Code("政策代码", required=True, example="national/high_tech_enterprise", max_length=80)
    policy_title = Text("政策", also="政策名称".split(), required=True, max_length=120)
    answer = Choice("判定结果", ANSWERS, also="结果 判定".split(), required=True)
    decided_on = Day("判定日期", also="判定时间".split(), required=True)
    until = Day("有效至", hint="下一次判定取代它的前一天")
    number = Integer("当日第几次", unit="次")
    failing = Integer("不符合的条件", unit="项")
    lacking = Integer("缺数据的条件", unit="项")
    short = Long("差什么", also="缺什么".split())
    pack_version = Code("政策包版本")
    run = Code("判定批次")
    digest = Code("依据校验码", hint="看到的事实与全部推算的摘要", max_length=64)

    class Register:
        name = "decisions"
        title = "政策判定"
        group = "主体"
        by_program = "政策判定由系统按政策包推算得出，不能手工登记、修改、终止或导入。要改变结果，请更正企业的数据后重新判定。"
        keys = (("organization", "policy", "decided_on", "number"),)
        heading = ("organization", "policy_title", "decided_on")
        columns = (
            "organization", "policy_title", "answer", "short", "decided_on", "until", "region", "pack_version",
        )  # fmt: skip
        filters = ("answer", "policy_title", "region")
        dates = ("decided_on", "until")
        search = ("organization", "policy_title")
        order = "-decided_on"

    class Meta(Record.Meta):
        verbose_name = "政策判定"
        indexes = (  # type: ignore[assignment]
            *Record.Meta.indexes,
            models.Index(fields=("bureau", "policy", "until"), name="decision_standing"),
        )
        constraints = held_to(
            not_negative("counts", "failing", "lacking", says="条件数不能是负数"),
            in_order("order", "decided_on", "until", says="有效至不能早于判定日期"),
        )


class Working(models.Model):
    """What a decision was worked out from 判定依据: the facts it saw with their sources, and every condition's trace."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="working")
    facts = models.JSONField("看到的事实")
    trace = models.JSONField("推算过程")

    class Meta:
        verbose_name = "判定依据"


class Judging(models.Model):
    """Many firms being judged in the background 批量判定: `wanted` is [[policy, [ids]]…], `done` how many of them are through.

    Its decisions carry its `run`; `done` moves in the same transaction as the decisions of a step.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "排队等候"
        WORKING = "working", "正在判定"
        DONE = "done", "已判定"
        FAILED = "failed", "没有判定完"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    run = models.CharField("判定批次", max_length=12, unique=True)
    ground = models.CharField("缘由", max_length=100)
    decided_on = models.DateField("判定日期")
    wanted = models.JSONField("要判定的")
    total = models.PositiveIntegerField("共多少家")
    done = models.PositiveIntegerField("已判定多少家", default=0)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    sentence = models.CharField("说明", max_length=500, blank=True, default="")
    claim = models.CharField(max_length=40, blank=True, default="")
    beat_at = models.DateTimeField("最近动静")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    address = models.CharField("来自", max_length=60, blank=True, default="")
    at = models.DateTimeField("要求时间", auto_now_add=True)

    class Meta:
        verbose_name = "批量判定"
        indexes = (models.Index(fields=("bureau", "state"), name="judging_of_bureau"),)

    @property
    def working(self) -> bool:
        return self.state in (self.State.WAITING, self.State.WORKING)


class StatedFact(models.Model):
    """A fact of an enterprise that no register holds 自述事实 (accidents, supporting IP, experts' points), as somebody stated it.

    `name` is a fact of the packs; `value` is text as `FactSpec.read` takes it. The newest one that is not ended holds.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    organization = models.ForeignKey(
        "registers.Organization", models.PROTECT, related_name="+", verbose_name="单位"
    )
    name = models.CharField("事实", max_length=60)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    value = models.CharField("值", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("说明时间", auto_now_add=True)
    ended_at = models.DateTimeField("取代时间", null=True)

    class Meta:
        verbose_name = "自述事实"
        indexes = (
            models.Index(fields=("organization", "ended_at"), name="stated_standing"),
            models.Index(fields=("bureau", "ended_at"), name="stated_of_bureau"),
        )


class Reminder(models.Model):
    """An enterprise asked to be told when a policy comes into reach or its day draws near 政策提醒."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    organization = models.ForeignKey(
        "registers.Organization", models.PROTECT, related_name="+", verbose_name="单位"
    )
    policy = models.CharField("政策", max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("提出时间", auto_now_add=True)
    ended_at = models.DateTimeField("取消时间", null=True)

    class Meta:
        verbose_name = "政策提醒"
        indexes = (models.Index(fields=("bureau", "policy"), name="reminder_policy"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(policy=""), name="reminder_has_policy", violation_error_message="没有写明政策"
            ),
        )
