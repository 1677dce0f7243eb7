"""The vault, the one table in which phones, ID numbers, accounts and e-mail addresses stand, sealed; and what persons ask for."""

from django.conf import settings
from django.db import models

from taizhang.accounts.models import Bureau


class PersonalValue(models.Model):
    """One personal value, sealed 密存的个人信息.

    Everything else (records, journal, staged rows, proposed changes) holds only `ref`, a keyed
    fingerprint. So the journal stays as it was written when a value is erased here, and keys change
    without a record or an entry being touched.
    """

    ref = models.CharField("指代", max_length=27, primary_key=True)
    place = models.CharField("字段", max_length=70)  # table.column: what the value is bound to
    sealed = models.TextField("密文")
    kept_at = models.DateTimeField("最近存入")

    class Meta:
        verbose_name = "密存的个人信息"
        indexes = (models.Index(fields=("place",), name="personal_place"),)


class Request(models.Model):
    """Somebody asks that what is held on him be corrected or deleted 更正、删除申请 (个人信息保护法 arts 46, 47)."""

    class Kind(models.TextChoices):
        CORRECT = "correct", "更正"
        ERASE = "erase", "删除"

    class State(models.TextChoices):
        OPEN = "open", "待答复"
        DONE = "done", "已办理"
        DECLINED = "declined", "不予办理"

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField("申请", max_length=8, choices=Kind.choices)
    applicant = models.CharField("申请人", max_length=100)
    what = models.CharField("哪一项、为什么", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("申请时间", auto_now_add=True)
    due_on = models.DateField("答复期限")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = "更正、删除申请"
        indexes = (models.Index(fields=("bureau", "state", "due_on"), name="request_due"),)
