"""A record's history as JSON: exact values, personal data masked, regions by code."""

import json
from typing import Any

from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.regions.models import Region
from taizhang.registers.covering import covered, look_ahead
from taizhang.registers.declaration import Register
from taizhang.registers.fields import RegionLink
from taizhang.registers.record import Record

UNTOLD = ("sources", "bureau")


def history_of(register: Register, record: Record, before: int, size: int) -> dict[str, Any]:
    """The newest `size` entries older than entry `before` (0: from the newest)."""
    entries = Entry.objects.filter(register=register.name, record_id=record.pk).order_by("-id")
    if before:
        entries = entries.filter(id__lt=before)
    found = list(entries[: size + 1])
    pairs = [
        # A carrying tells all of the record and changed nothing.
        ({}, {}) if e.event == Event.RECORD_CARRIED else (values_of(e.before), values_of(e.after))
        for e in found[:size]
    ]
    codes = region_codes(register, [v for pair in pairs for v in pair])
    look_ahead(register, [v for pair in pairs for v in pair])
    changes = []
    for entry, (old, new) in zip(found, pairs, strict=False):
        changes.append({
            "id": entry.pk, "at": entry.at, "event": entry.event, "event_label": Event(entry.event).label,
            "by": entry.by_name, "ground": entry.ground, "batch": entry.batch_id,
            "before": shown(register, old, codes), "after": shown(register, new, codes),
        })  # fmt: skip
    return {"changes": changes, "more": len(found) > size}


def values_of(text: str) -> dict[str, Any]:
    return json.loads(text) if text else {}


def region_codes(register: Register, held: list[dict[str, Any]]) -> dict[int, str]:
    names = [n for n, f in register.fields.items() if isinstance(f, RegionLink)]
    ids = {values[n] for values in held for n in names if values.get(n)}
    return dict(Region.objects.filter(pk__in=ids).values_list("pk", "code"))


def shown(register: Register, values: dict[str, Any], codes: dict[int, str]) -> dict[str, Any]:
    """The values of one side of an entry, as the rest of the interface writes them."""
    told: dict[str, Any] = {}
    for name, value in values.items():
        column = register.fields.get(name)
        if name in UNTOLD:
            continue
        if column is None or value is None:
            told[name] = value
        elif column.covered:
            told[name] = covered(value)
        elif isinstance(column, RegionLink):
            told[name] = codes.get(value)
        else:
            told[name] = value
    return told
