"""`answer_columns`: what a pack says of many enterprises at once 批量判定: the same rules, the same answers as `answer`.

The expressions are worked out block by block (block.py), in whole numbers where these hold every value exactly
and with floats and their errors where they do not; what the errors leave open is worked out again exactly.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from taizhang.policies.engine.columns.block import Block, Program, Rows
from taizhang.policies.engine.columns.flags import as_verdict
from taizhang.policies.engine.columns.forms import Array, Flags
from taizhang.policies.engine.columns.gaps import Gaps, as_plain, asked_nodes
from taizhang.policies.engine.columns.table import Column, Table, column_of, table_of
from taizhang.policies.engine.nodes import Node
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.rules import Built, Rules

__all__ = [
    "FAILS",
    "MEETS",
    "UNCLEAR",
    "Answers",
    "Column",
    "Table",
    "answer_columns",
    "column_of",
    "table_of",
]

MEETS, FAILS, UNCLEAR = 1, 0, -1
BLOCK = 65_536  # rows worked out together: few enough for the cache, many enough that Python's own steps do not count
KEPT = 24 << 20  # bytes


@dataclass(eq=False)
class Answers:
    """What a pack says of each enterprise, in the order of the table. Verdicts are MEETS, FAILS or UNCLEAR.

    `shortage` is how much is missing as a share of what is asked, `short` the same in the unit of the value; NaN where
    it cannot be said. They are for sorting: what a person reads is worked out exactly, for one enterprise.
    """

    size: int
    verdict: Array
    applies: Array
    judged_only: Array
    failing: Array
    unclear: Array
    conditions: dict[str, Array] = field(default_factory=dict)
    judged: dict[str, Array] = field(default_factory=dict)
    shortage: dict[str, Array] = field(default_factory=dict)
    short: dict[str, Array] = field(default_factory=dict)
    notices: dict[str, Array] = field(default_factory=dict)
    points: dict[str, tuple[Array, Array]] = field(default_factory=dict)
    amounts: dict[str, Array] = field(default_factory=dict)

    @property
    def nearest(self) -> Array:
        """The largest shortage among what fails, for sorting near misses; infinite where one cannot be said."""
        worst = np.zeros(self.size)
        for name, verdict in self.conditions.items():
            gap = np.nan_to_num(self.shortage[name], nan=np.inf)
            worst = np.maximum(worst, np.where(verdict == FAILS, gap, 0))
        return worst


def answer_columns(
    rules: Rules, table: Table, *, gaps: bool = True, besides: Collection[str] | None = None
) -> Answers:
    """Judge every enterprise of a table. Without `gaps` no shortages are worked out; `besides` names the notices,
    points and amounts that are wanted besides the conditions, None: all.

    Raises PackProblem where the policy had no rules on that day.
    """
    if not rules.conditions and not rules.of_kind("amount"):
        raise PackProblem(f"“{rules.pack.title}”在 {rules.on} 还没有生效的条件。")
    work = _Work(rules, table, gaps, besides)
    if table.size > BLOCK:
        np.empty(
            KEPT, np.int8
        )  # let go at once: glibc then keeps as much freed memory, instead of asking for each array anew
    for start in range(0, table.size, BLOCK):
        stop = min(start + BLOCK, table.size)
        work.block(slice(start, stop), stop - start, wide=False)
    odd = np.array(sorted({row for column in table.columns.values() for row in column.odd}), np.intp)
    for start in range(0, len(odd), BLOCK):
        rows = odd[start : start + BLOCK]
        work.block(rows, len(rows), wide=True)
    return work.answers


class _Work:
    """One run: the program of everything asked, and the answers as far as they are filled."""

    def __init__(self, rules: Rules, table: Table, gaps: bool, besides: Collection[str] | None) -> None:
        self.rules, self.table, self.gaps, self.besides = rules, table, gaps, besides
        size = table.size
        self.answers = Answers(
            size, np.empty(size, np.int8), np.empty(size, np.int8), np.empty(size, bool),
            np.empty(size, np.int16), np.empty(size, np.int16),
        )  # fmt: skip
        nodes: list[Node] = []
        for built in (*rules.conditions, *self.wanted("notice"), *rules.of_kind("applies")):
            nodes += asked_nodes(built.made, gaps=gaps and built.rule.kind == "condition")
        for built in (*self.wanted("points"), *self.wanted("amount")):
            nodes += [built.made.lo, built.made.hi] if isinstance(built.made, Points) else [built.made]
        self.program = Program(nodes)
        self._lay(rules.conditions, size)

    def wanted(self, kind: str) -> list[Built]:
        return [b for b in self.rules.of_kind(kind) if self.besides is None or b.rule.id in self.besides]

    def _lay(self, conditions: list[Built], size: int) -> None:
        answers = self.answers
        for built in conditions:
            name = built.rule.id
            answers.conditions[name] = np.empty(size, np.int8)
            answers.judged[name] = np.empty(size, bool)
            if self.gaps:
                answers.shortage[name], answers.short[name] = np.empty(size), np.empty(size)
        for built in self.wanted("notice"):
            answers.notices[built.rule.id] = np.empty(size, np.int8)
        for built in self.wanted("points"):
            answers.points[built.rule.id] = np.empty(size), np.empty(size)
        for built in self.wanted("amount"):
            answers.amounts[built.rule.id] = np.empty(size)

    def block(self, rows: Rows, size: int, *, wide: bool) -> None:
        block = Block(self.table, self.rules.facts, rows, size, wide=wide)
        made = block.work(self.program)
        answers, found = self.answers, Gaps(block, made)
        failing, unclear, judged = (np.zeros(size, np.int16) for _ in range(3))
        for built in self.rules.conditions:
            name = built.rule.id
            verdict = found.verdict(built.made)
            by_experts = found.judged(built.made, verdict)
            answers.conditions[name][rows], answers.judged[name][rows] = verdict, by_experts
            failing += verdict == FAILS
            unclear += verdict == UNCLEAR
            judged += by_experts
            if self.gaps:
                answers.shortage[name][rows], answers.short[name][rows] = found.gap(built.made)
        answers.failing[rows], answers.unclear[rows] = failing, unclear
        answers.verdict[rows] = np.where(failing > 0, FAILS, np.where(unclear > 0, UNCLEAR, MEETS))
        answers.judged_only[rows] = (failing == 0) & (unclear > 0) & (judged == unclear)
        applies = [made[b.made.truth] for b in self.rules.of_kind("applies")]
        least = np.full(size, MEETS, np.int8)
        for told in applies:
            assert isinstance(told, Flags)
            verdict = as_verdict(told, size)
            least = np.where(least == FAILS, FAILS, np.where(verdict == MEETS, least, verdict)).astype(
                np.int8
            )
        answers.applies[rows] = least
        for built in self.wanted("notice"):
            answers.notices[built.rule.id][rows] = found.verdict(built.made)
        for built in self.wanted("points"):
            low, high = answers.points[built.rule.id]
            low[rows], high[rows] = as_plain(made[built.made.lo], size), as_plain(made[built.made.hi], size)
        for built in self.wanted("amount"):
            answers.amounts[built.rule.id][rows] = as_plain(made[built.made], size)
