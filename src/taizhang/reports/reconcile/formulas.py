"""Candidates of rates, growths and changes 派生数: their operands are what the figures around were tied to."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.core.figures.definition import Basis
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.relations.relation import Type
from taizhang.reports.reconcile import deriving, words
from taizhang.reports.reconcile.candidate import Candidate
from taizhang.reports.reconcile.gathering import how_many
from taizhang.reports.reconcile.lexicon import lexicon
from taizhang.reports.reconcile.sayings import Saying
from taizhang.reports.reconcile.verdicts import Verdict

if TYPE_CHECKING:
    from taizhang.reports.reconcile.tying import Tying

HELD = 0.1  # what stands at a day is sooner told as a share of what stands at that day


_YEAR = re.compile(r"(?:较|比)(?:19|20)\d{2}年")
CHANGES = (Role.INCREASE, Role.DECREASE, Role.GROWTH_RATE)


class Formulas:
    """Makes formulas over what a text's other figures are tied to."""

    def __init__(self, tying: "Tying") -> None:
        self.tying = tying

    def candidates(self, saying: Saying, period: Period) -> list[Candidate]:
        """What a rate, a growth or a change may be of, with its operands."""
        stated = saying.stated
        claims = [
            r
            for r in self.tying.reading.relations
            if r.parts and r.parts[-1] is stated and r.whole is not None
        ]
        found: list[Candidate] = []
        for claim in claims:
            if claim.whole is not None and claim.type in (Type.SHARE, Type.RATE) and len(claim.parts) == 2:
                made = deriving.shared(
                    self.tying.best(claim.parts[0].id),
                    self.tying.best(claim.whole.id),
                    "完成率" if claim.type is Type.RATE else "占比",
                )
                found += [replace(c, score=c.score + 0.4, sure=True) for c in made]
        if stated.role in CHANGES or stated.kind is Kind.RATIO:
            if "个百分点" in (stated.unit or ""):
                found += self._points(saying, period)
            else:
                found += deriving.compared(saying, self._bases(saying, period))
        elif stated.kind is Kind.PERCENT:
            found += self._shares(saying, period)
        aimed = "完成" in saying.near or any(w in saying.near for w in ("目标", "任务", "计划数"))
        if stated.role is Role.COMPLETION_RATE or (aimed and stated.kind is Kind.PERCENT):
            found += self._completions(saying, period)
        return found

    def _completions(self, saying: Saying, period: Period) -> list[Candidate]:
        """完成年度目标8家的87.5%: what was told before under the target's name, of the target."""
        before = [f for f in self.tying.sayings.figures if f.end <= saying.stated.start]
        targets = [
            c
            for f in before[-3:]
            if f.start >= saying.start
            for c in self.tying.best(f.id)
            if c.definition and c.definition.measure == "latest:target"
        ]
        targets += self.tying.facts.candidates(saying, period, only="target")
        found = []
        formula = "超额率" if _over(saying) else "完成率"
        for target in targets[:4]:
            assert target.definition is not None
            result = replace(target, definition=replace(target.definition, measure="latest:result"), words="")
            found += deriving.shared([result], [target], formula)
            name = words.plain(words.without_brackets(target.name))
            for other in before:
                said = self.tying.told[other.id]
                if other.kind in (Kind.PERCENT, Kind.RANK) or other.role in CHANGES:
                    continue
                if not words.scattered(name, said.near + said.target + words.plain(other.of), 0.55):
                    continue
                for actual in self.tying.best(other.id)[:1]:
                    if actual.definition is None or actual.definition.measure != "latest:target":
                        found += [
                            replace(c, score=c.score + 0.1)
                            for c in deriving.shared([actual], [target], formula)
                        ]
        return found

    def _bases(self, saying: Saying, period: Period) -> list[Candidate]:
        """What a growth may be of: the level told before it under the same name, else what its own words name."""
        stated = saying.stated
        found: list[Candidate] = []
        before = [f for f in self.tying.sayings.figures if f.start < stated.start][-8:]
        named = any(_same(f, stated) for f in before)
        for distance, other in enumerate(reversed(before)):
            if other.kind in (Kind.PERCENT, Kind.RANK) or other.role is not Role.LEVEL:
                continue
            same = _same(other, stated)
            near = other.start >= saying.start and distance <= 4
            if same or near:
                proven = self.tying.ties[other.id].verdict is Verdict.AGREES
                found += [
                    replace(
                        c,
                        score=c.score + (0.3 if same else -0.5 if named else 0.0) - 0.1 * distance,
                        cover=1.0 if proven else c.cover,
                        sure=c.sure or proven,
                    )
                    for c in self.tying.best(other.id)
                ]
        if held := self._held(saying, period):
            found = held
        elif all(c.definition and c.definition.measure.startswith("latest:") for c in found) or not any(
            f.of == stated.of for f in before
        ):
            plain = replace(stated, kind=Kind.COUNT, role=Role.LEVEL, unit=None, value=None)
            found += self.tying.composer.candidates(replace(saying, stated=plain), period)[:6]
        return found[:8]

    def _held(self, saying: Saying, period: Period) -> list[Candidate]:
        """What is held, of which 净增 tells by how much it grew, whatever was told before; nothing for what is not held."""
        if "净增" not in saying.near or any(w in saying.near for w in ("同期", "同比")):
            return []
        plain = replace(saying.stated, kind=Kind.COUNT, role=Role.LEVEL, value=None)
        held = replace(saying, own=saying.own.replace("净增", "有效"), after="", stated=plain)
        return [
            replace(c, score=c.score - 0.5)
            for c in self.tying.composer.candidates(held, period)
            if c.definition
            and c.definition.timing == Basis.STOCK
            and (c.indicator or lexicon().registers[c.definition.register].stock)
        ][:4]

    def _points(self, saying: Saying, period: Period) -> list[Candidate]:
        """The rate told before against the same rate elsewhere: 高于全市平均水平18.1个百分点."""
        before = [
            f
            for f in self.tying.sayings.figures
            if f.end <= saying.stated.start and f.start >= saying.start and f.kind is Kind.PERCENT
        ]
        found = []
        for other in before[-2:]:
            for mine in self.tying.best(other.id)[:1]:
                for row in self.tying.facts.candidates(
                    replace(self.tying.told[other.id], own=saying.own, after=saying.after), period
                ):
                    if (
                        row.definition is None
                        or mine.definition is None
                        or row.definition.where == mine.definition.where
                    ):
                        continue
                    if row.definition.measure == mine.definition.measure:
                        found.append(
                            replace(
                                deriving.apart(mine, row, below=saying.stated.role is Role.DECREASE),
                                score=mine.score + 0.2 if row.cover >= mine.cover - 0.2 else mine.score - 0.3,
                            )
                        )
            for mine in self.tying.best(other.id)[:1]:
                if _against_last_year(saying):
                    held = [r for r in mine.rivals if r.period == mine.period.year_before()]
                    if mine.operands:  # a share told just before: the same share a year ago
                        held.append(deriving.share_before(mine))
                    found += [
                        replace(
                            deriving.apart(mine, r, below=saying.stated.role is Role.DECREASE),
                            score=mine.score + 0.2,
                        )
                        for r in held
                    ]
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
        wholes = self.tying.composer.candidates(virtual, period)[:4] if len(base) >= 2 else []
        before = [
            f
            for f in self.tying.sayings.figures
            if f.end <= saying.stated.start and f.kind not in (Kind.PERCENT, Kind.RANK)
        ]
        parts = [
            c
            for f in before[-3:]
            for c in self.tying.best(f.id)[:1]
            if f.start >= saying.start or f.of == saying.stated.of
        ]
        heads = [
            c
            for f in before[-3:]
            if (h := self.tying.sayings.lists.get(f.id))
            for c in self.tying.best(h.id)[:1]
        ]
        if (many := how_many(text[:at])) and len(before) >= many:
            head = self.tying.sayings.lists.get(before[-1].id)
            listed = [f for f in before if head is not None and self.tying.sayings.lists.get(f.id) is head]
            each = [c for f in listed or before[-many:] for c in self.tying.best(f.id)[:1]]
            parts = [deriving.joined(each), *parts] if len(each) > 1 else parts
        own = replace(saying, stated=replace(plain, of=saying.stated.of), own=text[:at])
        parts += self.tying.composer.candidates(own, period)[:3]
        return [
            replace(c, score=c.score + HELD) if all(map(_at_a_day, c.operands)) else c
            for c in deriving.shared(parts, [*wholes, *heads])
        ]


def _against_last_year(saying: Saying) -> bool:
    """Whether points are more than in the year before: said so, or said of nothing else (投入强度1.86%、提高0.12个百分点)."""
    if any(w in saying.near for w in ("上年", "去年", "同期", "同比")) or _YEAR.search(saying.near):
        return True
    return not any(
        w in saying.near for w in ("平均", "水平", "目标", "高于", "低于", *lexicon().words["scopes"])
    )


def _over(saying: Saying) -> bool:
    """超下达任务28%: what is more than the target, not how much of it; 超额完成任务的128% is the whole."""
    return "超" in saying.own and not saying.own.endswith("的")


def _at_a_day(operand: Candidate) -> bool:
    return operand.definition is not None and operand.definition.timing == Basis.STOCK


def _same(one: Stated, other: Stated) -> bool:
    """Whether two figures are told of the same words of the text."""
    alike = other.kind is Kind.PERCENT or (one.kind is Kind.MONEY) == (other.kind is Kind.MONEY)
    return alike and one.of == other.of and one.of_start == other.of_start
