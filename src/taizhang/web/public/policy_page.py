"""What the public page of a policy shows 政策规则: its rules in words, its numbers by date, its cases with their results."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from taizhang.policies.engine.cases import Result, read_cases, run
from taizhang.policies.engine.checking import turning_days
from taizhang.policies.engine.pack import Pack, Rule
from taizhang.policies.engine.parameters import Band, Parameter, Value
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.rules import Built, rules_on
from taizhang.policies.engine.telling import Asked, Telling
from taizhang.policies.engine.words import said

# How sure a number is 标记: the word of its badge, and what it means.
MARKS = {
    "K": ("待核对原文", "凭一般了解写的，还没有对过官方原文"),
    "I": ("口径解释", "原文没有说清，这里按一种理解执行"),
    "V": ("间接来源", "从转述原文的文字里读到，没有对过印发原件"),
}
GROUPS = (
    ("national/", "国家政策", ""),
    ("", "本地政策", ""),
    ("practice/", "没有全国规定的算法", "按通行做法或地方办法，数字以本单位办法为准。"),
    ("examples/", "示例", "虚构的或外地的做法，只说明规则怎样写，不是本区的规定。"),
)
EDGES = {"up_to": "不超过", "below": "低于", "at_least": "不低于", "more_than": "高于"}
FROM_THE_FIELD = re.compile(r"^[A-Z]\d+$")


@dataclass(frozen=True)
class Told:
    """A rule as it is shown."""

    title: str
    article: str
    mark: str = ""
    link: str = ""
    asked: Asked | None = None
    how: str = ""


@dataclass(frozen=True)
class Number:
    """One value of a parameter as it is shown."""

    title: str
    text: str
    since: date
    until: date | None
    article: str
    mark: str
    link: str
    note: str
    first: bool
    now: bool


@dataclass(frozen=True)
class Card:
    """A policy in the list."""

    name: str
    pack: Pack
    conditions: int
    marks: tuple[str, ...]
    over: bool


def groups(packs: Iterable[tuple[str, Pack]], today: date) -> list[tuple[str, str, list[Card]]]:
    """The policies of the list by whose they are: title, remark, cards."""
    found: dict[str, list[Card]] = {prefix: [] for prefix, _, _ in GROUPS}
    for name, pack in packs:
        prefix = next((p for p, _, _ in GROUPS if p and name.startswith(p)), "")
        found[prefix].append(card(name, pack, today))
    return [(title, remark, found[prefix]) for prefix, title, remark in GROUPS if found[prefix]]


def card(name: str, pack: Pack, today: date) -> Card:
    conditions = sum(rule.kind == "condition" for rule in pack.on(shown_day(pack, today)).values())
    return Card(name, pack, conditions, marks(pack), pack.ends is not None and pack.ends < today)


def marks(pack: Pack) -> tuple[str, ...]:
    """Which marks its numbers carry, the gravest first."""
    used = {value.status for parameter in pack.parameters.values() for value in parameter.values}
    return tuple(mark for mark in MARKS if mark in used)


def marked(pack: Pack) -> list[tuple[str, str, int]]:
    """Each mark that the pack has: its word, what it means, how many numbers carry it."""
    every = [value.status for parameter in pack.parameters.values() for value in parameter.values]
    return [(*MARKS[mark], every.count(mark)) for mark in marks(pack)]


def shown_day(pack: Pack, wanted: date) -> date:
    """The day whose rules are shown: the wanted one, but within the life of the policy."""
    first = pack.begins or min((rule.since for rule in pack.rules), default=wanted)
    last = pack.ends or wanted
    return min(max(wanted, first), max(last, first))


def days(pack: Pack) -> list[date]:
    """The days on which something changed, newest first."""
    return turning_days(pack)[::-1]


def rules(pack: Pack, on: date) -> dict[str, list[Told]]:
    """The rules of a day by their kind: applies, condition, worked (values, points, amounts), notice, calculation."""
    built = rules_on(pack, on)
    telling = Telling(built)
    shown: dict[str, list[Told]] = {
        kind: [_told(one, telling) for one in built.of_kind(kind)]
        for kind in ("applies", "condition", "notice")
    }
    worked = [_worked(one, telling) for kind in ("amount", "points", "value") for one in built.of_kind(kind)]
    shown["worked"] = [one for one in worked if one.how]
    plain: list[Rule] = [rule for rule in built.names.values() if rule.kind == "calculation"]
    shown["calculation"] = [Told(rule.title, rule.article) for rule in plain]
    return shown


def facts(pack: Pack, on: date) -> list[str]:
    """The titles of the data that the rules of a day ask for."""
    return list(dict.fromkeys(pack.facts[name].title for name in Telling(rules_on(pack, on)).facts()))


def _told(built: Built, telling: Telling) -> Told:
    asked = telling.asked(built.made)
    return Told(built.rule.title, built.rule.article, _word(built.status), built.link, asked)


def _worked(built: Built, telling: Telling) -> Told:
    made = built.made
    how = telling.worked(made)
    if isinstance(made, Points) and how in ("", built.rule.title):
        how = ""
    return Told(built.rule.title, built.rule.article, _word(built.status), built.link, how=how)


def _word(mark: str) -> str:
    return MARKS[mark][0] if mark in MARKS else ""


def numbers(pack: Pack, on: date) -> list[Number]:
    """Every value of every parameter, the newest of each first; which one holds on the day."""
    return [
        Number(
            parameter.title, text_of(value, pack), value.since, _until(parameter, value), value.article, _word(value.status),
            value.link, value.note, place == 0, parameter.on(on) is value,
        )
        for parameter in pack.parameters.values()
        for place, value in enumerate(reversed(parameter.values))
    ]  # fmt: skip


def _until(parameter: Parameter, value: Value) -> date | None:
    """Its last day: its own, or the day before the next begins."""
    later = [v.since for v in parameter.values if v.since > value.since]
    before_next = date.fromordinal(later[0].toordinal() - 1) if later else None
    return min(filter(None, (value.until, before_next)), default=None)


def text_of(value: Value, pack: Pack) -> str:
    """A value as a person reads it; words by their labels."""
    if value.bands:
        return "；".join(_band(band, value.limit_unit) for band in value.bands)
    if value.words:
        labels = {code: label for spec in pack.facts.values() for code, label in spec.words}
        return "、".join(labels.get(word, word) for word in value.words)
    return _short(said(next(v for v in (value.flag, value.day, value.amount) if v is not None), value.unit))


def _band(band: Band, limit_unit: str) -> str:
    gives = (
        said(band.low, band.unit)
        if band.low == band.high
        else f"{said(band.low)}—{said(band.high, band.unit)}"
    )
    edge = f"{EDGES[band.edge]} {said(band.limit, limit_unit)}" if band.edge else "其余"
    return _short(f"{edge}：{gives}")


def _short(text: str) -> str:
    return text.replace(".00 ", " ")


@cache
def results(pack: Pack) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """The cases with how they come out, worked once: those of the field's worked examples, and all others."""
    assert pack.folder is not None
    every = [run(pack, case) for case in read_cases(pack.folder)]
    known = tuple(r for r in every if FROM_THE_FIELD.match(r.case.id))
    return known, tuple(r for r in every if r not in known)
