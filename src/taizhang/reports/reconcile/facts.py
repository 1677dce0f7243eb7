"""Facts told by others 通报和考核: one row of the statistics or the assessments, and one field of it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Basis, Definition
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.registers.declaration import registers
from taizhang.registers.record import State
from taizhang.reports.reconcile import words
from taizhang.reports.reconcile.candidate import Candidate
from taizhang.reports.reconcile.coverage import fully
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.places import Places
from taizhang.reports.reconcile.printing import AREA, MONEY, unit_of
from taizhang.reports.reconcile.sayings import CHAIN, OWN, Region, Saying

_RATES = ("增速", "增长", "增幅", "率", "比重", "占比", "强度")
_STRIP = ("数量", "数", "增速", "总数", "额", "排名", "位次", "目标")
MOST = 3000
_STAGES = {
    stage: words_of
    for stage, words_of in lexicon().stages.items()
    if stage in ("applied", "recommended", "accepted")
}
LASTING = 0.25  # 新增8家 is hardly a row about how many there are
SOLE = 0.65  # what a unit of its own covers of the words


@dataclass(frozen=True)
class Row:
    """One row told by others: its name in plain forms, its period, and the fields that hold numbers."""

    pk: int
    register: str
    name: str
    forms: tuple[str, ...]
    bracket: str  # plain: what stands in brackets behind the name
    period: Period | None
    area: str
    scope: str
    unit: str
    numbers: dict[str, Decimal]

    @property
    def definition(self) -> tuple[tuple[str, str], ...]:
        where = [("indicator", f"={self.name}")]
        return tuple(where)


class Facts:
    """The rows of statistics and assessments of a bureau."""

    def __init__(self, bureau: Bureau, places: Places) -> None:
        self.places = places
        self.rows = [*_statistics(bureau), *_assessments(bureau)]

    def candidates(self, saying: Saying, period: Period, *, only: str = "") -> list[Candidate]:
        """A candidate for each row that the saying may name, and the field that the figure's role asks for (or `only` one)."""
        made = []
        for row in self.rows:
            strength, forms = self._named(saying, row)
            if not strength:
                continue
            fitting = [(only, 0.3)] if only in row.numbers else [] if only else _fields(saying, row)
            for field, fit in fitting:
                score, cover = self._score(saying, row, strength, forms, field, fit, period)
                made.append(self._candidate(row, field, score, cover, saying))
        return _told_best(sorted(made, key=lambda c: -c.score))[:8]

    def _named(self, saying: Saying, row: Row) -> tuple[float, tuple[str, ...]]:
        best = 0.0
        forms: tuple[str, ...] = ()
        pieces = Region(words.plain(saying.stated.of) + saying.own + saying.after, OWN)
        for region in (*saying.regions, pieces):
            if region.weight < CHAIN:
                continue
            for form in row.forms:
                hit = (
                    words.exact(form, region.text)
                    or words.common(form, region.text)
                    or words.scattered(form, region.text)
                )
                weight = OWN if region.text == saying.target else region.weight
                if hit and (strength := weight * hit.quality * min(1.2, 0.4 + 0.6 * hit.length / 6)) > best:
                    best, forms = strength, row.forms
        if not best and len(saying.target) >= 4 and saying.target in row.forms[0]:
            best, forms = 0.6, row.forms
        return best, forms

    def _score(
        self,
        saying: Saying,
        row: Row,
        strength: float,
        forms: tuple[str, ...],
        field: str,
        fit: float,
        period: Period,
    ) -> tuple[float, float]:
        aims = lexicon().words["aims"] if field == "target" else ("目标",)
        said = (*forms, row.bracket, row.area, row.scope, *_RATES, *aims)
        cover = fully(saying.target, saying.clause, said, tuple(n for n, _ in self.places.names))
        if self._sole(row, saying):
            cover = max(cover, SOLE)
        near = saying.near + saying.target
        wide = near + "|" + "|".join(r.text for r in saying.regions if r.weight >= CHAIN)
        score = (
            0.5 * strength
            + 0.9 * cover
            + fit
            + _when(row, period)
            - 0.6 * min(_unsaid(form, wide) for form in row.forms)
        )
        if all(_other_stage(form, near) for form in row.forms):
            cover, score = min(cover, 0.5), score - 0.3
        if saying.says("fresh") and not any(w in row.name for w in lexicon().words["fresh"]):
            score -= LASTING
        if row.bracket:
            score += 0.1 if row.bracket in near or row.bracket[:2] in near else -0.15
        own = {name for name, _ in self.places.names[:]} if not row.area else set()
        foreign = row.area and not any(
            row.area == name or row.area in name for name in self._own_names() | own
        )
        if foreign:
            said = (
                row.area,
                row.area[:-1] if len(row.area) > 2 else row.area,
                *_scopes_of(row.area, self.places),
            )
            score += 0.15 if any(word in wide for word in said) else -0.3
        if field == "rank" and row.scope:
            score += 0.2 if row.scope in saying.near or row.scope[:2] in saying.near else -0.1
        return score, cover

    def _sole(self, row: Row, saying: Saying) -> bool:
        """Whether its unit (页, 吨, 米) is one that no other row of its time is told in: then it says itself what is counted."""
        rare = row.unit in lexicon().units["unknown"] and row.unit == unit_of(saying.stated)
        return rare and sum(r.unit == row.unit and r.period == row.period for r in self.rows) == 1

    def _own_names(self) -> set[str]:
        return {name for name, level in self.places.names if level == self.places.own}

    def _candidate(self, row: Row, field: str, score: float, cover: float, saying: Saying) -> Candidate:
        told = row.period or Period.parse("2000")
        column = registers()[row.register].fields[field]
        where: list[tuple[str, str]] = [("indicator", f"={row.name}")]
        if row.register == "statistics":
            where += [("period", f"={row.period.stored or row.period.end.year}")] if row.period else []
            where += [("area", f"={row.area}")] if row.area else []
        elif row.period:
            where.append(("year", str(row.period.end.year)))
        definition = Definition(row.register, f"latest:{field}", tuple(where), "", "", Basis.FLOW)
        source = {"statistics": "外部统计", "assessments": "考核"}[row.register]
        when = f"（{row.period.words}）" if row.period else ""
        unit = {"growth": "%", "rank": "位"}.get(field, row.unit)
        return Candidate(
            score, cover, f"{source}“{row.name}”{when}的{column.title}", told, definition, unit=unit, name=row.name, sure=cover >= 0.8,
        )  # fmt: skip


