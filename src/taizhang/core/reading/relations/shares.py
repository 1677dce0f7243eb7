"""Shares and rates 占比、完成率、倍: a part or an actual figure, its base, and the stated quotient."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.core.reading.figures.exactness import half_unit
from taizhang.core.reading.figures.figure import Kind, Role
from taizhang.core.reading.relations.arithmetic import claim, unit_slip
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.growth import is_base
from taizhang.core.reading.relations.matching import begin_alike, likeness
from taizhang.core.reading.relations.near_misses import may_miss, near_miss
from taizhang.core.reading.relations.nearly import may_be_share
from taizhang.core.reading.relations.quotients import (
    base_name,
    is_aimed_at,
    is_contribution,
    is_fine,
    is_general,
    is_named_rate,
    is_of_another_time,
    is_quotient,
    is_region,
    is_the_whole,
    may_be_aimed_at,
    measures_aim,
    says_so,
    type_of,
)
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.rows import beside, pair_of, parts_of, row_of
from taizhang.core.reading.relations.sums import Parents

_INSIDE = re.compile(r"[)）]?[^，,。；;、]{0,6}(?:的|比重|比例|份额)(?:约?为|达到?)?")
_OF_BASE = re.compile(r"(?:占|相当于|完成|达到?|是|为)[^，,。；;]{0,30}$")
_THAT_IS = re.compile(r"[，,]\s*(?:为|达|达到|有|共|计|即)")
KEPT = 150  # figures over which a text is taken to keep to its bases
BACK = 48  # figures of one dimension before the part that may be its base
FAR, FAR_NAMED = 14, 60  # figures before a share among which its part is looked for: any, one of its name
ROUGH = Decimal("0.15")  # a quotient that rounding could carry further than this says nothing
HALF, TWICE = Decimal("0.5"), Decimal("2")  # the same for a rate, whose base is found by its place
LEAST, MOST = Decimal("0.2"), Decimal("5")  # expected/stated: farther apart, they are hardly of each other


@dataclass
class Shares:
    """What has been found so far: a text keeps to its bases, and to the names it gives them."""

    context: Context
    parents: Parents
    summed: set[int]  # numbers of the parts that add up to their whole
    bases: list[Item] = field(default_factory=list)  # in the order of the text
    known: set[int] = field(default_factory=set)  # their numbers
    named: dict[str, Item] = field(default_factory=dict)
    anchors: dict[int, Item] = field(
        default_factory=dict
    )  # an actual figure's number -> what it was measured by

    def find(self) -> Iterator[Relation]:
        """Every share, completion rate and multiple whose part and base stand in the text."""
        waiting: list[Item] = []
        in_row: set[int] = set()
        for item in self.context.items:
            if not is_quotient(item) or item.index in in_row:
                continue
            if is_contribution(item):  # to growth, not a share of what stands here
                in_row.update(share.index for share in row_of(self.context, item))
                continue
            if row := self._row(item):
                in_row.update(share.index for share, _, _, _ in row)
                yield from (relation for _, relation, _, _ in row)
                continue
            found = (
                self._explicit(item) or self._toward(item) or self._confirmed(item) or self._structural(item)
            )
            if found is None:
                waiting.append(item)
                continue
            relation, part, base = found
            if not relation.holds and self._together(item, base):
                continue
            if relation.holds:
                self._remember(item, part, base)
            elif item.figure.approx:
                continue
            yield relation
        for item in waiting:
            missed = self._near_miss(item)
            if missed is not None:
                yield missed

    def _row(self, first: Item) -> list[tuple[Item, Relation, Item, Item]]:
        """Shares in a row, each of the part at its place, all of one base: the one that gives most of them."""
        row = row_of(self.context, first)
        if not row or first.figure.role is not Role.SHARE:
            return []
        best: list[tuple[Item, Relation, Item, Item]] = []
        for parts in parts_of(self.context, row):
            for base in self._candidates(first, parts[0]):
                if not any(may_be_share(base, part, share) for share, part in zip(row, parts, strict=True)):
                    continue
                told = [
                    (share, relation, part, base)
                    for share, part in zip(row, parts, strict=True)
                    if (
                        relation := claim(
                            type_of(share, part, base), base.figure, (part.figure, share.figure)
                        )
                    )
                ]
                best = max(best, told, key=_how_well)
        best = max(best, self._paired(row), key=_how_well)
        if 2 * sum(bool(each[1].holds) for each in best) < len(row):
            return []
        for share, relation, part, base in best:
            if relation.holds:
                self._remember(share, part, base)
        return best

    def _paired(self, row: Sequence[Item]) -> list[tuple[Item, Relation, Item, Item]]:
        """Two shares of a pair, of the pair told of the whole: one that holds says what the other is of."""
        parts = pair_of(self.context, row)
        best: list[tuple[Item, Relation, Item, Item]] = []
        if not parts:
            return best
        for sure, other in ((0, 1), (1, 0)):
            for base in self._candidates(row[sure], parts[sure]):
                if not may_be_share(base, parts[sure], row[sure]):
                    continue
                second = beside(self.context, base, parts[other].dim)
                bases = (base, second) if sure == 0 else (second, base)
                told = [
                    (share, relation, part, of)
                    for share, part, of in zip(row, parts, bases, strict=True)
                    if of is not None
                    and (relation := claim(type_of(share, part, of), of.figure, (part.figure, share.figure)))
                ]
                if len(told) == len(row):
                    best = max(best, told, key=_how_well)
        return best

    def _remember(self, item: Item, part: Item, base: Item) -> None:
        if base.index not in self.known:
            self.known.add(base.index)
            insort(self.bases, base, key=lambda item: item.index)
        self.anchors[part.index] = base
        name = base_name(item)
        if name and not is_general(name):
            self.named.setdefault(name, base)

    def _explicit(self, item: Item) -> tuple[Relation, Item, Item] | None:
        """占规上工业企业268家的50%, 完成年度目标180家的103.3%, 是全市平均(15.4件)的2.5倍: the base stands inside."""
        base = self.context.items[item.index - 1] if item.index else None
        if base is None or not base.usable or not base.level or base.sentence != item.sentence:
            return None
        if not _INSIDE.fullmatch(item.gap.strip()) or not _OF_BASE.search(base.gap):
            return None
        part = self._actual(item, base)
        relation = (
            claim(type_of(item, part, base), base.figure, (part.figure, item.figure))
            if part is not None
            else None
        )
        return (relation, part, base) if relation is not None and part is not None else None

    def _together(self, item: Item, base: Item) -> bool:
        """一等奖1项，二等奖26项，占总数46项的58.7%: the share is of several figures together."""
        if item.figure.kind is not Kind.PERCENT:
            return False
        alike = self.context.by_dimension[base.dim]
        here = [o for o in alike[max(0, base.place - 4) : base.place + 4] if o.sentence == item.sentence]
        before = [o for o in here if o is not base and o.index < item.index and o.usable and o.level]
        amount = 0.0
        for count, other in enumerate(reversed(before)):
            amount += other.amount
            if count and base.amount and abs(amount / base.amount * 100 - item.amount) <= item.slack * 1.01:
                return True
        return False

    def _actual(self, item: Item, base: Item) -> Item | None:
        """What is measured by a base that stands between it and the rate: of the rate's name, or the nearest."""
        here: list[Item] = []
        for other in reversed(self.context.items[max(0, base.index - FAR) : base.index]):
            if other.sentence != item.sentence:
                break
            if (
                other.dim == base.dim
                and other.figure.role is Role.LEVEL
                and self._may_be_part(other, rate=False)
            ):
                here.append(other)
        here.sort(key=lambda other: other.index in self.parents)  # a whole before its own parts
        return next((other for other in here if other.figure.of == item.figure.of), here[0] if here else None)

    def _toward(self, item: Item) -> tuple[Relation, Item, Item] | None:
        """全年目标55亿元，已完成77.5%: the target stands right before, what was reached was told earlier."""
        base = self.context.items[item.index - 1] if item.index else None
        if base is None or item.figure.role is not Role.COMPLETION_RATE:
            return None
        if base.figure.role is not Role.TARGET and not is_aimed_at(base):
            return None
        if base.sentence != item.sentence or not base.usable or not base.level:
            return None
        alike = self.context.by_dimension[base.dim]
        for part in reversed(alike[max(0, base.place - 20) : base.place]):
            if part.usable and part.level and part.figure.role is not Role.TARGET:
                relation = claim(Type.RATE, base.figure, (part.figure, item.figure))
                if relation is not None and relation.holds:
                    return relation, part, base
        return None

    def _parts(self, item: Item) -> list[Item]:
        """What the share may be of: figures of the same name, then the nearest before it in its sentence."""
        rate = item.figure.role is Role.COMPLETION_RATE
        same = self.context.by_name.get(item.figure.of, ())
        at = bisect_left(same, item.index, key=lambda other: other.index)
        named = [
            other for other in reversed(same[max(0, at - 6) : at]) if item.index - other.index <= FAR_NAMED
        ]
        near: list[Item] = []
        for other in reversed(self.context.items[max(0, item.index - FAR) : item.index]):
            if other.sentence != item.sentence:
                break
            if other not in named and self._may_be_part(other, rate=rate):
                near.append(other)
        near = [other for other in near if begin_alike(other.figure.of, item.figure.of)][:2] + near[:3]
        named = [other for other in named if self._may_be_part(other, rate=rate)][:3]
        after = self.context.items[item.index + 1 : item.index + 2]
        if after and _THAT_IS.fullmatch(after[0].gap) and self._may_be_part(after[0], rate=rate):
            return after  # 博士占23.4%，为22人
        return ([other for other in named if other.sentence == item.sentence] or named) + near

    def _may_be_part(self, other: Item, *, rate: bool) -> bool:
        if not other.usable or not other.level or is_base(self.context, other, None):
            return False
        return _is_plain(other) or (rate and other.figure.role is Role.INCREASE)

    def _candidates(self, item: Item, part: Item) -> list[Item]:
        """Figures that may be the base of a share, the likeliest first."""
        alike = self.context.by_dimension[part.dim]
        at = part.place
        found = [base for base in self.parents.get(part.index, ()) if base.dim == part.dim]
        found += reversed(alike[max(0, at - BACK) : at])
        found += [other for other in alike[at + 1 : at + 4] if 0 <= other.sentence - item.sentence <= 1]
        unique = {base.index: base for base in found}
        bases = [base for base in unique.values() if base.usable and base is not part and base.level]
        if measures_aim(item):
            return [base for base in bases if may_be_aimed_at(base) and item.sentence - base.sentence <= 2]
        above = self.parents.get(part.index, ())
        unnamed = item.figure.role is Role.SHARE and not base_name(item) and part.index == item.index - 1
        if unnamed and above and above[0].sentence == item.sentence == part.sentence:
            # 其中X，占a%: of what X is a part of, or of what the text measures by all along
            return [base for base in bases if base is above[0] or base.index in self.known]
        return bases

    def _confirmed(self, item: Item) -> tuple[Relation, Item, Item] | None:
        """The part and base that give the stated quotient, if the text has such."""
        if is_of_another_time(item) or not (says_so(item) or item.figure.kind is Kind.RATIO):
            return None
        best: tuple[float, Relation, Item, Item] | None = None
        for rank, part in enumerate(self._parts(item)):
            for base in self._candidates(item, part):
                if item.figure.role is Role.SHARE and base.amount < part.amount:
                    continue
                if base.amount <= 0 or not may_be_share(base, part, item):
                    continue
                relation = claim(type_of(item, part, base), base.figure, (part.figure, item.figure))
                if relation is None or not relation.holds or relation.tolerance > ROUGH * relation.stated:
                    continue
                score = self._score(item, part, base, relation) - 0.4 * rank
                if (best is None or score > best[0]) and (is_fine(item) or score >= 1):
                    best = (score, relation, part, base)
        return best[1:] if best is not None and best[0] > -1.5 else None

    def _score(self, item: Item, part: Item, base: Item, relation: Relation) -> float:
        """How likely a base that fits is the one meant."""
        score = -0.02 * abs(base.index - part.index)
        score += 3 * any(base is above for above in self.parents.get(part.index, ()))
        score += 2 * (base.index in self.known) + 2 * likeness(base_name(item), base.figure.of)
        score += 1.5 * (base.sentence == item.sentence)
        score += 1 * (part.figure.of == item.figure.of) - 1 * (part.figure.unit != base.figure.unit)
        if item.figure.role is Role.COMPLETION_RATE and item.sentence - base.sentence <= 2:
            score += 1.5 * (base.figure.role is Role.TARGET) + 1.5 * (base is self._anchor(part))
        if half := half_unit(item.figure):  # a base so roughly told that much would fit
            score -= min(2.0, float(relation.tolerance / half) / 4)
        then, now = base.figure.period or "", part.figure.period or ""
        return score - (1 if then and now and then[:4] != now[:4] else 0)

    def _anchor(self, part: Item) -> Item | None:
        """The nearest figure before the part that is itself no part, no change and not last year's."""
        alike = self.context.by_dimension[part.dim]
        for other in reversed(alike[max(0, part.place - 12) : part.place]):
            if not _is_plain(other) or not other.usable or other.index in self.parents:
                continue
            if not is_base(self.context, other, part):
                return other
        return None

    def _structural(self, item: Item) -> tuple[Relation, Item, Item] | None:
        """No pair of figures gives it, but the text names part and base beyond doubt: then the claim is wrong."""
        if item.figure.approx or is_of_another_time(item) or not says_so(item):
            return None
        for part in self._parts(item)[:1]:
            base = self._sure_base(item, part)
            if base is None or not base.usable or base is part or item.sentence - part.sentence > 1:
                return None
            relation = claim(type_of(item, part, base), base.figure, (part.figure, item.figure))
            if relation is None or relation.holds or relation.stated == 0:
                return None
            if base.figure.approx or part.figure.approx:
                return None
            low, high = (LEAST, MOST) if item.figure.role is Role.SHARE else (HALF, TWICE)
            if low <= relation.expected / relation.stated <= high or unit_slip(relation):
                return relation, part, base
        return None

    def _sure_base(self, item: Item, part: Item) -> Item | None:
        if measures_aim(item):
            return None
        name = base_name(item)
        known = self.named.get(name)
        if known is not None and known.dim == part.dim:
            return known
        if len(name) > 2 and (titled := self._titled(name, part)) is not None:
            return titled
        if is_region(name) and part.index not in self.summed:
            return None
        above = self.parents.get(part.index, ())
        told = begin_alike(part.figure.of, item.figure.of) or (
            part.index == item.index - 1 and part.sentence == item.sentence
        )
        if above and told and len(above) == 1 and is_the_whole(name):
            return above[0]
        if part.index != item.index - 1 or part.sentence != item.sentence:
            return None
        if above and above[0].sentence == item.sentence and is_the_whole(name):
            return above[0]
        if item.figure.role is Role.COMPLETION_RATE and is_named_rate(item):
            base = self._anchor(part)
            if base is not None and base.sentence == item.sentence and base.index >= part.index - 2:
                return base
        return None

    def _titled(self, name: str, part: Item) -> Item | None:
        """The figure that the named base is: 占营业收入的4.2% after 营业收入1026.5亿元."""
        alike = self.context.by_dimension[part.dim]
        for other in reversed(alike[max(0, part.place - BACK) : part.place]):
            if not other.figure.of.endswith(name) or not _is_plain(other) or not other.usable:
                continue
            if is_base(self.context, other, part) or other.amount <= part.amount:
                continue
            return None if other.figure.approx else other
        return None

    def _near_miss(self, item: Item) -> Relation | None:
        """A share close to that of a base it names, or off by a last digit from one the text keeps to."""
        if not may_miss(item):
            return None
        low = bisect_left(self.bases, item.index - KEPT, key=lambda base: base.index)
        high = bisect_left(self.bases, item.index + KEPT, key=lambda base: base.index)
        for part in self._parts(item)[:1]:
            return near_miss(item, part, self.bases[low:high], self._candidates(item, part))
        return None


def _how_well(told: list[tuple[Item, Relation, Item, Item]]) -> tuple[int, float]:
    """How many of a row hold, and how little rounding had to help."""
    return sum(bool(each[1].holds) for each in told), -sum(float(each[1].tolerance) for each in told)


def _is_plain(item: Item) -> bool:
    """A level that can be a part or base; changes are not."""
    return item.level and item.figure.role not in (Role.INCREASE, Role.DECREASE)
