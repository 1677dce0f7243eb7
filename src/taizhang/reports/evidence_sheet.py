"""One sheet of the evidence workbook: a figure, how it is reckoned, its operands or its rows with their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from taizhang.core.figures import formula
from taizhang.core.figures.definition import Measure, MeasureKind
from taizhang.core.tables.spec import Kind
from taizhang.core.tables.write import MAX_DIGITS, Styles, write_text
from taizhang.indicators.describing import lines as described
from taizhang.indicators.figure import Figure
from taizhang.personal.references import is_reference
from taizhang.regions.models import Region
from taizhang.registers.conditions import Column, column_of
from taizhang.registers.covering import covered
from taizhang.registers.declaration import registers
from taizhang.reports.origins import Origins

CONTENTS = "目录"
VALUE = "$B$3"  # where each sheet has its figure
MOST = 100_000  # rows of one sheet
WAN = Decimal(10_000)
SUMS = {MeasureKind.SUM: "SUM", MeasureKind.MAX: "MAX", MeasureKind.MEAN: "AVERAGE"}
NUMBERS = (Kind.MONEY, Kind.INTEGER, Kind.NUMBER, Kind.PERCENT, Kind.YEAR)


@dataclass
class Sheet:
    """What one sheet shows. `figure` is in the unit of its indicator; `printed` and `unit` as the report prints it."""

    figure: Figure
    name: str
    key: str = ""
    printed: str = ""
    unit: str = ""
    places: list[str] = field(default_factory=list)
    manual: dict[str, Any] | None = None
    verified: dict[str, Any] | None = None
    formula: str = ""
    operands: list["Sheet"] = field(default_factory=list)
    used_by: list["Sheet"] = field(default_factory=list)
    leaf: dict[str, Any] | None = None
    tab: str = ""
    filled: bool = False

    @property
    def ref(self) -> str:
        """The tab as a formula or link names it."""
        return f"'{self.tab}'"


class Look(Styles):
    """The cell formats of the workbook."""

    def __init__(self, book: Any) -> None:
        super().__init__(book)
        self.heading = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({"num_format": "@", "quote_prefix": True})
        self.label = book.add_format({"font_color": "#666666", "valign": "top"})
        self.link = book.get_default_url_format()
        self._figures: dict[int, Any] = {}
        self._book = book

    def figure(self, decimals: int) -> Any:
        """The format of a figure with so many decimals."""
        if decimals not in self._figures:
            pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
            style = {"bold": True, "align": "left", "num_format": pattern}
            self._figures[decimals] = self._book.add_format(style)
        return self._figures[decimals]


def write_sheet(
    page: Any, look: Look, sheet: Sheet, tables: Mapping[str, dict[str, Any]], origins: Origins
) -> None:
    """Write one figure's sheet, row by row from the top (xlsxwriter keeps only the newest row)."""
    page.set_column(0, 0, 10)
    page.set_column(1, 1, 36)
    page.set_column(2, 12, 20)
    facts = told(sheet)
    top = 4 + len(facts)  # of the table
    shown = Shown(sheet, tables) if sheet.leaf and "measure" in sheet.leaf else None
    page.write_url(0, 0, f"internal:'{CONTENTS}'!A1", look.link, "返回目录")
    write_text(page, 1, 0, sheet.name, look.heading)
    write_text(page, 2, 0, "数值", look.label)
    reckoned = shown.formula(top) if shown else in_cells(sheet)
    write_value(page, look, 2, 1, sheet.figure, reckoned)
    write_text(page, 2, 2, sheet.figure.unit, look.plain)
    for at, (label, text) in enumerate(facts, 3):
        write_text(page, at, 0, label, look.label)
        write_text(page, at, 1, text, look.plain)
    if shown:
        shown.write(page, look, top, origins)
    else:
        top = write_links(page, look, top, "算式用到的数", sheet.operands)
    below = top + (min(len(shown.ids), MOST) + 2 if shown else 0)
    write_links(page, look, below, "用到它的数", sheet.used_by)


