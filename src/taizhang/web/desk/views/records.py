"""A record's page and what is done to it: verify, end, resume, reveal, decide."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.scopes import covers, visible_to
from taizhang.core.decisions import Refused
from taizhang.files.queries import attachments_of
from taizhang.files.uploads import arrived_for
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author, Note, write
from taizhang.registers import actions, screening
from taizhang.registers.around import ProposedChange
from taizhang.registers.declaration import Register, registers
from taizhang.registers.queries import hanging, page_ids, rows
from taizhang.registers.record import Record, State
from taizhang.web.author import author_of, person_of
from taizhang.web.desk import around
from taizhang.web.desk.asking import Asking, find_register
from taizhang.web.desk.facts import (
    date_forms,
    facts,
    hide_sources,
    history_page,
    life,
    own_nodes,
    remember_reveal,
    revealed_until,
    said_value,
)
from taizhang.web.desk.tables import forget_counts

ACTS = (Act.CHANGE, Act.VERIFY, Act.END, Act.HISTORY, Act.REVEAL, Act.ATTACH, Act.EXPORT, Act.MERGE)


def find_record(request: HttpRequest, name: str, pk: int, act: Act = Act.VIEW) -> tuple[Register, Record]:
    """A record on which the user may do the act; else 404, the same for what is not there."""
    register = find_register(request, name, act)
    links = [n for n, f in register.fields.items() if f.is_relation]
    return register, get_object_or_404(
        visible_to(request.user, register.model, act).select_related(*links, "bureau"), pk=pk
    )


@acts(Act.VIEW)
def record(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """One record, its whole life at one address."""
    register, found = find_record(request, name, pk)
    until = revealed_until(request, found)
    linked = around.linked(request.user, found)
    tab = request.GET.get("tab", "")
    may = {
        a.value: bool(grant_of(request.user, a, name)) and (a == Act.VIEW or covers(request.user, a, found))
        for a in ACTS
    }
    context: dict[str, Any] = {
        "register": register, "record": found, "linked": linked, "tab": tab, "may": may, "revealed_until": until,
        "list_query": request.GET.get("in", ""), "neighbours": neighbours(request, register, found),
        "files_count": attachments_of(name, pk).filter(ended_at=None).count() if may["history"] else 0,
        "upload_mb": settings.UPLOAD_LIMIT_MB, "held_back": screening.why_held_back(register, found) if may["history"] else "",
        "history_count": Entry.objects.filter(register=name, record_id=pk).count() if may["history"] else 0,
        "proposals": proposals(register, found, revealed=bool(until)) if may["history"] else [], "keep": urlencode(kept(request)),
    }  # fmt: skip
    everything = "blank" in request.GET
    if tab == "files" and may["history"]:
        context |= papers(request, found, may)
    elif tab == "history" and may["history"]:
        context["history"], context["older"] = history_page(register, found, revealed=bool(until))
    elif tab and (one := next((x for x in linked if x.register.name == tab), None)):
        context["one"] = around.filled(around.longer(request.user, one, found, 50))
    else:
        context["tab"] = ""
        context["facts"] = facts(request, register, found, revealed=bool(until), everything=everything)
        context["blank"] = everything
        context["panels"] = [around.filled(x) for x in linked]
        if may["history"]:
            context["history"], context["older"] = history_page(register, found, revealed=bool(until))
            date_forms(context["facts"], context["history"])
        else:
            hide_sources(context["facts"])
    nodes = own_nodes(register, found)
    for other in linked:
        nodes += around.nodes_of(other)
    context["life"] = life(nodes)
    return render(request, "desk/record.html", context)


def papers(request: HttpRequest, found: Record, may: dict[str, bool]) -> dict[str, Any]:
    """The record's attachments, and what the person has sent for it but not added yet."""
    place = f"record:{found.register_name}:{found.pk}"
    arrived = arrived_for(person_of(request), place) if may["attach"] else []
    return {"files": attachments_of(found.register_name, found.pk), "arrived": arrived}


def kept(request: HttpRequest) -> dict[str, str]:
    """What leads back into the list that the record was opened from."""
    return {n: request.GET[n] for n in ("in", "at") if n in request.GET}


def neighbours(request: HttpRequest, register: Register, found: Record) -> dict[str, Any]:
    """The record before and after in the list it was opened from."""
    at = request.GET.get("at", "")
    if not at.isdecimal() or len(at) > 7:
        return {}
    asking = Asking.of(request, register, QueryDict(request.GET.get("in", "")))
    start = max(0, int(at) - 1)
    asked = rows(request.user, register, asking.question)
    near = page_ids(asked, register, asking.question.order or register.order, start, int(at) + 2 - start)
    if found.pk not in near:
        return {}
    here = near.index(found.pk)

    def url(offset: int) -> str:
        if not 0 <= here + offset < len(near):
            return ""
        query = urlencode({"in": request.GET.get("in", ""), "at": str(start + here + offset)})
        return reverse("record", args=[register.name, near[here + offset]]) + f"?{query}"

    return {"previous": url(-1), "next": url(1)}


