"""What the merge page shows: the organizations side by side, what moves, what would be doubled."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.merging import named, open_matters, pointing
from taizhang.merging.actions import Wish
from taizhang.merging.comparing import MOST, Line, all_names, lines, suggested_kept
from taizhang.registers.declaration import register_of
from taizhang.registers.organizations.models import Organization
from taizhang.registers.queries import search_ids
from taizhang.web.author import bureau_of
from taizhang.web.desk.facts import Source, sources_of
from taizhang.web.values import Cell, cell_of, with_unit

REGISTER = register_of(Organization)
FIELD = "field-"
SHOWN = 60  # collisions shown one by one; the others are settled as suggested


@dataclass(frozen=True)
class Side:
    """One organization's value of a field."""

    firm: int
    cell: Cell
    source: Source
    at: datetime | None
    chosen: bool
    empty: bool


@dataclass(frozen=True)
class Row:
    line: Line
    sides: list[Side]


def asked_ids(request: HttpRequest) -> list[int]:
    """The organizations that the address names, each once, as many as may be merged."""
    given = request.POST.getlist("id") or request.GET.getlist("id")
    ids = [int(pk) for pk in given if pk.isdecimal() and len(pk) < 19]
    return list(dict.fromkeys(ids))[:MOST]


def firms_of(request: HttpRequest) -> list[Organization]:
    """Those of them that the person may merge, in the order asked for."""
    ids = asked_ids(request)
    own = visible_to(request.user, Organization, Act.MERGE).select_related("region", "bureau")
    found = own.filter(merged_into=None).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def kept_of(request: HttpRequest, firms: Sequence[Organization]) -> int:
    """Which one is kept: the one asked for, else the one that should be."""
    asked = request.POST.get("kept") or request.GET.get("kept", "")
    if asked in {str(f.pk) for f in firms}:
        return int(asked)
    linked = {f.pk: sum(c.count for c in pointing.counts([f.pk])) for f in firms}
    return suggested_kept(firms, linked)


def numbers(request: HttpRequest, start: str) -> dict[str, int]:
    """What was sent under names that begin so, as numbers by the rest of the name."""
    names = [n for n in request.POST if n.startswith(start)]
    sent = {n.removeprefix(start): str(request.POST[n]) for n in names}
    return {n: int(v) for n, v in sent.items() if v.isdecimal() and len(v) < 19}


def wish_of(request: HttpRequest, firms: Sequence[Organization], kept: int) -> Wish:
    """What the form says."""
    ids = [f.pk for f in firms]
    picked = {n: pk for n, pk in numbers(request, FIELD).items() if pk in ids}
    versions = {int(n): v for n, v in numbers(request, "version-").items() if n.isdecimal()}
    token = str(request.POST.get("token", ""))[:64] or uuid.uuid4().hex
    return Wish(kept, ids, versions, picked, numbers(request, "stays-"), token)


def context_of(
    request: HttpRequest, firms: Sequence[Organization], kept: int, picked: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The page for these organizations; `picked`: what the person chose before it came back."""
    gone = [f.pk for f in firms if f.pk != kept]
    one = next(f for f in firms if f.pk == kept)
    rows = [row_of(line, firms, picked or {}) for line in lines(firms, kept)]
    bureau = bureau_of(request)
    collisions = pointing.all_collisions(gone, kept, bureau.pk)
    how = named.renaming({f.pk: f.title for f in firms if f.pk != kept}, kept, one.title, one.title)
    texts: dict[str, int] = {}
    for place, *_ in named.naming(bureau.pk, how):
        texts[place.title] = texts.get(place.title, 0) + 1
    return {
        "firms": firms, "kept": kept, "kept_firm": one, "gone": [f for f in firms if f.pk != kept],
        "differing": [r for r in rows if r.line.differs], "same": [r for r in rows if not r.line.differs],
        "counts": pointing.counts(gone), "texts": texts.items(), "collisions": collisions[:SHOWN],
        "collision_rows": [collision_of(c, firms, request) for c in collisions[:SHOWN]],
        "more_collisions": max(0, len(collisions) - SHOWN), "former": all_names(firms, ""),
        "matters": open_matters.open_matters(bureau.pk, [f.pk for f in firms]),
        "two_codes": len({f.credit_code for f in firms if f.credit_code}) > 1,
        "token": uuid.uuid4().hex, "ground": request.POST.get("ground", ""), "most": MOST,
    }  # fmt: skip


def row_of(line: Line, firms: Sequence[Organization], picked: Mapping[str, int]) -> Row:
    chosen = picked.get(line.name, line.suggested)
    sides = []
    for firm, value, at in zip(firms, line.values, line.dates, strict=True):
        source = sources_of(firm, [line.name]).get(line.name) or Source()
        cell = replace(cell_of(REGISTER, firm, line.name), text=with_unit(REGISTER, firm, line.name))
        sides.append(Side(firm.pk, cell, source, at, firm.pk == chosen, value is None))
    return Row(line, sides)


def collision_of(
    found: pointing.Collision, firms: Sequence[Organization], request: HttpRequest
) -> dict[str, Any]:
    """Records that would be one: each with whose it is and the values in which they differ."""
    winner = found.winner(numbers(request, "stays-"))
    names = found.differing()[:6]
    links = pointing.links_to_organizations(found.register)
    mine = {f.pk: f.title for f in firms}
    records = [
        {
            "record": r, "chosen": r.pk == winner, "suggested": r.pk == found.suggested,
            "whose": next((mine[pk] for n in links if (pk := getattr(r, f"{n}_id")) in mine), ""),
            "values": [(found.register.fields[n].title, with_unit(found.register, r, n)) for n in names],
        }
        for r in found.records
    ]  # fmt: skip
    return {"collision": found, "records": records, "anchor": found.anchor}


def candidates(request: HttpRequest, firms: Sequence[Organization]) -> list[Organization]:
    """Organizations that a typed name or code may mean, to be compared with those already there."""
    text = request.GET.get("q", "").replace("\x00", "").strip()
    if not text:
        return []
    ids = search_ids(request.user, REGISTER, text, Act.SEARCH)[:200]
    own = visible_to(request.user, Organization, Act.MERGE).filter(pk__in=ids, merged_into=None)
    return list(
        own.exclude(pk__in=[f.pk for f in firms]).select_related("region").order_by("sort_key", "id")[:8]
    )
