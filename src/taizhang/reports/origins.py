"""Where the values of kept rows came from, as a person finds them again: workbook, sheet and cell 来源."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.files.cells import is_file_cell
from taizhang.intake.models import Batch, Sheet
from taizhang.registers.declaration import CODE_SUFFIX

WORDS = {"form": "表单填写", "proposal": "采纳的修改", "api": "接口写入"}
Told = Mapping[str, Any]  # a record's sources: field -> [batch, sheet, row] or a word; "*": every other field


@dataclass(frozen=True)
class Origin:
    """The workbook (with its import batch) and the cell in it; a form or interface has no cell."""

    workbook: str = ""
    cell: str = ""


class Origins:
    """The origins of many rows of one bureau. Two queries, however many rows."""

    def __init__(self, bureau_id: int, rows: Iterable[Told]) -> None:
        ids = {said[0] for told in rows for said in told.values() if is_cell(said)}
        found = Sheet.objects.filter(batch_id__in=ids, batch__bureau_id=bureau_id) if ids else []
        self.sheets = {(s.batch_id, s.number): s for s in found}
        self.batches = Batch.objects.only("number", "name").in_bulk({batch for batch, _ in self.sheets})

    def of(self, told: Told, field: str) -> Origin:
        """The origin of one field of a row; of the row where the field has none of its own."""
        field = field.partition(".")[0]
        said = told.get(field) or told.get("*") or next(iter(told.values()), None)
        if not said:
            return Origin()
        if is_file_cell(said):
            return Origin(said[2], said[3])
        if not is_cell(said):
            word = said[0] if isinstance(said, list) else said
            return Origin(WORDS.get(str(word), str(word)))
        sheet = self.sheets.get((said[0], said[1]))
        if sheet is None:
            return Origin()
        batch = self.batches[sheet.batch_id]
        column = sheet.column_of(field) or sheet.column_of(field + CODE_SUFFIX)
        place = f"{column['letter']}{said[2]}" if column else f"第 {said[2]} 行"
        return Origin(f"{batch.name}（批次 {batch.number}）", f"{sheet.sheet}!{place}")


def is_cell(said: Any) -> bool:
    return isinstance(said, list) and len(said) >= 3 and isinstance(said[0], int)
