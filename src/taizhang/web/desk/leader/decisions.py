"""What needs the leader's decision 需要您处理: reports to sign, tables due, rows that hold figures back, changes, imports."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.intake.models import Batch
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import registers
from taizhang.reports.handins.queries import dues
from taizhang.reports.models import Report
from taizhang.web.desk.leader.tiles import Tile

if TYPE_CHECKING:
    from taizhang.accounts.models import User

WEEK = timedelta(days=7)
MOST = 3  # reports and tables named one by one


@dataclass(frozen=True)
class Decision:
    """One thing that waits: its kind, what it is, why it is here, where it is settled, whether it is late."""

    kind: str
    title: str
    why: str
    url: str = ""
    late: bool = False


def decisions(user: "User", tiles: list[Tile]) -> list[Decision]:
    """Everything that waits, late things first."""
    found = [*reports(user), *tables(user), *provisional(tiles), *proposals(user), *imports(user)]
    return sorted(found, key=lambda d: not d.late)


def reports(user: "User") -> list[Decision]:
    if not grant_of(user, Act.SIGN):
        return []
    drafts = (
        Report.objects.filter(bureau=user.bureau, state=Report.State.DRAFT)
        .select_related("by")
        .order_by("-id")
    )
    return [
        Decision(
            "签发", r.title, f"{Period.parse(r.period).words} · {r.by.name if r.by else '系统'} {day(r.changed_at.date())} 改过，等待签发",
            f"{reverse('home')}reports/{r.pk}/",
        )
        for r in drafts[:MOST]
    ]  # fmt: skip


def tables(user: "User") -> list[Decision]:
    assert user.bureau is not None
    return [
        Decision(
            "报送", f"{d.layout.name}（{d.period.words}）",
            f"{'报给' + d.layout.superior + '，' if d.layout.superior else ''}应于 {day(d.by)} 前报，还没有报出",
            reverse("handin_layout", args=[d.layout.pk]), d.late,
        )
        for d in dues(user.bureau, timezone.localdate())[:MOST]
    ]  # fmt: skip


def provisional(tiles: list[Tile]) -> list[Decision]:
    """Rows that wait for verification and would change figures on the page, by register."""
    held: dict[str, tuple[int, list[str]]] = {}
    for tile in tiles:
        for figure in leaves(tile.figure) if tile.figure else ():
            if figure.provisional and figure.definition is not None:
                most, names = held.get(figure.definition.register, (0, []))
                names = names if tile.name in names else [*names, tile.name]
                held[figure.definition.register] = (max(most, figure.provisional), names)
    made = []
    for name, (count, names) in held.items():
        url = reverse("register", args=[name]) + "?state=provisional"
        title = f"{registers()[name].title}有 {count:,} 行待核，没有计入数字"
        made.append(Decision("核实", title, "核实后会变：" + "、".join(names), url))
    return made


def leaves(figure: Figure) -> list[Figure]:
    return [leaf for operand in figure.operands for leaf in leaves(operand)] if figure.operands else [figure]


def proposals(user: "User") -> list[Decision]:
    found = ProposedChange.objects.filter(bureau=user.bureau, state=ProposedChange.State.OPEN).order_by("at")
    dated = list(found.values_list("at", "title", "register", "record_id"))
    if not dated:
        return []
    at, title, register, record = dated[0]
    late = at < timezone.now() - WEEK
    url = reverse("record", args=[register, record])
    return [
        Decision(
            "更正",
            f"企业和镇街提出的修改 {len(dated):,} 件待决定",
            f"最早 {day(at.date())}：{title}",
            url,
            late,
        )
    ]


def imports(user: "User") -> list[Decision]:
    """Tables that came more than a week ago and were not confirmed."""
    waiting = Batch.objects.filter(
        bureau=user.bureau, state=Batch.State.CHECKED, received_at__lt=timezone.now() - WEEK
    ).order_by("received_at")
    dated = list(waiting.values_list("received_at", "name"))
    if not dated:
        return []
    at, name = dated[0]
    url = reverse("home") + "imports/" if grant_of(user, Act.INTAKE) else ""
    return [
        Decision(
            "导入", f"{len(dated):,} 批表格一周以上没有确认导入", f"最早 {day(at.date())}：{name}", url, True
        )
    ]


def day(at: date) -> str:
    return (
        f"{at.year}-{at.month}-{at.day}" if at.year != timezone.localdate().year else f"{at.month}-{at.day}"
    )
