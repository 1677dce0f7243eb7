"""The pages of a year's data: which years, the form, what is checked before sending, the receipt."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act, Scope
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.actions import Conflict
from taizhang.registers.annual_returns.models import AnnualReturn
from taizhang.registers.annual_returns.submitting import Submitted, submit_return
from taizhang.registers.annual_returns.years import years_of
from taizhang.registers.declaration import registers
from taizhang.registers.drafts import forget_draft, keep_draft, kept_draft
from taizhang.registers.organizations.models import Organization
from taizhang.web.annual import papers
from taizhang.web.annual.asked import NAMES
from taizhang.web.annual.filled import REGISTER, Filled, Typed, fill, to_write
from taizhang.web.annual.page import held_of, lines_of, parts, proposed_words
from taizhang.web.annual.research import counted
from taizhang.web.annual.whose import Whose, address, find, is_enterprise, organization_of
from taizhang.web.author import author_of, person_of
from taizhang.web.both_sides import both_sides

SHOWN = 4  # years on the first page
NOT_TYPED = ("csrfmiddlewaretoken", "once", "submit", "draft_place")


@acts(Act.CHANGE)
def mine(request: HttpRequest) -> HttpResponse:
    """The years of one's own enterprise; who stands for none is told where to find the firms."""
    if person_of(request).organization_id is None:
        messages.info(request, "您的帐号不代表某一家企业。请打开一家单位，从它的页面进入“年度数据”。")
        return redirect("home")
    return years(request, *organization_of(request, None))


@acts(Act.CHANGE)
def firm(request: HttpRequest, pk: int) -> HttpResponse:
    """The years of a firm that the person looks after."""
    return years(request, *organization_of(request, pk))


def years(request: HttpRequest, organization: Organization, own: bool) -> HttpResponse:
    this_year = timezone.localdate().year
    held = years_of(organization, list(range(this_year - 1, this_year - 1 - SHOWN, -1)))
    unsent = {
        y: kept_draft(person_of(request), Whose(organization, y, own, h, h).place) for y, h in held.items()
    }
    lines = [
        {"held": h, "url": address(organization, own, "form", y), "draft": unsent[y],
         "given": sum(1 for n in NAMES if h.value(n) is not None), "all": len(NAMES)}
        for y, h in held.items()
    ]  # fmt: skip
    return page(request, "annual/years.html", {"organization": organization, "own": own, "lines": lines})


