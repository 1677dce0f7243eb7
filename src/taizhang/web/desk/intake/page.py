"""What the page of a batch shows, from its state and the address 批次页."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from taizhang.core.whole import whole
from taizhang.intake import queries
from taizhang.intake.models import Batch, Row, Sheet
from taizhang.registers.declaration import Register, registers
from taizhang.web.desk.intake import differences, matching, problems
from taizhang.web.desk.intake.finding import permitted
from taizhang.web.desk.intake.fixes import pile

PAGE = 50
COUNTED = 2000  # problem rows up to which the kinds of problem are counted on every page
SILENT = 20  # seconds without a sign of life after which the worker counts as absent
BUSY = (Batch.State.RECEIVED, Batch.State.READING, Batch.State.APPLYING, Batch.State.UNDOING)
OPEN = (Batch.State.CHECKED, Batch.State.ACCEPTED)
STEPS = ("上传", "对列", "检查与预览差异", "完成")
SHOWN = ("changed", "new", "same", "duplicate", "skipped")
LISTS = ("error", "look", "groups")


@dataclass(frozen=True)
class Tab:
    """One table of the workbook as a tab."""

    sheet: Sheet
    register: Register | None
    rows: int
    waiting: int  # rows that do not go in as they are
    look: int
    on: bool

    @property
    def sign(self) -> str:
        """Its state as the sign before the words."""
        if not self.sheet.included:
            return "plain"
        return "conflict" if self.waiting or not self.register else "look" if self.look else "ok"


def template_of(batch: Batch, step: str) -> str:
    """Which part fills the page."""
    if batch.state in BUSY:
        return "progress"
    if batch.state in (Batch.State.REFUSED, Batch.State.DISCARDED):
        return "refused"
    if batch.state == Batch.State.UNDONE or (batch.state == Batch.State.ACCEPTED and not step):
        return "result"
    return step or "check"


def context_of(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    """Everything the page needs; what it does not show is not asked for."""
    query = request.GET
    step = query.get("step", "")
    step = step if step in ("columns", "check") and batch.state in OPEN else ""
    tabs = tabs_of(batch, query.get("table", "")) if batch.state in OPEN else []
    tab = next((t for t in tabs if t.on), None)
    if batch.state == Batch.State.CHECKED and not step:
        step = "columns" if not tab or undecided(tab) else "check"
    part = template_of(batch, step)
    context: dict[str, Any] = {
        "batch": batch, "part": part, "rail": True, "back": query.urlencode(), "tabs": tabs, "tab": tab,
        "steps": steps_of(batch, part), "days": settings.UNDO_DAYS,
    }  # fmt: skip
    if part == "progress":
        context |= progress_of(request, batch)
    elif part == "result":
        context |= result_of(batch)
    elif part in ("columns", "check"):
        context |= bar_of(request, batch, tabs)
        if tab and tab.sheet.included and tab.register:
            context |= columns_of(tab) if part == "columns" else check_of(request, tab)
        context["choices"] = permitted(request.user)
    return context


def tabs_of(batch: Batch, wanted: str) -> list[Tab]:
    """The tables of a batch; the one asked for, else the first that is imported, is on."""
    sheets = list(batch.sheets.order_by("number"))
    for sheet in sheets:
        sheet.batch = batch
    on = next((s for s in sheets if str(s.number) == wanted), None) or next(
        (s for s in sheets if s.included), None
    )
    on = on or next(iter(sheets), None)
    known = registers()
    tabs = []
    for sheet in sheets:
        t = queries.sheet_tally(sheet)
        tabs.append(Tab(sheet, known.get(sheet.register), t.data, t.error + t.duplicate, t.look, sheet is on))
    return tabs


def undecided(tab: Tab) -> bool:
    """Whether somebody should look at the columns first."""
    return not tab.register or (tab.sheet.included and any(c["doubtful"] for c in tab.sheet.columns))


def steps_of(batch: Batch, part: str) -> list[tuple[int, str, str]]:
    """(number, name, state) of each step: done, now or still to come."""
    now = {"progress": 1, "refused": 1, "columns": 2, "check": 3, "result": 5}[part]
    if batch.state in (Batch.State.APPLYING, Batch.State.UNDOING):
        now = 4
    return [(n, name, "done" if n < now else "now" if n == now else "") for n, name in enumerate(STEPS, 1)]


# While a job runs.


def progress_of(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    """How far the job is, how long it may take, and whether anybody works on it at all."""
    now = timezone.now()
    progress = queries.progress(batch)
    since = stamp(request.GET.get("since", ""), now)
    begun_with = whole(request.GET.get("from")) or 0
    same = request.GET.get("phase", "") == progress.phase
    if not same:
        since, begun_with = now, progress.done
    waiting_since = batch.received_at if batch.state in (Batch.State.RECEIVED, Batch.State.READING) else since
    heard = progress.beat_at or (waiting_since if same or batch.state == Batch.State.RECEIVED else now)
    seconds = (now - since).total_seconds()
    rate = (progress.done - begun_with) / seconds if seconds > 1 else 0
    return {
        "progress": progress,
        "silent": (now - heard).total_seconds() > SILENT,
        "left": round((progress.total - progress.done) / rate)
        if rate > 0 and progress.total > progress.done
        else 0,
        "poll": f"since={since.timestamp():.0f}&from={begun_with}&phase={progress.phase}",
    }


def stamp(text: str, now: datetime) -> datetime:
    """A time out of the address; now when it is none."""
    seconds = whole(text)
    return now if seconds is None or len(text) > 11 else datetime.fromtimestamp(seconds, tz=now.tzinfo)


# 对列


def columns_of(tab: Tab) -> dict[str, Any]:
    assert tab.register
    lines = matching.lines(tab.sheet, tab.register)
    return {
        "lines": lines,
        "doubtful": sum(line.doubtful for line in lines),
        "unused": sum(not line.field for line in lines),
        "remembered": matching.remembered(tab.sheet),
        "missing": matching.missing(tab.sheet, tab.register),
        "whole_values": matching.whole_values(tab.sheet, tab.register),
        "without_column": matching.without_column(tab.sheet, tab.register),
        "tally": queries.sheet_tally(tab.sheet),
    }


# 检查与预览差异


def check_of(request: HttpRequest, tab: Tab) -> dict[str, Any]:
    """The equation, the list of problems with the sheet beside it, and the differences below."""
    assert tab.register
    query, sheet = request.GET, tab.sheet
    counts = equation(sheet)
    which = query.get("list", "")
    which = which if which in LISTS else ("error" if counts["blocked"] or not counts["look"] else "look")
    show = query.get("show", "")
    show = show if show in SHOWN else next((s for s in SHOWN if counts["tally"].__dict__[s]), "changed")
    context = {"eq": counts, "tally": counts["tally"], "list": which, "show": show}
    if which == "groups" or counts["blocked"] + counts["look"] <= COUNTED:
        context["groups"] = queries.problem_groups(sheet)
    if which != "groups":
        context |= problem_list(query, tab, which)
    return context | difference_list(query.get("page", "1"), tab, show)


def equation(sheet: Sheet) -> dict[str, Any]:
    """How the data rows divide: those that go in, those to look at, those that do not, those skipped."""
    counted = sheet.rows.values_list("verdict", "look", "applied").annotate(n=Count("pk")).order_by()
    tally = queries.sheet_tally(sheet)
    clear = dict.fromkeys(("new", "changed", "same"), 0)
    look = dict.fromkeys(("new", "changed", "same"), 0)
    applied = 0
    for verdict, looks, done, n in counted:
        if verdict in clear and done:
            applied += n
        if verdict in clear:
            (look if looks else clear)[verdict] += n
    blocked = tally.error + tally.duplicate
    importable = sum(clear.values())
    return {
        "tally": tally, "clear": clear, "look_parts": look, "importable": importable, "look": sum(look.values()),
        "blocked": blocked, "skipped": tally.skipped, "applied": applied,
        "adds_up": importable + sum(look.values()) + blocked + tally.skipped == tally.data,
    }  # fmt: skip


def problem_list(query: Any, tab: Tab, which: str) -> dict[str, Any]:
    assert tab.register
    found = problems.blocking(tab.sheet) if which == "error" else problems.looking(tab.sheet)
    page = paged(found, query.get("p", "1"))
    rows = list(page.object_list)
    for row in rows:
        row.sheet = tab.sheet
    lines = problems.lines_of(tab.sheet, tab.register, rows, errors=which == "error")
    at = problems.cursor(lines, query.get("at", ""))
    now = lines[at] if lines else None
    return {
        "problems": lines, "problem_page": page, "now": now,
        "following": lines[(at + 1) % len(lines)] if len(lines) > 1 else None,
        "now_candidates": differences.told_apart(tab.sheet, tab.register, now.candidates) if now else [],
        "window": problems.window(tab.sheet, tab.register, now) if now else None,
    }  # fmt: skip


def difference_list(number: str, tab: Tab, show: str) -> dict[str, Any]:
    assert tab.register
    page = paged(queries.rows(tab.sheet, verdict=show), number)
    rows: list[Row] = list(page.object_list)
    for row in rows:
        row.sheet = tab.sheet
    context: dict[str, Any] = {"page": page}
    if show == "changed":
        context["differences"] = differences.changed(tab.sheet, tab.register, rows)
    elif show == "duplicate":
        context["likenesses"] = differences.duplicates(tab.sheet, tab.register, rows)
    else:
        context["grid"] = differences.grid(tab.sheet, tab.register, rows)
    return context


def paged(rows: QuerySet[Row], number: str) -> Page[Row]:
    return Paginator(rows, PAGE).get_page(number)


# The bar, and what came of it.


def bar_of(request: HttpRequest, batch: Batch, tabs: list[Tab]) -> dict[str, Any]:
    """What an acceptance would do now, over all tables that are included."""
    tallies = [queries.sheet_tally(t.sheet) for t in tabs if t.sheet.included and t.register]
    new, changed = sum(t.new for t in tallies), sum(t.changed for t in tallies)
    applied = dict.fromkeys(("new", "changed"), 0)
    if any(t.applied for t in tallies):
        counted = Row.objects.filter(sheet__batch=batch, sheet__included=True, applied=True)
        applied |= dict(counted.values_list("verdict").annotate(n=Count("pk")).order_by())
    new, changed = max(0, new - applied["new"]), max(0, changed - applied["changed"])
    return {
        "will": {
            "new": new, "changed": changed, "rows": new + changed,
            "left": sum(t.error + t.duplicate for t in tallies),
            "tables": len(tallies), "out": sum(not t.sheet.included or not t.register for t in tabs),
        },
        "steps_kept": len(pile(request, batch)),
    }  # fmt: skip


@dataclass(frozen=True)
class Brought:
    """What a batch brought into one register."""

    register: Register
    sheets: list[Sheet]
    tally: Any
    applied: int


def result_of(batch: Batch) -> dict[str, Any]:
    """Counts by register, with what was left."""
    known = registers()
    found: dict[str, list[Sheet]] = {}
    for sheet in batch.sheets.order_by("number"):
        if sheet.included and sheet.register in known:
            found.setdefault(sheet.register, []).append(sheet)
    brought = []
    for name, sheets in found.items():
        tallies = [queries.sheet_tally(s) for s in sheets]
        total = sum(tallies[1:], tallies[0])
        brought.append(Brought(known[name], sheets, total, total.applied))
    tally = queries.tally(batch)
    return {
        "brought": brought, "tally": tally, "left": tally.error + tally.duplicate, "can_undo": queries.can_undo(batch),
        "again": max(0, tally.new + tally.changed - tally.applied),
    }  # fmt: skip
