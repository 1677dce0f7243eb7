"""Mentions 提及: which words of the ledger a saying uses, and how surely."""

import re
from dataclasses import dataclass, replace

from taizhang.reports.reconcile.coverage import telling
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.sayings import AFTER, CHAIN, OWN, SENTENCE, Region, Saying
from taizhang.reports.reconcile.vocabulary import Measured, Term, Vocabulary
from taizhang.reports.reconcile.words import LCS, Hit

_LEVELLED = re.compile(r"(?:国家|省|市|区|县)级")
ALIKE = 0.5  # a word by so much as strong as another may be meant as well
_FULL = 6  # a word of so many characters says all that a word can


@dataclass(frozen=True)
class Mention:
    """A condition that the text speaks of. `strength` 0..1.5: nearness x quality x length of the words."""

    field: str
    condition: str
    label: str
    strength: float
    own: bool  # in the figure's own clause
    forms: tuple[str, ...]
    kind: str
    levels: tuple[str, ...] = ()
    region: int = -1  # which stretch of the text it stands in
    sure: bool = True  # nearly all of the name stands there
    doubtful: bool = False  # it may be said of something else: far away, an example, one of several


class Mentions:
    """All mentions of one saying, by register."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._hits: dict[tuple[int, str], Hit | None] = {}
        self._found: dict[
            tuple[int, str], tuple[Saying, list[Mention]]
        ] = {}  # the saying is held, so that its id stays its own

    def _hit(self, term: Term, text: str) -> Hit | None:
        key = (id(term), text)
        if key not in self._hits:
            self._hits[key] = term.hit(text)
        return self._hits[key]

    def of(self, saying: Saying, register: str) -> list[Mention]:
        """The mentions of a saying in one register, the surest first; looked for once."""
        key = (id(saying), register)
        if key not in self._found:
            self._found[key] = saying, self._of(saying, register)
        return self._found[key][1]

    def _of(self, saying: Saying, register: str) -> list[Mention]:
        """The conditions spoken of, the surest first; of two words where one holds the other the longer counts."""
        found: dict[tuple[str, str], Mention] = {}
        for number, region in enumerate(saying.regions):
            terms = self.vocabulary.terms[register]
            if region.whole:
                named = [t for t in terms if t.kind == "value" or _ends_with(t, saying.target)]
                terms = [t for t in named if (t.field, t.condition) not in found]
            hits = [(t, h) for t in terms if (h := self._hit(t, region.text))]
            if saying.examples and region.weight >= CHAIN:
                hits = [
                    (t, h)
                    for t, h in hits
                    if t.kind != "organization" and (t.kind != "record" or region.weight < AFTER)
                ]
            hits.sort(key=lambda th: (-th[1].quality, -th[1].length, th[0].kind != "value"))
            kept: list[tuple[Term, Hit]] = []
            for term, hit in hits:
                if hit.quality >= 1 or term.kind == "record":
                    inside = any(
                        hit.covered < other.covered and t.kind != "record"
                        for t, other in hits
                        if other.quality >= 1
                    )
                    if inside:
                        continue
                if any(
                    hit.covered <= o.covered
                    and t.field != term.field
                    and t.kind == "value"
                    and o.quality >= hit.quality
                    for t, o in kept
                ):
                    continue  # the same words are another field's own value
                kept.append((term, hit))
            said = frozenset().union(*(h.covered for t, h in kept if t.kind != "record"))
            kept = [
                (t, h) for t, h in kept if t.kind != "record" or h.quality >= 1 or len(h.covered - said) >= 2
            ]
            for term, hit in kept:
                other = any(
                    t.field == term.field
                    and o.quality > hit.quality
                    and len(hit.covered & o.covered) > len(hit.covered) / 2
                    for t, o in kept
                )
                pieced = region.whole and term.kind == "record"  # half of its name is what is counted
                weight = SENTENCE if pieced else region.weight * (0.6 if term.kind == "organization" else 1.0)
                nearness = (
                    1.0
                    if region.weight >= AFTER
                    else 0.75
                    if region.whole
                    else 0.75 + 0.25 * max(hit.covered) / max(len(region.text), 1)
                )
                strength = weight * hit.quality * nearness * min(1.5, 0.4 + 0.6 * hit.length / _FULL)
                key = (term.field, term.condition)
                if key not in found or found[key].strength < strength:
                    found[key] = Mention(
                        term.field,
                        term.condition,
                        term.label,
                        strength,
                        self._own(saying, term, region.weight)
                        and hit.quality >= 0.8
                        and not other
                        and term.kind not in ("organization", "family")
                        and not (saying.examples and region.weight == OWN),
                        term.forms,
                        term.kind,
                        region=number,
                        sure=hit.quality >= 0.8 and not other,
                    )
        level = self._level(saying, register)
        if level and len(level.levels) > 1:  # 省级以上专精特新企业 are not only those named 省级…
            found = {
                key: m
                for key, m in found.items()
                if m.kind != "value" or not any(_LEVELLED.match(form) for form in m.forms)
            }
        if level:
            found[("level", level.condition)] = level
        told = sorted(found.values(), key=lambda m: -m.strength)
        return [replace(m, doubtful=self._doubtful(saying, m, told, register)) for m in told]

    def _doubtful(self, saying: Saying, mention: Mention, told: list[Mention], register: str) -> bool:
        """Whether words beside a number may be said of something else, so that nothing is to be offered by them."""
        if mention.own or mention.region < 0:
            return False
        weight = saying.regions[mention.region].weight
        if weight < CHAIN or not mention.sure:
            return True
        partner = mention.field == lexicon().registers[register].partner
        if mention.kind == "organization" and not partner and (weight < AFTER or saying.examples):
            return True
        return any(
            m is not mention
            and (m.field, m.kind, m.region) == (mention.field, mention.kind, mention.region)
            and m.strength >= ALIKE * mention.strength
            for m in told
        )

    def _own(self, saying: Saying, term: Term, weight: float) -> bool:
        """Whether the figure's own clause says it of what is counted, and not of what is done beside it."""
        if weight < AFTER or (term.kind == "record" and not any(form in saying.near for form in term.forms)):
            return False
        if term.kind == "region" and not any(f in saying.own or f in saying.target for f in term.forms):
            return False  # 4位专家到连州: where they went is not where they are of
        return (
            any(form in saying.target for form in term.forms)
            or not self._names(saying)
            or term.kind == "value"
        )

    def _names(self, saying: Saying) -> bool:
        """Whether the words for what is counted are more than generic."""
        return telling(saying.target)

    def _level(self, saying: Saying, register: str) -> Mention | None:
        if "level" not in self.vocabulary.kept[register]:
            return None
        best: Mention | None = None
        told = self.vocabulary.places.levels(saying.target) is not None
        for region in [Region(saying.target, OWN)] if told else saying.regions:
            if region.whole:
                continue
            said = self.vocabulary.places.levels(region.text)
            if said is None or (region.weight < AFTER and best is not None):
                continue
            strength = region.weight * 0.7
            if best is None or strength > best.strength:
                label = "、".join(
                    {"national": "国家级", "provincial": "省级", "city": "市级", "district": "区县级"}[v]
                    for v in said.levels
                )
                own = region.weight >= OWN and self.vocabulary.places.levels(saying.target) is not None
                best = Mention("level", ",".join(said.levels), label, strength, own, (), "level", said.levels)
        return best

    def measures(self, saying: Saying, register: str) -> list[tuple[Measured, float, int]]:
        """(number of the register, strength, length of its words) that the saying names."""
        found = []
        for measured in self.vocabulary.measured[register]:
            best, length = 0.0, 0
            for region in saying.regions:
                if region.weight >= 0.4 and (hit := measured.hit(region.text)):
                    strength = region.weight * min(1.2, 0.5 + 0.5 * hit.length / 4)
                    if strength > best:
                        best, length = strength, hit.length
            if best:
                found.append((measured, best, length))
        return sorted(found, key=lambda f: (-f[1], -f[2]))


def _ends_with(term: Term, target: str) -> bool:
    """Whether a record is named by what is counted and something beside it: 无偿资助 of 科创中心无偿资助."""
    return (
        term.kind == "record"
        and len(target) >= LCS
        and any(f.endswith(target) and f != target for f in term.forms)
    )


@dataclass(frozen=True)
class StageSaid:
    """A stage that the text names: 申报, 验收."""

    stage: str
    strength: float


def stages(saying: Saying) -> list[StageSaid]:
    """The stages named, the surest first: nearest to the number in its own clause, then after it, then before."""
    best: dict[str, float] = {}
    for region in saying.regions:
        if region.whole:
            continue
        for stage, said in lexicon().stages.items():
            for word in said:
                at = region.text.rfind(word)
                if at < 0:
                    continue
                near = 1 - 0.3 * (len(region.text) - at - len(word)) / max(len(region.text), 8)
                strength = region.weight * near * (0.8 if len(word) < 2 else 1.0 + 0.02 * len(word))
                if strength > best.get(stage, 0):
                    best[stage] = strength
                break
    return sorted((StageSaid(s, v) for s, v in best.items()), key=lambda s: -s.strength)
