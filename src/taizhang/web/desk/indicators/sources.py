"""The cell that a row's value came from, for the rows behind a figure and for the panel below them 来源."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from taizhang.intake.models import Batch, Sheet
from taizhang.registers.declaration import Register
from taizhang.registers.record import Record
from taizhang.web.desk.facts import Source, is_cell, source_said


@dataclass(frozen=True)
class RowSource:
    """Words and address of a source; `panel` is the address of the few cells around it, "" when it is no cell."""

    text: str
    url: str
    hint: str
    panel: str = ""


def row_sources(register: Register, records: Iterable[Record], name: str) -> dict[int, RowSource]:
    """The source of one field of each record. Two queries, however many records."""
    told: dict[int, Any] = {}
    for record in records:
        held = record.sources or {}
        told[record.pk] = held.get(name) or held.get("*")
    ids = {said[0] for said in told.values() if is_cell(said)}
    batches = {b.pk: b for b in Batch.objects.filter(pk__in=ids)} if ids else {}
    sheets = {(s.batch_id, s.number): s for s in Sheet.objects.filter(batch_id__in=ids)} if ids else {}
    found = {}
    for pk, said in told.items():
        if not said:
            continue
        source = source_said(name, said, f"{register.name}.{pk}", batches, sheets)
        text = source.text.removeprefix("批次 ")
        found[pk] = RowSource(
            text,
            source.url,
            hint_of(source, said, sheets),
            panel_of(register, pk, name, source) if is_cell(said) else "",
        )
    return found


def hint_of(source: Source, said: Any, sheets: dict[tuple[int, int], Sheet]) -> str:
    """Workbook, sheet and cell in words: 高企名单.xlsx，Sheet1!B6."""
    if not is_cell(said):
        return source.hint
    sheet = sheets.get((said[0], said[1]))
    cell = source.text.partition("!")[2]
    return f"{source.hint}，{sheet.sheet}!{cell}" if sheet and cell else source.hint


def panel_of(register: Register, pk: int, name: str, source: Source) -> str:
    if not source.url:
        return ""
    return f"{reverse('figure_source')}?{urlencode({'of': f'{register.name}.{pk}', 'field': name})}"


def batches_of(found: QuerySet[Record]) -> int:
    """From how many import batches rows came."""
    ids: set[int] = set()
    for sources in found.order_by().values_list("sources", flat=True):
        ids.update(said[0] for said in (sources or {}).values() if is_cell(said))
    return len(ids)
