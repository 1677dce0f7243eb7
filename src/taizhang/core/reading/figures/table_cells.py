"""The figures of tables 表格中的数字: every number cell with the unit, role, name and period that its heads give it."""

import re
from dataclasses import dataclass

from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.cell_numbers import Printed, unit_kind
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.figures.table_grid import Grid, Line, grids
from taizhang.core.reading.figures.table_periods import BaseYear, head_period
from taizhang.core.reading.lexicon import words

_MONEY_WORDS = re.compile(
    "金额|经费|资金|投入|收入|支出|利润|税|产值|额$|额[（(]|投资|贷款|补助|预算|决算|总值|增加值"
)
_COUNT_WORDS = re.compile(
    "(?:[个家件项人户篇台次场批所]|企业|项目|机构|平台|专利|团队|合同)数$|数量|人次|(?:专利|授权|申请|登记)量$"
)


def cell_figures(document: Document, period: str | None = None) -> list[Figure]:
    """Every number cell of every table as a figure, in order of the text; ids are given later.

    `period`: the report's own, for tables whose heads and caption name none; without it, the title's.
    A printed minus in a column of changes is a fall: role decrease, the value and the span without the sign.
    In a column of levels (利润 -300) the sign belongs to the number.
    """
    found: list[Figure] = []
    for grid in grids(document):
        base = BaseYear(document.text, grid.caption, period)
        base.look(line.full for line in (*grid.columns, *grid.rows))
        rows = [_named(line, base) for line in grid.rows]
        columns = [_named(line, base) for line in grid.columns]
        for (row, column), printed in grid.numbers.items():
            found.append(_figure(document.text, grid, rows[row], columns[column], printed, base))
    found.sort(key=lambda figure: figure.start)
    return found


def quiet_spans(document: Document) -> list[tuple[int, int]]:
    """Cells that are read here or say no figure (numbers, heads, names, codes): nothing else is to be read in them.

    The cells of a table that hold sentences, and its notes, are not among them.
    """
    return sorted(span for grid in grids(document) for span in grid.quiet)


@dataclass(frozen=True, slots=True)
class _Named:
    """A row or column with what its name says of the time."""

    line: Line
    period: str | None
    dated: bool  # its name is a time: 2023年, 上年
    span: tuple[int, int]  # its own words; (-1, -1) when they only say 数量 or 合计


def _named(line: Line, base: BaseYear) -> _Named:
    dated = bool(line.name) and (
        line.head.last or line.head.present or head_period(line.name, None) is not None
    )
    spans = ((line.span, line.name), (line.group_span, ""))
    own = next(
        (span for span, name in spans if span[0] >= 0 and name not in words("tables", "generic")), (-1, -1)
    )
    return _Named(line, head_period(line.full, base) if line.full else None, dated, own)


def _figure(
    text: str, grid: Grid, of_row: _Named, of_column: _Named, printed: Printed, base: BaseYear
) -> Figure:
    row, column = of_row.line, of_column.line
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
    of, of_start = _of(text, of_row, of_column)
    period = of_column.period or of_row.period
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
    if row.unit and row.head.rate and column.head.role is None:
        return "%" if row.unit == "％" else row.unit
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


def _of(text: str, of_row: _Named, of_column: _Named) -> tuple[str, int]:
    """The words that name what is counted: the row's; where the row is a time or a total, the column's."""
    row, column = of_row.line, of_column.line
    nameless = row.span[0] < 0 or not row.name
    about = row.head.role is not None and column.head.role is None
    asked = nameless or of_row.dated or about or row.head.total > 0
    names = (
        of_column.span[0] >= 0 and not of_column.dated and column.head.role in (None, Role.TARGET, Role.SHARE)
    )
    span = of_column.span if asked and names else column.span if nameless else row.span
    return (text[span[0] : span[1]], span[0]) if span[0] >= 0 else ("", -1)
