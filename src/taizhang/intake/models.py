"""An import batch, its tables, its staged rows, and what each sender's headers meant last time."""

from typing import Any

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau
from taizhang.files.models import StoredFile
from taizhang.intake.columns import Json
from taizhang.personal.columns import SealedJson
from taizhang.regions.models import Region


class Batch(models.Model):
    """One workbook on its way in 导入批次; kept with its file, so that every row can show its cell.

    A job that works on the batch owns it through `claim`; where it has got to stands in a small file
    (see `progress`), because on SQLite nobody else can write while the job's transaction is open.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "已收到"
        READING = "reading", "正在读取"
        CHECKED = "checked", "待确认"
        APPLYING = "applying", "正在导入"
        ACCEPTED = "accepted", "已导入"
        UNDOING = "undoing", "正在撤销"
        UNDONE = "undone", "已撤销"
        REFUSED = "refused", "未导入"
        DISCARDED = "discarded", "已放弃"

    bureau = models.ForeignKey(Bureau, models.PROTECT)
    number = models.PositiveIntegerField("批次号")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sender = models.CharField("来表单位", max_length=60, blank=True, default="")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name="所属区划")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    name = models.CharField("文件名", max_length=200)
    pasted = models.BooleanField("粘贴", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.RECEIVED)
    sentence = models.TextField("说明", blank=True, default="")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    hidden_sheets = models.JSONField("隐藏的工作表", default=list)
    with_hidden = models.BooleanField("读隐藏的工作表", default=False)
    token = models.CharField("提交标识", max_length=64)
    claim = models.CharField("执行标识", max_length=40, blank=True, default="")
    acting = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.JSONField("结果", default=dict)
    received_at = models.DateTimeField("收到时间", auto_now_add=True)
    beat_at = models.DateTimeField("任务开始", null=True)
    accepted_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        verbose_name = "导入批次"
        constraints = (
            models.UniqueConstraint(fields=("bureau", "number"), name="batch_number_once"),
            models.UniqueConstraint(fields=("bureau", "token"), name="batch_token_once"),
        )
        indexes = (models.Index(fields=("bureau", "-id"), name="batch_newest"),)

    def __str__(self) -> str:
        return f"批次 {self.number} {self.name}"


class Sheet(models.Model):
    """One table found in the workbook 来表: where it stands, what it was taken for, how columns were matched.

    `columns` is a list of {letter, index, header, field, confidence, reason, doubtful, unit, samples,
    runner_up, percent}; `given` are values that every row has: field -> {text, from: "title" or "person"},
    where text "" is one that a person dropped; a field with a column has the column's values. `tally`
    counts the sheet's rows by what they are and by what would happen to them.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    sheet = models.CharField("工作表", max_length=120)
    table_index = models.PositiveIntegerField(default=0)
    title = models.CharField("表题", max_length=200, blank=True, default="")
    header_rows = models.JSONField(default=list)
    register = models.CharField("台账", max_length=40, blank=True, default="")
    confidence = models.FloatField(default=0)
    runner_up = models.CharField(max_length=40, blank=True, default="")
    columns = models.JSONField(default=list)
    given = models.JSONField("整表取值", default=dict)
    included = models.BooleanField("导入", default=True)
    sentence = models.TextField("说明", blank=True, default="")
    problems = models.JSONField("整表的问题", default=list)
    tally = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="sheet_number_once"),)

    def column_of(self, field: str) -> dict[str, Any] | None:
        """The column that was matched to a field, or None."""
        return next((c for c in self.columns if c["field"] == field), None)

    def whole_values(self) -> dict[str, dict[str, str]]:
        """The values that every row has: those given of fields that no column was matched to."""
        taken = {c["field"] for c in self.columns}
        return {name: told for name, told in self.given.items() if told["text"] and name not in taken}

    def position(self, letter: str) -> int:
        """Where a column's cell stands in a row's `cells`. Raises KeyError when there is no such column."""
        for at, column in enumerate(self.columns):
            if column["letter"] == letter:
                return at
        raise KeyError(letter)


class Row(models.Model):
    """One data row of a table, typed and compared with the ledger, waiting to be accepted 待导入的行.

    `cells` are the cells as the file has them (sealed at rest), in the order of the sheet's columns; `values` what they
    mean, as plain values; a link to an organization that is not in the ledger yet is "+" and its name.
    """

    class Verdict(models.TextChoices):
        NEW = "new", "新增"
        CHANGED = "changed", "修改"
        SAME = "same", "不变"
        DUPLICATE = "duplicate", "疑似重复"
        SKIPPED = "skipped", "跳过"
        ERROR = "error", "不能导入"

    class Choice(models.TextChoices):
        NONE = "", "未定"
        RECORD = "record", "就是这一条"
        ANOTHER = "another", "是另一条"
        SKIP = "skip", "跳过"

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField("行")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    look = models.BooleanField("请看一眼", default=False)
    title = models.CharField("名称", max_length=200, blank=True, default="")
    cells = SealedJson("单元格", default=list)
    values = Json("值", default=dict)
    problems = SealedJson("问题", default=list)
    changes = Json("差别", default=dict)  # field -> [old, new]
    kept = Json("保留台账原值的字段", default=list)
    edits = SealedJson("页面上的改动", default=dict)  # column letter -> text typed on the page
    record_id = models.BigIntegerField("对应的记录", null=True)
    version = models.PositiveIntegerField("核对时的版本", default=0)
    by_name = models.BooleanField("按名称认出", default=False)
    candidates = Json("可能是", default=list)
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True, default=Choice.NONE)
    applied = models.BooleanField("已导入", default=False)
    identity = models.CharField("同一条的标识", max_length=24, blank=True, default="")
    content = models.CharField("内容摘要", max_length=24, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sheet", "row"), name="row_once"),)
        indexes = (
            models.Index(fields=("sheet", "verdict"), name="row_verdict"),
            models.Index(fields=("sheet", "identity"), name="row_identity"),
        )

    @property
    def texts(self) -> list[str]:
        """The cells as a person sees them, changes made on the page included."""
        from taizhang.intake.staging import shown_cell

        letters = [c["letter"] for c in self.sheet.columns]
        return [self.edits.get(at, shown_cell(cell)) for at, cell in zip(letters, self.cells, strict=False)]

    def shown(self, letter: str) -> str:
        """One cell as a person sees it."""
        from taizhang.intake.staging import shown_cell

        return str(self.edits.get(letter, shown_cell(self.cells[self.sheet.position(letter)])))


class HeaderMemory(models.Model):
    """What a header of this sender meant last time 上次的对法; field "" means: leave out."""

    bureau = models.ForeignKey(Bureau, models.PROTECT)
    sender = models.CharField(max_length=60, blank=True, default="")
    register = models.CharField(max_length=40)
    header = models.CharField(max_length=120)
    field = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "sender", "register", "header"), name="header_memory_once"
            ),
        )
