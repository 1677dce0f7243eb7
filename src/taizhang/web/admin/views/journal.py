"""The audit journal 审计日志, for the audit administrator."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.journal import archives
from taizhang.journal.events import Event
from taizhang.journal.queries import Asked, chain_state, entries, midnight
from taizhang.registers.declaration import registers
from taizhang.web.admin.telling import proof_told, tell

PAGE = 50
NAMES = ("person", "event", "register", "record", "batch", "first", "last")


@acts(Act.JOURNAL)
def journal(request: HttpRequest) -> HttpResponse:
    """Entries of the bureau, newest first; older ones follow by id, without counting them."""
    asked = asked_of(request.GET)
    found = entries(request.user.bureau_id or 0, asked)  # type: ignore[union-attr]
    if not asked:  # thousands of carryings would hide what people did
        found = found.exclude(event=Event.RECORD_CARRIED)
    before = number(request.GET.get("before", ""))
    if before:
        found = found.filter(id__lt=before)
    rows = list(found[: PAGE + 1])
    older = rows[PAGE - 1].pk if len(rows) > PAGE else None
    typed = {n: request.GET.get(n, "").strip() for n in NAMES}
    query = urlencode({n: v for n, v in typed.items() if v})
    state = chain_state()
    told: dict[str, Any] = {
        "rows": tell(rows[:PAGE]), "typed": typed, "asked": bool(asked), "older": older, "before": before,
        "query": query, "events": Event.choices, "registers": registers().values(),
        "chain": state, "proof": proof_told(state.proof), "gone": gone(asked, older),
    }  # fmt: skip
    return render(request, "admin/journal.html", told)


def gone(asked: Asked, older: int | None) -> datetime | None:
    """The moment before which entries are in archives, where that bears on what is shown: its end, or a day before it."""
    until = archives.reach()
    if until is None or (
        older is not None and not (asked.first and archives.archived(midnight(asked.first)))
    ):
        return None
    return until


def asked_of(query: Mapping[str, str]) -> Asked:
    """The question in the address; what cannot be read is left aside."""
    known = (*registers(), "users", "tokens")
    event, register = query.get("event", ""), query.get("register", "")
    return Asked(
        person=query.get("person", "").strip(),
        event=event if event in Event else "",
        register=register if register in known else "",
        record_id=number(query.get("record", "")),
        batch_id=number(query.get("batch", "")),
        first=day(query.get("first", "")),
        last=day(query.get("last", "")),
    )


def number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