@acts(Act.CHANGE)
def form(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    """The form of a year, with what was typed and not sent."""
    whose = find(request, year, pk)
    draft = kept_draft(person_of(request), whose.place)
    typed: Typed = draft.values if draft else {}
    made = fill(whose, typed, timezone.localdate(), papers.taken(person_of(request), whose))
    held = held_of(whose)
    told = {
        "parts": parts(whose, typed, made, timezone.localdate(), staff=sees_imports(request)), "draft": draft, "held": held,
        "version": typed.get("version", held.version), "seen": typed.get("seen", held.seen),
        "total": counted(year, made.values, made.values.get("revenue_yuan")), "ground": typed.get("ground", ""),
        "errors": bool(made.errors), "waits": grant_of(request.user, Act.VERIFY, REGISTER) is None,
    }  # fmt: skip
    return page(request, "annual/form.html", {"whose": whose, **addresses(whose), **told})


@acts(Act.CHANGE)
def total(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    """What of the items that stand in the form counts, while one types."""
    whose = find(request, year, pk)
    made = fill(whose, request.GET.dict(), timezone.localdate())
    found = counted(year, made.values, made.values.get("revenue_yuan"))
    return render(request, "annual/total.html", {"total": found, "wrong": made.errors})


@acts(Act.CHANGE)
def check(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    """Everything that is wrong or asks for a reason, at once; and, where nothing is left, the sending."""
    whose = find(request, year, pk)
    if request.method != "POST":
        return redirect(whose.url("form"))
    typed = {n: str(v) for n, v in request.POST.items() if n not in NOT_TYPED}
    keep_draft(
        by=person_of(request), place=whose.place, values=typed, url=whose.url("form"), title=whose.title
    )
    paper = papers.taken(person_of(request), whose)
    made = fill(whose, typed, timezone.localdate(), paper)
    sent, sentence = "submit" in request.POST, ""
    if sent and made.submittable and not made.unanswered:
        try:
            done = send(request, whose, typed, made, paper)
        except Conflict:
            seen = {f.name: f.value for f in held_of(whose).fields}
            mine = {**typed, **mine_of(typed, seen), "submit": "1"}
            return both_sides(request, held_of(find(request, year, pk)), mine)
        except Refused as refused:
            sentence = refused.sentence
        else:
            forget_draft(by=person_of(request), place=whose.place)
            papers.forget(person_of(request), whose)
            return redirect(whose.url("receipt", done.entry.pk))
    return page(
        request,
        "annual/check.html",
        checked(request, whose, typed, made, sent, sentence),
        422 if sent else 200,
    )


def checked(
    request: HttpRequest, whose: Whose, typed: Typed, made: Filled, sent: bool, sentence: str
) -> dict[str, Any]:
    """What the checking page shows."""
    lines, told = lines_of(whose, made), titles()
    return {
        "whose": whose, **addresses(whose), "made": made, "lines": lines, "typed": carried(typed), "sent": sent,
        "sentence": sentence, "errors": [(n, told.get(n, n), e) for n, e in made.errors.items()],
        "untouched": len(lines) - len(made.changed) - len(made.confirmed), "held": held_of(whose),
        "waits": grant_of(request.user, Act.VERIFY, REGISTER) is None, "ground": typed.get("ground", ""),
        "total": counted(whose.year, made.values, made.values.get("revenue_yuan")),
        "version": typed.get("version", ""), "seen": typed.get("seen", ""),
        "paper": next((s[2] for s in made.sources.values()), ""),
    }  # fmt: skip


@transaction.atomic
def send(
    request: HttpRequest, whose: Whose, typed: Typed, made: Filled, paper: papers.Paper | None
) -> Submitted:
    """The values, and the file that they stand in: all or nothing."""
    version, author = typed.get("version", ""), author_of(request, typed.get("ground", ""))
    done = submit_return(
        whose.organization, whose.year, to_write(whose, made), confirmed=made.confirmed, sources=made.sources,
        version=int(version) if version.isdecimal() else 0, author=author,
    )  # fmt: skip
    if paper is not None and made.sources:
        papers.attach(paper, done.record, author)
    return done


def mine_of(typed: Typed, seen: dict[str, str]) -> dict[str, str]:
    """What the person's side says of each field: a field left alone says what the form showed."""
    shown = json.loads(typed.get("seen") or "{}")
    return {name: typed.get(name, "").strip() or str(shown.get(name, seen[name])) for name in seen}


@acts(Act.CHANGE)
def receipt(request: HttpRequest, year: int, number: int, pk: int | None = None) -> HttpResponse:
    """What was sent, under which number, at what time, and what happens next."""
    whose = find(request, year, pk)
    entry = get_object_or_404(Entry, pk=number, event=Event.RETURN_SUBMITTED, register=REGISTER)
    record = AnnualReturn.objects.filter(
        pk=entry.record_id or 0, organization=whose.organization, period=str(year)
    ).first()
    if record is None:
        raise Http404
    after = json.loads(entry.after)
    told = titles()
    changed = [(told[n], proposed_words(n, after["values"][n])) for n in told if n in after["values"]]
    confirmed = [told[n] for n in after["confirmed"] if n in told]
    waiting = bool(whose.now.proposals) or not whose.now.verified
    context = {
        "entry": entry,
        "changed": changed,
        "confirmed": confirmed,
        "record": record,
        "waiting": waiting,
    }
    return page(request, "annual/receipt.html", {"whose": whose, **addresses(whose), **context})


# What the pages share.


def page(request: HttpRequest, template: str, told: dict[str, Any], status: int = 200) -> HttpResponse:
    """In the face of who looks: an enterprise's, or the desk's."""
    base = "portal/shell.html" if is_enterprise(request) else "shell.html"
    return render(request, template, {"base": base, **told}, status=status)


def sees_imports(request: HttpRequest) -> bool:
    grant = grant_of(request.user, Act.INTAKE)
    return grant is not None and grant.scope == Scope.BUREAU


def addresses(whose: Whose) -> dict[str, str]:
    named = {
        f"{name}_url": whose.url(name) for name in ("form", "check", "total", "people", "ledger", "take")
    }
    back = address(whose.organization, whose.own, "years")
    return {**named, "years_url": back}


def titles() -> dict[str, str]:
    fields = registers()[REGISTER].fields
    return {name: fields[name].title for name in (*NAMES, "data_explained")}


def carried(typed: Typed) -> list[tuple[str, str]]:
    """What the checking page carries on: all that was typed but the reasons, which stand in it to be seen."""
    return [
        (n, v)
        for n, v in typed.items()
        if not n.startswith(("why-", "from-")) and n not in ("version", "seen", "ground")
    ]
