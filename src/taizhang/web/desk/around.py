"""What other registers hold about a record: counts, rows, points of its life line."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet
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
NODES = 3  # of them on the life line


@dataclass
class Linked:
    """One register's rows about a record."""

    register: Register
    names: list[str]  # the link fields by which they point to it
    count: int
    url: str
    records: list[Record]
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
    """The registers that hold something about a record: how many rows the user may see, and the newest few."""
    made = []
    for register in readable(user):
        names = pointing(register, record)
        if not names:
            continue
        newest = newest_rows(user, register, record, names, SHORT + 1)
        if newest:
            count = len(newest) if len(newest) <= SHORT else linked_records(user, register, record).count()
            url = reverse("register", args=[register.name]) + f"?{names[0]}={record.pk}"
            made.append(Linked(register, names, count, url, newest[:SHORT]))
    return made


def newest_rows(
    user: "Person", register: Register, record: Record, names: list[str], most: int
) -> list[Record]:
    """The rows about a record, by the register's first date, newest first (rows without it last)."""
    links = [n for n in shown_columns(register, own_links(names)) if register.fields[n].is_relation]
    day = next(iter(day_fields(register)), None)
    newest = [F(day).desc(nulls_last=True)] if day else []
    return list(linked_records(user, register, record).select_related(*links).order_by(*newest, "-id")[:most])


def newest(user: "Person", register: Register, most: int = SHORT) -> Linked:
    """The newest rows of a register that the user may see, for a first page."""
    links = [n for n in shown_columns(register, set()) if register.fields[n].is_relation]
    seen = visible_to(user, register.model).exclude(state=State.ENDED)
    records = list(seen.select_related(*links).order_by("-id")[:most])
    count = len(records) if len(records) < most else seen.count()
    made = Linked(register, [], count, reverse("register", args=[register.name]), records)
    return filled(made)


def own_links(names: list[str]) -> set[str]:
    """A single link back to the record says nothing in its own page; of two, either may be somebody else."""
    return set(names) if len(names) == 1 else set()


def longer(user: "Person", found: Linked, record: Record, most: int) -> Linked:
    """With more of its rows, for a page of their own."""
    found.records = newest_rows(user, found.register, record, found.names, most)
    return found


def filled(found: Linked) -> Linked:
    """With its rows as cells and their heads."""
    register, records = found.register, found.records
    columns = shown_columns(register, own_links(found.names))
    fields = [register.fields[n] for n in columns]
    found.heads = [(f.title, unit_of(f), "n" if f.kind in NUMERIC else "") for f in fields]
    found.rows = [LinkedRow(r, state_sign(r), [cell_of(register, r, n) for n in columns]) for r in records]
    return found


def shown_columns(register: Register, own: set[str]) -> list[str]:
    """The first columns of a register's list, money among them; what points back to the record says nothing here."""
    there = [n for n in register.columns if n not in own and not register.fields[n].covered and n != "region"]
    money = [n for n in there if register.fields[n].kind == Kind.MONEY][:2]
    others = [n for n in there if n not in money][: WIDE - len(money)]
    return [n for n in there if n in others or n in money]


def nodes_of(found: Linked) -> list[Node]:
    """Points of the life line out of one register: its latest rows, and what is still to come."""
    register, days = found.register, day_fields(found.register)
    money = next((n for n, f in register.fields.items() if f.kind == Kind.MONEY), None)
    today = timezone.localdate()
    made = []
    for row in found.records[:NODES]:
        url = reverse("record", args=[register.name, row.pk])
        for at, name in enumerate(days):
            day = getattr(row, name)
            if day is None or (at and day <= today):
                continue
            what = register.fields[name].title.removesuffix("日期").removesuffix("时间")
            amount = getattr(row, money) if money else None
            more = (
                f"还有 {(day - today).days} 天"
                if day > today
                else f"{wan(amount)} 万元"
                if amount
                else row.title
            )
            made.append(Node(day, f"{register.title}{what}", more, url, day > today))
    return made
