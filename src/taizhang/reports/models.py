"""Reports, their paragraphs and figures, the editions kept of them, and what was signed 总结与计划."""

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau
from taizhang.files.models import StoredFile
from taizhang.regions.models import Region
from taizhang.reports.handins.models import CellTie, HandIn, Layout  # where Django looks

USER = settings.AUTH_USER_MODEL


class Report(models.Model):
    """A summary and plan of a bureau for a period 报告.

    Its figures are read from the ledger whenever it is shown, as it is now or as it was on `as_of`; once signed
    it shows what its newest freeze keeps, and nothing in it changes any more.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        SIGNED = "signed", "已签发"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    template = models.CharField("模板", max_length=60, blank=True, default="")
    title = models.CharField("标题", max_length=200)
    period = models.CharField("期间", max_length=24)
    as_of = models.DateField("截至哪天的台账", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    addressee = models.CharField("主送", max_length=200, blank=True, default="")
    signature = models.CharField("落款", max_length=100, blank=True, default="")
    dated = models.DateField("成文日期", null=True, blank=True)
    note = models.TextField("起草说明", blank=True, default="")  # what the template asked for in vain
    number = models.PositiveIntegerField("版本", default=0)  # of the newest edition kept
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("起草时间", auto_now_add=True)
    changed_at = models.DateTimeField("最近修改", auto_now=True)
    signed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField("签发时间", null=True)

    class Meta:
        verbose_name = "报告"
        indexes = (models.Index(fields=("bureau", "-id"), name="report_newest"),)

    def __str__(self) -> str:
        return self.title

    @property
    def signed(self) -> bool:
        return self.state == self.State.SIGNED


class Paragraph(models.Model):
    """One paragraph 段落: text in which {{k12}} stands for the figure k12, or a chart or table made by `data`.

    `version` grows with every change, so that two people editing one paragraph find out. `plan`: it speaks of
    the period to come. `prompt`: what the writer is asked to say here; "" once it was edited.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "正文"
        CHART = "chart", "图"
        TABLE = "table", "表"

    report = models.ForeignKey(Report, models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices, default=Kind.TEXT)
    level = models.PositiveSmallIntegerField("标题级别", default=0)  # 0 text, 1 一、 2 （一） 3 1. 4 （1）
    body = models.TextField("内容", blank=True, default="")
    data = models.JSONField("图表", null=True, blank=True)
    plan = models.BooleanField("计划部分", default=False)
    prompt = models.CharField("待写", max_length=300, blank=True, default="")
    version = models.PositiveIntegerField("修改次数", default=1)
    removed = models.BooleanField("已删", default=False)
    changed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "段落"
        indexes = (models.Index(fields=("report", "position"), name="paragraph_order"),)

    def __str__(self) -> str:
        return self.body[:40]


