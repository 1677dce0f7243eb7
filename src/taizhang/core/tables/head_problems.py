"""What is said once about a matched table, not at every row: no unit of money, a required column that is absent."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from taizhang.core.decisions import Problem, Severity

from .spec import Column, Kind, Layout
from .table import Table

if TYPE_CHECKING:
    from .match import ColumnMatch


HEAD_CODES = frozenset({"unit.missing", "percent.mixed", "percent.fractions", "column.required_absent"})


def head_problems(
    table: Table, layout: Layout, columns: Sequence["ColumnMatch"], given: Collection[str] = ()
) -> Iterator[Problem]:
    """The problems of the head, placed at the header row. `given` are fields that every row has without a column."""
    row = max(table.header_rows, default=0)
    matched = {c.field for c in columns if c.field} | set(given)
    for c in columns:
        if not c.field:
            continue
        column, letter, header = layout.column(c.field), c.column.letter, c.column.header
        if column.kind is Kind.MONEY and not c.unit:
            yield Problem(
                table.sheet.name, row, letter, header, header, Severity.LOOK, "unit.missing",
                f"“{header}”没有写金额单位，按“元”读取。",
                "如果其实是万元，请在“对列”一步改选单位，或在表头写上（万元）。",
            )  # fmt: skip
        elif column.kind is Kind.PERCENT and c.column.index in table.sheet.mixed_percents:
            yield Problem(
                table.sheet.name, row, letter, header, header, Severity.LOOK, "percent.mixed",
                f"“{header}”一列里有的单元格是百分比格式，有的不是，可能差 100 倍。",
                "请把整列设成同一种格式后再传，或逐个核对。",
            )  # fmt: skip
        elif _fractions_under_percent(column, c, table):
            yield Problem(
                table.sheet.name, row, letter, header, header, Severity.LOOK, "percent.fractions",
                f"“{header}”表头是百分比，但数字都不超过 1，按小数读取（0.5 是 50%）。",
                "如果 0.5 其实是 0.5%，请把这一列写成 0.5% 再传。",
            )  # fmt: skip
    for column in layout.columns:
        if column.required and column.name not in matched:
            yield Problem(
                table.sheet.name, row, "", "", "", Severity.LOOK, "column.required_absent",
                f"表里没有“{column.title}”这一列，它是必填的：已有的记录可以更新，新的记录不能新增。",
                f"如果表里其实有这一列，请在“对列”一步指定；否则请加一列“{column.title}”。",
            )  # fmt: skip


def _fractions_under_percent(column: Column, matched: "ColumnMatch", table: Table) -> bool:
    sheet, index = table.sheet, matched.column.index
    formatted = index in sheet.percents or index in sheet.mixed_percents
    return (
        column.kind is Kind.PERCENT and matched.unit == "%" and not matched.percent_points and not formatted
    )
