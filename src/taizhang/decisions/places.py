"""Where a value of a record came from, in words 来源的说法: the register, the period, the batch and the cell, the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from taizhang.files.cells import is_file_cell, words_of
from taizhang.intake.models import Sheet
from taizhang.registers.declaration import CODE_SUFFIX, Register, registers
from taizhang.registers.record import Record


@dataclass(frozen=True)
class Place:
    """年度数据 2025 · 批次118 B27, and the day it is of."""

    words: str
    day: date


class Places:
    """The places of the values of some records: one query a register and one for the sheets of all."""

    def __init__(self, named: Mapping[str, set[int]]) -> None:
        self._records: dict[tuple[str, int], Record] = {}
        for name, pks in named.items():
            if pks:
                found = registers()[name].model._default_manager.filter(pk__in=pks)
                self._records.update(((name, r.pk), r) for r in found)
        batches = {s[0] for r in self._records.values() for s in r.sources.values() if is_cell(s)}
        sheets = Sheet.objects.filter(batch__in=batches).select_related("batch") if batches else ()
        self._sheets = {(s.batch_id, s.number): s for s in sheets}

    def of(self, name: str, pk: int, field: str) -> Place:
        """Where the value of a field of a record came from."""
        register, record = registers()[name], self._records[name, pk]
        what = " ".join(w for w in (register.title, getattr(record, "period", "")) if w)
        told = record.sources.get(field) or record.sources.get("*")
        where, day = self._told(register, record, told, field)
        return Place(" · ".join(w for w in (what, where) if w), day)

    def _told(self, register: Register, record: Record, told: Any, field: str) -> tuple[str, date]:
        changed = timezone.localdate(record.changed_at)
        if is_cell(told) and (sheet := self._sheets.get((told[0], told[1]))) is not None:
            batch = sheet.batch
            day = timezone.localdate(batch.accepted_at) if batch.accepted_at else changed
            column = sheet.column_of(field) or sheet.column_of(field + CODE_SUFFIX)
            cell = f"{column['letter']}{told[2]}" if column else f"第 {told[2]} 行"
            return f"批次{batch.number} {cell}", day
        if isinstance(told, list) and told[:1] == ["proposal"]:
            return "更正后核实", changed
        if is_file_cell(told):
            return words_of(told), changed
        if isinstance(told, list) and told[:1] == ["form"]:
            return "表单填写", changed
        return "", changed


def is_cell(told: Any) -> bool:
    return isinstance(told, list) and len(told) >= 3 and isinstance(told[0], int)
