"""Reading registers: one list question for screens, exports, counts and the API alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.core.whole import whole
from taizhang.journal.models import Entry
from taizhang.regions.queries import subtree_ids
from taizhang.registers.conditions import column_of, condition_q
from taizhang.registers.declaration import Register, registers
from taizhang.registers.fields import Integer, Money, Number
from taizhang.registers.record import Record, State
from taizhang.registers.search import LATIN, matching_ids, most_ids, scope_tokens

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

    Person = User | AnonymousUser

PAGE = 50
COMMON = 20_000  # hits from which on the ledger itself is asked for Chinese words
ENOUGH = 1000  # hits of one register that a search over all of them counts


@dataclass(frozen=True)
class Question:
    """What a list is asked for, as it stands in the URL 列表条件.

    `conditions` are field -> text as core.figures.condition reads it: a choice's value, a region's id, a year of
    a date ("2026") or "2026-01-01..2026-06-30", text contained. `order` is a field name, "-" first for falling.
    """

    text: str = ""
    conditions: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    order: str = ""
    batch: int = 0

    @classmethod
    def from_query(cls, register: Register, query: Mapping[str, str]) -> "Question":
        """Read from URL parameters; what the register does not know is left aside."""
        conditions = {n: query[n].strip() for n in query if may_ask(register, n) and query[n].strip()}
        order = query.get("order", "")
        sortable = {n for n, f in register.fields.items() if not f.covered}
        if order.lstrip("-") not in {*sortable, "sort_key", "changed_at", "id"}:
            order = ""
        state = query.get("state", "")
        return cls(
            text=query.get("q", "").strip(),
            conditions=conditions,
            state=state if state in State.values else "",
            order=order,
            batch=whole(query.get("batch")) or 0,
        )


def may_ask(register: Register, name: str) -> bool:
    """Whether a list may be narrowed by a field: masked data is not asked for in addresses, nor guessed at."""
    column = column_of(register, name)
    return column is not None and not column.field.covered


def rows(user: "Person", register: Register, question: Question, act: Act = Act.VIEW) -> QuerySet[Record]:
    """The rows of a register that the user may see and the question asks for, in its order."""
    found: QuerySet[Record] = visible_to(user, register.model, act)
    if question.text:
        found = found.filter(search_condition(user, register, question.text, act))
    for name, value in question.conditions.items():
        found = found.filter(condition_q(register, name, value) & beyond(user, register, name))
    if question.state:
        found = found.filter(state=question.state)
    elif not question.text and not question.batch:
        found = found.exclude(state=State.ENDED)
    if question.batch:
        found = found.filter(pk__in=batch_record_ids(register, question.batch))
    order = question.order or register.order
    links = [n for n in register.fields if register.fields[n].is_relation]
    return found.select_related(*links).order_by(*ordering(register, order))


def beyond(user: "Person", register: Register, name: str) -> Q:
    """What a condition one hop away asks besides: that the user may see the record it is asked of.

    Else whoever sees a platform could find out its owner's phone by asking digit after digit.
    """
    link, dot, _ = name.partition(".")
    target = register.links.get(link) if dot else None
    if target is None:
        return Q()
    return Q(**{f"{link}__in": visible_to(user, target).order_by()})


def ordering(register: Register, order: str) -> list[Any]:
    """Sorting by a field, "-" first for falling: missing values last on every database, links by their name."""
    name = order.lstrip("-")
    falling = order.startswith("-")
    tie = [] if name == "id" else ["-id" if falling else "id"]
    if name in register.links:
        name += "__sort_key"
    elif not (name in register.fields and register.fields[name].null) or register.fields[name].is_relation:
        return [("-" if falling else "") + name, *tie]
    return [F(name).desc(nulls_last=True) if falling else F(name).asc(nulls_last=True), *tie]


def page_ids(asked: QuerySet[Record], register: Register, order: str, first: int, size: int) -> list[int]:
    """The ids of one page of `rows`, in order: sorting ids alone spares carrying whole rows through a sort.

    A column that may be missing is asked in two steps, those that have a value and then those that have
    none: so each database may walk its index, whatever it thinks of where NULL belongs.
    """
    name = order.lstrip("-")
    column = register.fields.get(name)
    if column is None or not column.null or column.is_relation:
        return list(asked.values_list("pk", flat=True)[first : first + size])
    tie = "-id" if order.startswith("-") else "id"
    present = asked.filter(**{f"{name}__isnull": False}).order_by(order, tie)
    ids = list(present.values_list("pk", flat=True)[first : first + size])
    if len(ids) == size:
        return ids
    there = first + len(ids) if ids or not first else present.order_by().count()
    missing = asked.filter(**{f"{name}__isnull": True}).order_by(tie)
    start = max(0, first - there)
    return ids + list(missing.values_list("pk", flat=True)[start : start + size - len(ids)])


def batch_record_ids(register: Register, batch: int) -> Any:
    """The records that an import batch added or changed."""
    return Entry.objects.filter(batch_id=batch, register=register.name).values("record_id")


def narrowed(user: "Person", act: Act, register: Register | None = None) -> str | None:
    """The user's scope as a question to the search index; None when he may see nothing."""
    grant = grant_of(user, act, register.name if register else "")
    if grant is None:
        return None
    names = [r for r in registers().values() if not grant.registers or r.name in grant.registers]
    narrow: dict[str, Any] = {"bureau": getattr(user, "bureau_id", None)}
    if grant.registers and register is None:
        narrow["registers"] = names
    if grant.scope == Scope.AREA and user.is_authenticated and user.region:
        narrow["regions"] = subtree_ids(user.region)
    if grant.scope == Scope.OWN and user.is_authenticated:
        narrow["organization"] = user.organization_id
    if grant.scope == Scope.OPEN:
        narrow["verified"] = True
    return scope_tokens(**narrow)