def told(sheet: Sheet) -> list[tuple[str, str]]:
    """What there is to say of the figure: (label, text)."""
    figure, verified, manual = sheet.figure, sheet.verified or {}, sheet.manual
    found = [("报告中写作", sheet.printed)] if sheet.printed else []
    found.append(("期间", figure.period.words))
    if figure.told:
        found.append(("所记期间", figure.told))
    if figure.region_id:
        found.append(("区划", str(Region.objects.filter(pk=figure.region_id).first() or "")))
    if figure.as_of:
        found.append(("台账", f"截至 {figure.as_of} 的台账"))
    found.append(("来历", figure.kind.label))
    if manual:
        found += [
            ("理由", manual["reason"]),
            ("依据文件", manual["file_name"]),
            ("文件 SHA-256", manual["sha256"]),
        ]
    elif figure.meaning:
        found.append(("口径", figure.meaning))
    if sheet.formula:
        found.append(("算式", sheet.formula))
    elif figure.definition is not None:
        found += [(line.title, line.text) for line in described(figure.definition)]
    if figure.expression and not manual:
        found.append(("指标", f"{figure.expression}，第 {figure.version} 版"))
    if figure.value is None:
        found.append(("没有数", figure.why or "没有数据。"))
    if figure.provisional:
        found.append(("待核", f"另有 {figure.provisional} 行待核，没有计入"))
    if verified.get("by"):
        found.append(("核实", f"{verified['by']}，{verified['at'][:16]}，核实时为 {verified['text']}"))
    if sheet.places:
        found.append(("所在部分", "；".join(sheet.places)))
    return found


def write_value(page: Any, look: Look, row: int, column: int, figure: Figure, reckoned: str) -> None:
    """A figure as a number: by its formula where there is one, so that a spreadsheet program can reckon it again."""
    if figure.value is None:
        write_text(page, row, column, "—", look.plain)
    elif reckoned:
        page.write_formula(row, column, f"={reckoned}", look.figure(figure.decimals), float(figure.value))
    else:
        page.write_number(row, column, float(figure.value), look.figure(figure.decimals))


def write_links(page: Any, look: Look, top: int, title: str, sheets: list[Sheet]) -> int:
    """A list of other sheets with their figures; returns the row behind it."""
    if not sheets:
        return top
    write_text(page, top, 0, title, look.label)
    once = {id(sheet): sheet for sheet in sheets}
    for at, sheet in enumerate(once.values(), top + 1):
        page.write_url(at, 1, f"internal:{sheet.ref}!A1", look.link, sheet.name[:250])
        write_value(page, look, at, 2, sheet.figure, f"{sheet.ref}!{VALUE}")
        write_text(page, at, 3, f"{sheet.figure.unit}　{sheet.figure.period.words}", look.plain)
    return top + len(once) + 2


def in_cells(sheet: Sheet) -> str:
    """A derived figure's formula over the cells of its operands' sheets; "" where there is none."""
    if not sheet.formula or sheet.figure.value is None:
        return ""
    node = formula.parse(sheet.formula)
    cells = dict(zip(formula.refs(node), (f"{o.ref}!{VALUE}" for o in sheet.operands), strict=True))
    return _written(node, cells)


def _written(node: formula.Node, cells: dict[formula.Ref, str]) -> str:
    if isinstance(node, formula.Number):
        return f"{node.value:f}"
    if isinstance(node, formula.Ref):
        return cells[node]
    parts = [_written(part, cells) for part in node.parts]
    match node.name:
        case "share" | "completion":
            return f"({parts[0]}/{parts[1]}*100)"
        case "per":
            return f"({parts[0]}/{parts[1]}*{parts[2]})"
        case "growth":
            return f"(({parts[0]}-{parts[1]})/{parts[1]}*100)"
        case "points" | "change" | "net":
            return f"({parts[0]}-{parts[1]})"
    return f"({parts[0]}{node.name}{parts[1]})"


