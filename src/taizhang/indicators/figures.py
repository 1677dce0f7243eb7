"""Figures of one bureau 取数: an expression, a period and a region give a value with its rows.

Every value is the measure of the rows of `rows.matching`; a formula's operands are figures themselves.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.rounding import SCALES
from taizhang.core.periods import Period
from taizhang.indicators import describing, rows, targets
from taizhang.indicators.figure import Figure, Kind, kind_of
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.ledger import Ledger, Rehearsal
from taizhang.indicators.measuring import Question
from taizhang.indicators.queries import indicators
from taizhang.regions.models import Level, Region
from taizhang.registers.conditions import column_of, title_of
from taizhang.registers.declaration import Register
from taizhang.registers.fields import Money

Asked = str | Definition | Indicator
Wanted = tuple[Asked, Period]


def key_of(asked: Asked, period: Period) -> tuple[Any, Period]:
    """What a figure is kept under; an indicator asked for itself is that version of it."""
    return ("", asked.code, asked.version) if isinstance(asked, Indicator) else asked, period


class Figures:
    """The figures of one bureau, for a region of it (None: all of it) as of a day (None: now).

    Figures are walked through twice: first to learn what all of them ask of the ledger, which answers it together,
    then to be made of the answers. What was asked once is kept; `ledger` shares it with the figures of other regions.
    """

    def __init__(
        self, bureau: Bureau, *, region: Region | None = None, as_of: date | None = None,
        catalogue: dict[str, Indicator] | None = None, ledger: Ledger | None = None,
    ) -> None:  # fmt: skip
        self.bureau, self.region, self.as_of = bureau, region, as_of
        self.catalogue = indicators(bureau) if catalogue is None else catalogue
        self.ledger = ledger or Ledger(bureau, as_of)
        self._kept: dict[tuple[Any, Period], Figure] = {}
        self._path: list[str] = []

    def figure(self, asked: Asked, period: Period) -> Figure:
        """The figure of an indicator, a code or formula, or a bare definition. Never raises: `why` says what is wrong."""
        return self.figures([asked], period)[0]

    def figures(self, asked: Iterable[Asked], period: Period) -> list[Figure]:
        """Many figures of a period, asked for together."""
        wanted = [(one, period) for one in asked]
        self.prepare(wanted)
        return [self._figure(one, period) for one, _ in wanted]

    def prepare(self, wanted: Iterable[Wanted]) -> None:
        """Ask the ledger for everything that these figures are made of, together."""
        self.ledger.ask(self.questions(wanted))

    def questions(self, wanted: Iterable[Wanted]) -> list[Question]:
        """What these figures ask of the ledger, those already made left aside."""
        rehearsal = Rehearsal(self.ledger)
        walk = Figures(
            self.bureau, region=self.region, as_of=self.as_of, catalogue=self.catalogue, ledger=rehearsal
        )
        for asked, period in wanted:
            if key_of(asked, period) not in self._kept:
                walk._figure(asked, period)
        return rehearsal.questions

    def _figure(self, asked: Asked, period: Period) -> Figure:
        key = key_of(asked, period)
        if key not in self._kept:
            try:
                self._kept[key] = self._make(asked, period)
            except Refused as refusal:
                self._kept[key] = self._missing(asked, period, refusal.sentence)
        return self._kept[key]

    def _make(self, asked: Asked, period: Period) -> Figure:
        if isinstance(asked, Definition):
            return self._measured(asked, period, unit=natural_unit(asked))
        if isinstance(asked, Indicator):
            return self._indicator(asked, (), period)
        node = formula.parse(asked)
        if isinstance(node, formula.Ref):
            return self._ref(node, period)
        return self._derived(node, period, expression=asked, **self._worded(node))

    def _missing(self, asked: Asked, period: Period, why: str) -> Figure:
        indicator: Indicator | None = None
        if isinstance(asked, Definition):
            expression, name = "", asked.register
        elif isinstance(asked, Indicator):
            expression, name, indicator = asked.code, asked.name, asked
        else:
            expression, indicator = asked, self.catalogue.get(asked)
            name = indicator.name if indicator else asked
        return Figure(
            expression=expression, name=name, value=None,
            unit=indicator.unit if indicator else "", decimals=indicator.decimals if indicator else 0,
            kind=Kind.DERIVED if indicator and indicator.formula else Kind.AGGREGATE, period=period,
            region_id=self.region.pk if self.region else None, as_of=self.as_of,
            meaning=indicator.meaning if indicator else "", version=indicator.version if indicator else 1, why=why,
        )  # fmt: skip

    def _ref(self, ref: formula.Ref, period: Period) -> Figure:
        indicator = self.in_force(ref.code, period)
        if ref.shift == "target":
            return self.ledger.aims.figure(indicator, replace(ref, shift=""), period, self.region)
        if ref.shift == "rank":
            return self._rank(indicator, ref, period)
        if ref.shift:
            shifted = {
                "before": period.year_before,
                "start": period.last_year_end,
                "year": period.whole_year,
            }[ref.shift]()
            inner = in_unit_of(indicator, self._figure(str(replace(ref, shift="")), shifted))
            return replace(inner, expression=str(ref), name=f"{inner.name}（{formula.SHIFTS[ref.shift]}）")
        return replace(self._indicator(indicator, ref.narrow, period), expression=str(ref))

    def in_force(self, code: str, period: Period) -> Indicator:
        """The version of an indicator that a figure of a period goes by. Raises Refused where there is none."""
        newest = self.catalogue.get(code)
        if newest is None:
            raise Refused(f"没有代码是“{code}”的指标，可能已改名或停用。请到指标页查对后改正。")
        found = newest.in_force(period.end)
        if found is None:
            raise Refused(
                f"“{newest.name}”的口径{describing.validity(newest)}，{period.words}没有适用的口径。请到指标页改适用日期，或换一个期间。"
            )
        return found

    def _indicator(self, indicator: Indicator, narrow: tuple[tuple[str, str], ...], period: Period) -> Figure:
        if indicator.code in self._path:
            circle = " → ".join([*self._path[self._path.index(indicator.code) :], indicator.code])
            raise Refused(f"指标的算式互相引用，绕成了圈：{circle}。请改掉其中一个算式。")
        self._path.append(indicator.code)
        try:
            told: dict[str, Any] = {
                "expression": indicator.code, "name": indicator.name, "unit": indicator.unit, "decimals": indicator.decimals,
                "meaning": indicator.meaning, "version": indicator.version,
            }  # fmt: skip
            if indicator.definition is not None:
                definition = indicator.definition.narrowed(*narrow) if narrow else indicator.definition
                told |= called(definition, narrow)
                return self._measured(definition, period, **told)
            assert indicator.node is not None
            node = narrowed(indicator.node, narrow) if narrow else indicator.node
            return self._derived(node, period, **told)
        finally:
            self._path.pop()

    def _derived(self, node: formula.Node, period: Period, **told: Any) -> Figure:
        operands = {ref: self._figure(str(ref), period) for ref in formula.refs(node)}
        value = formula.value(node, lambda ref: operands[ref].value)
        lacking = [o for o in operands.values() if o.value is None]
        why = ""
        if value is None:
            why = (
                f"缺“{lacking[0].name}”：{lacking[0].why or '没有数据'}"
                if lacking
                else "除数是零，算不出来。"
            )
        return Figure(
            value=value, kind=Kind.DERIVED, period=period, region_id=self.region.pk if self.region else None, as_of=self.as_of,
            operands=tuple(operands.values()), why=why,
            **told | {"meaning": told["meaning"] + describing.versions_apart(operands)},
        )  # fmt: skip

    def _worded(self, node: formula.Node) -> dict[str, Any]:
        """Name, unit and decimals of a formula that nobody named."""
        first = next(formula.refs(node), None)
        of = self.catalogue.get(first.code) if first else None
        name = of.name if of else ""
        if isinstance(node, formula.Call):
            word = formula.WORDS.get(node.name)
            name = f"{name}{word}" if word else describing.formula_words(node, self.catalogue)
        unit, decimals = self._printed_in(node)
        return {
            "name": name,
            "unit": unit,
            "decimals": decimals,
            "meaning": describing.formula_sentence(node, self.catalogue),
        }

    def _printed_in(self, node: formula.Node) -> tuple[str, int]:
        """Unit and decimals of a formula that nobody named; the difference of two rates is in 个百分点."""
        if isinstance(node, formula.Ref):
            of = self.catalogue.get(node.code)
            return (of.unit, of.decimals) if of else ("", 2)
        if isinstance(node, formula.Number):
            return "", max(0, -int(node.value.as_tuple().exponent))
        if node.name in formula.PER_CENT:
            return "%", 1
        if node.name in ("*", "/", "per"):
            return "", 2
        units, decimals = zip(*(self._printed_in(part) for part in node.parts), strict=True)
        unit = next((u for u in units if u), "")
        return ("个百分点" if unit == "%" and node.name != "+" else unit), max(decimals)

    def _rank(self, indicator: Indicator, ref: formula.Ref, period: Period) -> Figure:
        """The place among the regions beside it 位次: 1 is best, equal values share the better place (1, 2, 2, 4)."""
        inner = str(replace(ref, shift=""))
        mine = self._figure(inner, period)
        region = self.region
        if region is None or region.pk == self.bureau.region_id:
            raise Refused(
                f"“{indicator.name}”的位次要有同级各地的数据，本局台账里没有。可从上级通报登记到外部统计。"
            )
        if region.level == Level.STREET:
            raise Refused("镇街之间不排名次。")
        values = []
        for peer in self.ledger.peers(region):
            desk = Figures(
                self.bureau, region=peer, as_of=self.as_of, catalogue=self.catalogue, ledger=self.ledger
            )
            values.append(desk._figure(inner, period))
        known = [v.value for v in values if v.value is not None]
        better = [
            v
            for v in known
            if mine.value is not None
            and (v < mine.value if indicator.direction == "down" else v > mine.value)
        ]
        place = None if mine.value is None else Decimal(len(better) + 1)
        return Figure(
            expression=str(ref), name=f"{indicator.name}位次", unit="位", decimals=0, value=place, kind=Kind.DERIVED, period=period,
            region_id=region.pk, as_of=self.as_of, operands=tuple(values), why="" if place else mine.why,
            meaning=f"在 {len(known)} 个同级区划中从优到劣的名次，相同的并列。",
        )  # fmt: skip

    def _measured(self, definition: Definition, period: Period, *, unit: str, **told: Any) -> Figure:
        register = rows.register_of_definition(definition)
        held = self.ledger.measured(Question(definition, period, self.region.pk if self.region else None))
        raw, count, fact = held.value, held.rows, held.fact
        why = ""
        if count == 0:
            why = self.ledger.archived or self.ledger.nothing_before(definition, period)
            if not why and self.ledger.not_begun(register):
                why = f"到 {self.as_of}，“{register.title}”台账里还没有登记过记录。"
            if why:
                raw = None
            elif raw is None:
                why = f"{period.words}没有符合口径的核实记录。"
        elif raw is None:
            why = f"这一期有 {count} 行，但“{title_of(register, definition.how.field)}”都没有填。"
        told = {"expression": "", "name": register.title, "decimals": 2 if unit in SCALES else 0} | told
        return Figure(
            value=None if raw is None else raw * scale(definition, register, unit, fact), unit=unit, kind=kind_of(definition),
            period=period, region_id=self.region.pk if self.region else None, as_of=self.as_of, count=count, provisional=held.waiting,
            definition=definition, why=why, record_id=fact.get("id"), told=str(fact.get("told") or ""), **told,
        )  # fmt: skip


def prepare(wanted: Iterable[tuple[Figures, Asked, Period]]) -> None:
    """Ask the ledger that the figures of several regions share for everything that these are made of, together."""
    desks: dict[Figures, list[Wanted]] = {}
    for desk, asked, period in wanted:
        desks.setdefault(desk, []).append((asked, period))
    questions = [question for desk, of in desks.items() for question in desk.questions(of)]
    if questions:
        next(iter(desks)).ledger.ask(questions)


def scale(definition: Definition, register: Register, unit: str, fact: dict[str, Any]) -> Decimal:
    """By what a measure in base units becomes one in `unit`: 元 to 万元, 平方米 to 亩, a fraction to %."""
    how = definition.how
    if how.kind in (MeasureKind.COUNT, MeasureKind.DISTINCT):
        return Decimal(1)
    column = column_of(register, how.field)
    field = column.field if column else None
    base = "元" if isinstance(field, Money) else getattr(field, "unit", "") or fact.get("measure_unit") or ""
    if how.field != "value" and getattr(field, "kind", None) == "percent":
        return 1 / SCALES["%"] if unit in ("%", "个百分点") else Decimal(1)
    if base in SCALES and unit in SCALES and (base in ("%", "‰")) == (unit in ("%", "‰")):
        return SCALES[base] / SCALES[unit]
    return Decimal(1)


def natural_unit(definition: Definition) -> str:
    """The unit of a definition that nobody named: 万元 for money, the field's own otherwise, "" for counts."""
    column = (
        column_of(rows.register_of_definition(definition), definition.how.field)
        if definition.how.field
        else None
    )
    if column is None or definition.how.kind == MeasureKind.DISTINCT:
        return ""
    if isinstance(column.field, Money):
        return "万元"
    return "%" if column.kind == "percent" else str(column.field.unit)


