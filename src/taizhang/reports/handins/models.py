"""A superior's layout, the indicators that its cells are tied to, and each filling of it 报送表."""

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau
from taizhang.files.models import StoredFile
from taizhang.regions.models import Region

USER = settings.AUTH_USER_MODEL


class Layout(models.Model):
    """A table that a superior wants filled again and again 表样: his workbook as it came.

    It is due `due_days` days after the end of each `every`.
    """

    class Every(models.TextChoices):
        MONTH = "month", "每月"
        QUARTER = "quarter", "每季"
        HALF = "half", "每半年"
        YEAR = "year", "每年"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    name = models.CharField("表名", max_length=100)
    superior = models.CharField("报给", max_length=100, blank=True, default="")
    every = models.CharField("多久报一次", max_length=10, choices=Every.choices, default=Every.HALF)
    due_days = models.PositiveSmallIntegerField("期末后几天内报", default=15)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField("文件名", max_length=200)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("上传时间", auto_now_add=True)
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "报送表"
        indexes = (models.Index(fields=("bureau", "-id"), name="layout_newest"),)

    def __str__(self) -> str:
        return self.name


class CellTie(models.Model):
    """One cell of a layout and the figure that it wants 单元格的口径.

    `heads` are the words beside and above the cell when it was tied: a later edition of the workbook in which
    they differ has moved the cell.
    """

    class Rule(models.TextChoices):
        THIS = "this", "本期"
        BEFORE = "before", "上年同期"
        SO_FAR = "so_far", "年初至今"
        START = "start", "上年末"
        TARGET = "target", "目标"

    layout = models.ForeignKey(Layout, models.CASCADE, related_name="ties")
    sheet = models.CharField("工作表", max_length=60)
    cell = models.CharField("单元格", max_length=10)  # C5
    expression = models.CharField("指标或算式", max_length=300)
    rule = models.CharField("取哪一期", max_length=10, choices=Rule.choices, default=Rule.THIS)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", verbose_name="区划")
    unit = models.CharField("单位", max_length=20, blank=True, default="")
    decimals = models.PositiveSmallIntegerField("小数位", default=0)
    over_formula = models.BooleanField("盖掉公式", default=False)
    heads = models.CharField("行头与列头", max_length=200, blank=True, default="")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("关联时间", auto_now=True)

    class Meta:
        verbose_name = "单元格的口径"
        constraints = (models.UniqueConstraint(fields=("layout", "sheet", "cell"), name="cell_tied_once"),)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


class HandIn(models.Model):
    """A layout filled for a period 一次报送, and what stood in each cell.

    `values`: "Sheet!C5" -> what was written and the figure behind it; see `filling.Filled`. Once handed in it
    does not change: filling the same period again makes the next `number` (a correction 更正).
    """

    layout = models.ForeignKey(Layout, models.PROTECT, related_name="handins")
    period = models.CharField("期间", max_length=24)
    number = models.PositiveSmallIntegerField("第几次", default=1)
    values = models.JSONField("各格的数", default=dict)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField("文件名", max_length=200)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("填报时间", auto_now=True)
    handed_on = models.DateField("报出日期", null=True)
    handed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "报送"
        constraints = (models.UniqueConstraint(fields=("layout", "period", "number"), name="handin_once"),)

    def __str__(self) -> str:
        return f"{self.layout} {self.period}"
