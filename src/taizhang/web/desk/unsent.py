"""Where a draft lies and what it is about: what a person has begun and not sent, for his first page."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.registers.around import Draft
from taizhang.registers.declaration import registers
from taizhang.registers.drafts import unsent

RECORD = ("new", "edit")
SHOWN = 8


@dataclass(frozen=True)
class Unsent:
    """One form begun and not sent."""

    place: str
    title: str
    url: str
    at: datetime


def address_of_draft(draft: Draft) -> str:
    """The page on which the draft goes on; "" when there is none any more."""
    kind, _, rest = draft.place.partition(":")
    name, _, pk = rest.partition(":")
    try:
        if kind == "new":
            return reverse("record_new", args=[name])
        if kind == "edit":
            return reverse("record_edit", args=[name, pk])
        if kind == "indicator":
            return reverse("indicator_new") if rest == "new" else reverse("indicator_edit", args=[rest])
    except NoReverseMatch:
        return ""
    return draft.url


def title_of_draft(draft: Draft, by: User) -> str:
    """What the person began, in words."""
    kind, _, rest = draft.place.partition(":")
    name, _, pk = rest.partition(":")
    register = registers().get(name)
    if kind == "new" and register:
        return f"登记{register.title}"
    if kind == "edit" and register:
        found = visible_to(by, register.model).filter(pk=pk if pk.isdecimal() else 0).first()
        return f"修改 {found.title}" if found else ""
    if kind == "indicator":
        return f"指标 {draft.values.get('name') or rest}"
    return draft.title


def begun(by: User) -> list[Unsent]:
    """What the person has begun and not sent, newest first; what has no page any more is left out."""
    found = []
    for draft in unsent(by)[: 3 * SHOWN]:
        url, title = address_of_draft(draft), title_of_draft(draft, by)
        if url and title:
            found.append(Unsent(draft.place, title, url, draft.saved_at))
    return found[:SHOWN]
