"""Both sides of a form with which somebody else was quicker 两边都改过: what stands now, what was typed, chosen field by field.

A view that edits describes once what its form shows (`Held`). The form carries it by `parts/as_seen.html`; when the action
raises Moved, `both_sides` shows the difference, and the choice is sent to the same address with the version that stands now.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from taizhang.journal.models import Entry

CARRIED = ("csrfmiddlewaretoken", "once", "version", "seen")


@dataclass(frozen=True)
class Field:
    """One field as it stands now. Several ticks are one value, with commas."""

    name: str
    title: str
    value: str
    choices: Mapping[str, str] = field(default_factory=dict)

    def words(self, value: str) -> str:
        """A value as it is read."""
        return "、".join(self.choices.get(v, v) for v in value.split(",")) if self.choices else value


@dataclass(frozen=True)
class Side:
    """One field that differs, for the page: `keep_mine` is what is chosen already, `both` that two people changed it."""

    name: str
    title: str
    mine: str
    theirs: str
    words: Mapping[str, str]
    keep_mine: bool
    both: bool


@dataclass(frozen=True)
class Held:
    """What an editing form shows as it stands now: of what, its version, its fields; `back` is its page."""

    title: str
    back: str
    version: str
    fields: tuple[Field, ...]
    last: Entry | None = None

    @property
    def seen(self) -> str:
        """The values for the hidden field of the form."""
        return json.dumps({f.name: f.value for f in self.fields}, ensure_ascii=False)


def fields_of(form: Form) -> tuple[Field, ...]:
    """The fields of a form that nobody has typed into: files are not among them."""
    made = []
    for name, one in form.fields.items():
        if one.widget.needs_multipart_form or one.widget.is_hidden:
            continue
        value = form[name].value()
        if isinstance(value, bool):
            value, choices = "on" if value else "", {"on": "是", "": "否"}
        else:
            choices = {str(v): str(label) for v, label in getattr(one, "choices", ())}
        made.append(Field(name, str(one.label or name), "" if value is None else str(value), choices))
    return tuple(made)


def version_in(request: HttpRequest) -> str | None:
    """The version that the form showed."""
    return request.POST.get("version")


def last_entry(register: str, pk: int | None, **more: Any) -> Entry | None:
    """The newest entry about something: who was quicker, and when."""
    return Entry.objects.filter(register=register, record_id=pk, **more).order_by("-id").first()


def typed_in(posted: QueryDict) -> dict[str, str]:
    """What was sent, several ticks as one value."""
    return {name: ",".join(map(str, posted.getlist(name))) for name in posted if name not in CARRIED}


def both_sides(request: HttpRequest, held: Held, mine: Mapping[str, str] | None = None) -> HttpResponse:
    """Theirs and mine side by side; where only one side changed, that side is chosen already."""
    typed = dict(mine if mine is not None else typed_in(request.POST))
    seen = seen_in(request)
    sides = [side(f, typed.pop(f.name, ""), seen.get(f.name, f.value)) for f in held.fields]
    rest = [(s.name, s.mine) for s in sides if s.mine == s.theirs and s.mine]
    return conflict(
        request, title=held.title, back=held.back, version=held.version, seen=held.seen, last=held.last,
        sides=[s for s in sides if s.mine != s.theirs], rest=[*rest, *typed.items()], files=list(request.FILES),
    )  # fmt: skip


def side(now: Field, mine: str, seen: str) -> Side:
    mine = mine.strip().replace("\r\n", "\n")
    words = {"mine": now.words(mine), "theirs": now.words(now.value)}
    both = seen not in (mine, now.value)
    return Side(now.name, now.title, mine, now.value, words, keep_mine=mine != seen, both=both)


def seen_in(request: HttpRequest) -> dict[str, str]:
    """The values that the form showed; nothing when the field does not hold them."""
    try:
        seen = json.loads(request.POST.get("seen", "") or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in seen.items()} if isinstance(seen, dict) else {}


def conflict(request: HttpRequest, *, sides: Iterable[Side], **told: Any) -> HttpResponse:
    """The page with both sides."""
    return render(request, "public/both_sides.html", {"sides": list(sides), **told}, status=409)
