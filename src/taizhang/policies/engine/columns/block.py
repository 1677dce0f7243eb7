"""One block of enterprises worked through the expressions 一块企业的列运算: a few ten thousand rows, small enough for the cache."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias, cast

import numpy as np

from taizhang.policies.engine.columns import days, flags
from taizhang.policies.engine.columns.floats import Near
from taizhang.policies.engine.columns.forms import (
    NO,
    Array,
    Days,
    Flags,
    Form,
    Mask,
    Masks,
    Numbers,
    Words,
    Years,
    one_number,
)  # fmt: skip
from taizhang.policies.engine.columns.numbers import Arithmetic
from taizhang.policies.engine.columns.table import Column, Key, Table
from taizhang.policies.engine.facts import SCALE, FactKind, FactSpec
from taizhang.policies.engine.known import EXPLAINED
from taizhang.policies.engine.nodes import Day, Node, Number, Truth

Rows: TypeAlias = slice | Array


class Program:
    """Expressions in the order in which they can be worked out, and after which step each is needed no more."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self.roots = list(dict.fromkeys(roots))
        self.order: list[Node] = []
        placed: set[Node] = set()
        for root in self.roots:
            self._place(root, placed)
        last = {arg: step for step, node in enumerate(self.order) for arg in node.args}
        kept = set(self.roots)
        self.done: list[list[Node]] = [[] for _ in self.order]
        for node, step in last.items():
            if node not in kept:
                self.done[step].append(node)

    def _place(self, root: Node, placed: set[Node]) -> None:
        waiting = [(root, False)]
        while waiting:
            node, ready = waiting.pop()
            if node in placed:
                continue
            if ready:
                placed.add(node)
                self.order.append(node)
                continue
            waiting.append((node, True))
            waiting += [(arg, False) for arg in reversed(node.args) if arg not in placed]


