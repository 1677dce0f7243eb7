"""What the bureau holds on a person or a firm 本局掌握的信息 (个人信息保护法 arts 44-45), over all registers and what stands around them.

A person is asked for by name and a number that he tells (telephone, ID, account, e-mail): a record is his when the
number is in it. The same name alone is told as a count, for somebody to look at, and never handed out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.core.tables.codes import tidy
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.personal.references import referenced
from taizhang.registers.around import Draft, ProposedChange
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record, State

EACH = 200  # records of one register that are told
NEWEST = 100  # entries of the journal
LEAST = 5  # characters of a number


@dataclass
class Holding:
    """What one register holds: its records, how many there are."""

    register: Register
    records: list[Record]
    count: int


@dataclass
class Person:
    """What is held on one person, and what only bears the same name."""

    holdings: list[Holding] = field(default_factory=list)
    namesakes: list[Holding] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    drafts: int = 0
    proposals: int = 0

    @property
    def count(self) -> int:
        return sum(h.count for h in self.holdings)


def of_viewer(user: User) -> list[Holding]:
    """Every record that the user may see as his own, register by register."""
    found = []
    for register in registers().values():
        rows = visible_to(user, register.model).order_by("-changed_at")
        if count := rows.count():
            found.append(Holding(register, _with_links(register, rows), count))
    return found


def _with_links(register: Register, rows: QuerySet[Record]) -> list[Record]:
    links = [n for n, f in register.fields.items() if f.is_relation]
    return list(rows.select_related(*links)[:EACH])


def looked_at(holdings: list[Holding]) -> QuerySet[Entry]:
    """Who had covered data of these records shown, when, for what reason."""
    return _entries(holdings).filter(event=Event.RECORD_REVEALED).order_by("-id")[:NEWEST]


def taken_out(user: User, holdings: list[Holding]) -> QuerySet[Entry]:
    """Exports in which these records can stand, since the first of them came in.

    Only by people whose range holds them: what another firm or street took out for itself is theirs to know.
    """
    if not holdings:
        return Entry.objects.none()
    since = min(r.created_at for h in holdings for r in h.records)
    asked = Entry.objects.filter(bureau=user.bureau, event=Event.ROWS_EXPORTED, at__gte=since)
    possible = Q(pk__in=())
    people = User.objects.filter(pk__in=asked.order_by().values("by")).select_related("region")
    for held in holdings:
        who = [one.pk for one in people if _takes(one, user, held)]
        possible |= Q(register=held.register.name, by__in=who)
    return asked.filter(possible).order_by("-id")[:NEWEST]


def _takes(one: User, firm: User, held: Holding) -> bool:
    """Whether an export by somebody can hold these records of the firm's: its own people, its street, the bureau."""
    grant = grant_of(one, Act.EXPORT, held.register.name)
    if grant is None or grant.scope == Scope.OWN:
        return grant is not None and one.organization_id == firm.organization_id
    if grant.scope == Scope.AREA:
        top = one.region.path if one.region else ""
        return bool(top) and any(r.region and r.region.path.startswith(top) for r in held.records)
    return grant.scope == Scope.BUREAU


def _entries(holdings: list[Holding]) -> QuerySet[Entry]:
    condition = Q(pk__in=())
    for held in holdings:
        condition |= Q(register=held.register.name, record_id__in=[r.pk for r in held.records])
    return Entry.objects.filter(condition)


def of_person(user: User, name: str, number: str) -> Person:
    """Everything held on a person. Refused without a name and a number: a name alone is many people's."""
    name, number = "".join(name.split()), tidy(number)
    if not name or len(number) < LEAST:
        raise Refused("请填姓名，并填本人报出的手机号、身份证号、账号或邮箱之一：只凭姓名分不清同名的人。")
    person = Person()
    for register in registers().values():
        rows = visible_to(user, register.model, Act.REVEAL)
        theirs = rows.filter(_holds(register, number))
        if count := theirs.count():
            person.holdings.append(Holding(register, _with_links(register, theirs.order_by("pk")), count))
        same = rows.filter(_named(register, name)).exclude(pk__in=theirs.values("pk"))
        if count := same.count():
            person.namesakes.append(Holding(register, [], count))
    person.entries = list(_entries(person.holdings).order_by("-id")[:NEWEST])
    person.users = list(User.objects.filter(bureau=user.bureau, name=name))
    person.drafts = sum(number in str(d.values) for d in drafts_of(user))
    refs = {r for register in registers().values() for r in references(register, number)}
    proposed = ProposedChange.objects.filter(bureau=user.bureau, state=ProposedChange.State.OPEN)
    person.proposals = sum(any(r in str(p.values) for r in refs) for p in proposed.iterator())
    return person


def drafts_of(user: User) -> Iterator[Draft]:
    """Forms that people of the bureau have begun and not sent."""
    return Draft.objects.filter(by__bureau=user.bureau).iterator()


def references(register: Register, number: str) -> Iterator[str]:
    """What stands for the number in each sealed field of a register."""
    for column in register.fields.values():
        if column.sealed:
            yield str(referenced(column, number))


def _holds(register: Register, number: str) -> Q:
    """Records with this number in one of their sealed fields."""
    condition = Q(pk__in=())
    for name, column in register.fields.items():
        if column.sealed:
            condition |= Q(**{name: str(referenced(column, number))})
    return condition


def _named(register: Register, name: str) -> Q:
    """Records that name somebody so in a personal field that is not sealed."""
    condition = Q(pk__in=())
    for key, column in register.fields.items():
        if column.personal is not None and not column.sealed and not column.is_relation:
            condition |= Q(**{f"{key}__contains": name})
    return condition & ~Q(state=State.ENDED)
