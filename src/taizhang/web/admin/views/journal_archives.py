"""The archived journal 存档里的日志, searched step by step, for the audit administrator."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.journal import archives, searching
from taizhang.journal.events import Event
from taizhang.registers.declaration import registers
from taizhang.web.admin.telling import tell
from taizhang.web.admin.views.journal import NAMES, asked_of, number
from taizhang.web.author import bureau_of

BROKEN_DAY = "日期看不懂，没有按日期查。请写成 2026-06-30。"


@acts(Act.JOURNAL)
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """One step of a search; the page goes on by itself until a screenful is found, and then when asked."""
    asked = asked_of(request.GET)
    typed = {n: request.GET.get(n, "").strip() for n in NAMES}
    gone, before = archives.reach(), number(request.GET.get("before", ""))
    context: dict[str, object] = {
        "typed": typed, "asked": bool(asked), "gone": gone, "events": Event.choices, "registers": registers().values(),
        "wrong": BROKEN_DAY if any(typed[n] and getattr(asked, n) is None for n in ("first", "last")) else "",
    }  # fmt: skip
    if asked and gone:
        step = searching.step(bureau_of(request).pk, asked, before)
        context |= shown(request, step, typed)
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, f"admin/journal_archives.html{'#step' if part else ''}", context)


def shown(request: HttpRequest, step: searching.Step, typed: dict[str, str]) -> dict[str, object]:
    """A step's entries in words, and the addresses at which the search goes on: `n` found and `bad` files so far go along."""
    found = (number(request.GET.get("n", "")) or 0) + len(step.entries)
    fresh = (number(request.GET.get("of", "")) or 0) + len(step.entries)  # since the person last asked
    unread = [*filter(None, request.GET.get("bad", "").split(",")), *step.unread]
    query = {
        **{n: v for n, v in typed.items() if v},
        "before": step.before,
        "n": found,
        "bad": ",".join(unread),
    }
    address = reverse("admin:journal_archives")
    return {
        "step": step, "rows": tell(step.entries), "found": found, "unread": unread,
        "onward": step.before is not None and fresh < searching.MOST,
        "next": f"{address}?{urlencode({**query, 'of': fresh})}", "here": f"{address}?{urlencode(query)}",
    }  # fmt: skip
