"""Filters as words: what narrows a list, and what a condition on a field may be."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from taizhang.access.scopes import visible_to
from taizhang.core.tables.spec import Kind
from taizhang.regions.models import Region
from taizhang.registers.conditions import column_of, said
from taizhang.registers.queries import Question, rows
from taizhang.web.desk.asking import Asking
from taizhang.web.values import unit_of, wan

MOST = 40  # values of a text field that are offered


@dataclass
class Chip:
    """One condition above the list, set or not."""

    name: str
    title: str
    text: str = ""
    off: str = ""  # the address without it
    fixed: bool = False  # can be taken off, not changed here


@dataclass
class Option:
    value: str
    label: str
    count: int | None = None
    on: bool = False
    depth: int = 0
    url: str = ""


@dataclass
class Condition:
    """What may be asked of one field, for the form that asks it."""

    name: str
    title: str
    way: str  # choice, region, day, range, text, link, yes_no
    unit: str = ""
    options: list[Option] = field(default_factory=list)
    low: str = ""
    high: str = ""
    text: str = ""


def chips(request: HttpRequest, asking: Asking) -> list[Chip]:
    """The declared filters of the register first, then whatever else narrows this list."""
    seen = partial(visible_to, request.user)
    set_ones = [n for n in asking.question.conditions if n not in asking.register.filters]
    found = []
    for name in (*asking.register.filters, *set_ones):
        column = column_of(asking.register, name)
        if column is None:
            continue
        value = asking.question.conditions.get(name, "")
        text = said(asking.register, name, value, seen) if value else ""
        found.append(Chip(name, column.title, text, asking.url(name) if value else "", "." in name))
    if asking.question.batch:
        found.append(Chip("batch", "导入批次", str(asking.question.batch), asking.url("batch"), True))
    return found


def condition(request: HttpRequest, asking: Asking, name: str) -> Condition:
    """What may be asked of a field, with how many rows of this list each answer has."""
    column = asking.register.fields[name]
    value = asking.question.conditions.get(name, "")
    made = Condition(name, column.title, way_of(asking, column), unit_of(column), text=value)
    low, dots, high = value.partition("..")
    made.low, made.high = low, high if dots else low
    if made.way == "range" and column.kind == Kind.MONEY:
        made.low, made.high = (wan(end).replace(",", "") if end else "" for end in (made.low, made.high))
    if made.way in ("choice", "region", "text", "yes_no"):
        counts = counted(request, asking, name)
        made.options = offered(request, asking, name, made.way, counts)
    if made.way == "day":
        made.options = usual_spans(asking, name)
    if made.way == "text" and value in {o.value for o in made.options}:
        made.text = ""
    return made


def way_of(asking: Asking, column: Any) -> str:
    kinds = {
        Kind.CHOICE: "choice", Kind.REGION: "region", Kind.DATE: "day", Kind.YES_NO: "yes_no",
        Kind.MONEY: "range", Kind.INTEGER: "range", Kind.NUMBER: "range", Kind.PERCENT: "range", Kind.YEAR: "range",
    }  # fmt: skip
    return "link" if column.name in asking.register.links else kinds.get(column.kind, "text")


def counted(request: HttpRequest, asking: Asking, name: str) -> dict[Any, int]:
    """How often each value of a field stands in the list as it is but for this field's own condition."""
    q = asking.question
    rest = Question(q.text, {n: v for n, v in q.conditions.items() if n != name}, q.state, q.order, q.batch)
    attname = asking.register.fields[name].attname
    found = rows(request.user, asking.register, rest).order_by().values_list(attname).annotate(n=Count("pk"))
    return dict(found.order_by("-n")[:500])


def offered(
    request: HttpRequest, asking: Asking, name: str, way: str, counts: dict[Any, int]
) -> list[Option]:
    column = asking.register.fields[name]
    value = asking.question.conditions.get(name, "")
    chosen = set(value.split(","))

    def option(text: str, label: str, count: int | None, depth: int = 0) -> Option:
        return Option(text, label, count, text in chosen, depth, asking.url(name, **{name: text}))

    if way == "choice":
        made = [option(o.value, o.label, counts.get(o.value, 0)) for o in column.options]
    elif way == "yes_no":
        made = [option("1", "是", counts.get(True, 0)), option("0", "否", counts.get(False, 0))]
    elif way == "region":
        made = [option(str(r.pk), r.name, n, d) for r, n, d in region_tree(counts)]
    else:
        made = [option(str(v), str(v), n) for v, n in list(counts.items())[:MOST] if v not in (None, "")]
    blank = counts.get(None, 0) + counts.get("", 0)
    return [*made, option("-", "未填", blank)] if blank else made


def region_tree(counts: dict[Any, int]) -> list[tuple[Region, int, int]]:
    """The regions that occur and all above them up to where they meet: (region, rows below it, depth)."""
    there = {r.pk: r for r in Region.objects.filter(pk__in=[pk for pk in counts if pk])}
    codes = {code for r in there.values() for code in r.path.strip("/").split("/")}
    tree = []
    for region in Region.objects.filter(code__in=codes).order_by("path"):
        below = sum(counts[pk] for pk, r in there.items() if r.path.startswith(region.path))
        tree.append((region, below))
    while len(tree) > 1 and tree[0][1] == tree[1][1] and tree[1][0].path.startswith(tree[0][0].path):
        tree.pop(0)  # a province above one city says nothing
    top = tree[0][0].level if tree else 0
    return [(r, n, r.level - top) for r, n in tree]


def usual_spans(asking: Asking, name: str) -> list[Option]:
    today = date.today()
    spans = [
        ("今年", f"{today.year}"), ("去年", f"{today.year - 1}"), ("本月", f"{today:%Y-%m}"),
        ("今年上半年", f"{today.year}-01..{today.year}-06"), ("今年以前", f"..{today.year - 1}"), ("今天以后", f"{today.isoformat()}.."),
    ]  # fmt: skip
    value = asking.question.conditions.get(name, "")
    return [
        Option(text, label, None, text == value, 0, asking.url(name, **{name: text})) for label, text in spans
    ]
