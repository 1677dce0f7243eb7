"""What other registers hold about a record: counts, rows, points of its life line."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from taizhang.access.scopes import visible_to
from taizhang.core.tables.spec import Kind
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record, State
from taizhang.web.desk.facts import Node, day_fields
from taizhang.web.menu import readable
from taizhang.web.values import NUMERIC, Cell, cell_of, state_sign, unit_of, wan

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

    Person = User | AnonymousUser

WIDE = 6  # columns of a linked register that a record page shows
SHORT = 5  # rows of it on the overview


@dataclass
class Linked:
    """One register's rows about a record."""

    register: Register
    names: list[str]  # the link fields by which they point to it
    count: int
    url: str
    rows: list["LinkedRow"] = field(default_factory=list)
    heads: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class LinkedRow:
    record: Record
    sign: str
    cells: list[Cell]


def pointing(register: Register, record: Record) -> list[str]:
    """The link fields of a register that can point to this record."""
    return [n for n, model in register.links.items() if isinstance(record, model)]


def linked_records(user: "Person", register: Register, record: Record) -> QuerySet[Record]:
    condition = Q(pk__in=())
    for name in pointing(register, record):
        condition |= Q(**{f"{name}_id": record.pk})
    return visible_to(user, register.model).filter(condition).exclude(state=State.ENDED)


def linked(user: "Person", record: Record) -> list[Linked]:
    """The registers that hold something about a record, with how many rows the user may see of each."""
    made = []
    for register in readable(user):
        names = pointing(register, record)
        if names:
            count = linked_records(user, register, record).count()
            if count:
                url = reverse("register", args=[register.name]) + f"?{names[0]}={record.pk}"
                made.append(Linked(register, names, count, url))
    return made


def filled(user: "Person", found: Linked, record: Record, most: int = SHORT) -> Linked:
    """With its first rows, newest first, and their heads."""
    register = found.register
    own = set(found.names) if len(found.names) == 1 else set()
    columns = shown_columns(register, own)
    day = next(iter(day_fields(register)), None)
    rows = linked_records(user, register, record).select_related(*[n for n in columns if register.fields[n].is_relation])
    rows = rows.order_by(*([f"-{day}"] if day else []), "-id")[:most]
    found.heads = [
        (register.fields[n].title, unit_of(register.fields[n]), "n" if register.fields[n].kind in NUMERIC else "") for n in columns
    ]
    found.rows = [LinkedRow(r, state_sign(r), [cell_of(register, r, n) for n in columns]) for r in rows]
    return found


def shown_columns(register: Register, own: set[str]) -> list[str]:
    """The first columns of a register's list, money among them; what points back to the record says nothing here."""
    there = [n for n in register.columns if n not in own and not register.fields[n].masked and n != "region"]
    money = [n for n in there if register.fields[n].kind == Kind.MONEY][:2]
    others = [n for n in there if n not in money][: WIDE - len(money)]
    return [n for n in there if n in others or n in money]


def nodes_of(user: "Person", found: Linked, record: Record) -> list[Node]:
    """Points of the life line out of one register: its first row and its latest, and what is still to come."""
    register = found.register
    days = day_fields(register)
    if not days:
        return []
    day = days[0]
    rows = linked_records(user, register, record).filter(**{f"{day}__isnull": False})
    newest = list(rows.order_by(f"-{day}", "-id")[:3])
    money = next((n for n, f in register.fields.items() if f.kind == Kind.MONEY), None)
    today = timezone.localdate()
    made = []
    for row in newest:
        on = getattr(row, day)
        amount = getattr(row, money) if money else None
        more = f"{wan(amount)} 万元" if amount else row.title
        url = reverse("record", args=[register.name, row.pk])
        what = register.fields[day].title.removesuffix("日期").removesuffix("时间")
        made.append(Node(on, f"{register.title}{what}", more, url, on > today))
        for later in days[1:]:
            until = getattr(row, later)
            if until and until > today:
                made.append(Node(until, f"{register.title}{register.fields[later].title}", f"还有 {(until - today).days} 天", url, True))
    return made
