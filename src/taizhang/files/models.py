"""Stored files, what they are attached to, and what is still on its way."""

import uuid

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau


class StoredFile(models.Model):
    """Bytes that the ledger keeps 存档文件, named by their SHA-256; stored once however often they come."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField("字节")
    media_type = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField(auto_now_add=True)
    sealed = models.BooleanField("已加密", default=False)  # False: kept by a release before files were sealed


class Attachment(models.Model):
    """A file attached to a record 附件; never deleted, only ended."""

    bureau = models.ForeignKey(Bureau, models.PROTECT)
    register = models.CharField("台账", max_length=40)
    record_id = models.BigIntegerField("记录")
    file = models.ForeignKey(StoredFile, models.PROTECT)
    name = models.CharField("文件名", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("添加时间", auto_now_add=True)
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        indexes = (models.Index(fields=("register", "record_id"), name="attachment_record"),)
        constraints = (
            models.UniqueConstraint(
                fields=("register", "record_id", "file"),
                condition=models.Q(ended_at__isnull=True),
                name="attachment_once",
                violation_error_message="这条记录已有内容完全相同的附件",
            ),
        )


class Upload(models.Model):
    """A file on its way in 上传中的文件: it may break off and go on, and waits until a form takes it.

    How much of it has arrived is the size of its part on disk, nothing else. `place` is the form that asked
    for it, so that a file which arrived before the browser was closed is offered there again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField("表单", max_length=80)
    name = models.CharField("文件名", max_length=200)
    size = models.BigIntegerField("字节")
    begun_at = models.DateTimeField("开始时间", auto_now_add=True)
    taken_at = models.DateTimeField("取用时间", null=True)

    class Meta:
        verbose_name = "上传中的文件"
        indexes = (models.Index(fields=("by", "place"), name="upload_place"),)
