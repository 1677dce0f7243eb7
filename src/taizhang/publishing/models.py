"""Publications, their files, and the finds that a second person let through."""

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau
from taizhang.files.models import StoredFile

USER = settings.AUTH_USER_MODEL


class Publication(models.Model):
    """Something that is to be published 公开稿件. Once published, nothing in it changes; it can be withdrawn."""

    class Kind(models.TextChoices):
        NOTICE = "notice", "公示"
        ANNOUNCEMENT = "announcement", "公告"
        LIST = "list", "名单"

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        PROPOSED = "proposed", "待发布"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤下"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=12, choices=Kind.choices, default=Kind.NOTICE)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文", blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField("起草时间", auto_now_add=True)
    changed_at = models.DateTimeField("最近修改", auto_now=True)
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField("发布时间", null=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    reason = models.CharField("撤下原因", max_length=300, blank=True, default="")
    left = models.PositiveIntegerField("复查时没有处理的", default=0)  # found in it after it was published
    looked_with = models.CharField("复查所用规则", max_length=12, blank=True, default="")

    class Meta:
        verbose_name = "公开稿件"
        indexes = (models.Index(fields=("state", "-published_at"), name="publication_state"),)

    def __str__(self) -> str:
        return self.title

    @property
    def open_to_change(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.PROPOSED)


class PublicationFile(models.Model):
    """A file of a publication 公开稿件的附件, and what its scan told: by which rules, and covered excerpts only."""

    class Scan(models.TextChoices):
        WAITING = "waiting", "排队检查"
        WORKING = "working", "正在检查"
        DONE = "done", "已检查"
        FAILED = "failed", "没有检查成"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    removed_at = models.DateTimeField("移除时间", null=True)
    scan = models.CharField("检查", max_length=8, choices=Scan.choices, default=Scan.WAITING)
    scanned_with = models.CharField("检查所用规则", max_length=12, blank=True, default="")
    found = models.JSONField("查到的", null=True)
    sentence = models.CharField("没有检查成的原因", max_length=300, blank=True, default="")
    beat_at = models.DateTimeField("检查最近的动静", null=True)

    class Meta:
        verbose_name = "公开稿件附件"


class Release(models.Model):
    """A find that a second person let through 放行; it holds only for the very content in which it was found."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="releases")
    fingerprint = models.CharField("指纹", max_length=64)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "放行"
        constraints = (models.UniqueConstraint(fields=("publication", "fingerprint"), name="release_once"),)
