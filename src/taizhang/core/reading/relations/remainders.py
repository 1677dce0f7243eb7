"""What is left over, and what comes on top 结余、净增、总量升至: differences and sums told without a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Context, Item
from taizhang.core.reading.relations.nearly import may_be_left
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.relations.sums import Parents

_LEFT = re.compile(rf"(?:{any_of(words('remainders', 'left'))})[^，,。；;、]{{0,12}}$")
_LEFT_BEHIND = re.compile(rf"^[^，,。；;、]{{0,4}}(?:{any_of(words('remainders', 'left_behind'))})")
_TAKEN = re.compile(rf"(?:{any_of(words('remainders', 'taken'))})[^，,。；;、]{{0,16}}$")
_RISEN = re.compile(rf"(?:{any_of(words('remainders', 'risen'))})[^，,。；;、]{{0,8}}$")
REACH, FAR = 10, 18  # figures looked back at: in this sentence and the one before, and further
EXACT = 3  # digits that make an agreement with figures further back no chance


@dataclass
class Remainders:
    """Remainders, net changes and totals that a change leads to."""

    context: Context
    parents: Parents
    anchors: dict[int, Item]  # what an actual figure was measured by: 执行率, 占…

    def find(self) -> Iterator[Relation]:
        """Every such claim, in the order of the text."""
        for item in self.context.items:
            if not item.usable or not item.level or item.figure.approx:
                continue
            relation = None
            if self._is_left(item):
                relation = self._left(item)
            elif _RISEN.search(item.gap[-16:]):
                relation = self._risen(item)
            if relation is not None:
                yield relation

    def _is_left(self, item: Item) -> bool:
        if _LEFT.search(item.gap[-24:]) or _LEFT_BEHIND.search(self.context.after(item, 12)):
            return True
        if item.figure.role is not Role.INCREASE:
            return False  # 扣除重新认定的305家，净增551家: the figure just before is what is taken off
        return any(
            _TAKEN.search(other.gap[-30:]) and other.sentence == item.sentence
            for other in self._before(item)[:2]
        )

    def _before(self, item: Item, reach: int = REACH, sentences: int = 1) -> list[Item]:
        """The figures of its dimension before it, the nearest first."""
        return [
            other
            for other in reversed(self.context.items[max(0, item.index - reach) : item.index])
            if item.sentence - other.sentence <= sentences
            and other.dim == item.dim
            and other.level
            and other.usable
            and not other.figure.approx
        ]

    def _left(self, item: Item) -> Relation | None:
        """Minuend and subtrahend are told before: the pair that fits, else those beyond doubt."""
        before = self._before(item)
        if (fitting := self._pair(item, before[:6])) is not None:
            return fitting
        if sum(char.isdigit() for char in item.figure.text) >= EXACT:
            further = [other for other in self._before(item, FAR, 5) if other.index not in self.parents]
            if (fitting := self._pair(item, further[:6])) is not None:
                return fitting
        return self._measured(item, before) or self._nearest(item, before)

    def _pair(self, item: Item, near: list[Item]) -> Relation | None:
        for subtrahend in near:
            for minuend in near:
                both_parts = subtrahend.index in self.parents and minuend.index in self.parents
                if minuend is subtrahend or both_parts or not may_be_left(item, minuend, subtrahend):
                    continue
                relation = claim(Type.DIFFERENCE, item.figure, (minuend.figure, subtrahend.figure))
                if relation is not None and relation.holds:
                    return relation
        return None

    def _measured(self, item: Item, before: list[Item]) -> Relation | None:
        """The sentence has just measured the subtrahend by its base: 支付1395万元，支付率75%；结转565万元."""
        for subtrahend in before[:3]:
            base = self.anchors.get(subtrahend.index)
            if base is None or base.amount <= item.amount or item.figure.role is Role.INCREASE:
                continue
            relation = claim(Type.DIFFERENCE, item.figure, (base.figure, subtrahend.figure))
            if relation is not None and (relation.holds or subtrahend.sentence == item.sentence):
                return relation
        return None

    def _nearest(self, item: Item, before: list[Item]) -> Relation | None:
        """The sentence tells a whole, what went of it, and what is left: nothing else of the kind stands in it."""
        here = [
            other for other in before if other.sentence == item.sentence and other.index not in self.parents
        ]
        if len(here) != 2:
            return None
        subtrahend, minuend = here
        left = minuend.amount - subtrahend.amount
        if left <= 0 or item.amount > minuend.amount or abs(item.amount - left) > left:
            return None
        return claim(Type.DIFFERENCE, item.figure, (minuend.figure, subtrahend.figure))

    def _risen(self, item: Item) -> Relation | None:
        """可净增551家，总量升至2579家: the level before, told earlier, and the change give the new level."""
        change = next((other for other in self._before(item)[:2] if other.figure.role is Role.INCREASE), None)
        if change is None or change.sentence != item.sentence:
            return None
        alike = self.context.by_dimension[item.dim]
        for base in alike[max(0, change.place - FAR) : change.place]:
            if not base.usable or not base.level or base.figure.role is Role.INCREASE:
                continue
            relation = claim(Type.SUM, item.figure, (base.figure, change.figure))
            if relation is not None and relation.holds and base.amount >= change.amount:
                return relation
        return None
