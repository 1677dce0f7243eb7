"""`Record` 记录: what every row of every register has besides its own fields."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from taizhang.accounts.models import Bureau
from taizhang.registers.fields import Declared, Long, OrganizationLink, RegionLink


class State(models.TextChoices):
    """Whether a record counts. Figures count verified ones; nothing with history is deleted, only ended."""

    PROVISIONAL = "provisional", "待核"
    VERIFIED = "verified", "已核"
    ENDED = "ended", "已终止"


class Record(models.Model):
    """One row of a register 台账的一条记录.

    `key` is what makes it the same thing when it comes again (built by the declaration from the
    natural key, unique in the bureau); `alt_key` is the weaker key by which a likely duplicate is
    found. `title` is what the record is called and `sort_key` its pinyin, both kept for lists and search
    (code-point order is not pinyin order). `sources` says for each field which batch, table and row its value came from; "*" stands
    for every field not named.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+", verbose_name="科技局")
    region = RegionLink(
        "所属区划",
        also=(
            "街道",
            "镇街",
            "乡镇",
            "街道园区",
            "所属街道",
            "所属园区",
            "所属镇街",
            "所属区域",
            "区划",
            "县区",
            "所在地",
            "所在县区",
            "镇（街）",
            "所在镇（街道）",
            "所在镇街",
            "所在街道",
            "所在乡镇",
            "乡镇（街道）",
            "所属乡镇街道",
            "所属乡镇（街道、园区）",
            "所在县（市、区）",
        ),
        null=True,
    )
    note = Long("备注", also=("说明", "备 注"))
    state = models.CharField("核实", max_length=12, choices=State.choices, default=State.PROVISIONAL)
    version = models.PositiveIntegerField("版本", default=1)
    key = models.CharField("业务键", max_length=250)
    alt_key = models.CharField("备用键", max_length=250, blank=True, default="")
    sources = models.JSONField("来源", default=dict, blank=True)
    title = models.CharField("名称", max_length=200, blank=True, default="")
    sort_key = models.CharField("拼音", max_length=60, blank=True, default="")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    changed_at = models.DateTimeField("改动时间", auto_now=True)

    register_name: ClassVar[str] = ""
    organization_links: ClassVar[tuple[str, ...]] = ()
    bank_column: ClassVar[str] = ""
    cleared: ClassVar[Q] = Q(pk__in=())  # what the public may read: see screening.py
    kept_beside: ClassVar[
        tuple[str, ...]
    ] = ()  # columns no form shows that the journal answers for all the same

    class Meta:
        abstract = True
        indexes = (
            models.Index(fields=("bureau", "alt_key"), name="%(class)s_alt"),
            models.Index(fields=("bureau", "state"), name="%(class)s_state"),
            models.Index(fields=("bureau", "sort_key", "id"), name="%(class)s_sort"),
            models.Index(fields=("region",), name="%(class)s_region"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "key"),
                name="%(class)s_key",
                violation_error_message="台账里已有这一条",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="%(class)s_states",
                violation_error_message="状态不对",
            ),
        )

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        declaration = cls.__dict__.get("Register")
        if declaration is not None:
            cls.register_name = declaration.name

    def __str__(self) -> str:
        return self.title


def link_names(model: type[Record]) -> tuple[str, ...]:
    """The columns of a register's links to organizations, e.g. ("seller_id", "buyer_id")."""
    return tuple(f.attname for f in model._meta.fields if isinstance(f, OrganizationLink))


def declared_fields(model: type[Record]) -> list[Any]:
    """The declared fields of a register in order: its own first, then region and note."""
    own = [f for f in model._meta.fields if isinstance(f, Declared) and f.name not in ("region", "note")]
    return [*own, model._meta.get_field("region"), model._meta.get_field("note")]
