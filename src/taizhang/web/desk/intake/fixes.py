"""The last changes a person made on a batch's page, so that Ctrl+Z takes them back 撤销上一步."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from taizhang.core.decisions import Refused
from taizhang.intake import actions
from taizhang.intake.models import Batch, Row, Sheet

KEPT = 50  # steps that can be taken back
Step = list[Any]


def remember(request: HttpRequest, batch: Batch, step: Step) -> None:
    """Put a step on the pile of this batch."""
    request.session[place(batch)] = [*pile(request, batch), step][-KEPT:]


def pile(request: HttpRequest, batch: Batch) -> list[Step]:
    steps: list[Step] = request.session.get(place(batch), [])
    return steps


def place(batch: Batch) -> str:
    return f"fixes:{batch.pk}"


def take_back(request: HttpRequest, batch: Batch) -> str:
    """Undo the last step and say which it was. Raises Refused when there is none."""
    steps = pile(request, batch)
    if not steps:
        raise Refused("没有可以撤销的步骤了。")
    kind, table, *rest = steps[-1]
    request.session[place(batch)] = steps[:-1]
    sheet = batch.sheets.get(number=table)
    return UNDO[kind](sheet, *rest)


def row_at(sheet: Sheet, number: int) -> Row:
    return Row.objects.select_related("sheet__batch").get(sheet=sheet, row=number)


def undo_cell(sheet: Sheet, number: int, letter: str, before: str | None) -> str:
    """A cell typed over, or a suggestion taken: what stood there before comes back."""
    row = row_at(sheet, number)
    if before is None:
        actions.clear_cell(row, letter)
    else:
        actions.fix_cell(row, letter, before)
    return f"{letter}{number} 恢复为“{row_at(sheet, number).shown(letter)}”"


def undo_bulk(sheet: Sheet, header: str, rows: list[int]) -> str:
    return f"“{header}”列的 {actions.untake(sheet, header, rows)} 处已恢复"


def undo_choice(sheet: Sheet, number: int) -> str:
    actions.undecide(row_at(sheet, number))
    return f"第 {number} 行恢复为未处理"


def undo_keep(sheet: Sheet, number: int, field: str, keep: bool) -> str:
    actions.keep_value(row_at(sheet, number), field, keep)
    return f"第 {number} 行的取舍已恢复"


UNDO: dict[str, Callable[..., str]] = {
    "cell": undo_cell,
    "bulk": undo_bulk,
    "choice": undo_choice,
    "keep": undo_keep,
}
