"""What the form of an indicator says, as an entry of the catalogue; and an entry as what the form shows 指标表单."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Basis, MeasureKind
from taizhang.core.tables.spec import Kind
from taizhang.indicators.checking import SUMMABLE, TIMED
from taizhang.indicators.indicator import Direction, Indicator, as_data, from_data
from taizhang.registers.declaration import Register, registers

OWN_AREA = "本局自定"
CONDITIONS = 8  # most conditions of one form
FIELDS = (
    "code", "name", "also", "way", "register", "measure", "measure_field", "on", "until", "basis", "formula", "unit", "decimals",
    "direction", "meaning", "source", "phrase", "area", "valid_from", "valid_until", "by", "ground", "version", "seen", "same",
)  # fmt: skip
MEASURES = (
    (MeasureKind.COUNT, "数行数"), (MeasureKind.DISTINCT, "去重计数"), (MeasureKind.SUM, "求和"), (MeasureKind.LATEST, "取最新一条的值"),
    (MeasureKind.MAX, "最大值"), (MeasureKind.MEAN, "平均值"),
)  # fmt: skip
BASES = ((Basis.FLOW, "期内：日期在这一期内"), (Basis.STOCK, "期末：到期末仍有效"))
DIRECTIONS = ((Direction.UP, "越高越好"), (Direction.DOWN, "越低越好"), (Direction.NEUTRAL, "不分好坏"))


@dataclass
class Condition:
    """One line of conditions: a field, its condition's text, and what may be chosen for it."""

    number: int
    name: str = ""
    text: str = ""
    options: list[tuple[str, str, bool]] = field(default_factory=list)  # value, label, chosen
    hint: str = ""


@dataclass
class Typed:
    """A form as it was typed: its plain values and its conditions."""

    values: dict[str, str]
    conditions: list[tuple[str, str]]

    @classmethod
    def of_post(cls, query: QueryDict) -> "Typed":
        """From what the form sends: a choice comes as several values of one name."""
        values = {n: query.get(n, "").replace("\x00", "").strip() for n in FIELDS}
        conditions = []
        for number in range(CONDITIONS):
            name = query.get(f"c{number}", "").strip()
            picked = [v for v in query.getlist(f"o{number}") if v]
            text = query.get(f"t{number}", "").replace("\x00", "").strip() or chosen_text(picked)
            if name:
                conditions.append((name, text))
        return cls(values, conditions)

    @classmethod
    def of_draft(cls, values: Mapping[str, Any]) -> "Typed":
        pairs = [(str(n), str(t)) for n, t in values.get("conditions", ())]
        return cls({n: str(values.get(n, "")) for n in FIELDS}, pairs)

    @classmethod
    def of_indicator(cls, indicator: Indicator) -> "Typed":
        data = as_data(indicator)
        values = {n: str(data.get(n) or "") for n in FIELDS}
        values["way"] = "formula" if indicator.formula else "count"
        values["decimals"] = str(indicator.decimals)
        values["also"], values["by"] = "、".join(indicator.also), ",".join(indicator.by)
        conditions: list[tuple[str, str]] = []
        if indicator.definition is not None:
            how = indicator.definition.how
            values["measure"], values["measure_field"] = str(how.kind), how.field
            conditions = list(indicator.definition.where)
        return cls(values, conditions)

    def as_draft(self) -> dict[str, Any]:
        return {**self.values, "conditions": [list(c) for c in self.conditions]}

    def data(self) -> dict[str, Any]:
        """As an entry of the catalogue holds it. Raises Refused for what cannot be read."""
        v = self.values
        data: dict[str, Any] = {
            n: v[n] for n in ("code", "name", "unit", "meaning", "source", "phrase", "area", "direction")
        }
        data["direction"], data["area"] = v["direction"] or "up", v["area"] or OWN_AREA
        data["also"] = [
            a
            for a in v["also"].replace("，", "、").replace(",", "、").replace("\n", "、").split("、")
            if a.strip()
        ]
        data["by"] = [b for b in v["by"].split(",") if b]
        if v["decimals"] and not v["decimals"].isdecimal():
            raise Refused(f"小数位数“{v['decimals']}”不是数字。请填 0 到 6。")
        data["decimals"] = int(v["decimals"] or 0)
        data["valid_from"], data["valid_until"] = v["valid_from"] or None, v["valid_until"] or None
        if v["way"] == "formula":
            return data | {"formula": v["formula"]}
        if not v["register"]:
            raise Refused("还没有选台账。请选这个指标数的是哪个台账的行。")
        kind, name = v["measure"] or "count", v["measure_field"]
        counted = kind == MeasureKind.COUNT
        if not counted and not name:
            raise Refused("还没有选字段。求和、去重、取最新都要说明用哪个字段。")
        blank = next((n for n, text in self.conditions if not text), "")
        if blank:
            raise Refused("有一个条件只选了字段，没有填内容。请填上，或把这个条件去掉。")
        data |= {
            "register": v["register"], "measure": kind if counted else f"{kind}:{name}", "where": joined(self.conditions), "on": v["on"],
        }  # fmt: skip
        if v["on"]:
            data["basis"] = v["basis"] or "flow"
            data["until"] = v["until"] if v["basis"] == Basis.STOCK else ""
        return data

    def indicator(self) -> Indicator:
        """Raises Refused, in words, when it is none yet."""
        data = self.data()
        try:
            return from_data(data, own=True)
        except ValueError:
            raise Refused("适用日期或方向看不懂。日期请写成 2026-06-30。") from None


