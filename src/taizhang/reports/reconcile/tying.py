"""Figures tied to the ledger one after another 挂接."""

from collections.abc import Callable
from dataclasses import replace

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.reading import Reading
from taizhang.indicators.figures import Figures
from taizhang.reports.reconcile.candidate import Candidate
from taizhang.reports.reconcile.claims import Claims
from taizhang.reports.reconcile.composing import Composer
from taizhang.reports.reconcile.coverage import telling
from taizhang.reports.reconcile.facts import Facts
from taizhang.reports.reconcile.formulas import Formulas
from taizhang.reports.reconcile.gathering import MOST, gathered
from taizhang.reports.reconcile.graded import graded
from taizhang.reports.reconcile.holding import could_hold
from taizhang.reports.reconcile.quick import QuickLedger
from taizhang.reports.reconcile.sayings import Saying, Sayings
from taizhang.reports.reconcile.timing import periods
from taizhang.reports.reconcile.values import Values
from taizhang.reports.reconcile.verdicts import Judged, Verdict, judge
from taizhang.reports.reconcile.vocabulary import Vocabulary

# How much is inherited: from the whole of a list, the clause before, the sentence, the paragraph.
HEAD, SAME, NEAR, LEFT = 0.75, 0.5, 0.2, 0.05

RANKED = 0.4  # for the rank of what was told just before

Say = Callable[[int, int], None]  # (figures done, figures in all)


class Tying:
    """Ties the figures of one text to one bureau's ledger, in their order: each may go on from those before it."""

    def __init__(self, reading: Reading, bureau: Bureau, period: Period) -> None:
        self.reading, self.period = reading, period
        figures = Figures(bureau)
        ledger = QuickLedger(bureau)
        self.values = Values(figures, ledger)
        self.sayings = Sayings(reading)
        self.vocabulary = Vocabulary.of(bureau, reading.document.text)
        self.composer = Composer(self.vocabulary, figures.catalogue, ledger)
        self.facts = Facts(bureau, self.vocabulary.places)
        self.ties: dict[str, Judged] = {}
        self.told: dict[str, Saying] = {}
        self.tried: dict[str, list[Candidate]] = {}
        self.formulas, self.claims = Formulas(self), Claims(self)

    def tie(self, say: Say | None = None) -> None:
        """Judge every figure, then what the text claims of itself."""
        ordered = self.sayings.figures
        for number, stated in enumerate(ordered, 1):
            self._tie(stated)
            if say is not None:
                say(number, len(ordered))
        for relation in self.reading.relations:
            self.claims.check(relation)

    def _tie(self, stated: Stated) -> None:
        saying = self.told[stated.id] = self.sayings.of(stated)
        found: list[Candidate] = []
        for number, period in enumerate(periods(stated, self.period, self._before(stated))):
            found += [replace(c, score=c.score - 0.1 * number) for c in self._candidates(saying, period)]
        found.sort(key=lambda c: -c.score)
        self.tried[stated.id] = found
        tie = judge(stated, found, self.values)
        if tie.verdict is Verdict.NOT_IN_LEDGER and (
            held := could_hold(saying, self.composer.catalogue, self.composer.known)
        ):
            tie = replace(tie, reason=f"{tie.reason}；台账能记这一项（{held}），现在没有对得上的记录")
        self.ties[stated.id] = tie

    def _before(self, stated: Stated) -> str:
        """Its paragraph up to it: where a masked year stands that it still goes by."""
        block = self.reading.document.block_at(stated.start)
        return self.reading.document.text[max(block.start, stated.start - 150) : stated.end]

    def _candidates(self, saying: Saying, period: Period) -> list[Candidate]:
        stated = saying.stated
        if stated.kind is Kind.RANK:
            return self._ranks(saying, period)
        found = self.facts.candidates(saying, period)
        if (
            stated.kind is Kind.PERCENT
            or stated.role in (Role.INCREASE, Role.DECREASE, Role.GROWTH_RATE)
            or stated.kind is Kind.RATIO
        ):
            found += self.formulas.candidates(saying, period)
        if stated.kind is not Kind.PERCENT and not ("净增" in saying.near and "同期" not in saying.near):
            found += self.composer.candidates(saying, period, self._anchors(saying))
        return sorted(found, key=lambda c: -c.score)[:60]

    def _ranks(self, saying: Saying, period: Period) -> list[Candidate]:
        """A rank is first of all that of the number told just before it: 占比63.8%，列全市第一."""
        before = [f for f in self.sayings.figures if saying.start <= f.start < saying.stated.start]
        last = next((c for f in before[-1:] for c in self.best(f.id) if c.definition), None)
        told = dict(last.definition.where).get("indicator") if last and last.definition else None
        made = [
            replace(c, score=c.score + RANKED)
            if told and c.definition and dict(c.definition.where).get("indicator") == told
            else c
            for c in self.facts.candidates(saying, period)
        ]
        made += graded(self.composer, saying, period)
        return sorted(made, key=lambda c: -c.score)

    # What figures before say of this one.

    def _anchors(self, saying: Saying) -> list[tuple[Candidate, float]]:
        """Candidates of figures before it that it may go on from, with what they hand on."""
        stated = saying.stated
        found: list[tuple[Candidate, float]] = []
        head = self.sayings.lists.get(stated.id)
        if head is not None and head.id in self.ties:
            found += [(c, HEAD) for c in self.best(head.id)]
        block = self.reading.document.block_at(stated.start)
        before = [f for f in self.sayings.figures if block.start <= f.start < stated.start]
        told = [f for f in before if f.kind not in (Kind.PERCENT, Kind.RANK)]
        every = gathered(saying.own, [c for f in told[-MOST:] for c in self.best(f.id)[:1]])
        if every is not None:
            found.append((every, HEAD))
        bare = not telling(saying.own)  # 面额共计1143万元: of what was counted just before
        last = self._listed(told[-1]) if bare and told else None
        for distance, other in enumerate(reversed(told[-6:])):
            if other is head:
                continue
            weight = NEAR if other.start >= saying.start else LEFT
            if weight == NEAR and (distance == 0 or other is last):
                weight = HEAD if bare and last is None else SAME
            if weight < NEAR and distance > 2:
                break
            found += [(c, weight) for c in self.best(other.id)[:1]]
        return found

    def _listed(self, stated: Stated) -> Stated | None:
        """The whole of the list that a figure is one of several parts of."""
        whole = self.sayings.lists.get(stated.id)
        parts = [f for f in self.sayings.lists if self.sayings.lists[f] is whole]
        return whole if whole is not None and len(parts) > 1 else None

    def best(self, figure: str) -> list[Candidate]:
        """The candidate that a figure was tied to, else its likeliest ones."""
        tie = self.ties.get(figure)
        if tie is None:
            return []
        if tie.chosen is not None and tie.verdict in (Verdict.AGREES, Verdict.DIFFERS, Verdict.OFFERED):
            return [tie.chosen.candidate]
        return [c for c in self.tried.get(figure, [])[:3] if c.definition is not None]
