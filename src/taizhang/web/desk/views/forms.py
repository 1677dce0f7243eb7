"""Writing one record: new, change, drafts saved as one types, conflicts side by side."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.registers import actions
from taizhang.registers.around import Draft
from taizhang.registers.covering import covered
from taizhang.registers.declaration import Register, registers
from taizhang.registers.drafts import forget_draft, kept_draft
from taizhang.registers.forms import RecordForm, shown_text
from taizhang.registers.queries import search_ids
from taizhang.registers.record import Record
from taizhang.registers.successors import successors
from taizhang.web.author import author_of
from taizhang.web.both_sides import Side, conflict, last_entry
from taizhang.web.desk.asking import find_register
from taizhang.web.desk.facts import revealed_until
from taizhang.web.desk.sections import sections
from taizhang.web.desk.tables import forget_counts
from taizhang.web.desk.views.records import find_record


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@acts(Act.ADD)
def new(request: HttpRequest, name: str) -> HttpResponse:
    """Add one record."""
    register = find_register(request, name, Act.ADD)
    user = person(request)
    grant = grant_of(user, Act.ADD, name)
    if user.bureau is None or (grant and grant.scope == Scope.OWN and not register.organization_fields):
        raise Http404
    place = f"new:{name}"
    draft = kept_draft(user, place)
    if request.method == "POST":
        form = RecordForm(register, user=user, bureau=user.bureau, data=request.POST)
        if form.is_valid():
            try:
                record = write_new(request, form)
            except Refused as refused:
                if twice := sent_before(request, form):
                    return after_writing(request, register, twice, form, added=True)
                form.add_error(None, refused.sentence)
            else:
                forget_draft(by=user, place=place)
                return after_writing(request, register, record, form, added=True)
    else:
        initial = {n: request.GET[n] for n in register.fields if n in request.GET}
        form = RecordForm(
            register, user=user, bureau=user.bureau, initial={**initial, **(draft.values if draft else {})}
        )
    return show_form(request, form, place, draft)


@acts(Act.CHANGE)
def edit(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Change one record that the person saw at a version; on a conflict, both sides."""
    register, record = find_record(request, name, pk, Act.CHANGE)
    user = person(request)
    place = f"edit:{name}:{pk}"
    draft = kept_draft(user, place)
    revealed = bool(revealed_until(request, record))
    if request.method != "POST":
        initial = draft.values if draft else {}
        form = RecordForm(
            register, user=user, bureau=record.bureau, record=record, revealed=revealed, initial=initial
        )
        return show_form(request, form, place, draft)
    form = RecordForm(
        register, user=user, bureau=record.bureau, record=record, revealed=revealed, data=request.POST
    )
    if form.is_valid():
        try:
            changed, proposed = write_change(request, form)
        except actions.Conflict:
            return show_conflict(request, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            forget_draft(by=user, place=place)
            if not changed and not proposed:
                messages.warning(request, "没有改动，什么都没有保存。")
            return after_writing(
                request, register, record, form, proposed=bool(proposed), quiet=not changed and not proposed
            )
    return show_form(request, form, place, draft)


@transaction.atomic
def write_new(request: HttpRequest, form: RecordForm) -> Record:
    values = with_new_organizations(request, form, form.values())
    author = author_of(request, request.POST.get("ground", ""))
    return actions.add_record(
        form.register,
        values,
        bureau=form.bureau,
        author=author,
        sources={"*": ["form"]},
        token=form_token(request),
    )


def form_token(request: HttpRequest) -> str:
    """The mark of the form that was sent: the same however often it is sent."""
    token = request.POST.get("token", "")
    return token if len(token) == 32 and token.isalnum() else ""


def sent_before(request: HttpRequest, form: RecordForm) -> Record | None:
    """The record that the same form made a moment ago: a double click, a second tab."""
    made = form.register.model._default_manager.filter(
        bureau=form.bureau, key=actions.KEYLESS + form_token(request)
    )
    return made.first() if form_token(request) else None


@transaction.atomic
def write_change(request: HttpRequest, form: RecordForm) -> tuple[list[Record], list[Any]]:
    assert form.record is not None
    version = request.POST.get("version", "")
    values = with_new_organizations(request, form, form.values())
    author = author_of(request, request.POST.get("ground", ""))
    seen = int(version) if version.isdecimal() else form.record.version
    return actions.change_record(form.register, form.record, values, version=seen, author=author)


def with_new_organizations(request: HttpRequest, form: RecordForm, values: dict[str, Any]) -> dict[str, Any]:
    """Names that the person wants as new organizations become records in the same transaction."""
    organizations = registers()["organizations"]
    for name in form.register.links:
        if isinstance(values.get(name), str):
            fresh = {"name": values[name], "region": values.get("region")}
            author = author_of(request, f"登记{form.register.title}时新增")
            values[name] = actions.add_record(
                organizations, fresh, bureau=form.bureau, author=author, sources={"*": ["form"]}
            )
    return values


def show_form(request: HttpRequest, form: RecordForm, place: str, draft: Draft | None) -> HttpResponse:
    record = form.record
    context = {
        "register": form.register, "record": record, "form": form, "place": place, "draft": draft,
        "sections": sections(form), "version": request.POST.get("version") or (draft_version(draft) or (record.version if record else "")),
        "seen": request.POST.get("seen") or seen_now(form), "keep": request.GET.urlencode(),
        "token": request.POST.get("token") or uuid.uuid4().hex,
        "waits": grant_of(request.user, Act.VERIFY, form.register.name) is None, "ground": request.POST.get("ground", ""),
    }  # fmt: skip
    return render(
        request, "desk/form.html", context, status=422 if form.is_bound and not form.is_valid() else 200
    )


def seen_now(form: RecordForm) -> str:
    """What the form shows of the record, for when somebody else is quicker."""
    held = form.held() if form.record else {}
    return json.dumps({n: held.get(n, "") for n in form.register.fields} if held else {}, ensure_ascii=False)


def draft_version(draft: Draft | None) -> str:
    return str(draft.values.get("version", "")) if draft else ""


def show_conflict(request: HttpRequest, form: RecordForm) -> HttpResponse:
    """Theirs and mine side by side; where only one side changed, that side is chosen already."""
    assert form.record is not None
    form.record.refresh_from_db()
    try:
        seen = json.loads(request.POST.get("seen", "") or "{}")
    except ValueError:
        seen = {}
    sides: list[Side] = []
    rest = []
    for name, field in form.register.fields.items():
        mine = request.POST.get(name, "")
        theirs = "" if form.keeps_hidden(name) else shown_text(field, getattr(form.record, name))
        if mine.strip() == theirs:
            rest.append((name, mine))
            continue
        both = seen.get(name, "") not in (mine.strip(), theirs)
        hidden = covered(getattr(form.record, name)) if form.keeps_hidden(name) else ""
        words = {"mine": word(form, name, mine), "theirs": hidden or word(form, name, theirs)}
        sides.append(Side(name, field.title, mine, theirs, words, mine.strip() != seen.get(name, ""), both))
    picks = [(n, v) for n, v in request.POST.items() if n.endswith(("__id", "__create"))]
    return conflict(
        request, title=form.record.title, back=reverse("record", args=[form.register.name, form.record.pk]),
        version=form.record.version, seen=seen_now(form), sides=sides,
        rest=[*rest, *picks, ("ground", request.POST.get("ground", ""))],
        last=last_entry(form.register.name, form.record.pk, event=Event.RECORD_CHANGED),
    )  # fmt: skip


def word(form: RecordForm, name: str, text: str) -> str:
    """A typed text as it is read: the label of a choice, the name of a region."""
    field = form.fields[name]
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(text, text)).strip()


