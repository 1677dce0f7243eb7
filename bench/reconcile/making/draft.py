# ruff: noqa: E501
"""One invented bureau: its rows, its workbooks, its text with every figure's verdict.

Money in rows is Decimal 万元; dates are `datetime.date`; choice values are the registers' labels.
"""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from samples.making.book import Book, Row, Sheet, Table, write
from samples.making.codes import credit_code, patent_number, split
from samples.making.figures import selected
from samples.making.titles import brand, patent, project, thing

from bench.reconcile.making.queries import RANKS, Query, number_of, rounded

BUREAUS = Path(__file__).resolve().parent.parent / "bureaus"
FROM_WAN = {"万元": Decimal(1), "亿元": Decimal(10000), "元": Decimal("0.0001")}
_TOKEN = re.compile(r"\{(\w+)\}")
_FIELDS = "先进制造与自动化 新材料 电子信息 生物与新医药 资源与环境 新能源与节能".split()


class Draft:
    """Collects rows, workbooks, and the figures of the text."""

    def __init__(
        self, slug: str, name: str, region: str, place: str, period: str, towns: Sequence[str], **more: Any
    ):
        self.slug, self.name, self.region, self.place, self.period, self.towns = (
            slug,
            name,
            region,
            place,
            period,
            tuple(towns),
        )
        self.more = more
        self.rng = Random(f"reconcile {slug}")
        self.rows: dict[str, list[Row]] = {}
        self.books: dict[str, Book] = {}
        self.figures: dict[str, dict[str, Any]] = {}
        self.serial = 0
        self.names: set[str] = set()
        self.everyone: list[str] = []

    # ------------------------------------------------------------------ rows

    def add(self, register: str, **fields: Any) -> Row:
        """One row; it must stand in some sheet."""
        self.rows.setdefault(register, []).append(fields)
        return fields

    def firm(self, sector: str, tail: str = "有限公司", **fields: Any) -> str:
        """A new invented firm; the name."""
        self.serial += 1
        name = ""
        while not name or name in self.names:
            name = f"{self.more.get('brand', self.place)}{brand(self.rng)}{sector}{tail}"
        self.names.add(name)
        self.add(
            "organizations",
            name=name,
            credit_code=credit_code("企业", self.more.get("code", self.region), self.serial),
            kind="企业",
            region=self.rng.choice(self.towns),
            technical_field=self.rng.choice(_FIELDS),
            founded_on=self.day(date(2004, 1, 5), date(2018, 12, 20)),
            registered_capital=Decimal(self.rng.choice((200, 500, 800, 1000, 2000, 5000))),
            **fields,
        )
        return name

    def firms(self, count: int, sectors: Sequence[str]) -> list[str]:
        """So many firms of the sectors in turn."""
        return [
            self.firm(
                sectors[i % len(sectors)], self.rng.choice(("有限公司", "股份有限公司", "科技有限公司"))
            )
            for i in range(count)
        ]

    def town_of(self, firm: str) -> str:
        """The town that the firm lies in."""
        return next((r["region"] for r in self.rows["organizations"] if r["name"] == firm), self.towns[0])

    def day(self, first: date, last: date) -> date:
        """A working day between the two (a weekend when there is no other)."""
        day = first + timedelta(days=self.rng.randint(0, (last - first).days))
        back = timedelta(days=max(day.weekday() - 4, 0))
        return day - back if day - back >= first else day

    def title(self, field: str = "工业") -> str:
        """A project title that no other row has."""
        return self._new(lambda: project(self.rng, field))

    def subject(self) -> str:
        """What a need or contract is about, used once."""
        return self._new(lambda: thing(self.rng) + self.rng.choice(("工艺", "技术", "装备", "检测", "配方")))

    def _new(self, make: Any) -> str:
        text = make()
        while text in self.names:
            text = make() if self.rng.random() < 0.7 else text + "（续）"
        self.names.add(text)
        return text

    def recognised(self, kind: str, firms: Sequence[str], on: Any, **fields: Any) -> None:
        """Firms that were given a status; `on` is a day or (first, last). High-tech ones hold for three years."""
        for firm in firms:
            day = self.day(*on) if isinstance(on, tuple) else on
            self.serial += 1
            until = (
                {"expires_on": date(day.year + 3, day.month, day.day) - timedelta(days=1)}
                if kind == "高新技术企业"
                else {}
            )
            head = {
                "高新技术企业": f"GR{day.year}{self.region[:2]}",
                "科技型中小企业": f"{day.year}{self.region}0A",
            }.get(kind, f"PY{day.year}")
            self.add(
                "recognitions",
                **{
                    "kind": kind, "organization": firm, "recognised_on": day, "result": "认定", "region": self.town_of(firm),
                    "certificate_no": f"{head}{self.serial:06d}", "field": self.rng.choice(_FIELDS), **until, **fields,
                },
            )  # fmt: skip

    def patents(
        self,
        kind: str,
        count: int,
        year: int,
        firms: Sequence[str],
        granted: tuple[date, date] | None,
        **fields: Any,
    ) -> None:
        """Patents granted between two days, or only applied for in the year's first half."""
        for _ in range(count):
            self.serial += 1
            at = self.day(*granted) if granted else None
            applied = (
                at - timedelta(days=self.rng.randint(200, 700))
                if at
                else self.day(date(year, 1, 5), date(year, 6, 28))
            )
            self.add(
                "ip", kind=kind, name=self._new(lambda: patent(self.rng, kind)), number=f"ZL{patent_number(kind, applied.year, self.serial)}",
                organization=self.rng.choice(list(firms)), applied_on=applied, granted_on=at, status="授权" if at else "申请", **fields,
            )  # fmt: skip

    def each(
        self, register: str, total: str | int, count: int, money: str, step: str | int = 1, **fields: Any
    ) -> list[Row]:
        """Rows whose money adds up to the total; a field that can be called gives each row's value."""
        made = []
        for amount in split(self.rng, total, count, step):
            values = {name: value() if callable(value) else value for name, value in fields.items()}
            made.append(self.add(register, **{money: amount, **values}))
        return made

    def split_of(self, total: str, count: int, step: str | int = 1) -> list[Decimal]:
        """So many uneven amounts that add up to the total."""
        return split(self.rng, total, count, step)

    def number(self, head: str) -> str:
        """A running number no other row has."""
        self.serial += 1
        return f"{head}{self.serial:05d}"

    def some(self, n: int) -> list[str]:
        """So many different firms."""
        return self.rng.sample(self.everyone, n)

    def platforms(
        self, head: str, kind: str, level: str, n: int, span: tuple[date, date], **more: Any
    ) -> None:
        """Platforms of one kind and level, recognised between two days."""
        for firm in self.some(n):
            self.add(
                "platforms", name=f"{head}{self.subject()}{more.get('called', kind)}", kind=kind, level=level, organization=firm,
                recognised_on=self.day(*span), region=self.town_of(firm),
                **{"status": "认定", **{k: v() if callable(v) else v for k, v in more.items() if k != "called"}},
            )  # fmt: skip

    def projects(
        self,
        level: str,
        plan: str,
        n: int,
        at: str,
        span: tuple[date, date],
        stage: str,
        total: str = "",
        **more: Any,
    ) -> None:
        """Projects with one date between two days; their grants add up to the total."""
        amounts = split(self.rng, total, n) if total else [None] * n
        for amount in amounts:
            firm = self.rng.choice(self.everyone)
            values = {k: v() if callable(v) else v for k, v in more.items()}
            self.add(
                "projects",
                **{
                    "project_no": self.number(f"{ {'国家级': 'GJ', '省级': 'SJ', '市级': 'CJ'}.get(level, 'XJ')}{span[0].year}-"), "name": self.title(),
                    "level": level, "plan": plan, "organization": firm, "region": self.town_of(firm), at: self.day(*span), "stage": stage,
                    "grant_funds": amount, **values,
                },
            )  # fmt: skip

    def contracts(
        self, direction: str, total: str, n: int, span: tuple[date, date], others: Sequence[str], **more: Any
    ) -> None:
        """Technology contracts whose turnover adds up to the total."""
        sides = ("buyer", "seller") if direction == "吸纳" else ("seller", "buyer")
        rows = self.each(
            "technology_contracts", total, n, "amount", "0.01", contract_no=lambda: self.number(f"{span[0].year}{self.region}"),
            name=lambda: self.subject() + "合作", kind=lambda: self.rng.choice(("技术开发", "技术服务", "技术转让", "技术咨询")),
            direction=direction, registered_on=lambda: self.day(*span), status="已登记",
            **{sides[0]: lambda: self.rng.choice(self.everyone), sides[1]: lambda: self.rng.choice(others)}, **more,
        )  # fmt: skip
        for row in rows:
            row["technical_amount"] = (row["amount"] * Decimal("0.9")).quantize(Decimal("0.01"))

    def events(self, kind: str, name: str, n: int, span: tuple[date, date], **more: Any) -> None:
        """Events of one name; a field that can be called gives each event's value."""
        for k in range(n):
            values = {f: v() if callable(v) else v for f, v in more.items()}
            self.add(
                "events", name=f"{name}（第{k + 1}期）" if n > 1 else name, kind=kind, held_on=self.day(*span),
                **{"place": self.rng.choice(self.towns), **values},
            )  # fmt: skip

    def between(self, low: int, high: int) -> Any:
        """A function that gives a number between the two each time."""
        return lambda: self.rng.randint(low, high)

    def statistic(self, indicator: str, period: str, value: str, unit: str, **more: Any) -> None:
        """A figure given by another authority."""
        growth = more.pop("growth", None)
        row = {"area": self.place, "growth": Decimal(growth) if growth else None, **more}
        self.add(
            "statistics", indicator=indicator, period=period, value=Decimal(value), measure_unit=unit, **row
        )

    # ------------------------------------------------------------------ workbooks

    def sheet(self, file: str, name: str, *tables: Table) -> None:
        """A sheet of a workbook of this name."""
        book = self.books.setdefault(file, Book(file, self.place))
        book.sheets.append(Sheet(name, list(tables)))

    def table(
        self, register: str, title: str, columns: str, filter: str = "", sort: str = "", **more: Any
    ) -> Table:
        """A table of the rows that meet the filter; columns are parted by line breaks or two spaces."""
        rows = selected(self.rows[register], filter)
        for row in rows:
            row["shown"] = True
        if sort:
            rows = sorted(rows, key=lambda r: str(r.get(sort) or ""))
        parted = [c for c in re.split(r"\n|\s{2,}", columns) if c.strip()]
        return Table(register, title, parted, rows, **more)

    def beside(self, file: str, name: str, title: str, heads: str, *lines: str) -> None:
        """A sheet that belongs to no register, as people keep them beside the lists: cells parted by blanks."""
        columns = [f"c{i} {head}" for i, head in enumerate(heads.split())]
        cells = [[Decimal(c) if c.isdigit() else c for c in line.split()] for line in lines]
        rows: list[Row] = [{f"c{i}": c for i, c in enumerate(line)} for line in cells]
        self.sheet(file, name, Table("", title, columns, rows))

    # ------------------------------------------------------------------ figures

    def value(self, query: Query, unit: str | None) -> Decimal:
        """What the rows give, in the unit (or the query's own)."""
        unit = query.get("unit", unit)
        if "of" in query:
            first, second = (self.value(one, unit) for one in query["of"])
            return {
                "share": lambda: first / second * 100,
                "growth": lambda: (first - second) / second * 100,
                "minus": lambda: first - second,
                "plus": lambda: first + second,
                "ratio": lambda: first / second,
            }[query["measure"]]()
        rows = selected(self.rows[query["register"]], query["filter"])
        kind, _, name = query["measure"].partition(":")
        if kind == "count":
            return Decimal(len(rows))
        money = name.endswith("_yuan")
        found = [r[name.removesuffix("_yuan")] for r in rows if r.get(name.removesuffix("_yuan")) is not None]
        if kind == "distinct":
            return Decimal(len(set(found)))
        if kind == "fact" and len(found) != 1:
            raise ValueError(f"{query}: {len(found)} rows")
        total = sum((Decimal(str(v)) for v in found), Decimal(0))
        return total / FROM_WAN.get(unit or "", Decimal(1)) if money else total

    def says(
        self, name: str, unit: str | None, query: Query | None, what: str, *, printed: str = "", verdict: str = "",
        digits: int | None = None, kind: str = "", note: str = "", accept: Sequence[str] = (), planted: str = "",
        about: str = "",
    ) -> None:  # fmt: skip
        """A figure of the text. Without `printed` it is what the rows give; a verdict other than agrees must be said.

        `about` is the word before a round number: 近 (a little below) or 超 (above).
        """
        ledger = self.value(query, unit) if query else None
        if not printed:
            if ledger is None:
                raise ValueError(f"{name}: nothing to print")
            if unit is None:
                printed = "第" + RANKS[int(ledger)]
            else:
                printed = (
                    rounded(
                        ledger,
                        1
                        if unit in {"%", "个百分点"} and digits is None
                        else 2
                        if digits is None
                        else digits,
                    )
                    + unit
                )
        plain = query and (
            "derived" if "of" in query else "fact" if query["measure"].startswith("fact") else "aggregate"
        )
        exact = None if ledger is None else float(round(ledger, 6))
        self.figures[name] = {
            "text": printed, "value": number_of(printed), "unit": unit, "verdict": verdict or "agrees",
            "ledger": int(exact) if exact is not None and exact == int(exact) else exact,
            "kind": kind or plain or None, "what": what, "note": note,
            **({"accept": list(accept)} if accept else {}), **({"planted": planted} if planted else {}),
            **({"about": about} if about else {}),
            **({"query": query} if query else {}),
        }  # fmt: skip

    def involved(self, *names: str) -> None:
        """Figures beside a wrong one in a sum or rate: they agree, but that they do not add up may be told of them."""
        for name in names:
            accept = self.figures[name].setdefault("accept", [])
            if "inconsistent" not in accept:
                accept.append("inconsistent")

    def about(self, query: Query, unit: str, step: int) -> str:
        """The value as people round it: 18600余亩."""
        return f"{int(self.value(query, unit)) // step * step}余{unit}"

    def none(self, name: str, unit: str | None, printed: str, what: str, note: str = "") -> None:
        """A figure that no ledger holds."""
        self.says(name, unit, None, what, printed=printed, verdict="not_in_ledger", note=note)

    # ------------------------------------------------------------------ writing

    def write(self, text: str) -> None:
        """Everything into bureaus/<slug>."""
        folder = BUREAUS / self.slug
        (folder / "workbooks").mkdir(parents=True, exist_ok=True)
        for old in (folder / "workbooks").iterdir():
            old.unlink()
        for book in self.books.values():
            write(book, folder / "workbooks")
        unseen = {name: n for name, rows in self.rows.items() if (n := sum("shown" not in r for r in rows))}
        if unseen:
            raise ValueError(f"{self.slug}: rows in no sheet: {unseen}")
        body, gold = self._filled(text.strip() + "\n")
        (folder / "report.txt").write_text(body, encoding="utf-8")
        bureau = {
            "slug": self.slug,
            "name": self.name,
            "region": self.region,
            "period": self.period,
            "held_out": self.more.get("held_out", False),
        }
        _json(folder / "bureau.json", bureau)
        _json(folder / "gold.json", gold)

    def _filled(self, text: str) -> tuple[str, list[dict[str, Any]]]:
        body, gold, at = "", [], 0
        used = set()
        for token in _TOKEN.finditer(text):
            body += text[at : token.start()]
            figure = self.figures[token[1]]
            if token[1] in used:
                raise ValueError(f"{token[1]} twice")
            used.add(token[1])
            gold.append(
                {"start": len(body), "end": len(body) + len(figure["text"]), "id": token[1], **figure}
            )
            body, at = body + figure["text"], token.end()
        if used != set(self.figures):
            raise ValueError(f"not in the text: {set(self.figures) - used}")
        return body + text[at:], gold


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
