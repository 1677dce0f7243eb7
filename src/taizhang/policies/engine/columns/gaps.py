"""How much is missing, for everybody at once 差多少: the shortages of `sentences.py` as floats, to sort near misses by."""

from typing import Any

import numpy as np

from taizhang.policies.engine.columns.block import Block
from taizhang.policies.engine.columns.flags import as_verdict, opposite
from taizhang.policies.engine.columns.floats import exact_floats
from taizhang.policies.engine.columns.forms import Array, Flags, Floats, Form, Numbers
from taizhang.policies.engine.nodes import Node
from taizhang.policies.engine.requirements import Requirement

FARTHEST = 100.0  # a shortage is not said to be more than so many times what is asked
UNSAID = 1000.0  # where a shortage cannot be said, another alternative is nearer


def asked_nodes(asked: Requirement, *, gaps: bool) -> list[Node]:
    """The expressions that the answer to a requirement needs: its truth, and with `gaps` what is missing to it."""
    nodes: list[Node] = [asked.truth, *_shown(asked)]
    if gaps:
        nodes += [n for n in (asked.short, _against(asked), asked.chooser) if n is not None]
        for part in asked.parts:
            nodes += asked_nodes(part, gaps=True)
    return nodes


def _against(asked: Requirement) -> Node | None:
    """What a shortage is a share of."""
    if asked.threshold is None or asked.of is None:
        return asked.threshold
    return asked.threshold * asked.of


def as_plain(value: Form, size: int) -> Array:
    """A number as floats, NaN where it is unknown."""
    if isinstance(value, Numbers):
        if value.same:
            found: Any = np.full(size, exact_floats(value, 1)[0])
        elif _wide(value.top) or _wide(value.low):
            found = exact_floats(value, size)
        else:
            found = np.true_divide(np.broadcast_to(value.top, size), value.low)
    else:
        assert isinstance(value, Floats)
        found = value.values
    return found if value.known is None else np.where(value.known, found, np.nan)


def _wide(part: Any) -> bool:
    return isinstance(part, np.ndarray) and part.dtype == object


class Gaps:
    """The answers to requirements in one block whose expressions were worked out."""

    def __init__(self, block: Block, made: dict[Node, Form]) -> None:
        self.block, self.made, self.size = block, made, block.size

    def verdict(self, asked: Requirement) -> Array:
        told = self.made[asked.truth]
        assert isinstance(told, Flags)
        found: Array = as_verdict(told, self.size)
        return found

    def judged(self, asked: Requirement, verdict: Array) -> Array:
        """Where it is open though no fact is missing: experts decide."""
        told, lost = self.made[asked.truth], self.block.lost
        nobody = np.zeros(self.size, bool)
        if told.known is None:
            return nobody
        shown = _shown(asked)
        if asked.how != "points" and not any(node in lost for node in shown):
            return nobody
        found = ~told.known
        for node in shown:
            known = self.made[node].known
            if known is not None:
                found &= known | lost[node] if node in lost else known
        return found

    def gap(self, asked: Requirement) -> tuple[Array, Array]:
        """The shortage and how much is short; NaN where it cannot be said. Nothing is missing to what is met."""
        shortage, short = getattr(self, f"_{asked.how}")(asked)
        return np.where(self.verdict(asked) == 1, 0.0, shortage), short

    def _compare(self, asked: Requirement) -> tuple[Array, Array]:
        assert asked.short is not None
        against = _against(asked)
        assert against is not None
        short, share = self._plain(asked.short), np.abs(self._plain(against))
        with np.errstate(all="ignore"):
            shortage = np.where(
                share == 0, np.where(np.isnan(short), np.nan, 1.0), np.minimum(short / share, FARTHEST)
            )
        if asked.of is not None:
            nothing = self._plain(asked.of) <= 0
            shortage, short = np.where(nothing, 1.0, shortage), np.where(nothing, np.nan, short)
        return shortage, short

    def _points(self, asked: Requirement) -> tuple[Array, Array]:
        assert asked.points is not None and asked.threshold is not None and asked.short is not None
        bound, high = self._plain(asked.threshold), self._plain(asked.points.hi)
        short = np.where(np.isnan(high), np.nan, np.maximum(self._plain(asked.short), 0.0))
        with np.errstate(all="ignore"):
            shortage = np.where(bound == 0, np.where(np.isnan(short), np.nan, 1.0), short / bound)
        return shortage, short

    def _flag(self, asked: Requirement) -> tuple[Array, Array]:
        return np.ones(self.size), np.full(self.size, np.nan)

    _word = _flag

    def _all(self, asked: Requirement) -> tuple[Array, Array]:
        """The worst of what fails, else of what is open; the amount only where one part alone fails."""
        parts = [(self.verdict(p), *self.gap(p)) for p in asked.parts]
        fails = sum((v == 0).astype(np.int16) for v, _, _ in parts)
        worst, short = np.full(self.size, np.nan), np.full(self.size, np.nan)
        for verdict, shortage, amount in parts:
            counts = np.where(fails > 0, verdict == 0, verdict == -1)
            worst = np.where(counts, np.fmax(worst, shortage), worst)
            short = np.where((fails == 1) & (verdict == 0), amount, short)
        return worst, short

    def _any(self, asked: Requirement) -> tuple[Array, Array]:
        """The nearest of the alternatives; the first of two that are equally near."""
        met = self.verdict(asked) == 1
        best = np.full(self.size, np.inf)
        shortage, short = np.full(self.size, np.nan), np.full(self.size, np.nan)
        for part in asked.parts:
            share, amount = self.gap(part)
            rank = np.where(np.isnan(share), UNSAID, share)
            nearer = rank < best
            best = np.where(nearer, rank, best)
            shortage, short = np.where(nearer, share, shortage), np.where(nearer, amount, short)
        return shortage, np.where(met, np.nan, short)

    def _pick(self, asked: Requirement) -> tuple[Array, Array]:
        assert asked.chooser is not None
        chosen = self.made[asked.chooser]
        assert isinstance(chosen, Flags)
        (yes, yes_short), (no, no_short) = self.gap(asked.parts[0]), self.gap(asked.parts[1])
        refused = opposite(chosen).yes
        return (
            np.where(chosen.yes, yes, np.where(refused, no, np.nan)),
            np.where(chosen.yes, yes_short, np.where(refused, no_short, np.nan)),
        )

    def _plain(self, node: Node) -> Array:
        return as_plain(self.made[node], self.size)


def _shown(asked: Requirement) -> list[Node]:
    """The expressions whose missing facts keep a requirement open (as in sentences.py)."""
    if asked.how in ("all", "any", "pick"):
        return [asked.truth]
    points = [asked.points.lo, asked.points.hi] if asked.points else []
    shown = [asked.value, asked.of, asked.threshold, asked.flag, asked.word, *points]
    return [node for node in shown if node is not None]
