"""Register lists: reading, narrowing, columns, saved views, verifying many."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.core.decisions import Refused
from taizhang.core.personal.scanning.kinds import Found
from taizhang.core.personal.scanning.scan import scan_text
from taizhang.core.whole import whole
from taizhang.registers import actions
from taizhang.registers.around import SavedView
from taizhang.registers.drafts import forget_draft, keep_draft
from taizhang.registers.queries import PAGE, Question, rows
from taizhang.registers.record import State
from taizhang.web.author import author_of, person_of
from taizhang.web.desk import tables
from taizhang.web.desk.asking import Asking, canonical, columns_place, find_register, picked_columns
from taizhang.web.desk.chips import chips, condition

AT_A_TIME = 5000  # records verified by one press

MAY = (Act.ADD, Act.INTAKE, Act.EXPORT, Act.VERIFY, Act.MERGE, Act.REPORT)


@acts(Act.VIEW)
def register(request: HttpRequest, name: str) -> HttpResponse:
    """The list of a register; its whole state stands in the address."""
    found = find_register(request, name)
    tidy = canonical(found, request.GET)
    if tidy is not None:
        return redirect(f"{request.path}?{urlencode(tidy, safe=',.:')}" if tidy else request.path)
    asking = Asking.of(request, found)
    asked = rows(request.user, found, asking.question)
    total = tables.total_of(request, asking)
    pages = max(1, -(-total // PAGE))
    asking.page = min(asking.page, pages)
    by = asking.query.get("group", "")
    grouping = tables.group_fields(found)
    by = by if by in {f.name for f in grouping} else ""
    records = [] if by else tables.page_of(asked, asking)
    context = {
        "register": found, "asking": asking, "total": total, "pages": pages,
        "last": asking.first + len(records), "heads": tables.heads(asking),
        "rows": tables.table_rows(asking, records), "chips": chips(request, asking), "tabs": tables.tabs(request, asking),
        "links_open": tables.links_open(request, found), "group": by, "grouping": grouping,
        "groups": tables.groups(request, asking, by) if by else [], **tables.group_heads(asking, by),
        "sums": tables.sums(request, asking) if 0 < total <= tables.AT_ONCE else None,
        "waiting": asked.filter(state=State.PROVISIONAL).order_by().count() if total <= tables.AT_ONCE else None,
        "may": {act.value: bool(grant_of(request.user, act, name)) for act in MAY},
        "undo": request.session.pop("verified", None), "beyond": total - AT_A_TIME,
    }  # fmt: skip
    return render(request, "desk/list.html#list" if part_only(request) else "desk/list.html", context)


def part_only(request: HttpRequest) -> bool:
    """Whether htmx asks for the list alone (not when it restores a page from history)."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and htmx.target == "list" and not htmx.history_restore_request


@acts(Act.VIEW)
def narrow(request: HttpRequest, name: str, field: str) -> HttpResponse:
    """The form of a condition on one field: a page, or what opens under its chip."""
    found = find_register(request, name)
    if field not in found.fields or found.fields[field].covered:  # its values would be listed
        raise Http404
    asking = Asking.of(request, found)
    context = {"register": found, "asking": asking, "condition": condition(request, asking, field)}
    return render(request, "desk/condition.html#form" if request.htmx else "desk/condition.html", context)  # type: ignore[attr-defined]


@acts(Act.VIEW)
def sums(request: HttpRequest, name: str) -> HttpResponse:
    """The sums over a large result, asked for once the page stands."""
    found = find_register(request, name)
    asking = Asking.of(request, found)
    asked = rows(request.user, found, asking.question)
    context = {
        "register": found, "asking": asking, "total": tables.total_of(request, asking), "sums": tables.sums(request, asking),
        "waiting": asked.filter(state=State.PROVISIONAL).order_by().count(),
    }  # fmt: skip
    return render(request, "desk/list.html#sums" if request.htmx else "desk/sums.html", context)  # type: ignore[attr-defined]


def back_to(request: HttpRequest, name: str) -> HttpResponseRedirect:
    """Back to the list as it was: its query travels in `in`."""
    query = request.POST.get("in", "")
    return redirect(reverse("register", args=[name]) + (f"?{query}" if query else ""))


