"""What others told and set 外部数据与考核: statistics of other authorities, targets and results of assessments, row by row."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.rounding import SCALES
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.indicators.models import Target
from taizhang.registers.assessments.models import Assessment
from taizhang.registers.record import State
from taizhang.registers.statistics.models import Statistic
from taizhang.reports.sentences import Slot

MOST = 12
RECENT = timedelta(days=62)  # statistics of the last months come later than a report is written
_ASIDE = re.compile(r"（[^）]*）$|\([^)]*\)$")
# 全市6个县区 is 全市: the number is no figure of the report.
_HOW_MANY = re.compile(r"[\d一二三四五六七八九十]+个\D*$|\d+\D*$")
_RATE = re.compile(r"(增速|增长率|增幅|增长)$")
_DONE = re.compile(r"(净增|新增|新认定|入库|引进)数?$")
_DOES = tuple("新增 新认定 新建 引进 引育 完成 培育 争取 实现 组织 申报 净增 举办".split())
UNSPOKEN = {"分"}  # scores of an assessment are no results of the bureau's work
Name = tuple[str, str]
Item = tuple[dict[str, str], dict[str, Slot]]


def told_period(stored: str) -> Period | None:
    """The months that a statistic speaks of: one told for May is told for January to May."""
    try:
        period = Period.parse(stored)
    except Refused:
        return None
    return period.so_far() if period.months else period


def statistics(bureau: Bureau) -> list[Statistic]:
    """Others' verified figures of a bureau, in the order in which they came."""
    return list(Statistic.objects.filter(bureau=bureau, state=State.VERIFIED).order_by("pk"))


def known_period(bureau: Bureau, period: Period) -> Period:
    """The months for which the newest statistics of the period are there: 1—5月 of a first half-year; else the period."""
    told = [p for row in statistics(bureau) if (p := told_period(row.period)) is not None]
    within = [p for p in told if period.end - RECENT <= p.end <= period.end and p.start == period.start]
    return max(within, default=period)


def names_in(figure: Figure) -> set[Name]:
    """What the rows of others are called that a figure was read from, and which of their fields."""
    names: set[Name] = set()
    if figure.definition is not None:
        where = dict(figure.definition.where).get("indicator", "")
        names = {(name, figure.definition.how.field) for name in where.removeprefix("=").split("|") if name}
    return names.union(*(names_in(operand) for operand in figure.operands))


def names_of(figures: Figures, expression: str) -> set[Name]:
    """The names of the indicator that an expression is, as others would tell its value."""
    node = formula.parse(expression)
    indicator = figures.catalogue.get(node.code) if isinstance(node, formula.Ref) and not node.shift else None
    return {(name, "value") for name in indicator.names} if indicator and indicator.definition else set()


def scope_of(figure: Figure, default: str) -> str:
    """Among whom a told rank holds: 全市."""
    row = Statistic.objects.filter(pk=figure.record_id).first() if figure.record_id else None
    return scope_words(row.rank_scope) or default if row else default


def scope_words(told: str) -> str:
    """The scope of a rank without how many it holds; the whole where nothing else is told."""
    return _HOW_MANY.sub("", told) or told


def items(
    loop: str, bureau: Bureau, period: Period, known: Period, named: set[Name], figures: Figures
) -> Iterator[Item]:
    """(words, figures by word) for each row that a loop speaks of; what was said already is left aside."""
    found = {"statistics": _statistics, "targets": _targets, "results": _results, "promises": _promises}[loop]
    for at, item in enumerate(found(bureau, period, named, figures)):
        if at >= MOST:
            return
        yield item


def _statistics(bureau: Bureau, period: Period, named: set[Name], figures: Figures) -> Iterator[Item]:
    held = statistics(bureau)
    parent = bureau.region.parent.name if bureau.region.parent else ""
    above = {_base(r.indicator): r for r in held if parent and r.area == parent and r.value is not None}
    told: set[str] = set()
    newest: dict[str, Statistic] = {}
    for row in held:
        within = told_period(row.period)
        mine = row.area in ("", bureau.region.name) or row.region_id == bureau.region_id
        if mine and within and (period.covers(within.end) or _late(row, within, period)):
            newest[row.indicator] = row
    for row in newest.values():
        base = _base(row.indicator)
        if set("];|&") & set(row.indicator + row.area):
            continue
        within = told_period(row.period)
        narrow = (
            f"[indicator=={row.indicator};area=={row.area}]" if row.area else f"[indicator=={row.indicator}]"
        )
        words = {
            "name": base, "unit": row.measure_unit, "scope": scope_words(row.rank_scope),
            "when": _when(within, period) if within and within != period else "",
        }  # fmt: skip
        slots = {}
        at = "" if within is None or period.covers(within.end) else within.text
        fresh = (row.indicator, "value") not in named and base not in told
        if row.value is not None and fresh:
            fell = row.value < 0 and _RATE.search(base) is not None  # 下降0.6%, and not 增速-0.6%
            slots["value"] = Slot(
                f"stat_value{narrow}", "growth" if fell else "number", at, _decimals(row.value)
            )
            if fell:
                words |= {"name": _RATE.sub("", base), "unit": ""}
        if row.growth is not None and fresh and not _RATE.search(base):
            slots["growth"] = Slot(f"stat_growth{narrow}", "growth", at)
        if row.rank is not None and (row.indicator, "rank") not in named:
            slots["rank"] = Slot(f"stat_rank{narrow}", "ordinal", at)
        peer = above.get(base)
        if (
            peer is not None
            and fresh
            and peer.pk != row.pk
            and row.measure_unit == "%"
            and peer.period == row.period
        ):
            ahead = (row.value or Decimal(0)) > peer.value
            both = [f"stat_value{narrow}", f"stat_value[indicator=={peer.indicator};area=={peer.area}]"]
            words["lead"] = "高于" if ahead else "低于"
            slots["lead_value"] = Slot(" - ".join(both if ahead else both[::-1]), at=at, decimals=1)
        told.add(base)
        if slots:
            yield words, slots


