"""Candidates composed 组合: a seed narrowed by the words of the ledger that the text uses."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Role
from taizhang.indicators.indicator import Indicator
from taizhang.reports.reconcile import seeds
from taizhang.reports.reconcile.candidate import Candidate
from taizhang.reports.reconcile.coverage import fully
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.mentions import Mention, Mentions, stages
from taizhang.reports.reconcile.quick import QuickLedger
from taizhang.reports.reconcile.sayings import Saying
from taizhang.reports.reconcile.seeds import Seed
from taizhang.reports.reconcile.timing import during
from taizhang.reports.reconcile.vocabulary import Vocabulary
from taizhang.reports.reconcile.words import LCS

OPTIONAL = 4  # words of the surroundings that may or may not be meant
AROUND = 0.25  # what a word of the surroundings adds
COVERED = 0.4  # of what is not there nothing is surely told
NAMED = 0.35  # a record so surely named is the one
FAINT = 0.18  # a mention weaker than this is not looked at
LOOKED = 500  # candidates of one figure that are looked at
KEPT = 40  # candidates of one figure whose value is asked
PLAIN = 10  # and so many of those that the surroundings do not narrow

Anchor = tuple[Candidate, float]


class Composer:
    """Composes the candidates of a text's figures."""

    def __init__(self, vocabulary: Vocabulary, catalogue: dict[str, Indicator], ledger: QuickLedger) -> None:
        self.vocabulary, self.catalogue, self.ledger = vocabulary, catalogue, ledger
        self.mentions = Mentions(vocabulary)
        self.known = {code: seeds.names(i) for code, i in catalogue.items()}
        self.places = tuple(name for name, _ in vocabulary.places.names)
        self._cover: dict[tuple[str, str, tuple[str, ...]], float] = {}

    def candidates(self, saying: Saying, period: Period, anchors: Sequence[Anchor] = ()) -> list[Candidate]:
        """The best candidates, the best first."""
        said = stages(saying)
        made: list[Seed] = [
            s
            for s in seeds.of_indicators(saying, self.catalogue, self.known, period)
            if self.vocabulary.rows.get(s.definition.register)
        ]
        for name, manner in lexicon().registers.items():
            if self.vocabulary.rows.get(name) and self._spoken(saying, name):
                made += seeds.of_register(saying, manner, self.mentions, said)
        for anchor, weight in anchors:
            if anchor.definition is not None and anchor.definition.register in lexicon().registers:
                made += seeds.of_anchor(
                    saying,
                    anchor,
                    weight,
                    lexicon().registers[anchor.definition.register],
                    self.mentions,
                    said,
                )
        found: dict[tuple[Definition, str], Candidate] = {}
        spoken = {name: self.mentions.of(saying, name) for name in {s.definition.register for s in made}}
        for seed in made:
            for candidate in self._narrowed(saying, seed, spoken[seed.definition.register], period):
                assert candidate.definition is not None
                key = (candidate.definition, candidate.period.text)
                if key not in found or _before(found[key], candidate):
                    found[key] = candidate
        ordered = sorted(found.values(), key=lambda c: -c.score)
        if to_come(saying):
            ordered = [c for c in ordered if self._promised(saying, c)]
        return self._there(ordered)

    def _there(self, ordered: list[Candidate]) -> list[Candidate]:
        """The best, without those that words of the surroundings narrow to nothing: those words were not meant."""
        kept: list[Candidate] = []
        for candidate in ordered[:LOOKED]:
            if len(kept) >= KEPT and candidate.around:
                continue
            if (
                candidate.around
                and candidate.definition
                and not self.ledger.measured(candidate.definition, candidate.period)[1]
            ):
                continue
            kept.append(candidate)
            if len(kept) == KEPT + PLAIN:
                break
        return kept

    def _promised(self, saying: Saying, candidate: Candidate) -> bool:
        """Of a time to come a ledger's rows say only what they were made to say: 计划投入, 拟投资."""
        measure = candidate.definition.how.field if candidate.definition else ""
        named = (
            self.mentions.measures(saying, candidate.definition.register)
            if candidate.definition and measure
            else []
        )
        meant = [m for m, s, _ in named if m.field == measure and s >= 0.7]
        return any(
            f in saying.near and any(w in f for w in lexicon().words["intended"])
            for m in meant
            for f in m.forms
        )

    def _spoken(self, saying: Saying, register: str) -> bool:
        """Whether the text speaks of a register at all."""
        manner = lexicon().registers[register]
        if any(m.strength >= 0.3 for m in self.mentions.of(saying, register) if m.field != "level"):
            return True
        if any(noun in r.text for r in saying.regions if r.weight >= 0.3 for noun in manner.nouns):
            return True
        return any(s >= 0.5 for _, s, _ in self.mentions.measures(saying, register))

    def _narrowed(self, saying: Saying, seed: Seed, spoken: list[Mention], period: Period) -> list[Candidate]:
        manner = lexicon().registers[seed.definition.register]
        fixed = {n for n, _ in seed.definition.where} - seed.inherited
        needed: dict[str, list[Mention]] = {}
        loose: dict[str, Mention] = {}
        for mention in spoken:
            if mention.strength < FAINT or mention.field in fixed:
                continue
            if mention.kind == "level" and _within(seed, mention):
                continue  # 获上级资金 after 国家级5项、省级13项: these are of the levels above
            if _held(mention, seed) and mention.field == manner.by:
                continue  # the stage itself says it
            if _held(mention, seed):
                mention = replace(mention, own=False, strength=mention.strength / 3)
            if mention.own and mention.field != manner.by and mention.kind != "record":
                needed.setdefault(mention.field, []).append(mention)
            elif mention.field not in seed.inherited or mention.own:
                held = loose.get(mention.field)
                if held is None or held.strength < mention.strength:
                    loose[mention.field] = mention
        must = [_union(mentions) for mentions in needed.values()]
        must = [m for m in must if m.kind != "level" or self._levelled(m, must, seed, period)]
        instead = [
            m for m in spoken if m.field in needed and not m.own and m.kind == "value" and m.strength >= 0.5
        ][:2]
        may = sorted((m for f, m in loose.items() if f not in needed), key=lambda m: -m.strength)[:OPTIONAL]
        options = [[None, m, *_listed(m, spoken), *_alike(m, spoken), *_second(m, spoken)] for m in may]
        made = []
        for drop in [None, *must]:
            kept = [m for m in must if m is not drop]
            for some in product(*options):
                made.append(
                    self._candidate(saying, seed, [*kept, *(m for m in some if m is not None)], must, period)
                )
        for other in instead:  # the name that fits best may be another's
            rest = [other if m.field == other.field else m for m in must]
            made.append(self._candidate(saying, seed, rest, rest, period))
            if len(must) > 3:
                break
        return made

    def _levelled(self, level: Mention, must: list[Mention], seed: Seed, period: Period) -> bool:
        """Whether these rows say their level at all: 国家科技型中小企业 are kept without one."""
        others = [(m.field, m.condition) for m in must if m is not level]
        rows = seed.definition.narrowed(*others) if others else seed.definition
        when = during(rows, period)
        return (
            bool(self.ledger.measured(rows.narrowed((level.field, "*")), when)[1])
            or not self.ledger.measured(rows, when)[1]
        )

    def _candidate(
        self, saying: Saying, seed: Seed, chosen: list[Mention], must: list[Mention], period: Period
    ) -> Candidate:
        definition = (
            seed.definition.narrowed(*((m.field, m.condition) for m in chosen)) if chosen else seed.definition
        )
        missed = sum(m.strength for m in must if m not in chosen)
        forms = (*seed.forms, *(f for m in chosen for f in m.forms))
        cover = self._covered(
            saying, forms, any(m.field == "level" for m in chosen) or "level" in dict(seed.definition.where)
        )
        if definition.how.kind != MeasureKind.COUNT and any(
            m.kind == "record" and m.strength >= NAMED for m in chosen
        ):
            cover = max(cover, 0.65)  # the record is named, and its one number of that unit is meant
        elif definition.how.kind == MeasureKind.DISTINCT and any(
            m.kind == "value" and m.own and m.strength >= 0.7 for m in chosen
        ):
            cover = max(
                cover, 0.6
            )  # 19家大型商场建立专利监督员队伍: whoever they are, it is they who are counted
        if saying.says("denied") and not any(
            w in f for m in chosen for f in m.forms for w in lexicon().words["denied"]
        ):
            cover = min(cover, COVERED)
        said = sum(min(1.0, m.strength) for m in chosen if m.own)
        around = sum(min(1.0, m.strength) for m in chosen if not m.own)
        score = (
            seed.score
            + 0.4 * min(said, 2.0)
            + AROUND * min(around, 2.0)
            - 0.6 * missed
            + 0.9 * cover
            - 0.08 * seed.unsaid
        )
        indicator = seed.indicator
        if indicator and chosen:
            indicator += "[" + ";".join(f"{m.field}={m.condition}" for m in chosen) + "]"
        return Candidate(
            score,
            cover,
            "",
            during(definition, period),
            definition,
            indicator,
            unit=seed.unit,
            name=seed.name,
            sure=seed.sure,
            stage=seed.stage,
            around=sum(1 for m in chosen if not m.own),
            lent=AROUND * min(around, 2.0),
            doubt=AROUND * sum(min(1.0, m.strength) for m in chosen if m.doubtful),
            own=frozenset(m.field for m in must),
        )

    def _covered(self, saying: Saying, forms: tuple[str, ...], level: bool) -> float:
        target = saying.target
        if level and (said := self.vocabulary.places.levels(target)):
            forms = (*forms, target[min(said.covered) : max(said.covered) + 1])
        key = (target, saying.clause, forms)
        if key not in self._cover:
            self._cover[key] = fully(target, saying.clause, forms, self.places)
        return self._cover[key]


