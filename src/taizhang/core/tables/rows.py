"""Type the rows of a matched table: values by field, the cell each came from, every problem with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice

from taizhang.core.decisions import Problem, Severity

from .amounts import money_parser, number_parser, percent_parser
from .codes import parse_code, parse_credit_code
from .dates import date_parser, parse_year
from .from_title import title_year
from .headers import read_header
from .issue import Issue, Parser, Typed, from_flaw, picture
from .lexicon import EMPTY_MARKS
from .match import SAMPLE_ROWS, ColumnMatch, Match
from .names import split_former
from .outliers import far_off, is_measured, usual
from .periods import period_parser
from .sheet import Cell, Flaw, shown
from .spec import Column, Kind, Layout
from .table import RowKind, Table, TableColumn
from .words import choice_parser, organization_parser, parse_yes_no, text_parser

MEMO_SIZE = 20_000
_YES_NO_MARKS = frozenset({"无", "没有"})  # in a yes/no column these say no


@dataclass(frozen=True)
class TypedRow:
    """A data row: `values` by field (None when blank or refused), `cells` the place of each, e.g. D27.

    A value of the title (`Match.from_title`) has the place "".
    """

    row: int
    values: dict[str, object | None]
    cells: dict[str, str]
    problems: tuple[Problem, ...]
    group: str


@dataclass(frozen=True)
class _Reader:
    """One matched column, ready to read."""

    at: int  # position in the row's cells
    name: str
    letter: str
    header: str
    column: Column
    parse: Parser
    unit: str  # of the header
    memo: dict[str, Typed]


def parser_for(column: Column, matched: ColumnMatch, table: Table, year: int = 0) -> Parser:
    """The parser of a column's kind, with the unit its header or note gives.

    `year` is the one that a person or the title gave every row, for days and periods written without a year.
    """
    kind = column.kind
    index = matched.column.index
    sheet = table.sheet
    if kind is Kind.MONEY:
        return money_parser(matched.unit)
    if kind in (Kind.INTEGER, Kind.NUMBER):
        return number_parser(column, matched.unit, whole=kind is Kind.INTEGER)
    if kind is Kind.PERCENT:
        return percent_parser(
            points=matched.percent_points,
            formatted=index in sheet.percents or index in sheet.mixed_percents,
            mixed=index in sheet.mixed_percents,
        )
    if kind is Kind.CHOICE:
        return choice_parser(column)
    if kind in (Kind.PERIOD, Kind.DATE):
        header = matched.column.header
        year = read_header(header).year or year or title_year(table)
        return period_parser(year) if kind is Kind.PERIOD else date_parser(column, header, year)
    if kind is Kind.ORGANIZATION:
        return organization_parser(column)
    simple: dict[Kind, Parser] = {
        Kind.CODE: parse_code,
        Kind.CREDIT_CODE: parse_credit_code,
        Kind.YEAR: parse_year,
        Kind.YES_NO: parse_yes_no,
    }
    if kind in (Kind.REGION, Kind.INDUSTRY):
        column = replace(column, max_length=0)  # a name or a code: what the ledger makes of it has the length
    return simple.get(kind) or text_parser(column, lines=kind is Kind.LONG)


def type_cell(column: Column, cell: Cell, parse: Parser) -> Typed:
    """One cell typed; empty marks such as - and 无 are None. Used for single corrections too."""
    if isinstance(cell, Flaw):
        return from_flaw(cell)
    if isinstance(cell, str):
        text = cell.strip()
        if not text or (text in EMPTY_MARKS and not (column.kind is Kind.YES_NO and text in _YES_NO_MARKS)):
            return None, None
        if text.startswith("=") and "DISPIMG(" in text[:30]:
            return picture()
    return parse(cell)


def type_rows(table: Table, match: Match, layout: Layout) -> Iterator[TypedRow]:
    """The data rows of the table in order, typed. Required fields are checked where the table has the column.

    The first rows are held back to see what is usual in a column; amounts far beyond it are flagged.
    """
    readers = _readers(table, match, layout)
    rows = _typed(table, match, layout, readers)
    first = list(islice(rows, SAMPLE_ROWS))
    watched = [
        (reader, usual(reader.column, reader.unit, (row.values[reader.name] for row, _ in first)))
        for reader in readers
        if is_measured(reader.column)
    ]
    for row, cells in chain(first, rows):
        beyond = [
            _place(far_off(value, of), table.sheet.name, row.row, reader, cells[reader.at])
            for reader, of in watched
            if isinstance(value := row.values[reader.name], Decimal) and value > of.bound
        ]
        yield replace(row, problems=(*row.problems, *beyond)) if beyond else row


def _typed(
    table: Table, match: Match, layout: Layout, readers: list[_Reader]
) -> Iterator[tuple[TypedRow, list[Cell]]]:
    sheet = table.sheet.name
    places = [(reader.name, reader.letter) for reader in readers]
    given = _given(table, match, layout)
    nowhere = dict.fromkeys((reader.name for reader, *_ in given), "")
    splits = {"name", "former_name"} <= {column.name for column in layout.columns}
    for row in table.rows():
        if row.kind is not RowKind.DATA:
            continue
        number = row.number
        values: dict[str, object | None] = {}
        problems: list[Problem] = []
        cells = row.cells
        for reader in readers:
            cell = cells[reader.at]
            issue: Issue | None
            if cell == "":
                value, issue = None, None
            elif type(cell) is str:
                typed = reader.memo.get(cell)
                if typed is None:
                    typed = type_cell(reader.column, cell, reader.parse)
                    if len(reader.memo) < MEMO_SIZE:
                        reader.memo[cell] = typed
                value, issue = typed
            elif type(cell) is float:  # most cells of a large table: nothing to look at before
                value, issue = reader.parse(cell)
            else:
                value, issue = type_cell(reader.column, cell, reader.parse)
            values[reader.name] = value
            if issue is not None:
                problems.append(_place(issue, sheet, number, reader, cell))
            if (
                value is None
                and reader.column.required
                and (issue is None or issue.severity is Severity.LOOK)
            ):
                problems.append(_place(_missing(reader.column), sheet, number, reader, cell))
        for reader, text, value, issue in given:
            values[reader.name] = value
            if issue is not None:
                problems.append(_place(issue, sheet, number, reader, text))
        at = {name: f"{letters}{number}" for name, letters in places}
        at.update(nowhere)
        if splits and isinstance(name := values.get("name"), str) and name[-1:] in ")）]】":
            values["name"], former = split_former(name)
            if former and not values.get("former_name"):
                values["former_name"] = former
                at.setdefault("former_name", at["name"])
        yield TypedRow(number, values, at, tuple(problems), row.group), cells


def _readers(table: Table, match: Match, layout: Layout) -> list[_Reader]:
    found = []
    year = _given_year(match, layout)
    for at, matched in enumerate(match.columns):
        if not matched.field:
            continue
        column = layout.column(matched.field)
        found.append(
            _Reader(
                at, column.name, matched.column.letter, matched.column.header, column,
                parser_for(column, matched, table, year), matched.unit, {},
            )
        )  # fmt: skip
    return found


def _given(
    table: Table, match: Match, layout: Layout
) -> list[tuple[_Reader, str, object | None, Issue | None]]:
    """What every row has from the title, typed once."""
    matched = {c.field for c in match.columns if c.field}
    found = []
    for name, text in match.from_title.items():
        if name in matched:
            continue
        column = layout.column(name)
        nowhere = ColumnMatch(TableColumn(-1, ""), name, 1.0, "")
        parse = parser_for(column, nowhere, table, _given_year(match, layout))
        reader = _Reader(-1, name, "", column.title, column, parse, "", {})
        found.append((reader, text, *type_cell(column, text, reader.parse)))
    return found


def _given_year(match: Match, layout: Layout) -> int:
    """The year that every row has from the title or a person; 0 when none, or when two fields differ."""
    dated = (Kind.YEAR, Kind.PERIOD)
    years = {text[:4] for name, text in match.from_title.items() if layout.column(name).kind in dated}
    year = years.pop() if len(years) == 1 else ""
    return int(year) if year.isdecimal() else 0


def _missing(column: Column) -> Issue:
    hint = f"，如 {column.example}" if column.example else ""
    return Issue(
        Severity.ERROR,
        "required.missing",
        f"“{column.title}”必须填写，这里是空的。",
        f"请补填{column.title}{hint}。",
    )


def _place(issue: Issue, sheet: str, row: int, reader: _Reader, cell: Cell) -> Problem:
    return Problem(
        sheet, row, reader.letter, reader.header, shown(cell), issue.severity, issue.code, issue.message, issue.fix,
        issue.suggestion,
    )  # fmt: skip
