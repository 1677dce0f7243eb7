"""Every pack answers the same in columns as for one enterprise: populations by chance, full of gaps and edges."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Answer, FactValue, Finding, Held, Verdict
from taizhang.policies.engine.columns.answering import Answers, answer_columns, table_of
from taizhang.policies.engine.columns.block import Program
from taizhang.policies.engine.facts import FactKind, FactSpec
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.loading import packs
from taizhang.policies.engine.nodes import Node
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.requirements import Requirement
from taizhang.policies.engine.rules import Rules

VERDICTS = {Verdict.MEETS: 1, Verdict.FAILS: 0, Verdict.CANNOT_TELL: -1}
ON = date(2026, 6, 30)
JUDGING = sorted(n for n, p in packs().items() if Rules(p, ON).conditions or Rules(p, ON).of_kind("amount"))
SIZE = 60


def all_nodes(rules: Rules) -> list[Node]:
    roots: list[Node] = []
    for built in rules.built:
        made = built.made
        roots += (
            [made.truth]
            if isinstance(made, Requirement)
            else [made.lo, made.hi]
            if isinstance(made, Points)
            else [made]
        )
    return Program(roots).order


def value_of(
    spec: FactSpec, limits: list[Fraction], words: list[str], full: float, chance: Random
) -> FactValue:
    """Often exactly at a number that the rules mention, or a step beside it."""
    if chance.random() > full:
        return None
    if spec.kind == FactKind.YES_NO:
        return chance.random() < 0.3
    if spec.kind == FactKind.WORD:
        return chance.choice([*words, "other"])
    if spec.kind == FactKind.DAY:
        return ON - timedelta(days=chance.choice((0, 1, 364, 365, 366, 900, 1095, 1096, 4000, -30, -364)))
    if chance.random() < 0.02:
        return chance.choice((Fraction(-5), Fraction(10**30), Fraction(1, 3)))
    value = chance.choice([*limits, Fraction(chance.randrange(40)), Fraction(chance.randrange(10**6, 10**9))])
    value *= chance.choice((1, 1, 1, 2, 3, Fraction(1, 10), Fraction(135, 100)))
    step = {FactKind.MONEY: 100, FactKind.COUNT: 1, FactKind.NUMBER: 10_000}[spec.kind]
    return Fraction(round(value * step) + chance.choice((0, 0, 0, 1, -1)), step)


def population(rules: Rules, seed: int) -> list[dict[Key, Held]]:
    nodes = all_nodes(rules)
    asked = sorted({n.data for n in nodes if n.op == "fact"}, key=str)
    limits = [n.data for n in nodes if n.op == "const" and isinstance(n.data, Fraction) and n.data >= 0]
    words = sorted({w for n in nodes if n.op == "one_of" for w in n.data})
    chance, rows = Random(seed), []
    for _ in range(SIZE):
        full = chance.choice((0.5, 0.9, 1.0, 1.0))
        row = {key: Held(value_of(rules.facts[key[0]], limits, words, full, chance)) for key in asked}
        if chance.random() < 0.3:
            row |= {("data_explained", year): Held(True) for year in {k[1] for k in asked if k[1]}}
        rows.append(row)
    return rows


def told(found: Answers, place: int) -> dict[str, Any]:
    """What the columns say of one row."""

    def amount(value: float) -> float | None:
        return None if np.isnan(value) else pytest.approx(value, rel=1e-9, abs=1e-9)

    return {
        "verdict": found.verdict[place], "applies": found.applies[place], "judged_only": bool(found.judged_only[place]),
        "failing": found.failing[place], "unclear": found.unclear[place],
        "conditions": {n: v[place] for n, v in found.conditions.items()},
        "judged": {n: bool(v[place]) for n, v in found.judged.items()},
        "shortage": {n: amount(v[place]) for n, v in found.shortage.items()},
        "short": {n: amount(v[place]) for n, v in found.short.items()},
        "notices": {n: v[place] for n, v in found.notices.items()},
        "points": {n: (amount(lo[place]), amount(hi[place])) for n, (lo, hi) in found.points.items()},
        "amounts": {n: amount(v[place]) for n, v in found.amounts.items()},
    }  # fmt: skip


def said(one: Answer) -> dict[str, Any]:
    """The same of the answer for one enterprise."""

    def amount(value: Any) -> float | None:
        return None if value is None else float(value)

    def by_name(findings: tuple[Finding, ...]) -> dict[str, int]:
        return {f.id: VERDICTS[f.verdict] for f in findings}

    return {
        "verdict": VERDICTS[one.verdict], "applies": {True: 1, False: 0, None: -1}[one.applies],
        "judged_only": one.judged_only, "failing": len(one.failing), "unclear": len(one.unclear),
        "conditions": by_name(one.findings), "judged": {f.id: f.judged for f in one.findings},
        "shortage": {f.id: amount(f.shortage) for f in one.findings}, "short": {f.id: amount(f.short) for f in one.findings},
        "notices": by_name(one.notices),
        "points": {o.id: (amount(o.low), amount(o.high)) for o in one.outcomes if o.kind == "points"},
        "amounts": {o.id: amount(o.low) for o in one.outcomes if o.kind == "amount"},
    }  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", JUDGING)
def test_a_pack_says_the_same_of_all_as_of_each(name: str, seed: int) -> None:
    rules = Rules(packs()[name], ON)
    rows = population(rules, seed)
    found = answer_columns(rules, table_of(rows, rules.facts))
    assert [told(found, i) for i in range(SIZE)] == [said(answer(rules.pack, row, ON)) for row in rows]


def test_a_population_has_all_three_verdicts() -> None:
    """So that the test above is one: each condition of the high-tech pack is met, missed and open by somebody."""
    rules = Rules(packs()["national/high_tech_enterprise"], ON)
    found = answer_columns(rules, table_of(population(rules, 1) + population(rules, 2), rules.facts))
    assert {
        name for name, verdict in found.conditions.items() if set(verdict.tolist()) != {1, 0, -1}
    } == set()


def test_what_if_all_research_were_a_tenth_more() -> None:
    """Scaled facts and changed parameters answer as enterprises with those facts under those parameters."""
    pack = packs()["national/high_tech_enterprise"]
    changed = {"rd_share.0": Fraction(45, 1000), "st_staff_share": Fraction(8, 100)}
    rules, items = Rules(pack, ON, changed), [name for name in pack.facts if name.startswith("rd_")]
    rows = population(rules, 3)
    more = [
        {
            k: Held(h.value * Fraction(11, 10)) if k[0] in items and isinstance(h.value, Fraction) else h
            for k, h in row.items()
        }
        for row in rows
    ]
    found = answer_columns(rules, table_of(rows, rules.facts).scaled(items, Fraction(11, 10)))
    assert [told(found, i) for i in range(SIZE)] == [said(answer(pack, row, ON, changed)) for row in more]


def test_what_is_not_wanted_changes_nothing_else() -> None:
    rules = Rules(packs()["national/high_tech_enterprise"], ON)
    table = table_of(population(rules, 4), rules.facts)
    all_, less = (
        answer_columns(rules, table),
        answer_columns(rules, table, gaps=False, besides=("tax_saving",)),
    )
    assert [told(less, i) for i in range(SIZE)] == [
        told(all_, i) | {"shortage": {}, "short": {}, "notices": {}, "points": {}} for i in range(SIZE)
    ]


def test_nobody_and_nothing_known() -> None:
    rules = Rules(packs()["national/high_tech_enterprise"], ON)
    assert answer_columns(rules, table_of([], rules.facts)).verdict.tolist() == []
    found = answer_columns(rules, table_of([{}, {}], rules.facts))
    assert told(found, 1) == said(answer(rules.pack, {}, ON))
