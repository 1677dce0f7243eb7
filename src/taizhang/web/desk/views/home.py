"""The first page of each role."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import Role, User
from taizhang.indicators import leader as leading
from taizhang.indicators.figures import Figures
from taizhang.indicators.queries import newest_period
from taizhang.publishing.models import Publication
from taizhang.publishing.queries import of_bureau
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import State
from taizhang.web.desk import around, waiting
from taizhang.web.desk.facts import facts
from taizhang.web.desk.reports.panel import report_panel
from taizhang.web.desk.tables import state_counts
from taizhang.web.desk.unsent import begun
from taizhang.web.menu import Menu, readable, sign
from taizhang.web.portal.glance import glance

SCREEN = 6  # figures of the leader's page that his home page shows
WEEKDAYS = "一二三四五六日"


@acts(Act.HOME)
def home(request: HttpRequest) -> HttpResponse:
    """What waits, what was done, and where to go on, by role."""
    user = request.user
    assert isinstance(user, User)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "today": f"{today.month} 月 {today.day} 日 星期{WEEKDAYS[today.weekday()]}",
        "empty_ledger": False, "may_intake": bool(grant_of(user, Act.INTAKE)), "enterable": enterable(user),
        "begun": begun(user),
    }  # fmt: skip
    pages: dict[str, Callable[[HttpRequest, User], dict[str, Any]]] = {
        Role.STAFF: staff, Role.FINANCE: staff, Role.LEADER: leader, Role.LIAISON: liaison,
        Role.ENTERPRISE: enterprise, Role.SYSTEM: administrator, Role.SECURITY: administrator, Role.AUDIT: administrator,
    }  # fmt: skip
    context.update(pages.get(user.role, reader)(request, user))
    return render(request, "desk/home.html", context)


def enterable(user: User) -> list[Register]:
    """The registers in which the person may enter a record."""
    made = []
    for register in readable(user):
        grant = grant_of(user, Act.ADD, register.name)
        if grant and not (grant.scope == Scope.OWN and not register.organization_fields):
            made.append(register)
    return made


def figures(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Each register with how many of its rows count and how many wait."""
    made = []
    for register in readable(user):
        counts = state_counts(request, register)
        made.append({"register": register, "icon": sign(register), "verified": counts.get(State.VERIFIED, 0),
                     "waiting": counts.get(State.PROVISIONAL, 0)})  # fmt: skip
    return made


def staff(request: HttpRequest, user: User) -> dict[str, Any]:
    todo = waiting.tasks(user)
    shown = figures(request, user)
    return {
        "page": "staff", "tasks": todo, "late": sum(t.late for t in todo), "batches": waiting.recent_batches(user),
        "recent": waiting.recent(user), "figures": shown,
        "empty_ledger": not any(f["verified"] or f["waiting"] for f in shown), **report_panel(user),
    }  # fmt: skip


def leader(request: HttpRequest, user: User) -> dict[str, Any]:
    shown = figures(request, user)
    return {
        "page": "leader", "proposed": of_bureau(user).filter(state=Publication.State.PROPOSED).count(),
        "screen": screen(user), "figures": shown, "recent": waiting.recent(user),
        "verified": sum(f["verified"] for f in shown), "waiting": sum(f["waiting"] for f in shown),
    }  # fmt: skip


def screen(user: User) -> dict[str, Any] | None:
    """The first figures of the leader's page, for the newest period of the ledger; None while there are none."""
    if user.bureau is None:
        return None
    desk, period = Figures(user.bureau), newest_period(user.bureau)
    shown = desk.figures(leading.shown(desk, period)[:SCREEN], period)
    return {"period": period, "figures": shown} if shown else None


def liaison(request: HttpRequest, user: User) -> dict[str, Any]:
    organizations = registers()["organizations"]
    firms = visible_to(user, organizations.model).exclude(state=State.ENDED)
    return {
        "page": "liaison", "tasks": [*waiting.batch_tasks(user), *waiting.expiring_tasks(user)], "reported": waiting.reported(user),
        "proposals": waiting.own_proposals(user), "batches": waiting.recent_batches(user),
        "firms": firms.order_by("sort_key", "id")[:12], "firm_count": firms.count(), "figures": figures(request, user),
    }  # fmt: skip


def enterprise(request: HttpRequest, user: User) -> dict[str, Any]:
    organizations = registers()["organizations"]
    own = (
        visible_to(user, organizations.model).filter(pk=user.organization_id).select_related("region").first()
    )
    return {
        "page": "enterprise", "own": own, "proposals": waiting.own_proposals(user), "reported": waiting.reported(user),
        "facts": facts(request, organizations, own, revealed=False, everything=False)[:10] if own else [],
        "glance": glance(user, own) if own else None,
        "linked": around.linked(user, own) if own else [], "expiring": waiting.expiring_tasks(user),
    }  # fmt: skip


def administrator(request: HttpRequest, user: User) -> dict[str, Any]:
    return {"page": "administrator", "entries": Menu(user, request.path).administration()}


def reader(request: HttpRequest, user: User) -> dict[str, Any]:
    """Experts, banks and the public: the registers open to them."""
    return {"page": "reader", "panels": [around.newest(user, r, 10) for r in readable(user)]}
