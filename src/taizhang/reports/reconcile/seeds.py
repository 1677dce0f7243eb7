"""Where composing begins 起点: an indicator that the text names, a register that it speaks of, a figure before it."""

from dataclasses import dataclass
from itertools import product

from taizhang.core.figures.definition import Basis, Definition, MeasureKind
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Kind as StatedKind
from taizhang.core.tables.spec import Kind
from taizhang.indicators.indicator import Indicator
from taizhang.reports.reconcile import words
from taizhang.reports.reconcile.candidate import Candidate
from taizhang.reports.reconcile.lexicon import Manner, lexicon
from taizhang.reports.reconcile.mentions import Mentions, StageSaid
from taizhang.reports.reconcile.printing import AREA, MONEY, unit_of
from taizhang.reports.reconcile.sayings import CHAIN, Saying

NEARBY = 8  # so few characters before the number 与 joins what is counted
NOUN = 0.15  # for a register whose own noun stands beside the number
HELD = lexicon().words["held"]
_ENDS = ("企业数量", "数量", "总数", "数", "额")


@dataclass(frozen=True)
class Seed:
    """A definition to begin with; `forms` are the words that it accounts for."""

    definition: Definition
    score: float
    forms: tuple[str, ...]
    unsaid: int = 0  # conditions of it that the text does not speak of
    indicator: str = ""
    name: str = ""
    unit: str = ""
    sure: bool = False
    stage: str = ""
    inherited: frozenset[str] = frozenset()  # fields whose condition comes from the figure before


@dataclass(frozen=True)
class Timing:
    """How a period picks rows, with what the stage asks of them."""

    on: str
    until: str = ""
    basis: str = Basis.FLOW
    where: tuple[tuple[str, str], ...] = ()
    score: float = 0.0
    stage: str = ""


@dataclass(frozen=True)
class Measure:
    text: str
    score: float
    forms: tuple[str, ...] = ()


def timings(saying: Saying, manner: Manner, said: list[StageSaid]) -> list[Timing]:
    """The ways in which the rows may be told by time, the likeliest first."""
    stock, flow = saying.says("stock"), saying.says("flow", wide=True)
    held, fresh = saying.says("held"), saying.says("fresh")
    known = [s for s in said if s.stage in manner.dates or s.stage in manner.progress][:4]
    made: list[Timing] = []
    for each in known:
        score = min(0.45, 0.4 * each.strength)
        on, reached = manner.dates.get(each.stage, ""), ",".join(manner.reached(each.stage))
        if on:
            made.append(Timing(on, score=score, stage=each.stage))
            if reached:  # its day says that it came so far, also where nobody wrote the result
                made.append(
                    Timing(on, where=((manner.by, f"{reached}|-"),), score=score + 0.02, stage=each.stage)
                )
            if stock:
                made.append(
                    Timing(
                        on, basis=Basis.STOCK, score=score - 0.1 - (0.4 if fresh else 0.0), stage=each.stage
                    )
                )
        if reached:
            where = ((manner.by, reached),)
            made.append(
                Timing(
                    "",
                    where=where,
                    score=score
                    - (0.25 if on else 0.0)
                    - (1.2 if fresh else 0.0)
                    - (0.3 if held and manner.stock else 0.0),
                    stage=each.stage,
                )
            )
            if on:
                made.append(Timing(on, where=where, score=score + 0.01, stage=each.stage))
            if manner.years:
                made.append(Timing(manner.years, where=where, score=score, stage=each.stage))
    strongest = known[0].strength if known else 0.0
    for stage in manner.default:
        score = 0.12 if not known else 0.0
        made.append(
            Timing(
                manner.dates.get(stage, stage),
                score=score - (0.25 if held and manner.stock else 0.0),
                stage=stage,
            )
        )
    if manner.years:
        made.append(Timing(manner.years, score=0.1 if not known else 0.0))
    if manner.stock:
        score = (
            0.35
            if held or (stock and strongest < 0.9)
            else 0.2
            if stock
            else 0.25
            if manner.stock_first and strongest < 0.8
            else 0.05
        )
        score -= (
            1.2
            if fresh
            else 0.2
            if flow and not stock
            else 0.3
            if strongest >= 0.7 and not held and not stock
            else 0.0
        )
        made.append(
            Timing(
                manner.stock["on"],
                manner.stock["until"],
                Basis.STOCK,
                tuple(manner.stock["where"].items()),
                score,
            )
        )
    score = 0.12 if not manner.default else -0.12
    made.append(Timing("", score=score - (1.2 if fresh else 0.3 if held and manner.stock else 0.0)))
    best: dict[tuple[object, ...], Timing] = {}
    for timing in made:
        key = (timing.on, timing.until, timing.basis, timing.where)
        if key not in best or best[key].score < timing.score:
            best[key] = timing
    return sorted(best.values(), key=lambda t: -t.score)[:12]