class Block:
    """The values of expressions for these rows. A wide block works with integers of any length, for a few rows."""

    def __init__(
        self, table: Table, specs: Mapping[str, FactSpec], rows: Rows, size: int, *, wide: bool = False
    ) -> None:
        self.table, self.specs, self.rows, self.size, self.wide = table, specs, rows, size, wide
        self.masks = Masks(size)
        self.arithmetic = Arithmetic(self.masks, wide=wide)
        self.lost: dict[Node, Array] = {}  # unknown though no fact is missing: nothing was divided by
        self._raw: dict[Key, Form] = {}
        self._above: dict[Key, Any] = {}

    def work(self, program: Program) -> dict[Node, Form]:
        """The values of the roots of a program."""
        made: dict[Node, Form] = {}
        with np.errstate(all="ignore"):
            for node, done in zip(program.order, program.done, strict=True):
                args = [made[arg] for arg in node.args]
                made[node] = value = WORKED[node.op](self, node, *args)
                self._lose(node, args, value)
                for old in done:
                    del made[old]
        return made

    # ---- what each operation does

    def const(self, node: Node) -> Form:
        if isinstance(node, Number):
            return one_number(node.data)
        if isinstance(node, Day):
            return days.one_day(node.data)
        if isinstance(node, Truth):
            return Flags(NO, self.masks.nobody) if node.data is None else Flags(np.bool_(node.data))
        return Words(np.int64(0), (node.data,))

    def fact(self, node: Node) -> Form:
        """A fact as rules see it: what cannot be right is unknown (see known.py)."""
        value, spec = self.raw(node.data), self.specs[node.data[0]]
        if not isinstance(value, Numbers) or value.known is self.masks.nobody:
            return value
        if value.lo < 0 and not spec.negative:
            value = Numbers(
                value.top,
                value.low,
                0,
                max(value.hi, 0),
                value.most,
                self.masks.both(value.known, value.top >= 0),
            )
        if spec.not_above:
            doubted = self._doubted(value, node.data, (spec.not_above, node.data[1]))
            if doubted is not None:
                value = Numbers(
                    value.top,
                    value.low,
                    value.lo,
                    value.hi,
                    value.most,
                    self.masks.both(value.known, ~doubted),
                )
        return value

    def _doubted(self, value: Numbers, key: Key, other: Key) -> Any:
        """Who holds more of this than of what it is part of, without having explained it; None: nobody."""
        limit = self.raw(other)
        if not isinstance(limit, Numbers) or limit.known is self.masks.nobody:
            return None
        over = self.arithmetic.compare("gt", value, limit, self._wider(lambda b: _over(b, key, other))).yes
        if not np.any(over):
            return None
        if other not in self._above:
            self._above[other] = self.arithmetic.compare("gt", limit, one_number(Fraction(0)), _never).yes
        over = over & self._above[other]
        explained = self.raw((EXPLAINED, key[1]))
        if isinstance(explained, Flags) and explained.known is not self.masks.nobody:
            over = over & ~explained.yes
        return over if np.any(over) else None

    def raw(self, key: Key) -> Form:
        """A fact as it is held."""
        if key not in self._raw:
            column, kind = self.table.columns.get(key), self.specs[key[0]].kind
            self._raw[key] = self._absent(kind) if column is None else self._held(column, kind)
        return self._raw[key]

    def _absent(self, kind: FactKind) -> Form:
        nobody = self.masks.nobody
        if kind == FactKind.DAY:
            return Days(0, days.FAR, nobody)
        if kind == FactKind.YES_NO:
            return Flags(NO, nobody)
        return Words(np.int64(0), (), nobody) if kind == FactKind.WORD else Numbers(0, 1, 0, 0, 1, nobody)

    def _held(self, column: Column, kind: FactKind) -> Form:
        values, known = column.values[self.rows], self._known(column)
        if kind == FactKind.DAY:
            return Days(values, days.FAR, known)
        if kind == FactKind.YES_NO:
            return Flags(values if known is None else values & known, known)
        if kind == FactKind.WORD:
            return Words(values, column.words, known)
        times = column.times / SCALE[kind]
        if self.wide:
            return self._wide_numbers(column, values.astype(object), times, known)
        lo, hi = int(values.min()), int(values.max())
        return self.arithmetic.multiply(Numbers(values, 1, lo, hi, 1, known), one_number(times))

    def _wide_numbers(self, column: Column, tops: Array, times: Fraction, known: Mask) -> Numbers:
        lows: Any = times.denominator
        tops = tops * times.numerator
        if column.odd:
            lows = np.full(self.size, lows, object)
            for place, row in enumerate(np.arange(self.table.size)[self.rows]):
                if int(row) in column.odd:
                    value = column.odd[int(row)] * column.times
                    tops[place], lows[place] = value.numerator, value.denominator
        most = int(np.max(lows))
        return Numbers(tops, lows, int(tops.min()), int(tops.max()), most, known)

    def _known(self, column: Column) -> Mask:
        if column.known is None:
            return None
        known = column.known[self.rows]
        return None if known.all() else known

    def numbers(self, value: Form) -> Any:
        """Something to calculate with; years worked out where more than a comparison is asked of them."""
        if isinstance(value, Years):
            value = days.calendar_year(value.days)
        if self.wide and isinstance(value, Numbers) and not isinstance(value.top, int):
            value.top = np.asarray(value.top, object)
        return value

    def compare(self, node: Node, a: Form, b: Form) -> Form:
        for one, other, op in ((a, b, node.op), (b, a, MIRRORED[node.op])):
            plain = isinstance(other, Numbers) and other.same and other.known is None
            if isinstance(one, Years) and isinstance(other, Numbers) and plain and op != "eq":
                return days.against_year(one.days, op, Fraction(other.top, other.low))
        return self.arithmetic.compare(
            node.op, self.numbers(a), self.numbers(b), self._wider(lambda block: block.one(node))
        )

    def pick(self, node: Node, chosen: Form, a: Form, b: Form) -> Form:
        assert isinstance(chosen, Flags)
        if not isinstance(chosen.yes, np.ndarray):  # the same for all, as far as it is known
            taken = self.numbers(a if chosen.yes else b)
            known = self.masks.both(chosen.known, taken.known)
            if isinstance(taken, Flags):
                return taken if known is None else Flags(taken.yes & known, known)
            return cast(Form, taken if known is taken.known else replace(taken, known=known))
        if isinstance(a, Flags) and isinstance(b, Flags):
            return flags.chosen_flags(chosen, a, b, self.masks)
        if isinstance(a, Words) and isinstance(b, Words):
            return flags.chosen_words(chosen, a, b, self.masks)
        if isinstance(a, Days) and isinstance(b, Days):
            return days.chosen_days(chosen.yes, a, b, chosen.known, self.masks)
        return self.arithmetic.pick(chosen, self.numbers(a), self.numbers(b))

    def divide(self, node: Node, a: Form, b: Form) -> Form:
        near = self._wider(lambda block: block.one(node.args[1]))
        return self.arithmetic.divide(self.numbers(a), self.numbers(b), near)

    def round(self, node: Node, a: Form) -> Form:
        way, places = node.data
        return self.arithmetic.round(self.numbers(a), way, places, self._wider(lambda block: block.one(node)))

    # ---- the rows that floats leave open

    def one(self, node: Node) -> Form:
        """The value of one expression."""
        return cast(Form, self.numbers(self.work(Program([node]))[node]))

    def _wider(self, work: "Callable[[Block], Form]") -> Near:
        """Something worked out again for some of the rows with integers of any length."""

        def near(places: Array) -> Form:
            rows = places + self.rows.start if isinstance(self.rows, slice) else self.rows[places]
            return work(Block(self.table, self.specs, rows, len(rows), wide=True))

        return near

    def _lose(self, node: Node, args: list[Form], value: Form) -> None:
        """Note where a value is unknown though none of the facts behind it is missing (see trail.py)."""
        if value.known is None:
            return
        opens = node.op == "div" or (node.op == "const" and node.data is None)
        if not opens and not (self.lost and any(arg in self.lost for arg in node.args)):
            return
        lost = ~value.known
        for place, (arg, made) in enumerate(zip(node.args, args, strict=True)):
            if made.known is None:
                continue
            behind = made.known | self.lost[arg] if arg in self.lost else made.known
            if node.op == "pick" and place > 0 and isinstance(args[0], Flags):
                taken = args[0].yes if place == 1 else flags.opposite(args[0]).yes
                behind = behind | ~taken
            lost &= behind
        if lost.any():
            self.lost[node] = lost


