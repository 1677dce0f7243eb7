"""The vault: the one table in which phones, ID numbers, accounts and e-mail addresses stand, sealed."""

from django.db import models


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
