"""The way in: a document, a bureau and a period -> a finding for each figure 对账."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.core.reading.document import Document
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.reading import Reading, read
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.reports.reconcile import deriving, words
from taizhang.reports.reconcile.candidate import Candidate, Valued
from taizhang.reports.reconcile.composing import Composer
from taizhang.reports.reconcile.facts import Facts
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.printing import agrees, decimals, shown, unit_of
from taizhang.reports.reconcile.quick import QuickLedger
from taizhang.reports.reconcile.sayings import Saying, Sayings
from taizhang.reports.reconcile.timing import periods
from taizhang.reports.reconcile.values import Values
from taizhang.reports.reconcile.verdicts import Judged, Verdict, judge
from taizhang.reports.reconcile.vocabulary import Vocabulary
from taizhang.reports.reconcile.wording import named

HEAD, SAME, NEAR, LEFT = 0.75, 0.35, 0.2, 0.05  # how much is inherited: from the whole of a list, the clause before, the paragraph


@dataclass(frozen=True)
class Finding:
    """One figure of the text, and what the ledger says of it. `ledger` is in the printed unit."""

    figure: Stated
    verdict: Verdict
    ledger: Decimal | None
    shown: Figure | None
    candidates: tuple[Valued, ...]
    reason: str
    words: str
    print: str  # fingerprint of its sentence: decisions are kept by it
    period: Period
    indicator: str = ""
    sentence: str = ""
    chosen: Valued | None = None


@dataclass(frozen=True)
class Reconciliation:
    """All findings of one text, in its order."""

    reading: Reading
    bureau: Bureau
    period: Period
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Counter[str]:
        return Counter(str(f.verdict) for f in self.findings)


Say = Callable[[int, int], None]


def reconcile(
    document: Document, *, bureau: Bureau, period: Period, decisions: Sequence[object] = (), say: Say | None = None
) -> Reconciliation:
    """Tie each figure of a document to the ledger by its meaning, and compare."""
    reading = read(document)
    return Reconciliation(reading, bureau, period, tuple(_Run(reading, bureau, period).findings(say)))


class _Run:
    """One text against one bureau."""

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

    def findings(self, say: Say | None) -> list[Finding]:
        ordered = self.sayings.figures
        for number, stated in enumerate(ordered, 1):
            self._tie(stated)
            if say is not None:
                say(number, len(ordered))
        for relation in self.reading.relations:
            self._claim(relation)
        return [self._finding(stated) for stated in ordered]

    def _tie(self, stated: Stated) -> None:
        saying = self.told[stated.id] = self.sayings.of(stated)
        found: list[Candidate] = []
        for number, period in enumerate(periods(stated, self.period, self._before(stated))):
            found += [replace(c, score=c.score - 0.1 * number) for c in self._candidates(saying, period)]
        found.sort(key=lambda c: -c.score)
        self.tried[stated.id] = found
        self.ties[stated.id] = judge(stated, found, self.values)

    def _before(self, stated: Stated) -> str:
        """Its paragraph up to it: where a masked year stands that it still goes by."""
        block = self.reading.document.block_at(stated.start)
        return self.reading.document.text[max(block.start, stated.start - 150) : stated.end]

    def _candidates(self, saying: Saying, period: Period) -> list[Candidate]:
        stated = saying.stated
        if stated.kind is Kind.RANK:
            return self.facts.candidates(saying, period)
        found = self.facts.candidates(saying, period)
        if stated.kind is Kind.PERCENT or stated.role in (Role.INCREASE, Role.DECREASE, Role.GROWTH_RATE) or stated.kind is Kind.RATIO:
            found += self._derived(saying, period)
        if stated.kind is not Kind.PERCENT:
            found += self.composer.candidates(saying, period, self._anchors(saying))
        return sorted(found, key=lambda c: -c.score)[:60]

    # What figures before say of this one.

    def _anchors(self, saying: Saying) -> list[tuple[Candidate, float]]:
        """Candidates of figures before it that it may go on from, with what they hand on."""
        stated = saying.stated
        found: list[tuple[Candidate, float]] = []
        head = self.sayings.lists.get(stated.id)
        if head is not None and head.id in self.ties:
            found += [(c, HEAD) for c in self._best(head.id)]
        block = self.reading.document.block_at(stated.start)
        before = [f for f in self.sayings.figures if block.start <= f.start < stated.start]
        for distance, other in enumerate(reversed(before[-6:])):
            if other is head or other.kind in (Kind.PERCENT, Kind.RANK):
                continue
            weight = SAME if other.start >= saying.start and distance == 0 else NEAR if other.start >= saying.start else LEFT
            if weight < NEAR and distance > 2:
                break
            found += [(c, weight) for c in self._best(other.id)[:1]]
        return found

    def _best(self, figure: str) -> list[Candidate]:
        """The candidate that a figure was tied to, else its likeliest ones."""
        tie = self.ties.get(figure)
        if tie is None:
            return []
        if tie.chosen is not None and tie.verdict in (Verdict.AGREES, Verdict.DIFFERS):
            return [tie.chosen.candidate]
        return [c for c in self.tried.get(figure, [])[:3] if c.definition is not None]

    # Formulas.

    def _derived(self, saying: Saying, period: Period) -> list[Candidate]:
        stated = saying.stated
        claims = [r for r in self.reading.relations if r.parts and r.parts[-1] is stated and r.whole is not None]
        found: list[Candidate] = []
        for claim in claims:
            if claim.type in (Type.SHARE, Type.RATE) and len(claim.parts) == 2:
                made = deriving.shared(self._best(claim.parts[0].id), self._best(claim.whole.id), "完成率" if claim.type is Type.RATE else "占比")
                found += [replace(c, score=c.score + 0.4, sure=True) for c in made]
        if stated.role in (Role.GROWTH_RATE, Role.INCREASE, Role.DECREASE) or stated.kind is Kind.RATIO:
            found += deriving.compared(saying, self._bases(saying, period))
            if "个百分点" in (stated.unit or ""):
                found += self._points(saying, period)
        elif stated.kind is Kind.PERCENT:
            found += self._shares(saying, period)
        if stated.role is Role.COMPLETION_RATE or "完成" in saying.near and stated.kind is Kind.PERCENT:
            found += self._completions(saying, period)
        return found

    def _completions(self, saying: Saying, period: Period) -> list[Candidate]:
        """完成年度目标8家的87.5%: what was told before under the target's name, of the target."""
        before = [f for f in self.sayings.figures if f.end <= saying.stated.start]
        targets = [c for f in before[-3:] if f.start >= saying.start for c in self._best(f.id) if c.definition and c.definition.measure == "latest:target"]
        targets += [c for c in self.facts.candidates(saying, period) if c.definition and c.definition.measure == "latest:target"]
        found = []
        for target in targets[:4]:
            name = words.plain(words.without_brackets(target.name))
            for other in before:
                said = self.told[other.id]
                if other.kind in (Kind.PERCENT, Kind.RANK) or not words.scattered(name, said.near + said.target, 0.55):
                    continue
                for actual in self._best(other.id)[:1]:
                    if actual.definition is None or actual.definition.measure != "latest:target":
                        found += [replace(c, score=c.score + 0.1) for c in deriving.shared([actual], [target], "完成率")]
        return found

    def _bases(self, saying: Saying, period: Period) -> list[Candidate]:
        """What a growth may be of: the level told before it under the same name, else what its own words name."""
        stated = saying.stated
        found: list[Candidate] = []
        before = [f for f in self.sayings.figures if f.start < stated.start][-8:]
        for distance, other in enumerate(reversed(before)):
            if other.kind in (Kind.PERCENT, Kind.RANK) or other.role is not Role.LEVEL:
                continue
            same = other.of == stated.of and other.of_start == stated.of_start
            near = other.start >= saying.start and distance <= 4
            if same or near:
                found += [replace(c, score=c.score + (0.3 if same else 0.0) - 0.1 * distance) for c in self._best(other.id)]
        if not found or not any(f.of == stated.of for f in before):
            plain = replace(stated, kind=Kind.COUNT, role=Role.LEVEL, unit=None, value=None)
            found += self.composer.candidates(replace(saying, stated=plain), period)[:6]
        return found[:8]

    def _points(self, saying: Saying, period: Period) -> list[Candidate]:
        """The rate told before against the same rate elsewhere: 高于全市平均水平18.1个百分点."""
        before = [f for f in self.sayings.figures if f.end <= saying.stated.start and f.start >= saying.start and f.kind is Kind.PERCENT]
        found = []
        for other in before[-2:]:
            for mine in self._best(other.id)[:1]:
                for row in self.facts.candidates(replace(self.told[other.id], own=saying.own, after=saying.after), period):
                    if row.definition is None or mine.definition is None or row.definition.where == mine.definition.where:
                        continue
                    if row.definition.measure == mine.definition.measure:
                        found.append(replace(deriving.apart(mine, row, below=saying.stated.role is Role.DECREASE), score=mine.score + 0.2 if row.cover >= mine.cover - 0.2 else mine.score - 0.3))
            for mine in self._best(other.id)[:1]:
                if "上年" in saying.near or "去年" in saying.near or "同期" in saying.near:
                    held = [r for r in mine.rivals if r.period == mine.period.year_before()]
                    found += [replace(deriving.apart(mine, r, below=saying.stated.role is Role.DECREASE), score=mine.score + 0.2) for r in held]
        return found

    def _shares(self, saying: Saying, period: Period) -> list[Candidate]:
        """占专利授权总量的28.2%: the figure before, or what its words name, of what stands behind 占."""
        text = saying.own
        at = text.rfind("占")
        if at < 0:
            return []
        base = text[at + 1 :].removesuffix("的").removesuffix("比重").removesuffix("比例").removesuffix("的")
        plain = replace(saying.stated, kind=Kind.COUNT, role=Role.LEVEL, unit=None, value=None, of=base)
        virtual = replace(saying, stated=plain, own=base, after="", target=words.plain(base))
        wholes = self.composer.candidates(virtual, period)[:4] if len(base) >= 2 else []
        before = [f for f in self.sayings.figures if f.end <= saying.stated.start and f.kind not in (Kind.PERCENT, Kind.RANK)]
        parts = [c for f in before[-3:] for c in self._best(f.id)[:1] if f.start >= saying.start or f.of == saying.stated.of]
        heads = [c for f in before[-3:] if (h := self.sayings.lists.get(f.id)) for c in self._best(h.id)[:1]]
        own = replace(saying, stated=replace(plain, of=saying.stated.of), own=text[:at])
        parts += self.composer.candidates(own, period)[:3]
        return deriving.shared(parts, [*wholes, *heads])

    # Claims of the text itself.

    def _claim(self, relation: Relation) -> None:
        """A claim that does not hold: the figure that the ledger contradicts is inconsistent, else the stated result."""
        if relation.holds or relation.type not in (Type.SUM, Type.SHARE, Type.RATE, Type.GROWTH, Type.DIFFERENCE):
            return
        stated = relation.stated_figure
        tie = self.ties.get(stated.id)
        if tie is None or stated.masked:
            return
        expected = f"{shown(relation.expected, decimals(stated)):f}{stated.unit or ''}"
        if tie.verdict is Verdict.AGREES:
            wrong = [f for f in relation.figures if f is not stated and self.ties[f.id].verdict is not Verdict.AGREES]
            if len(wrong) == 1 and self._mended(relation, wrong[0]):
                said = f"文中各数合不上：按文中其他数应为 {expected}，写的是 {stated.text}；台账里“{stated.text}”相符，这个数不符"
                self.ties[wrong[0].id] = replace(self.ties[wrong[0].id], verdict=Verdict.INCONSISTENT, reason=said)
            return
        reason = f"文中其他数算出来是 {expected}，这里写 {stated.text}"
        known = [v for v in (tie.chosen, *tie.others, *self._worth(stated)) if v is not None and v.value is not None]
        right = next((v for v in known if agrees(replace(stated, value=v.value, approx=None), relation.expected)), None)
        parts = [self.ties[f.id].verdict for f in relation.figures if f is not stated]
        if relation.holds is None and (right is None or any(v is not Verdict.AGREES for v in parts)):
            return  # the claim itself is unsure, and the ledger does not bear it out
        tie = replace(tie, chosen=right or tie.chosen)
        if tie.chosen is not None and tie.chosen.value is not None and agrees(replace(stated, value=tie.chosen.value, approx=None), relation.expected):
            reason += "；台账与算出来的一致"
        self.ties[stated.id] = replace(tie, verdict=Verdict.INCONSISTENT, reason=reason)

    def _worth(self, stated: Stated) -> list[Valued]:
        return [self.values.valued(c, stated) for c in self.tried[stated.id][:20]]

    def _mended(self, relation: Relation, wrong: Stated) -> bool:
        """Whether a sum comes out once the ledger's value stands in the place of one part."""
        chosen = self.ties[wrong.id].chosen
        if chosen is None or chosen.value is None or wrong.value is None:
            return False
        if relation.type is not Type.SUM:
            return relation.holds is False
        return relation.expected - wrong.value + chosen.value == relation.stated if wrong.unit == relation.stated_figure.unit else True

    def _finding(self, stated: Stated) -> Finding:
        tie, saying = self.ties[stated.id], self.told[stated.id]
        chosen = tie.chosen
        value = chosen.value if chosen is not None else None
        return Finding(
            figure=stated, verdict=tie.verdict, ledger=None if value is None else shown(value, decimals(stated)), shown=None if chosen is None else self.values.figure(chosen.candidate),
            candidates=tuple(v for v in (chosen, *tie.others) if v is not None), reason=tie.reason,
            words=named(chosen.candidate) if chosen is not None else "", print=fingerprint(saying, stated),
            period=chosen.candidate.period if chosen is not None else self.period, indicator=chosen.candidate.indicator if chosen else "",
            sentence=saying.sentence, chosen=chosen,
        )  # fmt: skip


def fingerprint(saying: Saying, stated: Stated) -> str:
    """What stays the same of a sentence when its numbers change: a decision on a figure is kept by it."""
    import hashlib
    import re

    told = re.sub(r"\d+(?:\.\d+)?", "#", saying.sentence)
    return hashlib.sha256(f"{words.plain(told)}|{saying.own}|{unit_of(stated)}".encode()).hexdigest()[:32]


def verdicts(findings: Iterable[Finding], *wanted: Verdict) -> list[Finding]:
    return [f for f in findings if f.verdict in wanted]


__all__ = ["Finding", "Reconciliation", "lexicon", "reconcile", "verdicts"]
