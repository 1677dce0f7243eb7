"""A list as a table: heads with unit and sort, rows of cells, sums, tabs, groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.core.tables.spec import Kind
from taizhang.registers.around import SavedView
from taizhang.registers.covering import look_ahead_records
from taizhang.registers.declaration import Register
from taizhang.registers.queries import PAGE, Question, page_ids, rows, totals
from taizhang.registers.record import Record, State
from taizhang.web.desk.asking import Asking
from taizhang.web.values import NUMERIC, SUMMED, Cell, cell_of, state_sign, unit_of, wan, written

KEPT = 20  # seconds that a count of a whole register is kept
LARGE = 20_000  # rows from which on a count may be some seconds old
AT_ONCE = 5000  # rows up to which sums are part of the page; above, the page asks for them


@dataclass
class Head:
    name: str
    title: str
    unit: str
    css: str
    url: str
    arrow: str = ""


@dataclass
class Row:
    record: Record
    url: str
    name: str
    sign: str
    cells: list[Cell]


@dataclass
class Tab:
    title: str
    url: str
    count: int | None
    on: bool
    view: SavedView | None = None


def heads(asking: Asking) -> list[Head]:
    """The heads of a list; the first column sorts by pinyin."""
    made = []
    order = asking.question.order or asking.register.order
    for name in (asking.heading, *asking.others):
        field = asking.register.fields[name]
        key = "sort_key" if name == asking.heading else name
        falling = order == key
        arrow = "↑" if order == key else "↓" if order == f"-{key}" else ""
        url = asking.url(order=f"-{key}" if falling else key)
        if key == asking.register.order and not falling:
            url = asking.url("order")
        made.append(Head(name, field.title, unit_of(field), "n" if field.kind in NUMERIC else "", url, arrow))
    return made


def table_rows(asking: Asking, records: Iterable[Record]) -> list[Row]:
    """Rows of cells; each leads to its record, and from there back into this list."""
    records = list(records)
    look_ahead_records(asking.register, records, (asking.heading, *asking.others))
    made = []
    for at, record in enumerate(records, asking.first):
        url = reverse("record", args=[asking.register.name, record.pk])
        back = urlencode({"in": asking.here, "at": at})
        name = cell_of(asking.register, record, asking.heading)
        cells = [cell_of(asking.register, record, n) for n in asking.others]
        made.append(
            Row(record, f"{url}?{back}", record.title if name.none else name.text, state_sign(record), cells)
        )
    return made


def page_of(asked: QuerySet[Record], asking: Asking) -> list[Record]:
    """The records of one page."""
    order = asking.question.order or asking.register.order
    ids = page_ids(asked, asking.register, order, asking.first, PAGE)
    links = [n for n in asking.register.links if n in (asking.heading, *asking.columns)]
    regions = [n for n in ("region",) if n in asking.columns]
    found = asking.register.model._default_manager.select_related(*links, *regions).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def links_open(request: HttpRequest, register: Register) -> bool:
    """Whether the names in cells lead to organizations: only who sees the whole bureau sees every one of them."""
    grant = grant_of(request.user, Act.VIEW, "organizations")
    return grant is not None and grant.scope == Scope.BUREAU


def sums(request: HttpRequest, asking: Asking) -> list[dict[str, Any]]:
    """The sums of the money columns (of counts where there is no money) over the whole result."""
    shown = [n for n in (asking.heading, *asking.others) if asking.register.fields[n].kind in SUMMED]
    money = [n for n in shown if asking.register.fields[n].kind == Kind.MONEY] or shown
    found = totals(rows(request.user, asking.register, asking.question), asking.register, tuple(money[:4]))
    made = []
    for name, value in found.items():
        field = asking.register.fields[name]
        cell = written(field, field.to_python(value) if field.kind == Kind.MONEY else value)
        made.append({"title": field.title, "text": cell.text, "unit": unit_of(field), "hint": cell.hint})
    return made


def state_counts(request: HttpRequest, register: Register) -> dict[str, int]:
    """How many rows of the register the user sees in each state; kept for some seconds."""
    key = f"states:{request.user.pk or 0}:{register.name}"
    found: dict[str, int] | None = cache.get(key)
    if found is None:
        seen = visible_to(request.user, register.model).order_by()
        found = dict(seen.values_list("state").annotate(n=Count("pk")))
        cache.set(key, found, KEPT)
    return found


def total_of(request: HttpRequest, asking: Asking) -> int:
    """How many rows the list has. Of a whole large register the count kept for some seconds will do."""
    question = asking.question
    if not (question.text or question.conditions or question.batch):
        counts = state_counts(request, asking.register)
        states = [question.state] if question.state else [State.VERIFIED, State.PROVISIONAL]
        kept = sum(counts.get(s, 0) for s in states)
        if kept > LARGE:
            return kept
    return rows(request.user, asking.register, question).order_by().count()


def forget_counts(request: HttpRequest, register: Register) -> None:
    """After a write: the writer sees his own counts fresh."""
    user = request.user.pk or 0
    cache.delete_many([f"states:{user}:{register.name}", f"menu-counts:{user}", f"menu-batches:{user}"])


def tabs(request: HttpRequest, asking: Asking) -> list[Tab]:
    """The built-in views, then the person's own and the shared ones."""
    counts = state_counts(request, asking.register)
    aside = ("order", "columns", "group")
    current = {n: v for n, v in asking.query.items() if n not in aside}
    living = counts.get(State.VERIFIED, 0) + counts.get(State.PROVISIONAL, 0)
    made = [Tab("全部", asking.path, living, not current)]
    for state in (State.VERIFIED, State.PROVISIONAL, State.ENDED):
        if state != State.ENDED or counts.get(state):
            url = f"{asking.path}?state={state.value}"
            made.append(Tab(str(state.label), url, counts.get(state, 0), current == {"state": state.value}))
    for view in saved_views(request, asking.register):
        query = dict(parse_qsl(view.query))
        on = {n: v for n, v in query.items() if n not in aside} == current and bool(current)
        made.append(
            Tab(view.name, f"{asking.path}?{view.query}", view_count(request, asking, view, query), on, view)
        )
    return made