def after_writing(
    request: HttpRequest,
    register: Register,
    record: Record,
    form: RecordForm,
    *,
    added: bool = False,
    proposed: bool = False,
    quiet: bool = False,
) -> HttpResponse:
    """Say what was done, and show the record."""
    forget_counts(request, register)
    waits = grant_of(request.user, Act.VERIFY, register.name) is None
    if proposed:
        messages.success(request, "修改已提交，等科室核实；核实前台账保持原来的值。")
    elif not quiet:
        done = f"已登记“{record.title}”" if added else "已保存"
        messages.success(request, f"{done}，等科室核实后计入数字。" if waits else f"{done}。")
    for look in form.looks():
        messages.warning(request, look)
    keep = request.POST.get("keep", "")
    return redirect(reverse("record", args=[register.name, record.pk]) + (f"?{keep}" if keep else ""))


@acts(Act.SEARCH)
def pick(request: HttpRequest, name: str) -> HttpResponse:
    """Records of a register that a typed part, pinyin or code may mean, for a form's link."""
    register = find_register(request, name, Act.SEARCH)
    text = next((request.GET[k] for k in request.GET if k != "field"), "").replace("\x00", "").strip()
    ids = search_ids(request.user, register, text, Act.SEARCH)[:200] if text else []
    if name == "organizations":
        into = successors(ids)  # who was merged is offered as the one kept
        ids = [into.get(pk, pk) for pk in ids]
    found = (
        visible_to(request.user, register.model, Act.SEARCH)
        .filter(pk__in=ids)
        .select_related("region")
        .order_by("sort_key", "id")
    )
    context = {"register": register, "found": found[:8], "q": text}
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "desk/pick.html#options" if part else "desk/pick.html", context)
