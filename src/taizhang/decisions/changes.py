"""Which stored decisions would be different today 今天会变的判定, and why: new data, new rules, or the day itself.

Found column by column over all firms; the reasons are worked out for those that are shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from taizhang.accounts.models import Bureau
from taizhang.decisions.facts import facts_of_each
from taizhang.decisions.judging import judge, kind_of, short_of
from taizhang.decisions.kept import kept_facts
from taizhang.decisions.models import ANSWERS, Decision, Working
from taizhang.decisions.packs import judging_packs
from taizhang.decisions.population import Population, population
from taizhang.decisions.queries import standing
from taizhang.policies.engine.columns.answering import UNCLEAR, answer_columns
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.rules import rules_on
from taizhang.registers.organizations.models import Organization

LABELS = {code: label for code, label, *_ in ANSWERS}


@dataclass(frozen=True)
class Reason:
    """One thing that is not as the decision saw it: a fact (`data`), the pack (`rule`), or nothing but the day (`day`)."""

    kind: str
    title: str
    was: str
    now: str
    source: str = ""

    @property
    def label(self) -> str:
        return {"data": "新数据", "rule": "新规则", "day": "日期"}[self.kind]


@dataclass(frozen=True)
class Change:
    """A decision that would be another today."""

    organization_id: int
    name: str
    decision: Decision
    now: str  # the stored word of the answer today
    reasons: tuple[Reason, ...] = ()
    short: str = ""  # what is missing today

    @property
    def policy(self) -> str:
        return self.decision.policy

    @property
    def was_label(self) -> str:
        return LABELS[self.decision.answer]

    @property
    def now_label(self) -> str:
        return LABELS[self.now]

    @property
    def better(self) -> bool:
        """Whether the enterprise comes closer."""
        return HEIGHT[self.now] > HEIGHT[self.decision.answer]


HEIGHT = {"not_meant": 0, "fails": 1, "missing": 2, "judged": 3, "meets": 4}


def words_today(pack: Pack, everybody: Population) -> list[str]:
    """The stored word for every organization of the population, by today's rules and data."""
    answers = answer_columns(rules_on(pack, everybody.on), everybody.table)
    words = np.where(answers.verdict == UNCLEAR, np.where(answers.judged_only, "judged", "missing"), "fails")
    words = np.where(answers.verdict == 1, "meets", words)
    return [str(w) for w in np.where(answers.applies == 0, "not_meant", words)]


def outline(bureau: Bureau, on: date, pack: Pack | None = None) -> list[Change]:
    """The decisions whose answer would be another today, without reasons: policy by policy, in the order of names."""
    everybody = population(bureau, on)
    found: list[Change] = []
    for name, one in _asked(pack).items():
        stood = {d.organization_id: d for d in standing(bureau, name)}
        words = _words(one, everybody) if stood else None
        if words is None:
            continue
        changed = [
            Change(pk, everybody.names[row], decision, words[row])
            for pk, decision in stood.items()
            if pk is not None
            and (row := everybody.rows.get(pk)) is not None
            and words[row] != decision.answer
        ]
        found += sorted(changed, key=lambda c: everybody.sort_keys[everybody.rows[c.organization_id]])
    return found


def undecided(bureau: Bureau, on: date) -> dict[str, list[int]]:
    """For each policy the organizations it is for that have no standing decision: policy -> ids, in the order of names."""
    everybody = population(bureau, on)
    decided: dict[str, set[int | None]] = {}
    for policy, owner in standing(bureau).values_list("policy", "organization_id"):
        decided.setdefault(policy, set()).add(owner)
    found = {}
    for name, pack in judging_packs().items():
        words = _words(pack, everybody) or []
        ids = everybody.ids.tolist()
        left = [
            n for n, word in enumerate(words) if word != "not_meant" and ids[n] not in decided.get(name, ())
        ]
        found[name] = [ids[n] for n in sorted(left, key=lambda n: everybody.sort_keys[n])]
    return found


def _asked(pack: Pack | None) -> Mapping[str, Pack]:
    return {pack.name: pack} if pack is not None else judging_packs()


def _words(pack: Pack, everybody: Population) -> list[str] | None:
    """None where the pack has no rules on that day: its decisions stand as they are."""
    try:
        return words_today(pack, everybody)
    except PackProblem:
        return None


def would_change(bureau: Bureau, on: date, pack: Pack | None = None) -> list[Change]:
    """Every decision that would be another today, with why."""
    return with_reasons(bureau, on, outline(bureau, on, pack))


def with_reasons(bureau: Bureau, on: date, changes: Sequence[Change]) -> list[Change]:
    """The same with what is not as each decision saw it; the queries do not grow with their number."""
    rows = Organization._default_manager.select_related("bureau__region", "region")
    firms = rows.in_bulk([c.organization_id for c in changes])
    facts = facts_of_each(list(firms.values()), on)
    works = {w.decision_id: w for w in Working.objects.filter(decision__in=[c.decision.pk for c in changes])}
    packs, told = judging_packs(), []
    for change in changes:
        pack = packs[change.policy]
        answer = judge(firms[change.organization_id], pack, on, facts=facts[change.organization_id])
        work = works.get(change.decision.pk)
        seen = work.facts if work else []
        reasons = [*_data(seen, kept_facts(answer)), *_rule(change.decision, pack)]
        told.append(
            Change(
                change.organization_id, change.name, change.decision, kind_of(answer),
                tuple(reasons or [_day(change.decision, on)]), short_of(answer),
            )
        )  # fmt: skip
    return told


def _data(was: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> Iterator[Reason]:
    """Facts that both times were asked for, or only now, and are not the same."""
    before = {(f["name"], f["year"]): f for f in was}
    for fact in now:
        old = before.get((fact["name"], fact["year"]))
        if old is not None and (old["value"], old["doubt"]) != (fact["value"], fact["doubt"]):
            year = f" {fact['year']}" if fact["year"] else ""
            yield Reason("data", f"{fact['title']}{year}", _text(old), _text(fact), fact["source"])


def _text(fact: Mapping[str, Any]) -> str:
    return f"{fact['text']}（存疑）" if fact["doubt"] else str(fact["text"])


def _rule(decision: Decision, pack: Pack) -> Iterator[Reason]:
    if decision.pack_version != pack.version:
        yield Reason("rule", "政策包版本", decision.pack_version, pack.version)


def _day(decision: Decision, on: date) -> Reason:
    return Reason(
        "day", "判定日期", f"{decision.decided_on}", f"{on}", "数据和规则都没有变，按日期计算的条件变了"
    )
