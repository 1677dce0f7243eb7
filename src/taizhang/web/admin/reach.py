"""Who may do what, and why, in words: for the security administrator, who sees rights and never contents 权限说明."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from taizhang.access.can import WORDS, can, grant_of
from taizhang.access.roles import TABLE, Act, Grant, Scope
from taizhang.access.scopes import covers
from taizhang.accounts.models import Role, User
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record

SHOWN = [act for act in Act if act in WORDS]
# Acts that are done to rows; the others have no record.
ON_ROWS = (
    Act.SEARCH, Act.VIEW, Act.CHANGE, Act.VERIFY, Act.END, Act.EXPORT, Act.HISTORY, Act.REVEAL, Act.ATTACH,
)  # fmt: skip
MOST = 60  # people named under one act
RECENT = 30
# The condition that a row meets to lie within a scope.
CONDITIONS = {
    Scope.BUREAU: "记录属于本局",
    Scope.AREA: "记录的“所属区划”在他联络的镇街园区之内",
    Scope.OWN: "记录的某个单位栏就是他的单位",
    Scope.BANK: "记录的“银行”栏就是他的银行",
    Scope.OPEN: "这本台账对外公开，且记录已核实",
}


@dataclass(frozen=True)
class Why:
    """The answer to one question about one person."""

    act: str
    yes: bool
    sentence: str
    reach: str
    others: list[User] = field(default_factory=list)


def answers(person: User, register: Register | None, record: Record | None) -> list[Why]:
    """Every act with yes or no and why; with a record, whether the row lies within the grant."""
    return [why(person, act, register, record) for act in SHOWN if record is None or act in ON_ROWS]


def why(person: User, act: Act, register: Register | None, record: Record | None = None) -> Why:
    """Whether the person may, the sentence he would read, and which grant and which condition say so."""
    name, title = (register.name, register.title) if register else ("", "")
    role, what = Role(person.role).label, WORDS[act]
    if not person.is_active:
        return Why(what, False, f"{person.name}的帐号已停用，什么也不能做。", "")
    grant = grant_of(person, act, name)
    if grant is None:
        elsewhere = TABLE[Role(person.role)].get(act)
        titles = said(elsewhere)[2] if elsewhere else ""
        reach = f"权限表里，{role}这一项只到：{titles}。" if elsewhere else f"权限表里，{role}没有这一项。"
        return Why(what, False, can(person, act, name, title).sentence, reach)
    scope = f"范围：{grant.scope.label}{whose(person, grant)}。"
    if record is not None and not covers(person, act, record):
        return Why(what, False, "这一条不在他的范围内；他打开时读到“没有这一页，或不在您的范围内”。",
                   f"{scope}条件不满足：{CONDITIONS[grant.scope]}。")  # fmt: skip
    met = f"条件满足：{CONDITIONS[grant.scope]}。" if record is not None else ""
    if grant.registers and not name:
        met = f"只到：{said(grant)[2]}。"
    return Why(what, True, f"{person.name}（{role}）可以{what}{f'“{title}”' if title else ''}。", scope + met)


def holders(
    people: QuerySet[User], act: Act, register: Register | None, record: Record | None
) -> tuple[list[User], bool]:
    """Who in the bureau may do an act (to that register, to that record), by role and name; and whether there are more."""
    name = register.name if register else ""
    roles = [
        r for r in Role if (g := TABLE[r].get(act)) and (not name or not g.registers or name in g.registers)
    ]
    found = people.filter(role__in=roles, is_active=True).select_related("region", "organization")
    if (
        record is not None
    ):  # a firm that the record does not name cannot reach it: spares thousands of questions
        firms = [pk for link in record.organization_links if (pk := getattr(record, link))]
        found = found.filter(Q(organization=None) | Q(organization__in=firms))
    ordered = found.order_by("role", "username").iterator()
    named = list(islice((p for p in ordered if record is None or covers(p, act, record)), MOST + 1))
    return named[:MOST], len(named) > MOST


def said(grant: Grant | None) -> tuple[str, int, str]:
    """A cell of the table: the scope, how many registers when they are not all, and which."""
    if grant is None:
        return "", 0, ""
    if not grant.registers:
        return grant.scope.label, 0, "全部台账"
    titles = [r.title for n, r in registers().items() if n in grant.registers]
    return grant.scope.label, len(titles), "、".join(titles)


def whose(person: User, grant: Grant) -> str:
    """Which street, firm or bank a narrow scope means for this person."""
    held = {Scope.AREA: person.region, Scope.OWN: person.organization, Scope.BANK: person.bank}.get(
        grant.scope
    )
    if held:
        return f"（{held}）"
    return "" if grant.scope in (Scope.BUREAU, Scope.OPEN) else "（他的帐号没有指定，所以一行也看不到）"


def record_of(bureau_id: int | None, register: Register | None, number: str) -> Record | None:
    """The record of the bureau whose number was typed; its contents are never shown here."""
    if register is None or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return register.model._default_manager.filter(bureau_id=bureau_id or 0, pk=int(number)).first()


def refusals(bureau_id: int | None) -> Iterator[dict[str, Any]]:
    """The newest refusals: who wanted what, and which page. At most one an hour for each person and sentence."""
    found = Entry.objects.filter(bureau_id=bureau_id or 0, event=Event.ACCESS_REFUSED).select_related("by")
    for entry in found.order_by("-id")[:RECENT]:
        yield {"at": entry.at, "by": entry.by, "name": entry.by_name, "sentence": entry.title}