class Shown:
    """The rows behind a figure as a table: name, what the definition reads of them, where each stands."""

    def __init__(self, sheet: Sheet, tables: Mapping[str, dict[str, Any]]) -> None:
        assert sheet.leaf is not None and sheet.figure.definition is not None
        self.leaf, self.figure = sheet.leaf, sheet.figure
        self.how = Measure.parse(self.leaf["measure"])
        self.table = tables[self.leaf["register"]]
        self.ids: list[int] = self.leaf["rows"]
        register = registers().get(self.leaf["register"])
        wanted = [self.how.field, *(n for n, _ in sheet.figure.definition.where), sheet.figure.definition.on,
                  sheet.figure.definition.until]  # fmt: skip
        names = [n for n in dict.fromkeys(wanted) if n and n in self.table["fields"]]
        self.columns: dict[str, Column | None] = {
            n: column_of(register, n) if register else None for n in names
        }

    def formula(self, top: int) -> str:
        """The measure over the column of the rows below `top`; "" for what cells cannot say."""
        if not self.ids or len(self.ids) > MOST or self.figure.value is None:
            return ""
        first, last = top + 2, top + 1 + len(self.ids)
        if self.how.kind == MeasureKind.COUNT:
            return f"ROWS(B{first}:B{last})"
        column = self.columns.get(self.how.field)
        if self.how.kind not in SUMS or column is None or column.kind not in NUMBERS:
            return ""
        if any(self.wide(pk) for pk in self.ids):
            return ""
        letter = xl_col_to_name(2 + list(self.columns).index(self.how.field))
        factor = Decimal(self.leaf["factor"]) * (WAN if column.kind == Kind.MONEY else 1)
        times = "" if factor == 1 else f"*{factor:f}"
        return f"{SUMS[self.how.kind]}({letter}{first}:{letter}{last}){times}"

    def wide(self, pk: int) -> bool:
        """Whether the measured value has more digits than a spreadsheet holds; it then stands as text."""
        value = self.table["rows"][str(pk)]["values"].get(self.how.field)
        return value is not None and sum(c.isdigit() for c in str(value)) > MAX_DIGITS

    def write(self, page: Any, look: Look, top: int, origins: Origins) -> None:
        heads = [head(n, c, self.table) for n, c in self.columns.items()]
        for at, text in enumerate(("序号", "名称", *heads, "来源工作簿", "工作表与单元格")):
            write_text(page, top, at, text, look.header)
        for number, pk in enumerate(self.ids[:MOST], 1):
            row = self.table["rows"][str(pk)]
            page.write_number(top + number, 0, number, look.whole)
            write_text(page, top + number, 1, row["title"], look.text)
            for at, (name, column) in enumerate(self.columns.items(), 2):
                write_cell(page, look, top + number, at, column, row["values"].get(name))
            origin = origins.of(row["sources"], self.how.field or self.figure.definition.on)  # type: ignore[union-attr]
            write_text(page, top + number, 2 + len(self.columns), origin.workbook, look.text)
            write_text(page, top + number, 3 + len(self.columns), origin.cell, look.text)
        if len(self.ids) > MOST:
            text = f"只列前 {MOST:,} 行，另有 {len(self.ids) - MOST:,} 行在签发存证文件里"
            write_text(page, top + MOST + 1, 1, text, look.plain)


def head(name: str, column: Column | None, table: dict[str, Any]) -> str:
    """The head of a column, with its unit."""
    title = str(table["fields"].get(name, name))
    if column is None or column.kind == Kind.PERCENT:
        return title
    unit = "万元" if column.kind == Kind.MONEY else column.field.unit
    return f"{title}（{unit}）" if unit else title


def write_cell(page: Any, look: Look, row: int, at: int, column: Column | None, value: Any) -> None:
    """A kept value: numbers as numbers, choices by their label, personal data masked (also where its field is gone)."""
    if value is None or value == "":
        return
    text = str(value[1]) if isinstance(value, list) else str(value)
    kind = column.kind if column else Kind.TEXT
    if column is None or column.field.covered or is_reference(text):
        write_text(page, row, at, covered(text), look.text)
    elif kind in NUMBERS and sum(c.isdigit() for c in text) <= MAX_DIGITS:
        number = Decimal(text) / (WAN if kind == Kind.MONEY else 1)
        page.write_number(row, at, float(number), look.of(kind))
    elif kind == Kind.DATE:
        page.write_datetime(row, at, date.fromisoformat(text), look.date)
    elif kind == Kind.CHOICE:
        label = next((o.label for o in column.field.options if o.value == text), text)
        write_text(page, row, at, label, look.text)
    elif isinstance(value, bool):
        write_text(page, row, at, "是" if value else "否", look.text)
    else:
        write_text(page, row, at, text, look.text)
