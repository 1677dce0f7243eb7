"""Many firms at once 企业一览: in which section each policy stands for each, by the column engine; counted, sorted, searched."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.urls import reverse

from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.decisions.packs import judging_packs
from taizhang.decisions.population import Population
from taizhang.policies.engine.columns.answering import FAILS, UNCLEAR, Answers, answer_columns
from taizhang.policies.engine.rules import rules_on
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.queries import search_ids
from taizhang.web.portal.page import in_force
from taizhang.web.portal.sections import Section

SHOWN = (Section.DIRECT, Section.NEARLY, Section.NOT_YET, Section.UNKNOWN)
NAMED = 2  # policies that are missed by one thing, named beside a firm
SORTS = {"near": "只差一项的在前", "direct": "可申报多的在前", "unknown": "缺数据多的在前", "name": "按名称"}
KEYS = {
    "near": (Section.NEARLY, Section.DIRECT),
    "direct": (Section.DIRECT, Section.NEARLY),
    "unknown": (Section.UNKNOWN,),
    "name": (),
}
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class Standings:
    """For each enterprise of a population, how many policies stand in each section, and which are missed by one thing."""

    counts: dict[Section, Array]
    near: tuple[tuple[str, Array], ...]
    policies: int

    def named(self, row: int) -> str:
        """The policies that a firm misses by one thing."""
        titles = [title for title, flags in self.near if flags[row]]
        return "、".join(titles[:NAMED]) + (f" 等 {len(titles)} 项" if len(titles) > NAMED else "")


@lru_cache(maxsize=4)  # a population is made anew when the bureau's records change
def standings(people: Population) -> Standings:
    """What every policy in force says of everybody."""
    packs = in_force(judging_packs().values(), people.on)
    counts = {section: np.zeros(people.size, np.int16) for section in Section}
    near = []
    for pack in packs:
        told = sections(answer_columns(rules_on(pack, people.on), people.table))
        for section, flags in told.items():
            counts[section] += flags
        near.append((pack.title, told[Section.NEARLY]))
    return Standings(counts, tuple(near), len(packs))


def sections(told: Answers) -> dict[Section, Array]:
    """The section of each enterprise, as `sections.section_of` has it for one."""
    judged = sum((flags.astype(np.int16) for flags in told.judged.values()), np.zeros(told.size, np.int16))
    waiting = (told.unclear - judged) > 0
    aside, failing = told.applies == FAILS, told.failing > 0
    nearly = (told.failing == 1) & ~waiting
    unknown = waiting | (told.applies == UNCLEAR)
    return {
        Section.ASIDE: aside,
        Section.NEARLY: ~aside & nearly,
        Section.NOT_YET: ~aside & failing & ~nearly,
        Section.UNKNOWN: ~aside & ~failing & unknown,
        Section.DIRECT: ~aside & ~failing & ~unknown,
    }


@dataclass(frozen=True)
class FirmRow:
    """One firm of the list."""

    firm: Organization
    counts: tuple[int, ...]
    near: str
    url: str


def rows_of(user: User, people: Population, text: str, sort: str) -> list[int]:
    """The rows of the population that the person may see and the search means, in order."""
    firms = visible_to(user, Organization, Act.BENEFITS).filter(kind="enterprise")
    if text:
        firms = firms.filter(pk__in=search_ids(user, registers()["organizations"], text, Act.SEARCH))
    rows = [people.rows[pk] for pk in firms.values_list("pk", flat=True) if pk in people.rows]
    counts = standings(people).counts
    return sorted(rows, key=lambda row: (*(-int(counts[s][row]) for s in KEYS[sort]), people.sort_keys[row]))


def shown(people: Population, rows: list[int]) -> list[FirmRow]:
    """The firms of one page."""
    told = standings(people)
    firms = Organization._default_manager.select_related("region").in_bulk(
        [int(people.ids[row]) for row in rows]
    )
    made = []
    for row in rows:
        pk = int(people.ids[row])
        counts = tuple(int(told.counts[s][row]) for s in SHOWN)
        made.append(FirmRow(firms[pk], counts, told.named(row), reverse("benefits_of", args=[pk])))
    return made
