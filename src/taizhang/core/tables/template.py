"""The import template of a register: notes on the headers, drop-downs for choices, optionally filled in."""

import io
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from .sheet import letter
from .spec import Column, Kind, Layout
from .write import Styles, Values, heading, sheet_name, width, write_text, write_value

FILL_ROWS = 2_000  # rows prepared below the header
_LIST_LIMIT = 250  # Excel takes a drop-down's list of at most 255 characters
_LISTS = "台账选项"
_KIND_NOTES = {
    Kind.CREDIT_CODE: "18 位，按文本填写。",
    Kind.CODE: "按文本填写，保留前面的 0。",
    Kind.DATE: "日期，如 2026-06-03。",
    Kind.YEAR: "四位年份，如 2026。",
    Kind.PERIOD: "如 2025、2025H1、2025Q3、2025-06；1—5月累计写 2025M05。",
    Kind.YES_NO: "填 是 或 否。",
    Kind.PERCENT: "百分比，如 87.42%。",
    Kind.INTEGER: "整数，只填数字。",
    Kind.MONEY: "金额，只填数字，单位见表头。",
}


def write_template(layout: Layout, rows: Iterable[Values] = (), *, money_unit: str = "万元") -> bytes:
    """The template as .xlsx. `rows` are what is already known, filled in for the person to complete."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet(sheet_name(layout.title))
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    styles = Styles(book)
    for at, column in enumerate(layout.columns):
        sheet.set_column(at, at, width(column), styles.of(column.kind))
        write_text(
            sheet, 0, at, heading(column, money_unit), styles.required if column.required else styles.header
        )
        sheet.write_comment(0, at, note(column, money_unit), {"x_scale": 2, "y_scale": 1.5, "font_size": 10})
        _drop_down(book, sheet, lists, at, column)
    sheet.freeze_panes(1, 0)
    for row, values in enumerate(rows, start=1):
        for at, column in enumerate(layout.columns):
            write_value(sheet, row, at, column, values.get(column.name), styles, money_unit)
    book.close()
    return buffer.getvalue()


def note(column: Column, money_unit: str = "万元") -> str:
    """What the person is told at the header: required or not, form, hint, example, choices."""
    lines = ["必填" if column.required else "选填"]
    if column.kind in _KIND_NOTES:
        lines.append(_KIND_NOTES[column.kind])
    if column.hint:
        lines.append(column.hint)
    if column.max_length:
        lines.append(f"不超过 {column.max_length} 字。")
    if column.choices:
        lines.append("可选：" + "、".join(choice.label for choice in column.choices)[:400])
    if column.example:
        lines.append(f"例：{column.example}")
    return "\n".join(lines)


def _drop_down(book: Workbook, sheet: Worksheet, lists: Worksheet, at: int, column: Column) -> None:
    labels = ["是", "否"] if column.kind is Kind.YES_NO else [choice.label for choice in column.choices]
    if not labels:
        return
    source: list[str] | str = labels
    if len(",".join(labels)) > _LIST_LIMIT or any("," in label for label in labels):
        for row, label in enumerate(labels):
            lists.write_string(row, at, label)
        source = f"='{_LISTS}'!${letter(at)}$1:${letter(at)}${len(labels)}"
    sheet.data_validation(
        1, at, FILL_ROWS, at,
        {"validate": "list", "source": source, "error_title": "请从列表中选",
         "error_message": "这里只能填列表里的值。", "error_type": "warning"},
    )  # fmt: skip