def saved_views(request: HttpRequest, register: Register) -> list[SavedView]:
    if not request.user.is_authenticated or not request.user.bureau_id:
        return []
    grant = grant_of(request.user, Act.VIEW, register.name)
    # A shared view's name and conditions may name a firm: it is shared among those who see every row.
    shared = grant is not None and grant.scope == Scope.BUREAU
    mine = Q(by=request.user) | Q(shared=True) if shared else Q(by=request.user)
    found = SavedView.objects.filter(mine, bureau_id=request.user.bureau_id, register=register.name)
    return list(found.select_related("by").order_by("id")[:8])


def view_count(request: HttpRequest, asking: Asking, view: SavedView, query: dict[str, str]) -> int:
    key = f"view:{request.user.pk}:{view.pk}"
    count: int | None = cache.get(key)
    if count is None:
        question = Question.from_query(asking.register, query)
        count = rows(request.user, asking.register, question).order_by().count()
        cache.set(key, count, KEPT)
    return count


def groups(request: HttpRequest, asking: Asking, by: str) -> list[dict[str, Any]]:
    """The result counted and summed by the values of one field."""
    from taizhang.regions.models import Region

    register = asking.register
    field = register.fields[by]
    money = [n for n in asking.columns if register.fields[n].kind == Kind.MONEY][:4]
    found = rows(request.user, register, asking.question).order_by().values(field.attname)
    counted = found.annotate(n=Count("pk"), **{f"sum_{m}": Sum(m) for m in money}).order_by("-n")[:200]
    regions = Region.objects.in_bulk([r[field.attname] for r in counted]) if field.kind == Kind.REGION else {}
    made = []
    for line in counted:
        value = line[field.attname]
        blank = value in (None, "")
        text = "未填" if blank else regions[value].name if value in regions else written(field, value).text
        cells = [wan(line[f"sum_{m}"]) for m in money]
        made.append(
            {
                "text": text,
                "n": line["n"],
                "sums": cells,
                "url": asking.url("group", **{by: "-" if blank else value}),
            }
        )
    return made


def group_heads(asking: Asking, by: str) -> dict[str, Any]:
    """The heads of a grouped list: the field's title and those of the money columns summed."""
    if not by:
        return {}
    fields = asking.register.fields
    money = [fields[n].title for n in asking.columns if fields[n].kind == Kind.MONEY][:4]
    return {"group_title": fields[by].title, "group_money": money}


def group_fields(register: Register) -> list[Any]:
    kinds = (Kind.CHOICE, Kind.REGION, Kind.YEAR, Kind.PERIOD, Kind.YES_NO, Kind.INDUSTRY)
    return [f for n, f in register.fields.items() if f.kind in kinds or n in register.filters]
