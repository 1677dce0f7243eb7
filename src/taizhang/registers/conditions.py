"""A condition's text as a filter of the database, and in words 条件.

Lists, figures, exports and counts all narrow their rows here, so one text means one set of rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from taizhang.core.figures.condition import Condition, NotACondition, Test, parse_all
from taizhang.core.figures.rounding import printed
from taizhang.core.tables.spec import Kind
from taizhang.core.whole import whole
from taizhang.regions.models import Region
from taizhang.regions.queries import subtree_ids
from taizhang.registers.declaration import Register, register_of
from taizhang.registers.fields import Money, RegionLink

NOTHING = Q(pk__in=())
Seen = Callable[[Any], QuerySet[Any]]


def everything(model: Any) -> QuerySet[Any]:
    """Every row: for words that the bureau's own figures are told in."""
    rows: QuerySet[Any] = model._default_manager.all()
    return rows


@dataclass(frozen=True)
class Column:
    """A field that a condition may name: one of the register's, or one hop away (organization.kind)."""

    path: str  # as the database is asked: organization__kind
    field: Any
    title: str
    link: Any = None  # the register that a link points to

    @property
    def kind(self) -> Kind:
        kind: Kind = self.field.kind
        return kind


def column_of(register: Register, name: str) -> Column | None:
    """The field of that name; None when the register has none (a field that was removed)."""
    first, dot, second = name.partition(".")
    field = register.fields.get(first)
    if field is None:
        return None
    linked = register.links.get(first)
    if not dot:
        return Column(first, field, field.title, register_of(linked) if linked else None)
    inner = register_of(linked).fields.get(second) if linked else None
    return Column(f"{first}__{second}", inner, f"{field.title}的{inner.title}") if inner is not None else None


def title_of(register: Register, name: str) -> str:
    """What a field is called on screen; its name where the register has no such field."""
    column = column_of(register, name)
    return column.title if column else name


def kinds_of(register: Register, names: set[str]) -> dict[str, Kind]:
    """The kind of each field named, as far as the register has it."""
    found = {name: column_of(register, name) for name in names}
    return {name: column.kind for name, column in found.items() if column is not None}


def condition_q(register: Register, name: str, text: str) -> Q:
    """The rows that meet a condition; one that does not fit its field matches nothing."""
    column = column_of(register, name)
    if column is None:
        return NOTHING
    try:
        asked = parse_all(column.kind, text)
        found = Q()
        for one in asked:
            found &= _q(column, one)
    except (NotACondition, ValueError, ArithmeticError):  # no number, or none that the column can hold
        return NOTHING
    return found


def _q(column: Column, asked: Condition) -> Q:
    path, field = column.path, column.field
    empty = Q(**{f"{path}__isnull": True}) if field.null else Q(**{path: ""})
    if asked.test == Test.EMPTY:
        return ~empty if asked.negated else empty
    found = _positive(column, asked)
    if asked.negated:
        return empty | ~found
    return found | empty if asked.or_empty else found


def _positive(column: Column, asked: Condition) -> Q:
    path, field = column.path, column.field
    if asked.test == Test.WITHIN:
        found = Q(**{f"{path}__isnull": False})
        for end, sign in ((asked.low, "gte"), (asked.high, "lte")):
            if end is not None:
                found &= Q(**{f"{path}__{sign}": _held(field, end)})
        return found
    if isinstance(field, RegionLink):
        regions = Region.objects.filter(pk__in=[v for v in asked.values if whole(v)])
        return Q(**{f"{path}_id__in": [pk for region in regions for pk in subtree_ids(region)]})
    if column.link is not None:
        if asked.test == Test.CONTAINS:
            return Q(**{f"{path}__title__icontains": asked.values[0]})
        if all(whole(v) for v in asked.values):
            return Q(**{f"{path}_id__in": asked.values})
        return Q(**{f"{path}__title__in": asked.values})
    if column.kind == Kind.YES_NO:
        return Q(**{path: asked.values[0] == "1"})
    if asked.test == Test.CONTAINS:
        return Q(**{f"{path}__icontains": asked.values[0]})
    return Q(**{f"{path}__in": asked.values})


def _held(field: Any, end: Any) -> Any:
    """One end of a span, if the column can hold it. Raises ValueError."""
    if isinstance(end, Decimal):
        field.get_prep_value(end)
    return end


def said(register: Register, name: str, text: str, seen: Seen = everything) -> str:
    """A condition's answer in words: 省级、市级; 除省级外; 2026-01-01 至 2026-06-30; 不低于 100.00 万元.

    `seen` gives the rows of a register that the reader may see: a record's number becomes its name only then.
    """
    column = column_of(register, name)
    if column is None:
        return f"{text}（台账里已没有这个字段）"
    try:
        return "且".join(_said(column, one, seen) for one in parse_all(column.kind, text))
    except (NotACondition, ArithmeticError):
        return text


def _said(column: Column, asked: Condition, seen: Seen) -> str:
    if asked.test == Test.EMPTY:
        return "已填" if asked.negated else "未填"
    words = _answer(column, asked, seen)
    if asked.negated:
        return f"不含“{words}”" if asked.test == Test.CONTAINS else f"除{words}外"
    return f"{words}或未填" if asked.or_empty else words


def _answer(column: Column, asked: Condition, seen: Seen) -> str:
    if asked.test == Test.WITHIN:
        low, high = (_end_said(column, end) for end in (asked.low, asked.high))
        if low == high:
            return low
        return f"{low} 至 {high}" if low and high else f"{low} 起" if low else f"至 {high}"
    if column.kind == Kind.CHOICE:
        labels = {o.value: o.label for o in column.field.options}
        return "、".join(labels.get(v, v) for v in asked.values)
    if column.kind == Kind.REGION:
        names = Region.objects.filter(pk__in=[v for v in asked.values if whole(v)]).values_list(
            "name", flat=True
        )
        return "、".join(names) or "没有这个区划"
    if column.link is not None and all(whole(v) for v in asked.values):
        titles = seen(column.link.model).filter(pk__in=asked.values).values_list("title", flat=True)
        return "、".join(titles) or "没有这一条"
    if column.kind == Kind.YES_NO:
        return "是" if asked.values[0] == "1" else "否"
    return "、".join(asked.values)


def _end_said(column: Column, end: Any) -> str:
    if end is None:
        return ""
    if isinstance(column.field, Money):
        return f"{printed(end / 10_000, 2, grouped=True)} 万元"
    if column.kind == Kind.PERCENT:
        return f"{printed(end * 100, 2, trim=True)}%"
    if column.kind == Kind.YEAR:
        return str(end)
    return printed(end, 4, grouped=True, trim=True) if isinstance(end, Decimal) else str(end)