def _late(row: Statistic, within: Period, period: Period) -> bool:
    """A figure of the whole year before that was published in the period: R&D spending comes out with half a year's delay."""
    year_before = period.whole_year().previous()
    return within == year_before and row.published_on is not None and period.covers(row.published_on)


def _when(within: Period, period: Period) -> str:
    """1—5月; 2021年 of another year."""
    return within.within_year if within.end.year == period.end.year else within.words


def _base(name: str) -> str:
    return _ASIDE.sub("", name)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _targets(bureau: Bureau, period: Period, named: set[Name], figures: Figures) -> Iterator[Item]:
    """What is to be reached in the period to come: set in a plan, or by the superior's assessment."""
    following = period.next()
    spans = {following.text, following.whole_year().text}
    done: set[str] = set()
    for target in Target.objects.filter(bureau=bureau, period__in=spans, region=None).order_by("pk"):
        figure = figures.figure(target.expression, following)
        if target.expression not in done:
            done |= {target.expression, *(name for name, _ in names_of(figures, target.expression))}
            yield _aim(
                figure.name, target.unit or figure.unit, Slot(f"target({target.expression})", at="plan")
            )
    for row in _assessed(bureau, following.end.year).filter(target__isnull=False):
        code = next((c for c, i in figures.catalogue.items() if row.indicator in i.names), "")
        if row.indicator in done or _unsaid(row):
            continue
        done |= {row.indicator, code}
        unit = figures.catalogue[code].unit if code else row.measure_unit
        if code and unit == row.measure_unit:
            yield _aim(row.indicator, unit, Slot(f"target({code})", at="plan"))
        else:  # 2.5亿元 stays 2.5亿元 where the indicator counts in 万元
            plain = f"assess_target[indicator=={row.indicator};measure_unit=={row.measure_unit}]"
            yield _aim(
                row.indicator, row.measure_unit, Slot(plain, at="plan", decimals=_decimals(row.target))
            )


def _aim(name: str, unit: str, slot: Slot) -> Item:
    """新增高新技术企业8家; 高新技术企业总数达到62家; 高新技术企业净增数 is 净增高新技术企业6家."""
    if done := _DONE.search(name):
        name = name[: done.start()] if done[1] == "入库" else done[1] + name[: done.start()]
        name += "入库" if done[1] == "入库" else ""
        return {"name": name, "unit": unit, "when": ""}, {"value": slot}
    reach = "" if name.startswith(_DOES) else "达到"
    return {"name": name, "unit": unit, "when": reach}, {"value": slot}


def _promises(bureau: Bureau, period: Period, named: set[Name], figures: Figures) -> Iterator[Item]:
    """What had been promised for the period, with what came of it: targets of plans, then of the superior's assessment."""
    spans = {period.text, period.whole_year().text}
    codes = [
        t.expression
        for t in Target.objects.filter(bureau=bureau, period__in=spans, region=None).order_by("pk")
    ]
    for row in _assessed(bureau, period.end.year).filter(target__isnull=False):
        found = [c for c, i in figures.catalogue.items() if row.indicator in i.names and i.definition][:1]
        codes += [c for c in found if row.result is None or _as_told(row, figures.figure(c, period))]
    for code in dict.fromkeys(codes):
        figure = figures.figure(code, period)
        if figure.definition is None or figure.definition.register != "assessments":
            slots = {"value": Slot(code), "rank": Slot(f"completion({code})", "completion")}
            yield {"name": figure.name.removesuffix("数"), "unit": figure.unit}, slots


def _as_told(row: Assessment, figure: Figure) -> bool:
    """Whether the ledger's own figure is what the assessment states; else 成交额 of all was meant and not 输出 alone."""
    scale = SCALES.get(row.measure_unit, Decimal(1)) / SCALES.get(figure.unit, Decimal(1))
    if figure.value is None or row.result is None:
        return False
    return abs(figure.value / scale - row.result) <= Decimal("0.5").scaleb(-_decimals(row.result))


def _otherwise(row: Assessment, period: Period, figures: Figures) -> bool:
    """Whether the assessment means by a name that the report says something other than the ledger's figure of it."""
    code = next((c for c, i in figures.catalogue.items() if row.indicator in i.names and i.definition), "")
    return bool(code and row.target) and not _as_told(row, figures.figure(code, period))


def _results(bureau: Bureau, period: Period, named: set[Name], figures: Figures) -> Iterator[Item]:
    for row in _assessed(bureau, period.end.year).filter(result__isnull=False):
        spoken = (row.indicator, "value") in named and not _otherwise(row, period, figures)
        if spoken or (row.indicator, "result") in named or _unsaid(row):
            continue
        narrow = f"[indicator=={row.indicator}]"
        slots = {"value": Slot(f"assess_result{narrow}", at="year", decimals=_decimals(row.result))}
        if row.target:
            slots["rank"] = Slot(f"assess_completion{narrow}", "completion", at="year")
        yield {"name": row.indicator.removesuffix("数"), "unit": row.measure_unit}, slots


def _assessed(bureau: Bureau, year: int) -> QuerySet[Assessment]:
    return Assessment.objects.filter(bureau=bureau, state=State.VERIFIED, year=year).order_by("pk")


def _unsaid(row: Assessment) -> bool:
    return row.measure_unit in UNSPOKEN or bool(set("];|&") & set(row.indicator + row.measure_unit))
