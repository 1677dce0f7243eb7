"""The figures of tables 表格中的数字: every number cell with the unit, role, name and period that its heads give it."""

import re

from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.cell_numbers import Printed, unit_kind
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.figures.table_grid import Grid, Line, grids
from taizhang.core.reading.figures.table_periods import BaseYear, head_period
from taizhang.core.reading.lexicon import words

_MONEY_WORDS = re.compile(
    "金额|经费|资金|投入|收入|支出|利润|税|产值|额$|额[（(]|投资|贷款|补助|预算|决算|总值|增加值"
)
_COUNT_WORDS = re.compile("数$|数量|个数|家数|人数|件数|项数|户数|人次|量$")


def cell_figures(document: Document) -> list[Figure]:
    """Every number cell of every table as a figure, in order of the text; ids are given later.

    A printed minus in a column of changes is a fall: role decrease, the value and the span without the sign.
    In a column of levels (利润 -300) the sign belongs to the number.
    """
    found: list[Figure] = []
    for grid in grids(document):
        base = BaseYear(document.text, grid.caption)
        base.look(line.full for line in (*grid.columns, *grid.rows))
        for (row, column), printed in grid.numbers.items():
            figure = _figure(document.text, grid, grid.rows[row], grid.columns[column], printed, base)
            if figure is not None:
                found.append(figure)
    found.sort(key=lambda figure: figure.start)
    return found


def quiet_spans(document: Document) -> list[tuple[int, int]]:
    """Cells that are names, heads, codes or notes of a table with figures: no figure is to be read in their words."""
    return sorted(span for grid in grids(document) for span in grid.quiet)


def _figure(
    text: str, grid: Grid, row: Line, column: Line, printed: Printed, base: BaseYear
) -> Figure | None:
    role, fall = _stated_role(row, column, printed)
    unit = printed.unit or _unit(grid, row, column, role)
    kind = _kind(unit, role, row, column, printed)
    if kind is Kind.RANK:
        role = Role.RANK
    elif role in (None, Role.RANK):
        role = Role.SHARE if kind is Kind.PERCENT and "百分点" not in (unit or "") else Role.LEVEL
    if role is Role.GROWTH_RATE and kind is not Kind.PERCENT:
        role = Role.INCREASE
    elif role is Role.INCREASE and kind is Kind.PERCENT and "百分点" not in (unit or ""):
        role = Role.GROWTH_RATE
    elif role is Role.GROWTH_RATE and "百分点" in (unit or ""):
        role = Role.INCREASE
    changes = role in (Role.INCREASE, Role.GROWTH_RATE, Role.DECREASE)
    start, value = printed.start, printed.value
    if changes:
        value = abs(value) if value is not None else None
        if fall:
            role = Role.DECREASE
        elif role is Role.DECREASE:  # a fall of a fall: it rose
            role = Role.GROWTH_RATE if kind is Kind.PERCENT else Role.INCREASE
    elif printed.minus >= 0:
        start = printed.minus
    of, of_start = _of(text, row, column)
    period = head_period(column.full, base) or head_period(row.full, base)
    if period is None:
        period = (base.latest if changes or role in (Role.SHARE, Role.COMPLETION_RATE) else None) or base.year
    return Figure(
        start=start,
        end=printed.end,
        text=text[start : printed.end],
        value=value,
        unit=unit,
        kind=kind,
        approx=printed.approx,
        masked=printed.masked,
        role=role or Role.LEVEL,
        of=of,
        of_start=of_start,
        period=period,
        cell=(grid.table, row.index, column.index),
    )


def _stated_role(row: Line, column: Line, printed: Printed) -> tuple[Role | None, bool]:
    """(the role that the heads give, is it a fall). The column's head speaks before the row's."""
    head = column.head if column.head.role is not None else row.head
    role = head.role
    if (
        role is None and printed.fall is not None and printed.minus < 0
    ):  # 增长3.2, 下降3.2 in a column of anything
        role = Role.GROWTH_RATE
    fall = bool(printed.fall)
    if head.fall:
        fall = not fall
    return role, fall


def _unit(grid: Grid, row: Line, column: Line, role: Role | None) -> str | None:
    """The unit that is not printed in the cell: the column's head, the unit column, the row's head, the caption."""
    if column.unit:
        return "%" if column.unit == "％" else column.unit
    head = column.head if column.head.role is not None else row.head
    if role is Role.RANK:
        return None
    rowly = row.unit and (not column.head.rate or unit_kind(row.unit) is Kind.PERCENT)
    if row.unit and rowly:
        return "%" if row.unit == "％" else row.unit
    if head.rate:
        return "%"
    if len(grid.units) <= 1:
        stated = grid.units[0] if grid.units else None
        if (
            stated
            and unit_kind(stated) is Kind.MONEY
            and _COUNT_WORDS.search(column.name)
            and not _MONEY_WORDS.search(column.name)
        ):
            return None
        return stated
    money = [unit for unit in grid.units if unit_kind(unit) is Kind.MONEY]
    counts = [unit for unit in grid.units if unit_kind(unit) is Kind.COUNT]
    named = column.full + row.full
    if _MONEY_WORDS.search(named):
        return money[0] if len(money) == 1 else None
    return counts[0] if len(counts) == 1 else None


def _kind(unit: str | None, role: Role | None, row: Line, column: Line, printed: Printed) -> Kind:
    if printed.rank or (role is Role.RANK and (unit is None or unit in ("位", "名"))):
        return Kind.RANK
    if unit:
        return unit_kind(unit) or Kind.OTHER
    if column.head.rate or (column.head.role is None and row.head.rate):
        return Kind.PERCENT
    return (
        Kind.MONEY
        if _MONEY_WORDS.search(column.name) and not _COUNT_WORDS.search(column.name)
        else Kind.COUNT
    )


def _of(text: str, row: Line, column: Line) -> tuple[str, int]:
    """The words that name what is counted: the row's; where the row is a year or a total, the column's."""
    generic = words("tables", "generic")
    column_says = [
        span
        for span, name in ((column.span, column.name), (column.group_span, ""))
        if span[0] >= 0 and name not in generic
    ]
    row_says = row.span if row.span[0] >= 0 and row.name else (-1, -1)
    dated = bool(row.name) and (head_period(row.name, None) is not None or row.head.last or row.head.present)
    column_dated = head_period(column.name, None) is not None or column.head.last or column.head.present
    about = row.head.role is not None and column.head.role is None and not column_dated
    use_column = row_says[0] < 0 or dated or about or row.head.total > 0
    if use_column and column_says and column.head.role in (None, Role.TARGET, Role.SHARE):
        span = column_says[0]
    elif row_says[0] >= 0:
        span = row_says
    else:
        span = column.span
    return (text[span[0] : span[1]], span[0]) if span[0] >= 0 else ("", -1)