class Token(models.Model):
    """A figure of a report 数字: what gives it and how it is printed. Never deleted while the report is there.

    Either `expression` (a code or formula of indicators), or `definition` (as Definition.as_data), or a manual
    value with its reason and document. `period` is its own when it is not the report's: 2022-01..2022-05.
    """

    class Form(models.TextChoices):
        NUMBER = "number", "数字"
        ORDINAL = "ordinal", "名次（汉字）"
        OVER = "over", "余（略多于整数）"
        MANY = "many", "多（略多于整数）"
        NEAR = "near", "近（略少于整数）"
        FIRST = "first", "首次突破整数关口"
        GROWTH = "growth", "增长、下降或持平"
        POINTS = "points", "提高、下降几个百分点"
        CHANGE = "change", "增加、减少或持平"
        NET = "net", "净增、净减或持平"
        COMPLETION = "completion", "完成目标的情况"

    class Kind(models.TextChoices):
        AGGREGATE = "aggregate", "汇总"
        FACT = "fact", "事实"
        DERIVED = "derived", "派生"
        MANUAL = "manual", "人工"

    report = models.ForeignKey(Report, models.CASCADE, related_name="tokens")
    key = models.CharField("标识", max_length=20)  # k12
    expression = models.CharField("指标或算式", max_length=300, blank=True, default="")
    definition = models.JSONField("口径", null=True, blank=True)
    name = models.CharField("名称", max_length=200, blank=True, default="")
    unit = models.CharField("单位", max_length=20, blank=True, default="")
    decimals = models.PositiveSmallIntegerField("小数位", default=0)
    form = models.CharField("写法", max_length=12, choices=Form.choices, default=Form.NUMBER)
    period = models.CharField("期间", max_length=24, blank=True, default="")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("来历", max_length=10, choices=Kind.choices, default=Kind.AGGREGATE)
    value = models.DecimalField("人工数", max_digits=24, decimal_places=6, null=True, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True, default="")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField("依据文件", max_length=200, blank=True, default="")
    verified_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField("核实时间", null=True)
    verified_value = models.CharField("核实时的数", max_length=40, blank=True, default="")
    note = models.CharField("备注", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "报告中的数字"
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="token_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class Edition(models.Model):
    """The whole report as it stood 留存版本: paragraphs, figures and their printed values, for comparing."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField("版本")
    reason = models.CharField("缘由", max_length=200, blank=True, default="")
    content = models.JSONField("全文")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("留存时间", auto_now_add=True)

    class Meta:
        verbose_name = "报告版本"
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="edition_once"),)


class SentenceDecision(models.Model):
    """What a person decided about a figure of a sentence 核对决定; it holds for the next text with that sentence."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    fingerprint = models.CharField("句子指纹", max_length=64)
    verdict = models.CharField("结论", max_length=20)
    choice = models.JSONField("选定的口径", null=True, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True, default="")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("决定时间", auto_now=True)

    class Meta:
        verbose_name = "核对决定"
        constraints = (models.UniqueConstraint(fields=("bureau", "fingerprint"), name="decision_sentence"),)


class Freeze(models.Model):
    """What was signed 签发存证: every figure with its definition, rows and their values, in `file`.

    `manifest` names the parts with their SHA-256 and the head of the journal's chain; `digest` is the SHA-256
    of the manifest. Never changed.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="freezes")
    number = models.PositiveIntegerField("次数", default=1)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("签发时间")
    manifest = models.JSONField("清单")
    digest = models.CharField("摘要", max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "签发存证"
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="freeze_once"),)


class Bundle(models.Model):
    """Evidence being put together in the background 证明材料: of a report's figures or of an assessment's indicators."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "数字佐证表"
        PAPERS = "papers", "证明材料"

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        WORKING = "working", "正在生成"
        DONE = "done", "已生成"
        FAILED = "failed", "没有生成"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="bundles")
    assessment = models.CharField("考核", max_length=200, blank=True, default="")
    year = models.PositiveIntegerField("年度", null=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    sentence = models.CharField("说明", max_length=500, blank=True, default="")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = models.CharField("文件名", max_length=200, blank=True, default="")
    claim = models.CharField(max_length=40, blank=True, default="")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("要求时间", auto_now_add=True)
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "证明材料"
        indexes = (models.Index(fields=("bureau", "-id"), name="bundle_newest"),)


class Manuscript(models.Model):
    """A text held against the ledger 对账稿件: the file, the period, and what was found figure by figure.

    `result` is what `taizhang reconcile --json` gives, with the marked text as HTML; empty until the job is done.
    `report`: the report whose edited Word this is, if any.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        WORKING = "working", "正在核对"
        DONE = "done", "已核对"
        FAILED = "failed", "没有核成"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="manuscripts")
    name = models.CharField("文件名", max_length=200)
    period = models.CharField("期间", max_length=24)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    pasted = models.BooleanField("粘贴的正文", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    sentence = models.CharField("说明", max_length=500, blank=True, default="")
    done = models.PositiveIntegerField("已核对", default=0)
    total = models.PositiveIntegerField("数字", default=0)
    result = models.JSONField("结果", null=True)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("交来时间", auto_now_add=True)
    beat_at = models.DateTimeField("最近动静", null=True)

    class Meta:
        verbose_name = "对账稿件"
        indexes = (models.Index(fields=("bureau", "-id"), name="manuscript_newest"),)

    def __str__(self) -> str:
        return self.name
