"""What the bureau holds on me 本局掌握的信息: for who is signed in, and for a person who asks the bureau."""

from datetime import date

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Role, Sitting
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Note, write
from taizhang.personal import requests
from taizhang.personal.models import Request
from taizhang.registers import holdings as held
from taizhang.registers.around import Draft
from taizhang.web.author import author_of, person_of
from taizhang.web.desk.downloads import as_file
from taizhang.web.desk.holding_sheet import lines, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIGNING = (Event.SIGNED_IN, Event.SIGN_IN_FAILED, Event.SIGNED_OUT)


@acts(Act.HOME)
def mine(request: HttpRequest) -> HttpResponse:
    """The firm's own records with their sources, who looked at covered data; for everybody his own account."""
    user = person_of(request)
    firm = user.role == Role.ENTERPRISE
    holdings = held.of_viewer(user) if firm else []
    context = {
        "firm": user.organization if firm else None, "holdings": holdings, "signing": signing(user.pk),
        "looked": held.looked_at(holdings), "taken": held.taken_out(user, holdings),
        "requests": requests.own(user)[:20], "kinds": Request.Kind.choices,
        "drafts": Draft.objects.filter(by=user).count(), "sittings": Sitting.objects.filter(user=user).count(),
    }  # fmt: skip
    return render(request, "desk/my_data.html", context)


def signing(user_id: int) -> list[Entry]:
    return list(Entry.objects.filter(by_id=user_id, event__in=SIGNING).order_by("-id")[:20])


@acts(Act.HOME)
@require_GET
def mine_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook; personal data stays covered, for a firm's sign-in is no single person's."""
    user = person_of(request)
    if user.role != Role.ENTERPRISE:
        raise Http404
    holdings = held.of_viewer(user)
    notes = told([*held.looked_at(holdings), *held.taken_out(user, holdings)])
    content = workbook(f"科技局掌握的 {user.organization} 的信息", lines(holdings, revealed=False), notes)
    with transaction.atomic():
        after = {"records": sum(h.count for h in holdings)}
        write(
            author_of(request),
            Note(
                Event.HOLDINGS_TAKEN,
                "organizations",
                user.organization_id,
                str(user.organization),
                after=after,
            ),
        )
    return as_file(content, f"本局掌握的我单位信息-{date.today().isoformat()}.xlsx", XLSX)


def told(entries: list[Entry]) -> list[tuple[str, ...]]:
    return [
        (
            f"{timezone.localtime(e.at):%Y-%m-%d %H:%M}",
            f"{e.get_event_display()}：{e.title}",
            e.by_name,
            e.ground,
        )
        for e in entries
    ]


@acts(Act.REVEAL)
def person(request: HttpRequest) -> HttpResponse:
    """Answer a person who asks what is held on him: found by name and a number he tells, written down, handed out."""
    if request.method != "POST":
        return render(request, "desk/person.html", {})
    name, number = request.POST.get("name", ""), request.POST.get("number", "")
    reason = request.POST.get("reason", "").strip()
    context = {"name": name, "reason": reason}
    try:
        if not reason:
            raise Refused("请写明依据，例如“本人持身份证到窗口申请查阅”。这一次查阅会记入日志。")
        found = held.of_person(person_of(request), name, number)
    except Refused as no:
        return render(request, "desk/person.html", {**context, "refused": no.sentence}, status=422)
    taking = "file" in request.POST
    with transaction.atomic():
        after = {
            "records": found.count,
            "file": taking,
            "registers": [h.register.name for h in found.holdings],
        }
        write(author_of(request, reason), Note(Event.HOLDINGS_TOLD, title="查阅本人信息", after=after))
        for holding in found.holdings if taking else ():
            for record in holding.records:
                note = Note(Event.HOLDINGS_TOLD, holding.register.name, record.pk, record.title)
                write(author_of(request, reason), note)
    if taking:
        content = workbook("科技局掌握的本人信息", lines(found.holdings, revealed=True), told(found.entries))
        return as_file(content, f"本人信息查阅答复-{date.today().isoformat()}.xlsx", XLSX)
    may_end = grant_of(request.user, Act.END) is not None
    shown = [(h, list(lines([h], revealed=False))) for h in found.holdings]
    return render(
        request, "desk/person.html", {**context, "found": found, "shown": shown, "may_end": may_end}
    )
