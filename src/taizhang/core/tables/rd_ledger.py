"""The official summary of R&D ledgers 研发支出辅助账汇总表: what was spent on each project, by item, with the cell of each number.

The forms of 2015 (国家税务总局公告2015年第97号) and of 2021 (2021年第28号), and tables laid out like them, as they circulate; the
signed originals were not at hand. They follow the tax basis: what high-tech-enterprise recognition counts besides
(长期待摊费用, 装备调试费用与试验费用) is not in them. Amounts are yuan 元.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.core.decisions import Problem, Severity

from .amounts import from_float, read_amount, unit_factor
from .book import open_book
from .headers import fold
from .sheet import Cell, Sheet, letter, shown
from .unreadable import Unreadable

LOOKED_AT = 40  # rows in which the head must begin
MOST_ROWS = 5000
# What a column holds, by the words of its head with those above it; the first that fits.
ROLES: tuple[tuple[str, str], ...] = (
    ("limited", r"限额调整|允许加计扣除的委托"),
    ("five", r"前五项"),
    ("deductible", r"加计扣除金额合计|加计扣除合计"),
    ("abroad", r"委托.*境外|境外.*委托"),
    ("home", r"委托.*境内"),
    ("commissioned", r"委托"),
    ("personnel", r"人员人工"),
    ("direct", r"直接投入"),
    ("depreciation", r"折旧"),
    ("intangible", r"无形资产"),
    ("design", r"设计"),
    ("trial", r"装备调试|试验费"),
    ("other", r"其他相关费用|其他费用"),
    ("number", r"项目编号"),
    ("name", r"项目名称"),
    ("kind", r"支出类型|完成情况|序号"),
    ("total", r"合计|总计"),
)
OWN = ("personnel", "direct", "depreciation", "intangible", "design")  # 前五项
SPENT = (*OWN, "trial", "other", "home", "abroad", "commissioned")
# Into which field of the annual data an item goes.
FIELDS = {
    "personnel": "rd_personnel_yuan", "direct": "rd_direct_yuan", "depreciation": "rd_depreciation_yuan",
    "intangible": "rd_intangible_yuan", "design": "rd_design_yuan", "trial": "rd_trial_yuan", "home": "rd_commissioned_yuan",
    "abroad": "rd_commissioned_abroad_yuan", "other": "rd_other_yuan", "deductible": "super_deduction_yuan",
}  # fmt: skip
TOTAL = re.compile(r"金额合计|^合计|^总计|^合 *计")
PART = re.compile(r"小计|^其中")
NOTE = re.compile(r"^(填表|填报|注|说明|法定代表人|财务负责人|会计主管|制表|声明)")
YEAR = re.compile(r"(20\d\d)年")
UNIT = re.compile(r"单位[::]*(?:人民币)?(万元|千元|元)")
NOT_ONE = (
    "这不是《研发支出辅助账汇总表》：没有找到“人员人工费用”“直接投入费用”等各列。请上传税务部门的汇总表（2015 版或 2021 版），"
    "一个项目一行、最后有合计的那张。"
)
SINGLE = "这是单个项目的研发支出辅助账（按凭证逐笔登记），不是汇总表。请上传《研发支出辅助账汇总表》。"
BLANK = "汇总表里没有填数：各项目行和合计行都是空的。请检查是否选错了文件，或传成了空白表样。"


@dataclass(frozen=True)
class Item:
    """The sum of an item over the projects, and where its numbers stand."""

    field: str
    amount: Decimal
    where: str  # 汇总表!F6:F12


@dataclass(frozen=True)
class Project:
    """One row: its name or number, and its amounts by item."""

    row: int
    name: str
    amounts: dict[str, Decimal]


@dataclass
class RdLedger:
    """What was read. Nothing of it may be taken over while a problem is an error."""

    sheet: str
    form: str  # 2021, 2015, or "" for a table laid out like them
    year: int | None
    projects: list[Project] = field(default_factory=list)
    totals: dict[str, tuple[Decimal, str]] = field(default_factory=dict)  # of the 合计 row, with their cells
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        return any(p.severity == Severity.ERROR for p in self.problems)


@dataclass(frozen=True)
class _Head:
    """Where the columns are, and the first row below the head."""

    columns: dict[str, int]
    titles: dict[int, str]
    below: int
    scale: Decimal
    year: int | None
    form: str


def read_rd_ledger(data: bytes, name: str, year: int) -> RdLedger:
    """Read the summary of a year. Raises Unreadable for what is no such table, or one of another year."""
    sheets = open_book(data, name).read_sheets()
    for sheet in sheets:
        head = _head(sheet)
        if head is None:
            continue
        if head.year is not None and head.year != year:
            raise Unreadable(
                "rd_ledger.year",
                f"这是 {head.year} 年度的汇总表，现在填的是 {year} 年度。请上传 {year} 年度的那一张，或改填 {head.year} 年度。",
            )
        return _read(sheet, head)
    single = any(
        "凭证" in shown(cell) for sheet in sheets for _, row in _first(sheet, LOOKED_AT) for cell in row
    )
    raise Unreadable("rd_ledger.other", SINGLE if single else NOT_ONE)


def _first(sheet: Sheet, most: int) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in sheet.rows():
        if number > most:
            return
        yield number, row


def _role(text: str) -> str:
    return next((role for role, pattern in ROLES if re.search(pattern, text)), "")


def _head(sheet: Sheet) -> _Head | None:
    """The head: rows whose cells, with what is merged over them, name at least three items."""
    rows = {number: [fold(shown(cell)) for cell in row] for number, row in _first(sheet, LOOKED_AT)}
    for merge in sheet.merges:
        if merge.bottom <= LOOKED_AT and merge.top in rows and merge.left < len(rows[merge.top]):
            text = rows[merge.top][merge.left]
            for number in range(merge.top, merge.bottom + 1):
                cells = rows.setdefault(number, [])
                cells += [""] * (merge.right + 1 - len(cells))
                cells[merge.left : merge.right + 1] = [text] * (merge.right + 1 - merge.left)
    named = [
        n for n, cells in rows.items() if len({_role(c) for c in cells if len(c) < 60} & set(SPENT)) >= 3
    ]
    if not named:
        return None
    top, last = named[0], named[0]
    while last + 1 in rows and not _is_data(rows[last + 1]) and any(_role(c) for c in rows[last + 1]):
        last += 1
    if top - 1 in rows and sum(1 for c in set(rows[top - 1]) if _role(c)) >= 2:
        top -= 1
    width = max(len(rows[n]) for n in range(top, last + 1))
    titles = {}
    for column in range(width):
        words = [rows[n][column] for n in range(top, last + 1) if column < len(rows[n])]
        titles[column] = "/".join(dict.fromkeys(w for w in words if w and not w.isdecimal()))
    columns: dict[str, int] = {}
    for column, title in titles.items():
        columns.setdefault(_role(title), column)
    columns.pop("", None)
    above = " ".join(c for n in range(1, top) for c in rows.get(n, []))
    unit, told = UNIT.search(above), YEAR.search(re.sub(r"20\d\d版", "", above))
    form = (
        "2021" if "limited" in columns or "2021版" in above else "2015" if "commissioned" in columns else ""
    )
    scale = unit_factor(unit[1], "元") if unit else Decimal(1)
    return _Head(columns, titles, last + 1, scale or Decimal(1), int(told[1]) if told else None, form)


def _is_data(cells: list[str]) -> bool:
    """Whether a row holds amounts; a row that numbers the columns 1 2 3 … holds none."""
    numbers = [c for c in cells if re.fullmatch(r"-?[\d,]+(\.\d+)?", c)]
    counted = [int(c) for c in numbers if c.isdecimal()]
    return bool(numbers) and counted != sorted(
        set(range(min(counted, default=0), min(counted, default=0) + len(numbers)))
    )


def _read(sheet: Sheet, head: _Head) -> RdLedger:
    found = RdLedger(sheet.name, head.form, head.year)
    for number, row in _first(sheet, MOST_ROWS):
        if number < head.below:
            continue
        label = next((fold(shown(c)) for c in row if isinstance(c, str) and c.strip()), "")
        if NOTE.match(label):
            continue
        amounts = dict(_amounts(found, head, number, row))
        if not amounts or PART.search(label) or _numbers_columns(head, amounts):
            continue
        if TOTAL.search(label):
            found.totals = {
                role: (value, f"{letter(head.columns[role])}{number}") for role, value in amounts.items()
            }
        else:
            found.projects.append(Project(number, _name(head, row) or label or f"第 {number} 行", amounts))
    if not any(any(p.amounts.values()) for p in found.projects) and not any(
        v for v, _ in found.totals.values()
    ):
        raise Unreadable("rd_ledger.blank", BLANK)
    found.problems += [*_sums(found, head), *_fives(found, head)]
    found.items = list(_items(found, head))
    return found


def _numbers_columns(head: _Head, amounts: dict[str, Decimal]) -> bool:
    """A row below the head that numbers the columns: 6 7 8 9."""
    apart = {value / head.scale - head.columns[role] for role, value in amounts.items()}
    return len(amounts) > 2 and len(apart) == 1


def _name(head: _Head, row: list[Cell]) -> str:
    for role in ("name", "number"):
        column = head.columns.get(role)
        if column is not None and column < len(row) and (text := shown(row[column]).strip()):
            return text[:60]
    return ""


def _amounts(found: RdLedger, head: _Head, number: int, row: list[Cell]) -> Iterator[tuple[str, Decimal]]:
    """The amounts of a row by item; what is no amount, or negative, is a problem."""
    for role in (*SPENT, "five", "deductible"):
        column = head.columns.get(role)
        cell: Cell = row[column] if column is not None and column < len(row) else ""
        text = shown(cell).strip()
        if column is None or text in ("", "-", "—", "/"):
            continue
        value = _amount(cell, head.scale)
        where = (found.sheet, number, letter(column), head.titles[column], text)
        if value is None:
            found.problems.append(
                Problem(
                    *where,
                    Severity.ERROR,
                    "rd_ledger.amount",
                    f"“{text[:20]}”不是金额",
                    "请改成数字，没有发生额就空着。",
                )
            )
            continue
        if value < 0:
            found.problems.append(
                Problem(
                    *where,
                    Severity.ERROR,
                    "rd_ledger.negative",
                    f"金额是负数（{text}）",
                    "请核对；冲减应并入当年发生额后再填。",
                )
            )
        yield role, value


def _amount(cell: Cell, scale: Decimal) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return from_float(float(cell)) * scale
    read = read_amount(cell) if isinstance(cell, str) else None
    if read is None or read.rough:
        return None
    factor = unit_factor(read.unit, "元") if read.unit else scale
    return None if factor is None else read.value * factor


def _sums(found: RdLedger, head: _Head) -> Iterator[Problem]:
    """The rows must add up to the 合计 row, item by item, to the 分."""
    for role, (told, cell) in found.totals.items():
        rows = sum((p.amounts.get(role, Decimal(0)) for p in found.projects), Decimal(0))
        if found.projects and abs(rows - told) >= Decimal("0.01"):
            column, number = re.sub(r"\d", "", cell), int(re.sub(r"\D", "", cell))
            message = f"各项目加起来是 {rows:,.2f} 元，合计行写的是 {told:,.2f} 元，差 {rows - told:,.2f} 元"
            yield Problem(
                found.sheet, number, column, head.titles[head.columns[role]], f"{told:f}", Severity.ERROR,
                "rd_ledger.total", message, "请核对各项目行和合计，改好后再传。",
            )  # fmt: skip


def _fives(found: RdLedger, head: _Head) -> Iterator[Problem]:
    """前五项小计 must be the sum of its five."""
    for project in found.projects:
        five = project.amounts.get("five")
        own = sum((project.amounts.get(role, Decimal(0)) for role in OWN), Decimal(0))
        if five is not None and abs(own - five) >= Decimal("0.01"):
            message = f"“{project.name}”的前五项加起来是 {own:,.2f} 元，小计写的是 {five:,.2f} 元"
            yield Problem(
                found.sheet, project.row, letter(head.columns["five"]), head.titles[head.columns["five"]], f"{five:f}",
                Severity.ERROR, "rd_ledger.five", message, "请核对这一行各项和小计，改好后再传。",
            )  # fmt: skip


def _items(found: RdLedger, head: _Head) -> Iterator[Item]:
    """Each item over all projects; where only a total was filled in, that."""
    for role, name in FIELDS.items():
        column = head.columns.get(role if role != "home" or "home" in head.columns else "commissioned")
        if column is None:
            continue
        own = [p for p in found.projects if _of(p.amounts, role, head) is not None]
        amount = sum((_of(p.amounts, role, head) or Decimal(0) for p in own), Decimal(0))
        where = f"{letter(column)}{own[0].row}:{letter(column)}{own[-1].row}" if len(own) > 1 else ""
        where = where or (f"{letter(column)}{own[0].row}" if own else "")
        if not found.projects:
            total = _of({r: v for r, (v, _) in found.totals.items()}, role, head)
            amount, where = (
                total or Decimal(0),
                next((c for r, (_, c) in found.totals.items() if r == role), ""),
            )
            if total is None:
                continue
        elif not own:
            continue
        yield Item(name, amount, f"{found.sheet}!{where}")


def _of(amounts: dict[str, Decimal], role: str, head: _Head) -> Decimal | None:
    """An amount of a row. The form of 2015 has all that was commissioned in one column, and 其中 abroad in another."""
    if role != "home" or "home" in head.columns:
        return amounts.get(role)
    both = amounts.get("commissioned")
    return None if both is None else both - amounts.get("abroad", Decimal(0))
