"""The step 检查, left and right: each problem as a line, and the user's own sheet around its cell."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from taizhang.core.masking import masked
from taizhang.core.tables.sheet import column_index
from taizhang.intake import queries
from taizhang.intake.models import Row, Sheet
from taizhang.registers.covering import private_columns
from taizhang.registers.declaration import Register

AROUND = 4  # columns shown beside the problem
BLOCKING = (Row.Verdict.ERROR, Row.Verdict.DUPLICATE)
IMPORTABLE = (Row.Verdict.NEW, Row.Verdict.CHANGED, Row.Verdict.SAME)


@dataclass(frozen=True)
class Line:
    """One thing to decide: a cell with its value, what is wrong with it, and what one click may do."""

    row: Row
    letter: str
    header: str
    value: str
    message: str
    fix: str
    suggestion: str
    severity: str
    candidates: list[dict[str, Any]] = field(default_factory=list)

    @property
    def place(self) -> tuple[int, int]:
        return self.row.row, column_index(self.letter) if self.letter else -1

    @property
    def at(self) -> str:
        """The line's name in the address, e.g. D27."""
        return f"{self.letter}{self.row.row}"

    @property
    def short_fix(self) -> str:
        """What the table says: the value on offer, else what to do."""
        return "" if self.suggestion else self.fix


def blocking(sheet: Sheet) -> QuerySet[Row]:
    """Rows that do not go in as they are."""
    return queries.rows(sheet).filter(verdict__in=BLOCKING, applied=False)


def looking(sheet: Sheet) -> QuerySet[Row]:
    """Rows that go in and should be looked at."""
    return queries.rows(sheet).filter(look=True, verdict__in=IMPORTABLE, applied=False)


def lines_of(sheet: Sheet, register: Register, rows: list[Row], *, errors: bool) -> list[Line]:
    """The problems of these rows in the order of the sheet."""
    title_letter, title_header = title_column(sheet, register)
    found: list[Line] = []
    for row in rows:
        wanted = [
            p
            for p in row.problems
            if not errors or p["severity"] == "error" or row.verdict == row.Verdict.DUPLICATE
        ]
        if row.verdict == row.Verdict.DUPLICATE and row.candidates:
            titles = " / ".join(c["title"] for c in row.candidates[:2])
            why = row.candidates[0].get("why", "")
            message = f"与台账 {len(row.candidates)} 条相近" + (f"（{why}）" if why else "")
            found.append(
                Line(row, title_letter, title_header, row.title, message, titles, "", "error", row.candidates)
            )
            continue
        found += [line_of(row, p) for p in wanted]
    return sorted(found, key=lambda line: line.place)


def line_of(row: Row, problem: dict[str, Any]) -> Line:
    value = problem["value"]
    if problem["column"] and not value:
        value = row.shown(problem["column"])
    return Line(
        row, problem["column"], problem["header"], value, problem["message"], problem["fix"], problem["suggestion"],
        problem["severity"],
    )  # fmt: skip


def title_column(sheet: Sheet, register: Register) -> tuple[str, str]:
    """The column that names a row, by letter and header."""
    for name in register.told.heading:
        column = sheet.column_of(name)
        if column:
            return column["letter"], column["header"]
    return "", ""


def cursor(lines: list[Line], at: str) -> int:
    """The line at that place, else the next one after it: a mended line gives way to its neighbour."""
    letters = at.rstrip("0123456789")
    number = at[len(letters) :]
    if not lines or not number:
        return 0
    place = (
        int(number),
        column_index(letters) if letters.isascii() and letters.isalpha() and letters.isupper() else -1,
    )
    return next((i for i, line in enumerate(lines) if line.place >= place), len(lines) - 1)


@dataclass(frozen=True)
class Cell:
    """One cell of the drawn sheet."""

    text: str
    hit: bool = False
    edited: bool = False
    number: bool = False


@dataclass(frozen=True)
class Window:
    """A cut of the user's sheet as Excel draws it."""

    letters: list[tuple[str, bool, bool]]  # letter, whether the problem is there, whether it names the row
    headers: list[str]
    header_row: int
    rows: list[tuple[int, bool, list[Cell]]]


def window(sheet: Sheet, register: Register, line: Line, before: int = 1, after: int = 2) -> Window:
    """The rows around a problem, drawn from the staged rows: the name, the cell, and what stands beside it."""
    shown = positions(sheet, register, line.letter)
    private = private_columns(register, sheet.columns)
    number = line.row.row
    above = list(queries.rows(sheet).filter(row__lt=number).order_by("-row")[:before])
    below = list(queries.rows(sheet).filter(row__gte=number).order_by("row")[: after + 1])
    rows = []
    for row in [*reversed(above), *below]:
        texts = row.texts
        cells = []
        for at in shown:
            column = sheet.columns[at]
            hit = row.row == number and column["letter"] == line.letter
            text = texts[at] if at < len(texts) else ""
            hide = column["letter"] in private
            edited = column["letter"] in row.edits
            cells.append(Cell(masked(text) if hide else text, hit, edited, is_number(row.cells[at : at + 1])))
        rows.append((row.row, row.row == number, cells))
    columns = [sheet.columns[at] for at in shown]
    named, _ = title_column(sheet, register)
    return Window(
        [(c["letter"], c["letter"] == line.letter, c["letter"] == named) for c in columns],
        [c["header"] for c in columns],
        sheet.header_rows[-1] if sheet.header_rows else 0,
        rows,
    )


def is_number(cells: list[Any]) -> bool:
    return bool(cells) and isinstance(cells[0], int | float) and not isinstance(cells[0], bool)


def positions(sheet: Sheet, register: Register, letter: str) -> list[int]:
    """Which columns to draw: the one that names the row, and those around the problem."""
    letters = [c["letter"] for c in sheet.columns]
    named, _ = title_column(sheet, register)
    at = letters.index(letter) if letter in letters else 0
    first = max(0, min(at - AROUND + 2, len(letters) - AROUND))
    picked = list(range(first, min(len(letters), first + AROUND)))
    if named in letters and letters.index(named) not in picked:
        picked = [letters.index(named), *picked[1:]]
    return picked
