"""Questions that no register answers 要企业说明的: asked where a policy waits for one, answered on the page, saved at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.decisions.models import StatedFact
from taizhang.decisions.packs import known_facts
from taizhang.policies.engine.facts import FactKind, FactSpec
from taizhang.web.portal.page import Page
from taizhang.web.portal.sections import Section


@dataclass(frozen=True)
class Question:
    """One question with what was answered so far; `wrong` says why an answer was not taken."""

    spec: FactSpec
    value: str = ""
    at: datetime | None = None
    policies: tuple[str, ...] = ()
    wrong: str = ""
    weight: int = 0  # how many policies wait for it; examples count little

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def title(self) -> str:
        return self.spec.title

    @property
    def asks(self) -> str:
        return self.spec.asks or f"{self.spec.title}？"

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return (("否", "否"), ("是", "是")) if self.spec.kind == FactKind.YES_NO else ()

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        return self.spec.words if self.spec.kind == FactKind.WORD else ()

    @property
    def number(self) -> bool:
        return self.spec.numeric

    @property
    def example(self) -> str:
        return {
            "money": "120 万元",
            "count": f"3 {self.spec.unit}",
            "number": f"3 {self.spec.unit}",
            "day": "2020-05-18",
        }.get(self.spec.kind.value, "")


def questions_of(page: Page, asked: frozenset[str], stated: Mapping[str, StatedFact]) -> list[Question]:
    """What to ask on this page: the open questions that most policies wait for first, then those answered."""
    waits: dict[str, dict[str, int]] = {}
    for card in page.cards:
        if card.section == Section.ASIDE:
            continue
        unclear = [f for f in card.answer.meant if card.answer.applies is None]
        for seen in (*card.answer.facts, *(s for f in unclear for s in f.facts)):
            if seen.name in asked:
                waits.setdefault(seen.name, {})[card.answer.title] = 1 if card.pack.example else 10
    made = []
    for name, titles in waits.items():
        told = stated.get(name)
        value, at = (told.value, told.at) if told else ("", None)
        made.append(Question(known_facts()[name], value, at, tuple(titles), weight=sum(titles.values())))
    return sorted(made, key=lambda q: (q.at is not None, -q.weight))


def askable(spec: FactSpec) -> bool:
    """Facts that a person states because no register holds them: those whose declaration words a question."""
    return bool(spec.asks) and not spec.yearly
