"""One sample bureau: its organizations, its rows, its workbooks."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from samples.making.book import Book, Fault, Row, Sheet, Table
from samples.making.codes import credit_code
from samples.making.titles import brand

# sector word in an invented name -> GB/T 4754-2017 code, technical field 技术领域
SECTORS: dict[str, tuple[str, str]] = {
    "机械": ("3484", "先进制造与自动化"),
    "新材料": ("2651", "新材料"),
    "电子": ("3981", "电子信息"),
    "生物": ("2761", "生物与新医药"),
    "化工": ("2661", "新材料"),
    "环保": ("3591", "资源与环境"),
    "软件": ("6513", "电子信息"),
    "照明": ("3872", "新能源与节能"),
    "食品": ("1499", "生物与新医药"),
    "农业": ("0111", "现代农业"),
}


class Bureau:
    """Collects what one bureau keeps. Every row added here stands in one of its workbooks, and the reverse.

    Money in rows is Decimal 万元; dates are `datetime.date`; choice values are written as the registers write them.
    """

    def __init__(self, folder: str, name: str, region: str, region_name: str, towns: Sequence[str]) -> None:
        self.folder, self.name, self.region, self.region_name, self.towns = (
            folder,
            name,
            region,
            region_name,
            towns,
        )
        self.rng = Random(f"taizhang samples {folder} {region}")
        self.books: list[Book] = []
        self.rows: dict[str, list[Row]] = {}
        self.organizations: dict[str, Row] = {}
        self.serial = 0
        self.titles: set[str] = set()
        self.pool: dict[tuple[str, str], list[str]] = {}  # (kind, sector) -> invented organizations
        self.stated: dict[
            str, dict[str, str]
        ] = {}  # credit code -> what the firm answered that no register holds

    # ------------------------------------------------------------------ organizations

    def named(self, name: str, kind: str = "企业", **fields: Any) -> str:
        """An organization that the report names: kept without a credit code, for ours would be a false one."""
        self.organizations.setdefault(
            name, {"name": name, "kind": kind, "region": self.region_name, **fields}
        )
        return name

    def firm(self, sector: str = "", kind: str = "企业", **fields: Any) -> str:
        """A new invented organization, told by 示例 in its name; returns the name."""
        self.serial += 1
        sector = sector or self.rng.choice([s for s in SECTORS if s != "农业"])
        tail = {
            "企业": "有限公司",
            "合作社": "专业合作社",
            "高校": "学院",
            "科研院所": "研究所",
            "医院": "医院",
            "机关": "管理局",
            "其他": "" if sector in {"学校", "商场"} else "服务中心",
        }[kind]
        place = self.region_name.removesuffix("区").removesuffix("市")
        name = f"{place}示例{sector}{self.serial:04d}{tail}"
        while kind == "企业" and (name in self.organizations or "（" not in name):
            name = f"{place}{brand(self.rng)}{sector}{tail}（示例）"
        self.pool.setdefault((kind, sector), []).append(name)
        industry, technical_field = SECTORS.get(sector, ("", ""))
        town = self.rng.choice(self.towns)
        self.organizations[name] = {
            "credit_code": credit_code(kind, self.region, self.serial),
            "name": name,
            "kind": kind,
            "region": town,
            "industry": industry,
            "technical_field": technical_field,
            "address": f"{self.region_name}{town}示例路{self.rng.randint(1, 199)}号",
            "founded_on": self.day(1998, 2004),
            "registered_capital": Decimal(self.rng.choice([50, 100, 200, 300, 500, 800, 1000, 2000, 5000])),
            "contact": f"联系人{self.serial:04d}",
            "phone": f"000-{self.serial:08d}",
            **fields,
        }
        return name

    def some(self, sector: str = "", kind: str = "企业") -> str:
        """An invented organization of the bureau, more often one met before than a new one."""
        met = [
            name
            for key, names in self.pool.items()
            if key[0] == kind and sector in ("", key[1])
            for name in names
        ]
        return self.rng.choice(met) if met and self.rng.random() < 0.65 else self.firm(sector, kind)

    def title(self, wording: Callable[..., str], *about: str) -> str:
        """An invented title that this bureau has not used yet; `wording` is a function of `titles`."""
        while (title := wording(self.rng, *about)) in self.titles:
            pass
        self.titles.add(title)
        return title

    def many(self, count: int, sector: str = "", kind: str = "企业", **fields: Any) -> list[str]:
        """That many new invented organizations."""
        return [self.firm(sector, kind, **fields) for _ in range(count)]

    def code_of(self, name: str) -> str | None:
        """The credit code of an organization of this bureau, if it has one."""
        return self.organizations[name].get("credit_code")

    # ------------------------------------------------------------------ dates

    def day(self, first: int | date, last: int | date) -> date:
        """A working day from the first to the last day (whole years when years are given)."""
        start = date(first, 1, 1) if isinstance(first, int) else first
        end = date(last, 12, 31) if isinstance(last, int) else last
        day = start + timedelta(days=self.rng.randint(0, (end - start).days))
        while day.weekday() > 4 and day > start:
            day -= timedelta(days=1)
        return day

    # ------------------------------------------------------------------ workbooks

    def keep(self, register: str, rows: list[Row]) -> list[Row]:
        """Note rows of a register, with the bureau's region; returns them for the table that shows them."""
        for row in rows:
            row.setdefault("region", self.region_name)
        self.rows.setdefault(register, []).extend({**row, "region_code": self.region} for row in rows)
        return rows

    def table(self, register: str, title: str, columns: Sequence[str], rows: list[Row], **rest: Any) -> Table:
        """A table whose rows are kept as the register's rows; faults are extra rows that are not."""
        return Table(register, title, list(columns), self.keep(register, rows), **rest)

    def book(self, file: str, *sheets: Sheet) -> None:
        """A workbook of the bureau."""
        self.books.append(Book(file, self.region, list(sheets)))

    def organization_rows(self) -> list[Row]:
        """All organizations met so far, for the 单位 workbook; call it last."""
        return list(self.organizations.values())


def duplicate(row: Row, field: str) -> Fault:
    """The same row typed twice."""
    return Fault(
        row, {}, "同一行录了两遍", "skipped or merged: the same row stands above (row named)", mark=field
    )