def in_unit_of(indicator: Indicator, figure: Figure) -> Figure:
    """A figure of another version of an indicator in the unit of this one. Raises Refused where units do not convert."""
    if (
        figure.value is None
        or figure.unit == indicator.unit
        or not {figure.unit, indicator.unit} & SCALES.keys()
    ):
        return figure
    if figure.operands or not {figure.unit, indicator.unit} <= SCALES.keys():
        raise Refused(
            f"“{indicator.name}”{figure.period.words}的口径单位是“{figure.unit}”，本期是“{indicator.unit}”，不能相比。请到指标页把两个版本的单位改成一样。"
        )
    value = targets.in_unit(figure.value, figure.unit, indicator.unit)
    return replace(figure, value=value, unit=indicator.unit, decimals=indicator.decimals)


def called(definition: Definition, narrow: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Name and meaning of others' figure when it is narrowed to one of theirs."""
    title = describing.told_name(definition, narrow)
    if not title:
        return {}
    register, name = rows.register_of_definition(definition), dict(narrow)["indicator"].removeprefix("=")
    field = title_of(register, definition.how.field)
    return {"name": title, "meaning": f"“{register.title}”台账里“{name}”最新一条的“{field}”。"}


def narrowed(node: formula.Node, narrow: tuple[tuple[str, str], ...]) -> formula.Node:
    """A formula with further conditions on every indicator of it."""
    if isinstance(node, formula.Ref):
        return replace(node, narrow=(*node.narrow, *narrow))
    if isinstance(node, formula.Call):
        return formula.Call(node.name, tuple(narrowed(part, narrow) for part in node.parts))
    return node


def figure(
    asked: Asked, *, bureau: Bureau, period: Period, region: Region | None = None, as_of: date | None = None
) -> Figure:
    """One figure of a bureau; for many, keep one `Figures`."""
    return Figures(bureau, region=region, as_of=as_of).figure(asked, period)
