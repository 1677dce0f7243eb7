"""Stored files and what they are attached to."""

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau


class StoredFile(models.Model):
    """Bytes that the ledger keeps 存档文件, named by their SHA-256; stored once however often they come."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField("字节")
    media_type = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField(auto_now_add=True)


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
