"""The page 我能享受什么 of one firm: every policy in force in its section, the values used, what would open more."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from taizhang.policies.engine.answers import Answer, Seen
from taizhang.policies.engine.pack import Pack
from taizhang.web.portal.card import Card, line_of
from taizhang.web.portal.sections import Section, distance, lacking, section_of
from taizhang.web.portal.used import Key, Used

Look = Callable[[Seen], Used]


@dataclass(frozen=True)
class Missing:
    """A value that nobody has given yet, and the policies that wait for it."""

    used: Used
    policies: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What the templates show."""

    cards: tuple[Card, ...]

    def of(self, section: Section) -> list[Card]:
        return sorted((c for c in self.cards if c.section == section), key=ORDER[section])

    @cached_property
    def counts(self) -> list[tuple[Section, int]]:
        """The equation: all policies in force are the sum of these."""
        found = Counter(card.section for card in self.cards)
        return [(section, found[section]) for section in Section]

    @property
    def sections(self) -> list[tuple[Section, list[Card]]]:
        return [(section, self.of(section)) for section in Section]

    @cached_property
    def missing(self) -> list[Missing]:
        """The values that are lacking, the one that most policies wait for first."""
        waits: dict[Key, tuple[Used, dict[str, int]]] = {}
        for card in self.cards:
            if card.section == Section.ASIDE:
                continue
            for one in card.lacking:
                waits.setdefault(one.key, (one, {}))[1][card.answer.title] = 1 if card.pack.example else 10
        ranked = sorted(waits.values(), key=lambda told: (-sum(told[1].values()), told[0].title))
        return [Missing(one, tuple(titles)) for one, titles in ranked]

    @property
    def unlocked(self) -> int:
        """How many policies could be judged once these are there."""
        return len(self.of(Section.UNKNOWN))

    @cached_property
    def used(self) -> list[Used]:
        """Every value that a judgement rests on, each once: what waits or was declined first, then as the policies stand."""
        near = [
            card
            for section in (Section.NEARLY, Section.NOT_YET, Section.DIRECT, Section.UNKNOWN)
            for card in self.of(section)
        ]
        told = {
            u.key: u
            for card in near
            for u in (*(u for line in card.failing for u in line.used if not u.seen.missing), *card.used)
        }
        rank = {key: place for place, key in enumerate(told)}
        return sorted(
            told.values(),
            key=lambda u: (not (u.waiting or u.reply), not u.seen.doubt, -(u.seen.year or 0), rank[u.key]),
        )


def _money(card: Card) -> tuple[object, ...]:
    most = max((o.high for o in card.amounts if isinstance(o.high, Fraction)), default=None)
    return (most is None, -most if most is not None else 0, card.answer.title)


ORDER: dict[Section, Callable[[Card], tuple[object, ...]]] = {
    Section.DIRECT: _money,
    Section.NEARLY: lambda card: (distance(card.answer), card.answer.title),
    Section.NOT_YET: lambda card: (len(card.failing), distance(card.answer), card.answer.title),
    Section.UNKNOWN: lambda card: (len(card.lacking), card.answer.title),
    Section.ASIDE: lambda card: (card.answer.title,),
}


def in_force(packs: Iterable[Pack], on: date) -> list[Pack]:
    """The policies that hold on a day and judge enterprises; those that only calculate are not among them."""
    return [p for p in packs if p.begins is not None and p.begins <= on and (p.ends is None or on <= p.ends)]


def card_of(
    pack: Pack,
    told: Answer,
    look: Look,
    *,
    url: str = "",
    after: Answer | None = None,
    news: str = "",
    reminded: bool = False,
) -> Card:
    """The card of a policy. `after` is what it would say once everything that waits is verified."""
    open_ones = [*lacking(told), *(f for f in told.meant if told.applies is None)]
    waits = {(s.name, s.year): look(s) for f in open_ones for s in f.missing}
    return Card(
        pack=pack, answer=told, lines=tuple(line_of(f, look) for f in told.findings),
        watch=tuple(line_of(f, look) for f in told.notices if f.verdict == "fails"),
        meant=tuple(line_of(f, look) for f in told.meant), url=url, news=news,
        after=_turn(told, after) if after else "", reminded=reminded, lacking=tuple(waits.values()),
    )  # fmt: skip


def _turn(now: Answer, then: Answer) -> str:
    """What the values that wait would change, in a sentence; "" when the policy would stand where it stands."""
    before, after = section_of(now), section_of(then)
    if before != after:
        return f"核实后会从“{before.label}”变成“{after.label}”。"
    turned = [f.title for f in then.findings if f.verdict != now.finding(f.id).verdict]
    return f"核实后“{'、'.join(turned)}”的结果会变。" if turned else ""