def measures(saying: Saying, manner: Manner, mentions: Mentions, stages: tuple[str, ...]) -> list[Measure]:
    """What may be made of the rows, by the printed unit and its noun."""
    unit, units = unit_of(saying.stated), lexicon().units
    named = mentions.measures(saying, manner.name) if manner.sums else []
    made: list[Measure] = []
    if saying.stated.kind is StatedKind.MONEY or unit in MONEY:
        foreign = "美元" in unit
        for measured, strength, _ in named:
            if (measured.kind == Kind.MONEY) != foreign and (
                measured.kind == Kind.MONEY or measured.unit == unit
            ):
                made.append(Measure(f"sum:{measured.field}", 0.4 * strength, measured.forms))
        usual = next((manner.money[s] for s in stages if s in manner.money), manner.money.get("", ""))
        if usual and not foreign:
            made.append(Measure(f"sum:{usual}", 0.15))
        return _once(made)
    if saying.stated.kind is StatedKind.AREA or unit in AREA:
        for measured in mentions.vocabulary.measured[manner.name]:
            if measured.unit in AREA:
                made.append(Measure(f"sum:{measured.field}", 0.3, measured.forms))
        return made
    if unit in units["batches"] and "batch_name" in mentions.vocabulary.kept[manner.name]:
        made.append(Measure("distinct:batch_name", 0.4, ("批",)))
    near = saying.near + saying.target
    firms = any(w in near for w in ("企业", "单位", "公司", "主体", "高校", "院校", "学校"))
    if unit in manner.distinct or (unit in units["people"] and "person" in manner.distinct.values()):
        for field in {manner.distinct.get(unit), manner.distinct.get("人")} - {None}:
            place = field in ("served_place", "place")
            spoken = any(
                w in r.text
                for r in saying.regions
                if r.weight >= CHAIN
                for s in manner.dates
                for w in (*manner.nouns, *lexicon().stages[s])
            )
            right = (
                spoken and any(p in saying.target for p in manner.places)
                if place
                else unit in units["people"]
            )
            made.append(Measure(f"distinct:{field}", 0.4 if right else -0.3, manner.places if place else ()))
    if unit in manner.rows or not unit:
        made.append(Measure("count", 0.25 if unit else 0.1))
    if manner.organizations and unit in units["organizations"] and (unit != "个" or firms):
        made.append(
            Measure(
                f"distinct:{manner.organizations}", 0.3 if manner.first or unit not in manner.rows else 0.2
            )
        )
    if manner.partner and unit in units["organizations"] and _across(saying):
        made.append(Measure(f"distinct:{manner.partner}", 0.4, lexicon().words["partners"]))
    named_fields = {m.field: (s, n) for m, s, n in named}
    for measured in mentions.vocabulary.measured[manner.name] if manner.sums else ():
        if measured.kind == Kind.MONEY or not _same(unit, measured.unit):
            continue
        if measured.field in named_fields:
            made.append(
                Measure(f"sum:{measured.field}", 0.15 + 0.3 * named_fields[measured.field][0], measured.forms)
            )
        elif (
            unit not in manner.rows
            and unit not in manner.distinct
            and not (manner.organizations and unit in units["organizations"])
        ):
            made.append(Measure(f"sum:{measured.field}", 0.12))
    return _once(made)


def _across(saying: Saying) -> bool:
    """Whether those whom ours work with are counted: 18家高校, 与厦门另外两家单位联合研制."""
    told = lexicon().words
    if any(saying.after.startswith(w) or saying.target.endswith(w) for w in told["partners"]):
        return True
    last = saying.own[-NEARBY:]
    at = max(last.rfind(w) for w in told["with"])
    return at >= 0 and not any(w in last[at:] for w in told["ours"])


def _same(unit: str, held: str) -> bool:
    units = lexicon().units
    return unit == held or any(
        unit in units[k] and held in units[k] for k in ("people", "materials", "organizations", "rows")
    )


def _once(made: list[Measure]) -> list[Measure]:
    best: dict[str, Measure] = {}
    for each in made:
        if each.text not in best or best[each.text].score < each.score:
            best[each.text] = each
    return sorted(best.values(), key=lambda m: -m.score)[:4]


def of_register(saying: Saying, manner: Manner, mentions: Mentions, said: list[StageSaid]) -> list[Seed]:
    """The seeds of one register: each way of time with each measure."""
    seeds = []
    noun = NOUN if any(n in saying.target or n in saying.near for n in manner.nouns) else 0.0
    for timing in timings(saying, manner, said):
        counted = measures(saying, manner, mentions, (timing.stage,))
        for measure in counted:
            spoken = lexicon().stages.get(timing.stage, ())
            definition = Definition(
                manner.name, measure.text, timing.where, timing.on, timing.until, timing.basis
            )
            forms = (*manner.nouns, *measure.forms, *spoken, *(HELD if timing.basis == Basis.STOCK else ()))
            seeds.append(Seed(definition, timing.score + measure.score + noun, forms, stage=timing.stage))
    return seeds