def search_ids(
    user: "Person", register: Register, text: str, act: Act = Act.VIEW, limit: int = 5000
) -> list[int]:
    """Ids of the newest records of one register that match a text, within the user's scope."""
    scope = narrowed(user, act, register)
    if scope is None:
        return []
    return matching_ids(text, scope=scope, only=[register], limit=limit).get(register.name, [])


def search_condition(user: "Person", register: Register, text: str, act: Act = Act.VIEW) -> Q:
    """The records that match a text, as a condition beside others.

    The index names them; Chinese that more records hold than one question can carry is looked for in
    the ledger itself. Only initials or codes so short that most records match are cut, at `most_ids`.
    """
    most = most_ids()
    ids = search_ids(user, register, text, act, most + 1)
    if len(ids) > min(most, COMMON) and not LATIN.search(text.lower()):
        return written_in(register, text)
    return Q(pk__in=ids[:most])


def written_in(register: Register, text: str) -> Q:
    """Each word stands in one of the register's search fields, as written."""
    every = Q()
    for word in text.split()[:6]:
        one = Q()
        for name in register.search_fields:
            one |= Q(**{f"{name}__title__contains" if name in register.links else f"{name}__contains": word})
        every &= one
    return every


def hanging(
    user: "Person", act: Act, *, register: str = "register", record: str = "record_id", only: str = ""
) -> Q:
    """What hangs on a record by its register and id, as far as the user may do the act on that record.

    One question, whether the thing is there or not: so that what is another's answers like what is absent.
    """
    found = Q(pk__in=())
    for name, one in registers().items():
        if grant_of(user, act, name) is not None and only in ("", name):
            seen = visible_to(user, one.model, act).filter(pk=OuterRef(record)).order_by()
            found |= Q(**{register: name}) & Q(Exists(seen))
    return found


@dataclass(frozen=True)
class Hits:
    """What a search found in one register: how many (at least, when `more`), and the first few."""

    register: Register
    count: int
    more: bool
    records: list[Record]


def search_everywhere(user: "Person", text: str, each: int = 8) -> Iterator[Hits]:
    """The hits of every register that has some."""
    scope = narrowed(user, Act.SEARCH)
    if scope is None:
        return
    grant = grant_of(user, Act.SEARCH)
    assert grant is not None
    only = [r for r in registers().values() if not grant.registers or r.name in grant.registers]
    for name, ids in matching_ids(text, scope=scope, only=only, limit=ENOUGH).items():
        register = registers()[name]
        seen = visible_to(user, register.model).filter(pk__in=ids)
        count = seen.count()
        if count:
            records = list(seen.select_related("region").order_by("sort_key", "id")[:each])
            more = len(ids) == ENOUGH and grant.scope != Scope.BANK  # the index does not know banks
            yield Hits(register, count, more, records)


def totals(found: QuerySet[Record], register: Register, columns: tuple[str, ...]) -> dict[str, Any]:
    """Sums of the money and count columns of a list, each exact."""
    summed = [n for n in columns if isinstance(register.fields.get(n), Money | Integer | Number)]
    if not summed:
        return {}
    sums = found.order_by().aggregate(**{f"sum_{n}": Sum(n) for n in summed})
    return {n: sums[f"sum_{n}"] for n in summed}
