"""The enterprises of a bureau before a pack, all at once and one by one 全体企业."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from taizhang.accounts.models import Bureau
from taizhang.decisions.packs import judging_packs
from taizhang.decisions.population import Population, population
from taizhang.policies.engine.answering import answer_by
from taizhang.policies.engine.answers import Answer, FactValue, Held
from taizhang.policies.engine.columns.answering import FAILS, MEETS, Answers, Column, Table, answer_columns
from taizhang.policies.engine.columns.days import EPOCH
from taizhang.policies.engine.facts import SCALE, FactKind, FactSpec
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.rules import Rules, rules_on
from taizhang.web.desk.ladder.groups import Judged, Mask, Whole
from taizhang.web.desk.ladder.knobs import Trial

Facts = Mapping[Key, Held]
SINKING = "rd_ratio_last_year"  # the notice that last year alone no longer reaches the band
RATIO = "rd_ratio"  # the condition over three years that it warns of
R_AND_D = ("rd_", "tax_rd_")  # what the names of R&D amounts begin with
KEPT = 8  # judgements of a whole bureau that are kept


@dataclass(frozen=True, eq=False)
class Crowd:
    """The organizations of a bureau: who they are, their facts as columns, the order of their names."""

    ids: Whole
    names: Sequence[str]
    regions: Whole
    fields: NDArray[np.str_]
    industries: NDArray[np.str_]
    enterprises: Mask
    rank: Whole
    table: Table

    def __len__(self) -> int:
        return len(self.ids)

    def among(self, organizations: Collection[int]) -> Mask:
        """Which of them are among these."""
        return np.isin(self.ids, np.fromiter(organizations, np.int64, len(organizations)))

    def by_name(self, chosen: Mask) -> Whole:
        """The places of those chosen, in the order of their names."""
        found = np.flatnonzero(chosen)
        return found[np.argsort(self.rank[found], kind="stable")]


def of_bureau(bureau: Bureau, on: date) -> Crowd:
    """Everybody whom the bureau holds verified; kept as long as the population is."""
    return _crowd(population(bureau, on))


@lru_cache(maxsize=KEPT)
def _crowd(held: Population) -> Crowd:
    rank = np.empty(held.size, np.int64)
    rank[np.array(sorted(range(held.size), key=held.sort_keys.__getitem__), np.int64)] = np.arange(held.size)
    return Crowd(
        held.ids, held.names, held.regions, np.array(held.fields, np.str_), np.array(held.industries, np.str_),
        np.array([kind == "enterprise" for kind in held.kinds], bool), rank, held.table,
    )  # fmt: skip


def pack_of(name: str) -> Pack | None:
    """The pack of that name; None for a rung without one."""
    return judging_packs().get(name) if name else None


def judged(crowd: Crowd, pack: Pack | None, on: date) -> Judged:
    """What a pack says of all of them; kept while neither they nor the rules change."""
    return nothing(len(crowd)) if pack is None else _judged(crowd, pack, on)


@lru_cache(maxsize=KEPT)
def _judged(crowd: Crowd, pack: Pack, on: date) -> Judged:
    return told(answer_columns(rules_on(pack, on), crowd.table))


def tried(crowd: Crowd, rules: Rules, trial: Trial) -> Judged:
    """What it would say of all of them if R&D or a parameter were otherwise; `rules` are those with the parameter changed."""
    return told(answer_columns(rules, scaled(crowd.table, rules.pack, trial.rd), gaps=False))


@lru_cache(maxsize=KEPT)
def rules_with(pack: Pack, on: date, changed: tuple[tuple[str, Fraction], ...]) -> Rules:
    """The rules of a pack with some of its numbers otherwise; kept while the slider moves."""
    return Rules(pack, on, dict(changed))


def scaled(table: Table, pack: Pack, by: Fraction) -> Table:
    """The same facts with every R&D amount so many times as large."""
    return table if by == 1 else table.scaled([n for n, spec in pack.facts.items() if is_rd(spec)], by)


def is_rd(spec: FactSpec) -> bool:
    return spec.kind == FactKind.MONEY and spec.name.startswith(R_AND_D)


def told(answers: Answers) -> Judged:
    """An answer of the engine as the ladder asks for it."""
    by_experts = sum(answers.judged.values(), np.zeros(answers.size, np.int64))
    sinking = np.zeros(answers.size, bool)
    if SINKING in answers.notices:
        sinking = (answers.notices[SINKING] == FAILS) & (answers.conditions[RATIO] == MEETS)
    return Judged(
        answers.verdict, answers.judged_only, answers.failing.astype(np.int64), answers.unclear - by_experts,
        answers.nearest if answers.shortage else np.zeros(answers.size), answers.applies != FAILS, sinking,
    )  # fmt: skip


def nothing(size: int) -> Judged:
    """Of a rung without a pack: nothing is said of anybody."""
    none, unsaid = np.zeros(size, np.int64), np.full(size, -1, np.int8)
    return Judged(unsaid, none > 0, none, none, none.astype(float), none == 0, none > 0)


def answer_of(crowd: Crowd, at: int, rules: Rules, trial: Trial, *, notices: bool = False) -> Answer:
    """One enterprise judged exactly and in words, from the same columns; with what to watch only where it is told."""
    facts = facts_of(scaled(crowd.table, rules.pack, trial.rd), at, rules.pack)
    return answer_by(rules, facts, workings=False, notices=notices)


def facts_of(table: Table, at: int, pack: Pack) -> Facts:
    """The facts of one enterprise that the pack knows, as values."""
    found: dict[Key, Held] = {}
    for key, column in table.columns.items():
        spec = pack.facts.get(key[0])
        if spec is not None and (column.known is None or column.known[at]):
            found[key] = Held(value_of(column, at, spec))
    return found


def value_of(column: Column, at: int, spec: FactSpec) -> FactValue:
    """One value of a column as rules see it."""
    if at in column.odd:
        return column.odd[at] * column.times
    if spec.kind == FactKind.YES_NO:
        return bool(column.values[at])
    whole = int(column.values[at])
    if spec.kind == FactKind.DAY:
        return date.fromordinal(whole + EPOCH)
    if spec.kind == FactKind.WORD:
        return column.words[whole]
    return Fraction(whole, SCALE[spec.kind]) * column.times