def _second(best: Mention, spoken: list[Mention]) -> list[Mention]:
    """Other records or values of its kind that are named nearly as surely."""
    others = [
        m
        for m in spoken
        if m.kind == best.kind and m.kind in ("record", "value") and m.field == best.field and m is not best
    ]
    return [m for m in others if m.strength >= 0.6 * best.strength][:2]


def to_come(saying: Saying) -> bool:
    """Whether a figure is of a time still to come: a target, or in a part about plans."""
    return saying.stated.role is Role.TARGET or saying.planned


def _union(mentions: list[Mention]) -> Mention:
    """Several values of one field in one clause: 重点星火项目和成果转化资金项目 are both meant; contained ones are not."""
    best = mentions[0]
    apart = [m for m in mentions if m.kind == best.kind and m.strength > 0.5 * best.strength]
    if len(apart) < 2 or best.field == "level" or len({_sign(m.condition) for m in apart}) > 1:
        return best
    if all(m.condition.startswith("=") for m in apart):
        condition = "=" + "|".join(m.condition[1:] for m in apart)
    elif best.kind == "choice":
        condition = ",".join(m.condition for m in apart)
    else:
        return best
    return Mention(
        best.field,
        condition,
        "、".join(m.label for m in apart),
        best.strength,
        best.own,
        tuple(f for m in apart for f in m.forms),
        best.kind,
        region=best.region,
    )


