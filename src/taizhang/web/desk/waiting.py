"""What waits for a person, and what happened around his work: the contents of home pages."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.intake import queries as intake
from taizhang.intake.models import Batch
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.personal import requests
from taizhang.personal.models import Request
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import Register
from taizhang.registers.record import State
from taizhang.registers.retention import overdue
from taizhang.web.desk.expiring import SOON, Expiry, expiring
from taizhang.web.menu import readable

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

    Person = User | AnonymousUser

YEARLY = ("tech_sme",)  # what ends for everybody at the end of the year, told as one line
LADDER = "high_tech_enterprise"  # the certificates whose list is on the ladder
MOST = 8
LATEST = 50  # accepted batches that are looked through for rows left behind
RECORD_EVENTS = (
    Event.RECORD_ADDED, Event.RECORD_CHANGED, Event.RECORD_VERIFIED, Event.RECORD_ENDED, Event.RECORD_RESUMED,
    Event.CHANGE_PROPOSED, Event.CHANGE_DECLINED,
)  # fmt: skip


BATCH_EVENTS = (Event.BATCH_ACCEPTED, Event.BATCH_UNDONE)
LOOK_BACK = 20_000  # entries of the journal that a home page looks through


@dataclass
class Task:
    """One thing to do: what, why it is here, since when, and the button."""

    kind: str
    title: str
    url: str
    why: str
    button: str
    since: datetime | None = None
    late: bool = False


def batches_of(user: "Person") -> QuerySet[Batch]:
    """The import batches that the user may see."""
    return intake.batches(user)


def tasks(user: "User") -> list[Task]:
    """Everything that waits for this person, longest waiting first within its kind."""
    first = [*batch_tasks(user), *proposal_tasks(user), *request_tasks(user)]
    return [*first, *expiring_tasks(user), *overdue_tasks(user), *verify_tasks(user)]


def batch_tasks(user: "User") -> list[Task]:
    """Batches to be confirmed, and confirmed ones in which rows were left."""
    made = []
    waiting = list(batches_of(user).filter(state=Batch.State.CHECKED).order_by("id")[:MOST])
    accepted = batches_of(user).filter(state=Batch.State.ACCEPTED).order_by("-id")[:LATEST]
    waiting += [b for b in accepted if b.outcome.get("left")][: MOST - len(waiting)]
    for batch in waiting:
        tally = intake.tally(batch)
        blocked = tally.error + tally.duplicate
        title = f"{batch.name}，{blocked:,} 行不能导入" if blocked else f"{batch.name}，等待确认"
        if not tally.data:
            title = f"{batch.name}，请选定它属于哪本台账"
        why = f"批次 {batch.number} · 共 {tally.data:,} 行 · {batch.sender or batch.by or '命令行'} 交来"
        url = reverse("home") + f"imports/{batch.number}/"
        made.append(Task("导入", title, url, why, "继续检查", batch.received_at))
    return made


def verifiable(user: "User") -> list[Register]:
    return [r for r in readable(user) if grant_of(user, Act.VERIFY, r.name)]


def proposal_tasks(user: "User") -> list[Task]:
    """Changes proposed by enterprises and liaisons that the user may decide."""
    known = {r.name: r for r in verifiable(user)}
    if user.bureau_id is None:
        return []
    found = ProposedChange.objects.filter(
        bureau_id=user.bureau_id, state=ProposedChange.State.OPEN, register__in=known
    )
    made = []
    week = timezone.now() - timedelta(days=7)
    for p in found.select_related("by").order_by("id")[:MOST]:
        register = known[p.register]
        fields = "、".join(register.fields[n].title for n in p.values if n in register.fields)
        why = f"{p.by} 提出{'，' + p.ground if p.ground else ''}"
        url = reverse("record", args=[p.register, p.record_id])
        made.append(Task("更正", f"{p.title}：{fields}", url, why, "处理", p.at, p.at < week))
    return made


def request_tasks(user: "User") -> list[Task]:
    """Requests to correct or delete that wait for an answer, the one due first at the top."""
    if user.bureau_id is None or not grant_of(user, Act.REVEAL):
        return []
    made, today = [], timezone.localdate()
    for one in requests.of_bureau(user).filter(state=Request.State.OPEN)[:MOST]:
        title = f"{one.applicant}申请{one.get_kind_display()}：{one.what}"
        why = f"{one.due_on:%Y-%m-%d} 前答复"
        url = reverse("requests") + f"#request-{one.pk}"
        made.append(Task(one.get_kind_display(), title, url, why, "答复", one.at, one.due_on < today))
    return made


def verify_tasks(user: "User") -> list[Task]:
    """Registers with records that wait for verification, the fullest first."""
    made: list[tuple[int, Task]] = []
    for register in verifiable(user):
        waiting = visible_to(user, register.model, Act.VERIFY).filter(state=State.PROVISIONAL)
        count = waiting.count()
        if count:
            newest = waiting.order_by("-id").values_list("title", "created_at").first()
            title, at = newest or ("", None)
            why = f"最近一条：{title}" if title else "核实后计入数字"
            url = reverse("register", args=[register.name]) + "?state=provisional"
            made.append((count, Task("核实", f"{register.title} {count:,} 条待核", url, why, "去核实", at)))
    made.sort(key=lambda pair: -pair[0])
    shown, rest = [task for _, task in made[:MOST]], made[MOST:]
    if rest:
        names = "、".join(task.title.split()[0] for _, task in rest)
        total = sum(count for count, _ in rest)
        shown.append(Task("核实", f"另有 {len(rest)} 个台账 {total:,} 条待核", "#figures", names, "看台账"))
    return shown


def expiring_tasks(user: "User") -> list[Task]:
    """Certificates that end soon or ended lately: to staff the counts with their lists, to others each one."""
    today = timezone.localdate()
    found = expiring(user, today)
    if not grant_of(user, Act.VERIFY, "recognitions"):
        single = [one for one in found if one.kind not in YEARLY][:MOST]
        return [expiry_task(one, user) for one in single] + more_expiring(
            [o for o in found if o not in single], today
        )
    ahead = [one for one in found if one.days >= 0]
    firms, others = ([one for one in ahead if (one.kind == LADDER) is so] for so in (True, False))
    return ladder_task(firms, today) + more_expiring(others, today)


def expiry_task(one: Expiry, user: "User") -> Task:
    """One certificate; where rules say who may have it again, with what is still missing."""
    title = f"{one.label}：{one.name}"
    if one.kind != LADDER:
        return Task("到期", title, reverse("record", args=["recognitions", one.pk]), one.words, "看证书")
    own = user.organization_id == one.organization
    url = reverse("my_benefits") if own else reverse("benefits_of", args=[one.organization])
    return Task("到期", title, url, one.words, "看还差什么")


def ladder_task(found: list[Expiry], today: date) -> list[Task]:
    """The high-tech enterprises whose certificate ends, with how many have not applied again; to their list on the ladder."""
    if not found:
        return []
    idle = sum(not one.applied for one in found)
    why = f"其中 {idle:,} 家没有在办的申报" if idle else "都已在办"
    title = f"{len(found):,} 家高企证书 {today + timedelta(days=SOON):%Y-%m-%d} 前到期"
    return [Task("到期", title, reverse("ladder") + f"?show=fall&within={SOON}", why, "看名单")]


def more_expiring(found: list[Expiry], today: date) -> list[Task]:
    """All the others in one line, with their list."""
    if not found:
        return []
    until = today + timedelta(days=SOON)
    url = reverse("register", args=["recognitions"]) + f"?expires_on={today}..{until}&order=expires_on"
    return [
        Task("到期", f"{len(found):,} 项资质 {until:%Y-%m-%d} 前到期", url, "看是否已报重新认定", "看名单")
    ]


def overdue_tasks(user: "User") -> list[Task]:
    """Personal data past its time: nobody but a person erases it."""
    if not grant_of(user, Act.END):
        return []
    due = overdue(user, timezone.localdate())
    if not due:
        return []
    count = sum(each.count for each in due)
    why = "、".join(f"{each.register.title} {each.count:,} 条（满 {each.years} 年）" for each in due[:MOST])
    return [Task("到期", f"{count:,} 条终止记录的个人信息过了保存期限", reverse("personal"), why, "去删除")]


def recent_batches(user: "User") -> list[dict[str, Any]]:
    """The latest imports with what can still be done to each."""
    from taizhang.intake.undoing import can_undo

    made = []
    for batch in batches_of(user)[:5]:
        state = Batch.State(batch.state)
        sign = {"accepted": "st-ok", "checked": "st-look", "refused": "st-conflict"}.get(
            state.value, "st-ask"
        )
        waits = state == Batch.State.CHECKED
        action = "继续" if waits else "撤销" if can_undo(batch) and grant_of(user, Act.UNDO) else "看记录"
        made.append({"batch": batch, "sign": sign, "state": state.label, "action": action,
                     "url": reverse("home") + f"imports/{batch.number}/"})  # fmt: skip
    return made


@dataclass
class Recent:
    """Something that happened: several entries of one act count as one."""

    at: datetime
    who: str
    what: str
    title: str
    url: str
    more: int = 0


def recent(user: "User") -> list[Recent]:
    """What colleagues, firms and imports did lately, within the user's scope."""
    names = {r.name: r for r in readable(user)}
    grant = grant_of(user, Act.HISTORY)
    if grant is None or user.bureau_id is None:
        return []
    newest = Entry.objects.filter(bureau_id=user.bureau_id).aggregate(top=Max("id"))["top"] or 0
    one_by_one = Q(event__in=RECORD_EVENTS, register__in=names, batch_id=None)
    found = Entry.objects.filter(
        one_by_one | Q(event__in=BATCH_EVENTS), bureau_id=user.bureau_id, id__gt=newest - LOOK_BACK
    )
    if grant.scope == Scope.BUREAU:
        found = found.exclude(by=user)
    made: list[Recent] = []
    last: tuple[Any, ...] = ()
    for entry in found.order_by("-id")[:200]:
        if grant.scope != Scope.BUREAU and (
            entry.register not in names or not within(user, names[entry.register], entry.record_id)
        ):
            continue
        group = (entry.by_id, entry.event, entry.register, entry.batch_id)
        if made and group == last:
            made[-1].more += 1
            continue
        if len(made) == MOST:
            break
        last = group
        url = reverse("record", args=[entry.register, entry.record_id]) if entry.record_id else ""
        if entry.event in BATCH_EVENTS:
            url = reverse("home") + "imports/"
        made.append(Recent(entry.at, entry.by_name, Event(entry.event).label, entry.title, url))
    return made


def within(user: "User", register: Register, record_id: int | None) -> bool:
    return visible_to(user, register.model).filter(pk=record_id).exists()


def own_proposals(user: "User") -> QuerySet[ProposedChange]:
    """What the person proposed, waiting ones first, with the answers."""
    return ProposedChange.objects.filter(by=user).order_by("-state", "-id")[:MOST]


def reported(user: "User") -> list[dict[str, Any]]:
    """Provisional records within the person's scope, by register: sent in, not yet verified by staff."""
    made = []
    for register in readable(user):
        count = visible_to(user, register.model).filter(state=State.PROVISIONAL).count()
        if count:
            url = reverse("register", args=[register.name]) + "?state=provisional"
            made.append({"register": register, "count": count, "url": url})
    return made
