"""The journal's tables: entries, their chain, the seal of each day, and the stretches that were archived."""

from django.conf import settings
from django.db import models

from taizhang.journal.events import Event


class Entry(models.Model):
    """One thing that happened 日志条目. Written once, in the transaction of the act; never touched again.

    `before` and `after` are canonical JSON text (sorted keys), so that their hash does not depend on
    the database. `digest` is the hash of the whole record after the act, by which `verify` finds a
    record that was changed behind the journal's back.
    """

    at = models.DateTimeField("时间")
    event = models.CharField("事件", max_length=30)  # of events.Event
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="经手人")
    by_name = models.CharField("经手人姓名", max_length=60, blank=True, default="")
    bureau = models.ForeignKey("accounts.Bureau", models.PROTECT, null=True, verbose_name="科技局")
    register = models.CharField("台账", max_length=40, blank=True, default="")
    record_id = models.BigIntegerField("记录", null=True)
    title = models.CharField("对象", max_length=200, blank=True, default="")
    before = models.TextField("之前", blank=True, default="")
    after = models.TextField("之后", blank=True, default="")
    ground = models.CharField("依据", max_length=300, blank=True, default="")
    batch_id = models.BigIntegerField("导入批次", null=True)
    address = models.CharField("来源地址", max_length=45, blank=True, default="")
    digest = models.CharField("记录摘要", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "日志条目"
        indexes = (
            models.Index(fields=("register", "record_id", "id"), name="entry_record"),
            models.Index(fields=("bureau", "-id"), name="entry_bureau"),
            models.Index(fields=("batch_id",), name="entry_batch"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.get_event_display()} {self.title}"

    def get_event_display(self) -> str:
        """The event in the words of the catalogue. It is no `choices` of the column: a new event asks for no migration."""
        return str(Event(self.event).label) if self.event in Event else self.event


class Link(models.Model):
    """The place of an entry in the chain 链节: the hash of the one before and of the entry itself."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT)
    hash = models.CharField(max_length=64)


class DaySeal(models.Model):
    """The chain as it stood at the end of a day 日封: what a printed report or a third party may keep."""

    day = models.DateField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class Archive(models.Model):
    """A stretch of the chain that was moved into a kept file 日志存档, from its start on and without a gap.

    The chain in the database goes on behind the last one: its hash is the `previous` of the first link that stays.
    """

    first = models.BigIntegerField(primary_key=True)
    last = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)  # of the last place
    until = models.DateTimeField("早于")  # every entry of it is older
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    at = models.DateTimeField("归档时间")
    by_name = models.CharField("经手人", max_length=60)

    class Meta:
        verbose_name = "日志存档"
        constraints = (
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="archive_not_empty"),
        )

    @property
    def count(self) -> int:
        return self.last - self.first + 1


class Keeping(models.Model):
    """How many months a bureau keeps its journal at hand 日志留存 before it goes into an archive."""

    bureau = models.OneToOneField("accounts.Bureau", models.PROTECT, primary_key=True)
    months = models.PositiveSmallIntegerField("留存月数")

    class Meta:
        verbose_name = "日志留存"
        constraints = (models.CheckConstraint(condition=models.Q(months__gte=6), name="journal_six_months"),)