@require_POST
@acts(Act.VIEW)
def columns(request: HttpRequest, name: str) -> HttpResponse:
    """Keep a person's choice of columns for this register, or go back to the register's own."""
    found = find_register(request, name)
    chosen = picked_columns(found, request.POST.getlist("column"))
    if request.user.is_authenticated:
        place = columns_place(found)
        if chosen and "reset" not in request.POST:
            keep_draft(by=person_of(request), place=place, values={"columns": list(chosen)})
        else:
            forget_draft(by=person_of(request), place=place)
    query = QueryDict(request.POST.get("in", ""), mutable=True)
    query.pop("columns", None)
    return redirect(reverse("register", args=[name]) + (f"?{query.urlencode()}" if query else ""))


@require_POST
@acts(Act.VIEW)
def save_view(request: HttpRequest, name: str) -> HttpResponse:
    """Keep the list as it stands under a name, for oneself or for the whole bureau."""
    found = find_register(request, name)
    title = request.POST.get("title", "").strip()[:30]
    user = request.user
    if not user.is_authenticated or not user.bureau:
        raise Http404
    asking = Asking.of(request, found, QueryDict(request.POST.get("in", "")))
    if not title or not asking.query:
        messages.warning(request, "请给视图起个名字，并至少选一个条件。")
        return back_to(request, name)
    refuse_personal([title, *asking.query.values()])
    shared = "shared" in request.POST and bool(grant_of(user, Act.VERIFY, name))
    defaults = {"query": urlencode(asking.query, safe=",.:"), "shared": shared}
    SavedView.objects.update_or_create(
        bureau=user.bureau, register=name, by=user, name=title, defaults=defaults
    )
    messages.success(request, f"已存为视图“{title}”，在上面一排可以随时打开。")
    return back_to(request, name)


def refuse_personal(texts: Iterable[str]) -> None:
    """Refused when a view would keep somebody's number: its conditions stand in the ledger and in addresses in clear."""
    found = next(
        (hit.kind for text in texts for hit in scan_text(text) if hit.kind is not Found.ADDRESS), None
    )
    if found:
        raise Refused(
            f"条件或名称里有{found.label}，没有存为视图：视图不加密，网址会留在浏览记录里。请去掉它再存，找人请用姓名或单位。"
        )


@require_POST
@acts(Act.VIEW)
def drop_view(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Take away a saved view of one's own; the records stay."""
    find_register(request, name)
    view = get_object_or_404(SavedView, pk=pk, register=name, by=request.user.pk)
    view.delete()
    messages.success(request, f"视图“{view.name}”已去掉，记录不受影响。")
    return redirect("register", name)


@require_POST
@acts(Act.VERIFY)
def verify(request: HttpRequest, name: str) -> HttpResponse:
    """Verify the records ticked, or every one that the list shows."""
    found = find_register(request, name, Act.VERIFY)
    asking = Asking.of(request, found, QueryDict(request.POST.get("in", "")))
    if "all" in request.POST:
        asked = rows(request.user, found, asking.question, Act.VERIFY)
    else:
        ids = [pk for text in request.POST.getlist("ids") if (pk := whole(text))]
        asked = rows(request.user, found, Question(state=""), Act.VERIFY).filter(pk__in=ids[:AT_A_TIME])
    records = list(asked.filter(state=State.PROVISIONAL)[: AT_A_TIME + 1])
    if len(records) > AT_A_TIME:
        raise Refused(
            f"一次最多核实 {AT_A_TIME:,} 条，这里有 {asked.count():,} 条。请先用条件缩小范围，分几次核实。"
        )
    done = actions.verify_records(found, records, author=author_of(request)) if records else []
    tables.forget_counts(request, found)
    if done:
        request.session["verified"] = {"register": name, "ids": [r.pk for r in done]}
    else:
        messages.warning(request, "选中的记录都已核实或已终止，没有要核实的。")
    return back_to(request, name)


@require_POST
@acts(Act.VERIFY)
def unverify(request: HttpRequest, name: str) -> HttpResponse:
    """Take a verification back right after it was made: the toast's 撤销."""
    found = find_register(request, name, Act.VERIFY)
    ids = [pk for text in request.POST.get("ids", "").split(",") if (pk := whole(text))][:AT_A_TIME]
    records = list(visible_to(request.user, found.model, Act.VERIFY).filter(pk__in=ids, state=State.VERIFIED))
    done = actions.withdraw_verification(found, records, author=author_of(request))
    tables.forget_counts(request, found)
    messages.success(request, f"已撤回 {len(done)} 条的核实，它们又是待核。")
    return back_to(request, name)