def proposals(register: Register, found: Record, *, revealed: bool) -> list[dict[str, Any]]:
    """The changes that wait for a decision, each field beside what the record says now, with the papers sent along."""
    made = []
    open_ones = ProposedChange.objects.filter(
        register=register.name, record_id=found.pk, state=ProposedChange.State.OPEN
    )
    attached = list(attachments_of(register.name, found.pk).filter(ended_at=None)) if open_ones else []
    for proposal in open_ones.select_related("by").order_by("id"):
        papers = [a for a in attached if a.by_id == proposal.by_id and a.at >= proposal.at]
        names = {(n, v): str(m) for n, v, m in proposed_links(register, proposal)}
        lines = []
        for field, value in proposal.values.items():
            if field in register.fields:
                now = getattr(found, register.fields[field].attname)
                link = getattr(found, field) if register.fields[field].is_relation else None
                plain = (
                    str(link)
                    if link
                    else said_value(register, field, now if now != "" else None, names, revealed)
                )
                new = said_value(register, field, value, names, revealed)
                lines.append({"title": register.fields[field].title, "old": plain, "new": new})
        made.append({"proposal": proposal, "lines": lines, "papers": papers})
    return made


def proposed_links(register: Register, proposal: ProposedChange) -> list[tuple[str, int, Any]]:
    found = []
    for name, value in proposal.values.items():
        field = register.fields.get(name)
        if field is not None and field.is_relation and isinstance(value, int):
            target = field.related_model._default_manager.filter(pk=value).first()
            if target:
                found.append((name, value, target))
    return found


@acts(Act.HISTORY)
def history(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """An older page of a record's history."""
    register, found = find_record(request, name, pk, Act.HISTORY)
    before = request.GET.get("before", "")
    happened, older = history_page(
        register,
        found,
        int(before) if before.isdecimal() else 0,
        revealed=bool(revealed_until(request, found)),
    )
    context = {"register": register, "record": found, "history": happened, "older": older}
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "desk/history.html#rows" if part else "desk/history.html", context)


def back(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    query = request.POST.get("keep", "")
    return redirect(reverse("record", args=[name, pk]) + (f"?{query}" if query else ""))


@require_POST
@acts(Act.VERIFY)
def verify(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Verify one record."""
    register, found = find_record(request, name, pk, Act.VERIFY)
    if found.state == State.ENDED:
        raise Refused("这条记录已终止。请先恢复，再核实。")
    actions.verify_records(register, [found], author=author_of(request))
    forget_counts(request, register)
    messages.success(request, "已核实，今后的数字会算上它。")
    return back(request, name, pk)


@require_POST
@acts(Act.VERIFY)
def let_through(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Let a record be read by the public with what was found in it, as a second person with a reason."""
    register, found = find_record(request, name, pk, Act.VERIFY)
    screening.let_through(register, found, reason=request.POST.get("reason", ""), author=author_of(request))
    messages.success(request, "已放行，公众可以看到这一条。")
    return back(request, name, pk)


@require_POST
@acts(Act.END)
def end(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """End a record, with the ground."""
    register, found = find_record(request, name, pk, Act.END)
    actions.end_record(register, found, author=author_of(request, request.POST.get("ground", "")))
    forget_counts(request, register)
    messages.success(request, "已终止，不再计入数字；历史都在，可以恢复。")
    return back(request, name, pk)


@require_POST
@acts(Act.END)
def resume(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Bring an ended record back."""
    register, found = find_record(request, name, pk, Act.END)
    actions.resume_record(register, found, author=author_of(request))
    forget_counts(request, register)
    messages.success(request, "已恢复为待核，核实后再计入数字。")
    return back(request, name, pk)


@acts(Act.REVEAL)
def reveal(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Ask why; once told, show the personal data of this record for ten minutes, and write that down."""
    register, found = find_record(request, name, pk, Act.REVEAL)
    reason = request.POST.get("reason", "").strip()
    context = {
        "register": register,
        "record": found,
        "keep": request.GET.get("keep", ""),
        "missing": request.method == "POST",
    }
    if request.method != "POST" or not reason:
        part = bool(request.htmx)  # type: ignore[attr-defined]
        return render(request, "desk/reveal.html#form" if part else "desk/reveal.html", context)
    with transaction.atomic():
        write(author_of(request, reason), Note(Event.RECORD_REVEALED, name, pk, found.title))
    remember_reveal(request, found)
    return back(request, name, pk)


@require_POST
@acts(Act.VERIFY)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over or decline a change that an enterprise or liaison proposed."""
    seen = ProposedChange.objects.select_related("by").filter(hanging(request.user, Act.VERIFY))
    proposal = get_object_or_404(seen, pk=pk)
    register = registers()[proposal.register]
    accept = request.POST.get("decision") == "accept"
    reply = request.POST.get("reply", "").strip()
    if not accept and not reply:
        raise Refused("请写明不采纳的原因，提出的人会看到。")
    author: Author = author_of(request)
    actions.decide_proposal(proposal, register, accept=accept, reply=reply, author=author)
    messages.success(request, "已采纳，记录改成了新的值。" if accept else "没有采纳，记录保持原来的值。")
    return back(request, register.name, proposal.record_id)
