"""Putting a firm's page together 组页: its facts, what every policy says of them, and what is known around each value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.accounts.models import User
from taizhang.decisions.facts import facts_of
from taizhang.decisions.models import Reminder, StatedFact
from taizhang.decisions.packs import judging_packs, known_facts
from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Answer, Held
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.pack import Pack
from taizhang.registers.record import Record
from taizhang.web.portal.around import Around
from taizhang.web.portal.card import Card
from taizhang.web.portal.page import Page, card_of, in_force
from taizhang.web.portal.preliminary import preliminary
from taizhang.web.portal.questions import askable
from taizhang.web.portal.sections import Section, section_of
from taizhang.web.portal.visits import news
from taizhang.web.portal.waiting import Waiting


@dataclass
class Making:
    """One firm as one person sees it on a day; each part is worked out once."""

    user: User
    firm: Record
    on: date

    @cached_property
    def verified(self) -> dict[Key, Held]:
        """What the ledger knows."""
        return facts_of(self.firm, self.on)  # type: ignore[arg-type]

    @cached_property
    def told(self) -> dict[Key, Held]:
        """What the person told for a first look, where the ledger knows nothing."""
        return preliminary(self.user, self.firm, self.on, self.verified)

    @cached_property
    def held(self) -> dict[Key, Held]:
        return {**self.verified, **self.told}

    @cached_property
    def waiting(self) -> Waiting:
        return Waiting(self.firm, known_facts())

    @cached_property
    def packs(self) -> dict[str, Pack]:
        return {p.name: p for p in in_force(judging_packs().values(), self.on)}

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return {name: answer(pack, self.held, self.on) for name, pack in self.packs.items()}

    @cached_property
    def stated(self) -> dict[str, StatedFact]:
        """What was stated of the firm and stands, by the fact's name."""
        rows = StatedFact.objects.filter(organization=self.firm.pk, ended_at=None, year=None).order_by("pk")
        return {row.name: row for row in rows}

    @cached_property
    def reminded(self) -> set[str]:
        return set(
            Reminder.objects.filter(organization=self.firm.pk, ended_at=None).values_list("policy", flat=True)
        )

    @property
    def may_write(self) -> bool:
        """Whether the person may correct or answer anything: the firm itself, its liaison, section staff."""
        return grant_of(self.user, Act.CHANGE, "annual_returns") is not None

    @cached_property
    def asked(self) -> frozenset[str]:
        """Facts that are stated on the page because no register told them."""
        return frozenset(
            name
            for name, spec in known_facts().items()
            if askable(spec) and not self.verified.get((name, None), Held(None)).source.register
        )

    @cached_property
    def around(self) -> Around:
        return Around(
            self.user, self.firm, known_facts(), self.waiting.facts(), self.waiting.replies(), self.asked, self.may_write
        )  # fmt: skip

    @cached_property
    def news(self) -> Mapping[str, str]:
        """What stands elsewhere than at the firm's own last visit, which is noted; who looks after many firms has no such marks."""
        if self.user.organization_id != self.firm.pk:
            return {}
        sections = {name: section_of(told).value for name, told in self.answers.items()}
        labels = {section.value: section.label for section in Section}
        return news(self.user, self.firm.pk, sections, labels, timezone.now())

    def card(self, name: str) -> Card:
        """The card of one policy."""
        pack, told = self.packs[name], self.answers[name]
        then = self.waiting.facts()
        seen = {(s.name, s.year) for s in told.facts} | {
            (s.name, s.year) for f in told.meant for s in f.facts
        }
        after = answer(pack, {**self.held, **then}, self.on) if seen & set(then) else None
        url = reverse("benefits_policy", args=[self.firm.pk, name])
        return card_of(
            pack, told, self.around, url=url, after=after, news=self.news.get(name, ""), reminded=name in self.reminded
        )  # fmt: skip

    def page(self) -> Page:
        return Page(tuple(self.card(name) for name in self.packs))
