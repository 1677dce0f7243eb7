"""The tree of regions 区划."""

from django.db import models


class Level(models.IntegerChoices):
    """How deep a region lies in the tree."""

    PROVINCE = 1, "省"
    CITY = 2, "市"
    DISTRICT = 3, "县区"
    STREET = 4, "镇街园区"


class Region(models.Model):
    """A node of the tree 省 - 市 - 县区 - 镇街/园区.

    `code` is the official division code (GB/T 2260 six digits, streets nine); a park 园区 that has
    none gets its district's code and a letter, e.g. 330881P01. `path` is the codes from the top,
    each followed by a slash, so that a subtree is one prefix.
    """

    code = models.CharField("区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField("路径", max_length=60, db_index=True)

    class Meta:
        verbose_name = "区划"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