def _unsaid(name: str, text: str) -> float:
    """The share of a name's words that the text does not say."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(p not in text for p in pairs) / len(pairs) if pairs else 0.0


def _other_stage(name: str, text: str) -> bool:
    """Whether a name speaks of a stage that the text does not: 高新技术企业申报数 of 有效高新技术企业."""
    return any(any(w in name for w in said) and not any(w in text for w in said) for said in _STAGES.values())


def _told_best(made: list[Candidate]) -> list[Candidate]:
    """Of one thing told for several periods the fitting one; the others are its rivals."""
    best: dict[tuple[object, ...], Candidate] = {}
    rivals: dict[tuple[object, ...], list[Candidate]] = {}
    for candidate in made:
        assert candidate.definition is not None
        where = dict(candidate.definition.where)
        key = (
            candidate.definition.register,
            candidate.definition.measure,
            where.get("indicator"),
            where.get("area"),
        )
        if key in best:
            rivals.setdefault(key, []).append(candidate)
        else:
            best[key] = candidate
    return [replace(c, rivals=tuple(rivals.get(k, ()))) for k, c in best.items()]


def _fields(saying: Saying, row: Row) -> list[tuple[str, float]]:
    """(field, how well it fits the figure's role) of the numbers that a row has."""
    stated, near, unit = saying.stated, saying.near, unit_of(saying.stated)
    made: list[tuple[str, float]] = []
    percent = stated.kind is Kind.PERCENT
    if "百分点" in (stated.unit or ""):
        return [("growth", 0.0)] if "growth" in row.numbers else []
    if stated.kind is Kind.RANK:
        made = [("rank", 0.3)]
    elif row.register == "statistics":
        if percent and stated.role in (Role.GROWTH_RATE, Role.DECREASE, Role.INCREASE):
            made = [("growth", 0.3), ("value", 0.25 if _rate(row) else -0.2)]
        elif percent:
            made = [("value", 0.25)]
        else:
            made = [("value", 0.25)]
            if "上年" in near or "去年" in near:
                made.append(("previous", 0.2))
    else:
        aims = stated.role is Role.TARGET or saying.planned or "目标" in near or "任务" in near
        made = [("target", 0.35 if aims else -0.2)] + ([("result", 0.25)] if not aims else [])
    return [
        (f, s) for f, s in made if f in row.numbers and (f in ("rank", "growth") or _fits(row, unit, percent))
    ]


def _rate(row: Row) -> bool:
    return row.unit in ("%", "个百分点") or any(w in row.name for w in _RATES)


def _fits(row: Row, unit: str, percent: bool) -> bool:
    if percent or row.unit in ("%", "‰"):
        return percent and (row.unit in ("%", "‰", "") or _rate(row))
    for kind in (MONEY, AREA):
        if unit in kind or row.unit in kind:
            return unit in kind and row.unit in kind
    return True


def _when(row: Row, period: Period) -> float:
    if row.period is None:
        return -0.1
    if row.period == period:
        return 0.3
    if row.register == "assessments":
        return (
            0.2
            if row.period.end.year == period.end.year
            else 0.05
            if row.period.end.year == period.end.year + 1
            else -0.4
        )
    if row.period.end == period.end:
        return 0.25
    if period.covers(row.period.end):
        return 0.15
    if row.period.end.year == period.end.year:
        return 0.0
    return -0.15 if row.period.end.year == period.end.year - 1 else -0.4


def _scopes_of(area: str, places: Places) -> tuple[str, ...]:
    """全市 for the name of the city above, 全国 and 我国 for the country."""
    level = next(
        (level for name, level in places.names if area == name),
        "national" if area in ("全国", "中国") else "",
    )
    return {
        "national": ("全国", "我国", "国内"),
        "provincial": ("全省", "我省"),
        "city": ("全市", "我市"),
        "district": ("全区", "全县", "我区"),
    }.get(level, (area,))


def _forms(name: str) -> tuple[str, ...]:
    whole = words.plain(words.without_brackets(name))
    made = [whole]
    for end in _STRIP:
        if whole.endswith(end) and len(whole) - len(end) >= 4:
            made.append(whole.removesuffix(end))
            break
    for names in lexicon().alike:
        plain = [words.plain(n) for n in names]
        held = max((n for n in plain if n in whole), key=len, default="")
        made += [whole.replace(held, other) for other in plain if held and other != held]
    return tuple(dict.fromkeys(made))


def _bracket(name: str) -> str:
    core = words.without_brackets(name)
    return words.plain(name).replace(words.plain(core), "", 1) if core != name else ""


def _held(bureau: Bureau, register: str) -> Any:
    held = registers()[register].model._default_manager.filter(bureau=bureau, state=State.VERIFIED)
    return held.order_by("pk")[:MOST]


def _statistics(bureau: Bureau) -> list[Row]:
    made = []
    for r in _held(bureau, "statistics"):
        numbers = {
            n: Decimal(v) for n in ("value", "previous", "growth", "rank") if (v := getattr(r, n)) is not None
        }
        try:
            period = Period.parse(r.period) if r.period else None
        except Refused:
            period = None
        made.append(
            Row(
                r.pk,
                "statistics",
                r.indicator,
                _forms(r.indicator),
                _bracket(r.indicator),
                period,
                words.plain(r.area),
                words.plain(r.rank_scope),
                r.measure_unit,
                numbers,
            )
        )
    return made


def _assessments(bureau: Bureau) -> list[Row]:
    made = []
    for r in _held(bureau, "assessments"):
        numbers = {n: Decimal(v) for n in ("target", "result") if (v := getattr(r, n)) is not None}
        period = Period.parse(str(r.year)) if r.year else None
        made.append(
            Row(
                r.pk,
                "assessments",
                r.indicator,
                _forms(r.indicator),
                _bracket(r.indicator),
                period,
                "",
                "",
                r.measure_unit,
                numbers,
            )
        )
    return made