MIRRORED = {"ge": "le", "gt": "lt", "eq": "eq"}


def _never(places: Array) -> Form:
    raise AssertionError("a fact compared with zero is exact")


def _over(block: Block, key: Key, other: Key) -> Form:
    limit = block.raw(other)
    return block.arithmetic.compare("gt", block.numbers(block.raw(key)), block.numbers(limit), _never)


WORKED: dict[str, Callable[..., Form]] = {
    "const": Block.const,
    "fact": Block.fact,
    "known": lambda b, node, a: flags.is_known(a, b.masks),
    "and": lambda b, node, x, y: flags.both_hold(x, y, b.masks),
    "or": lambda b, node, x, y: flags.one_holds(x, y, b.masks),
    "not": lambda b, node, x: flags.opposite(x),
    "pick": Block.pick,
    "add": lambda b, node, x, y: b.arithmetic.add(b.numbers(x), b.numbers(y)),
    "sub": lambda b, node, x, y: b.arithmetic.add(b.numbers(x), b.numbers(y), -1),
    "mul": lambda b, node, x, y: b.arithmetic.multiply(b.numbers(x), b.numbers(y)),
    "div": Block.divide,
    "min": lambda b, node, x, y: b.arithmetic.least(b.numbers(x), b.numbers(y)),
    "max": lambda b, node, x, y: b.arithmetic.most(b.numbers(x), b.numbers(y)),
    "round": Block.round,
    "ge": Block.compare,
    "gt": Block.compare,
    "eq": Block.compare,
    "days": lambda b, node, x, y: days.days_between(x, y, b.masks.both(x.known, y.known)),
    "year": lambda b, node, x: Years(x),
    "plus_months": lambda b, node, x: days.plus_months(x, node.data),
    "plus_days": lambda b, node, x: days.plus_days(x, node.data),
    "one_of": lambda b, node, x: flags.one_of(x, node.data),
}
