"""Claims of the text itself that do not hold 文内矛盾, and which figure the ledger says is the wrong one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from taizhang.core.figures.rounding import rounded
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.reports.reconcile.candidate import Valued
from taizhang.reports.reconcile.printing import agrees, decimals, shown
from taizhang.reports.reconcile.verdicts import Verdict

if TYPE_CHECKING:
    from taizhang.reports.reconcile.tying import Tying

SLIP = "差 "  # how a slip of the unit or the point is told
CHECKED = (Type.SUM, Type.SHARE, Type.RATE, Type.GROWTH, Type.DIFFERENCE)


class Claims:
    """Lays what the text claims of itself over what the ledger says of its figures."""

    def __init__(self, tying: "Tying") -> None:
        self.tying = tying

    def check(self, relation: Relation) -> None:
        """A claim that does not hold: the figure that the ledger contradicts is inconsistent, else the stated result."""
        if relation.holds or relation.type not in CHECKED:
            return
        stated = relation.stated_figure
        tie = self.tying.ties.get(stated.id)
        if tie is None or stated.masked:
            return
        near = rounded(relation.expected, decimals(stated))
        due = near if near != stated.value else shown(relation.expected, decimals(stated))
        expected = f"{due:f}{stated.unit or ''}"
        if tie.verdict is Verdict.AGREES:
            wrong = [
                f
                for f in relation.figures
                if f is not stated and self.tying.ties[f.id].verdict is not Verdict.AGREES
            ]
            if len(wrong) == 1 and self.tying.ties[wrong[0].id].reason.startswith(SLIP):
                return  # the difference itself says what happened: 万元 for 亿元
            if len(wrong) == 1 and self._mended(relation, wrong[0]):
                said = f"文中各数合不上：按文中其他数应为 {expected}，写的是 {stated.text}，而台账里 {stated.text} 相符"
                self.tying.ties[wrong[0].id] = replace(
                    self.tying.ties[wrong[0].id], verdict=Verdict.INCONSISTENT, reason=said
                )
            return
        if relation.type is not Type.SUM and any(v.agrees for v in self._worth(stated)):
            return  # of other numbers than those beside it: 有效22家，完成净增目标8家的87.5%
        reason = f"文中其他数算出来是 {expected}，这里写 {stated.text}"
        known = [
            v
            for v in (tie.chosen, *tie.others, *self._worth(stated))
            if v is not None and v.value is not None
        ]
        right = next(
            (v for v in known if agrees(replace(stated, value=v.value, approx=None), relation.expected)), None
        )
        parts = [self.tying.ties[f.id].verdict for f in relation.figures if f is not stated]
        if relation.holds is None and (right is None or any(v is not Verdict.AGREES for v in parts)):
            return  # the claim itself is unsure, and the ledger does not bear it out
        tie = replace(tie, chosen=right or tie.chosen)
        if (
            tie.chosen is not None
            and tie.chosen.value is not None
            and agrees(replace(stated, value=tie.chosen.value, approx=None), relation.expected)
        ):
            reason += "；台账与算出来的一致"
        self.tying.ties[stated.id] = replace(tie, verdict=Verdict.INCONSISTENT, reason=reason)

    def _worth(self, stated: Stated) -> list[Valued]:
        return [self.tying.values.valued(c, stated) for c in self.tying.tried[stated.id][:20]]

    def _mended(self, relation: Relation, wrong: Stated) -> bool:
        """Whether a sum comes out once the ledger's value stands in the place of one part."""
        chosen = self.tying.ties[wrong.id].chosen
        if chosen is None or chosen.value is None or wrong.value is None:
            return False
        if relation.type is not Type.SUM:
            return relation.holds is False
        return (
            relation.expected - wrong.value + chosen.value == relation.stated
            if wrong.unit == relation.stated_figure.unit
            else True
        )
