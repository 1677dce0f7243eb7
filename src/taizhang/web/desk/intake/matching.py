"""The step 对列: each column of a table with its samples, its field, and what else it could be."""

from dataclasses import dataclass

from taizhang.core.tables.spec import Column, Kind
from taizhang.intake.models import Sheet
from taizhang.intake.reporting import GIVEN_BY
from taizhang.registers.declaration import Register

MONEY_UNITS = ("元", "千元", "万元", "百万元", "亿元")


@dataclass(frozen=True)
class Option:
    """One field that a column may be; `taken` is the letter of another column that has it."""

    name: str
    title: str
    taken: str = ""


@dataclass(frozen=True)
class Line:
    """One column of the user's table 您的列."""

    letter: str
    header: str
    samples: str
    field: str
    suggested: list[Option]
    others: list[Option]
    unit: str
    units: tuple[str, ...]
    percent: int
    reason: str
    doubtful: bool

    @property
    def sure(self) -> bool:
        return bool(self.field) and not self.doubtful


def lines(sheet: Sheet, register: Register) -> list[Line]:
    """Every column, the doubtful ones first, then in the order of the sheet."""
    by_name = {c.name: c for c in register.layout.columns}
    holders = {c["field"]: c["letter"] for c in sheet.columns if c["field"]}
    made = [line(column, by_name, holders) for column in sheet.columns]
    return sorted(made, key=lambda found: not found.doubtful)


def line(column: dict, by_name: dict[str, Column], holders: dict[str, str]) -> Line:
    first = [n for n in dict.fromkeys((column["field"], column.get("runner_up") or "")) if n in by_name]
    held = by_name.get(column["field"])

    def option(name: str) -> Option:
        holder = holders.get(name, "")
        return Option(name, by_name[name].title, "" if holder == column["letter"] else holder)

    units: tuple[str, ...] = ()
    if held is not None and held.kind is Kind.MONEY:
        unit = column.get("unit") or "元"
        units = MONEY_UNITS if unit in MONEY_UNITS else (*MONEY_UNITS, unit)
    return Line(
        letter=column["letter"],
        header=column["header"],
        samples="；".join(s for s in column.get("samples", ()) if s),
        field=column["field"],
        suggested=[option(n) for n in first],
        others=[option(n) for n in by_name if n not in first],
        unit=column.get("unit") or ("元" if units else ""),
        units=units,
        percent=round(column["confidence"] * 100),
        reason=column["reason"],
        doubtful=column["doubtful"],
    )


@dataclass(frozen=True)
class Whole:
    """A value that every row has 整表取值."""

    name: str
    title: str
    text: str
    by: str


def whole_values(sheet: Sheet, register: Register) -> list[Whole]:
    """What every row of the sheet has, of its title or given by a person."""
    titles = {c.name: c.title for c in register.layout.columns}
    given = sheet.whole_values().items()
    return [Whole(n, titles[n], told["text"], GIVEN_BY[told["from"]]) for n, told in given if n in titles]


def without_column(sheet: Sheet, register: Register) -> list[Option]:
    """Fields that may be given to every row: no column was matched to them, nothing was given yet."""
    held = {c["field"] for c in sheet.columns} | set(sheet.whole_values())
    return [Option(c.name, c.title) for c in register.layout.columns if c.name not in held]


def remembered(sheet: Sheet) -> bool:
    """Whether a column was matched as this sender meant it last time."""
    return any("上次" in c.get("reason", "") for c in sheet.columns)


def missing(sheet: Sheet, register: Register) -> list[str]:
    """Required fields that neither a column was matched to nor the whole sheet has, by title."""
    held = {c["field"] for c in sheet.columns} | set(sheet.whole_values())
    return [c.title for c in register.layout.columns if c.required and c.name not in held]