def names(indicator: Indicator) -> tuple[str, ...]:
    """What an indicator is called, plain, also without the word for its number."""
    made = [words.plain(words.without_brackets(n)) for n in indicator.names]
    for name in list(made):
        for end in _ENDS:
            if name.endswith(end) and len(name) - len(end) >= 3:
                made.append(name.removesuffix(end))
                break
    return tuple(sorted(dict.fromkeys(made), key=len, reverse=True))


def of_indicators(
    saying: Saying, catalogue: dict[str, Indicator], known: dict[str, tuple[str, ...]], period: Period
) -> list[Seed]:
    """A seed for each indicator that the saying names and whose unit fits, as it was in force at the period's end."""
    seeds = []
    unit = unit_of(saying.stated)
    for code, newest in catalogue.items():
        indicator = newest.in_force(period.end)
        definition = indicator.definition if indicator else None
        if (
            indicator is None
            or definition is None
            or definition.how.kind == MeasureKind.LATEST
            or not fits(saying, indicator.unit, unit)
        ):
            continue
        best, form = 0.0, ""
        for region in saying.regions:
            if region.weight < 0.4:
                continue
            for name in known[code]:
                if name in region.text:
                    strength = region.weight * min(1.3, 0.4 + 0.6 * len(name) / 6)
                    if strength > best:
                        best, form = strength, name
                    break
        if best:
            sure = form in saying.near or form in saying.target
            score = 0.55 * best + (0.05 if unit == indicator.unit else 0.0)
            if (
                definition.timing != Basis.FLOW
                and saying.says("fresh")
                and not any(w in form for w in lexicon().words["fresh"])
            ):
                score -= 1.2
            if definition.timing == Basis.FLOW and saying.says("held") and form not in saying.target:
                score -= 0.2
            seeds.append(
                Seed(definition, score, (form,), 0 if sure else 1, code, indicator.name, indicator.unit, sure)
            )
    return seeds


def fits(saying: Saying, held: str, unit: str) -> bool:
    """Whether an indicator in one unit can be what is printed in another."""
    for kind in (MONEY, AREA):
        if (held in kind) or (unit in kind):
            return held in kind and unit in kind
    percent = ("%", "‰", "个百分点")
    if held in percent or unit in percent:
        return held in percent and unit in percent
    if held == "位" or saying.stated.kind is StatedKind.RANK:
        return held == "位" and saying.stated.kind is StatedKind.RANK
    return unit not in lexicon().units["unknown"] or unit == held


def of_anchor(
    saying: Saying,
    anchor: Candidate,
    weight: float,
    manner: Manner,
    mentions: Mentions,
    said: list[StageSaid],
) -> list[Seed]:
    """What the figure before counted, with a measure by this figure's unit: 132个项目，计划投入24770万元."""
    definition = anchor.definition
    if definition is None or definition.how.kind == MeasureKind.LATEST:
        return []
    seeds = []
    own = _measure_fits(saying, definition, manner)
    options = measures(saying, manner, mentions, (anchor.stage,))
    if own:
        options.append(Measure(definition.measure, 0.3))
    fields = frozenset(n for n, _ in definition.where)
    for measure in _once(options):
        changed = Definition(
            definition.register,
            measure.text,
            definition.where,
            definition.on,
            definition.until,
            definition.basis,
        )
        forms = (*manner.nouns, *measure.forms)
        if measure.text == f"sum:{manner.money.get('')}":
            forms = (*forms, *lexicon().words["money"])
        seeds.append(
            Seed(
                changed,
                weight + measure.score,
                forms,
                stage=anchor.stage,
                inherited=fields,
            )
        )
        for stage in [
            s
            for s in said
            if s.strength >= 0.7 and s.stage in manner.dates and manner.dates[s.stage] != definition.on
        ][:2]:
            where = tuple(c for c in definition.where if c[0] != manner.by)
            moved = Definition(definition.register, measure.text, where, manner.dates[stage.stage])
            forms = (*manner.nouns, *measure.forms, *lexicon().stages[stage.stage])
            seeds.append(
                Seed(
                    moved,
                    weight + measure.score + 0.3 * stage.strength,
                    forms,
                    stage=stage.stage,
                    inherited=fields,
                )
            )
    return seeds


def _measure_fits(saying: Saying, definition: Definition, manner: Manner) -> bool:
    people, unit = lexicon().units["people"], unit_of(saying.stated)
    if unit in people - {"户"} and definition.measure == "count" and not people & set(manner.rows):
        return False  # 培训15场，覆盖1974人次: the trainings are not the people
    money = saying.stated.kind is StatedKind.MONEY
    return (definition.how.kind in (MeasureKind.COUNT, MeasureKind.DISTINCT)) == (
        not money
    ) and saying.stated.kind is not StatedKind.AREA


__all__ = ["Seed", "fits", "names", "of_anchor", "of_indicators", "of_register", "product"]