def chosen_text(picked: list[str]) -> str:
    """Ticked choices as a condition's text, 未填 among them: a,b|-."""
    values = ",".join(v for v in picked if v != "-")
    return (f"{values}|-" if values else "-") if "-" in picked else values


def joined(conditions: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Conditions in order, each field once: a list's address holds one text per field."""
    names = [n for n, _ in conditions]
    twice = next((n for n in names if names.count(n) > 1), "")
    if twice:
        raise Refused(f"“{twice}”出现在两个条件里。同一个字段请合成一个条件，例如写成 省级,市级 的值。")
    return conditions


def shown_conditions(register: Register | None, typed: Typed) -> list[Condition]:
    """The lines of conditions that a form shows: those typed and an empty one."""
    made = []
    for number, (name, text) in enumerate([*typed.conditions[: CONDITIONS - 1], ("", "")]):
        made.append(line_of(register, number, name, text))
    return made


def line_of(register: Register | None, number: int, name: str, text: str) -> Condition:
    line = Condition(number, name, text)
    column = register.fields.get(name) if register else None
    if column is None:
        return line
    if column.kind == Kind.CHOICE:
        chosen = set(text.removesuffix("|-").split(",")) | ({"-"} if text.endswith("|-") else set())
        known = [*((o.value, o.label) for o in column.options), ("-", "未填")]
        if not text.startswith(("!", "*")):
            line.options = [(value, label, value in chosen) for value, label in known]
    elif column.kind == Kind.YES_NO:
        line.options = [("1", "是", text == "1"), ("0", "否", text == "0")]
    line.hint = HINTS.get(column.kind, "包含的字；=整个值；-未填；*已填；!不含")
    return line


HINTS = {
    Kind.CHOICE: "勾选一个或几个",
    Kind.YES_NO: "勾选一个",
    Kind.DATE: "2026、2026-06、2026-01-01..2026-06-30；-未填；*已填",
    Kind.YEAR: "2026 或 2020..2026",
    Kind.MONEY: "单位元，例如 1000000.. 表示不低于 100 万元",
    Kind.INTEGER: "10..20，10.. 不低于",
    Kind.NUMBER: "10..20，10.. 不低于",
    Kind.PERCENT: "小数，例如 0.05.. 表示不低于 5%",
    Kind.REGION: "区划编号，见台账筛选",
    Kind.PERIOD: "2022 或 =2022H1",
}


def field_choices(register: Register | None) -> list[tuple[str, str]]:
    """Every field that a condition may name: the register's own, and those one hop away."""
    if register is None:
        return []
    own = [(n, f.title) for n, f in register.fields.items()]
    linked = []
    for name, model in register.links.items():
        other = next(r for r in registers().values() if r.model is model)
        linked += [
            (f"{name}.{n}", f"{register.fields[name].title}的{f.title}")
            for n, f in other.fields.items()
            if f.kind in (Kind.CHOICE, Kind.YES_NO, Kind.INDUSTRY) and not f.is_relation
        ]
    return own + linked


def measure_choices(register: Register | None, kind: str) -> list[tuple[str, str]]:
    """The fields that a measure may take."""
    if register is None:
        return []
    if kind == MeasureKind.DISTINCT:
        return [(n, f.title) for n, f in register.fields.items() if f.kind not in (Kind.LONG, *SUMMABLE)]
    return [(n, f.title) for n, f in register.fields.items() if f.kind in SUMMABLE]


def date_choices(register: Register | None) -> list[tuple[str, str]]:
    return [(n, f.title) for n, f in register.fields.items() if f.kind in TIMED] if register else []