def _sign(condition: str) -> str:
    return condition[0] if condition[0] in "=~!" else ""


def _within(seed: Seed, mention: Mention) -> bool:
    """Whether the levels that a seed goes on from are among those mentioned."""
    held = dict(seed.definition.where).get("level", "") if "level" in seed.inherited else ""
    return "," in held and len(mention.levels) > 1 and set(held.split(",")) <= set(mention.levels)


def _held(mention: Mention, seed: Seed) -> bool:
    """Whether a word is only a part of what the seed itself is called: 协议 in 签订产学研合作协议."""
    return mention.kind == "choice" and any(form in held for form in mention.forms for held in seed.forms)


def _listed(best: Mention, spoken: list[Mention]) -> list[Mention]:
    """All values of a field that one stretch of text lists: A领域、B领域和C领域等21个项目."""
    together = [
        m
        for m in spoken
        if m.field == best.field and m.region == best.region and m.kind == best.kind and m.sure
    ]
    if len(together) < 2 or best.kind == "record":
        return []
    every = _union(together)
    return [] if every is together[0] else [every]


def _alike(best: Mention, spoken: list[Mention]) -> list[Mention]:
    """All records whose names begin with the same words of the text: 科技活动周 of its three lectures."""
    if best.kind != "record" or best.own:
        return []
    together = [
        m
        for m in spoken
        if (m.field, m.kind, m.region) == (best.field, best.kind, best.region)
        and _shared(m.condition, best.condition)
    ]
    every = _union(together) if len(together) > 2 else best
    return [] if every is best else [every]


def _shared(one: str, other: str) -> bool:
    return one[0] == other[0] == "=" and one[1 : 1 + LCS] == other[1 : 1 + LCS]


def _before(held: Candidate, new: Candidate) -> bool:
    """Whether the new way to the same rows is told better: by score, an indicator's name first."""
    return (new.score + (0.1 if new.indicator else 0), new.score) > (
        held.score + (0.1 if held.indicator else 0),
        held.score,
    )
