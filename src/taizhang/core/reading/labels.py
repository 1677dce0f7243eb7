"""The form of the gold labels: figures and relations as plain JSON values."""

from decimal import Decimal
from typing import Any

from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.reading import Reading
from taizhang.core.reading.relations.relation import LABELLED, Relation


def as_labels(reading: Reading) -> dict[str, Any]:
    """`figures` and `relations` as the labelled texts have them; `asides` are the checks that those do not know.

    Offsets count characters of the text as read. `holds` is true, false, or null where unsure.
    """
    return {
        "file": reading.document.name,
        "figures": [_figure(figure) for figure in reading.figures],
        "relations": [_relation(each) for each in reading.relations if each.type in LABELLED],
        "asides": [_relation(each) for each in reading.relations if each.type not in LABELLED],
        "unchecked": [figure.id for figure in reading.unchecked],
        "remarks": list(reading.document.remarks),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    label: dict[str, Any] = {
        "id": figure.id,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": _plain(figure.value),
        "approx": figure.approx,
        "masked": figure.masked,
        "unit": figure.unit,
        "kind": str(figure.kind),
        "role": str(figure.role),
        "of": figure.of,
        "period": figure.period,
    }
    if figure.optional:
        label["optional"] = True
    if figure.upper is not None:
        label["note"] = f"区间，上限{_plain(figure.upper)}"
    return label


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": str(relation.type),
        "whole": relation.whole.id if relation.whole is not None else None,
        "parts": [part.id for part in relation.parts],
        "holds": relation.holds,
        "expected": _plain(round(relation.expected, 4)),
        "stated": _plain(relation.stated),
        "tolerance": _plain(round(relation.tolerance, 4)),
        "note": relation.note,
    }


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else float(value)
