"""Formulas over indicators 派生指标: growth(tc_output), share(a, b), hte_count - start(hte_count), a[level=city] / b.

A missing operand, and any division by zero, makes the result missing (—), never zero.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow

from taizhang.core.decisions import Refused

# What stands in a formula: a code (perhaps narrowed), a number, a sign, a function's name before "(".
_PIECE = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<code>[a-z][a-z0-9_]*)(?P<narrow>\[[^\]]*\])?|(?P<sign>[-+*/(),]))"
)

LONGEST, DEEPEST = 600, 30  # characters, and parentheses within parentheses, of a formula

# How an indicator is looked at: its own period, the same period a year before, the end of the last year …
SHIFTS = {"before": "上年同期", "start": "上年末", "target": "目标", "rank": "位次", "year": "全年"}
# Functions of two values; `growth`, `change` and `completion` bring their second operand themselves.
WORDS = {
    "share": "占比", "per": "每", "growth": "同比增速", "change": "比上年同期增加", "points": "相差百分点", "completion": "完成率",
    "net": "比上年末净增",
}  # fmt: skip
PER_CENT = ("share", "growth", "completion")  # those whose value is in per cent


@dataclass(frozen=True)
class Ref:
    """An indicator, perhaps narrowed by further conditions, perhaps looked at from elsewhere in time."""

    code: str
    narrow: tuple[tuple[str, str], ...] = ()
    shift: str = ""

    def __str__(self) -> str:
        inner = ";".join(f"{name}={text}" for name, text in self.narrow)
        plain = f"{self.code}[{inner}]" if inner else self.code
        return f"{self.shift}({plain})" if self.shift else plain


@dataclass(frozen=True)
class Number:
    value: Decimal

    def __str__(self) -> str:
        return f"{self.value:f}"


@dataclass(frozen=True)
class Call:
    """An operation on parts: + - * / and the functions of WORDS."""

    name: str
    parts: tuple["Node", ...]

    def __str__(self) -> str:
        if self.name in "+-*/":
            return "(" + f" {self.name} ".join(str(p) for p in self.parts) + ")"
        written = self.parts[:1] if self.name in _BRINGS else self.parts
        return f"{self.name}({', '.join(str(p) for p in written)})"


Node = Ref | Number | Call


def parse(text: str) -> Node:
    """Read a formula. Raises Refused, in words, when it is none."""
    if len(text) > LONGEST:
        raise Refused(f"算式太长了（{len(text)} 个字，最多 {LONGEST} 个）。请把它拆成几个指标。")
    reader = _Reader(text)
    node = reader.sum()
    if reader.place < len(reader.pieces):
        raise reader.refusal()
    return node


def refs(node: Node) -> Iterator[Ref]:
    """The indicators that a formula asks for, in order, with their shifts, each once."""
    seen: set[Ref] = set()
    for ref in _refs(node):
        if ref not in seen:
            seen.add(ref)
            yield ref


def _refs(node: Node) -> Iterator[Ref]:
    if isinstance(node, Ref):
        yield node
    elif isinstance(node, Call):
        for part in node.parts:
            yield from _refs(part)


def value(node: Node, of: Callable[[Ref], Decimal | None]) -> Decimal | None:
    """The value of a formula, exact; None where an operand is missing or a divisor is zero."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Ref):
        return of(node)
    parts = [value(part, of) for part in node.parts]
    known = [p for p in parts if p is not None]
    if len(known) < len(parts):
        return None
    try:
        return _MAKE[node.name](*known)
    except (DivisionByZero, InvalidOperation, Overflow, ZeroDivisionError):
        return None


def worked(text: str, values: Mapping[str, Decimal]) -> Decimal | None:
    """A formula over plain values, by how each is written: worked("growth(a)", {"a": now, "before(a)": then})."""
    return value(parse(text), lambda ref: values.get(str(ref)))


def _growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Per cent on the year before; none when that was zero or below (R7, R8 of the field's worked examples)."""
    return (now - before) / before * 100 if before > 0 else None


_MAKE: dict[str, Callable[..., Decimal | None]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "share": lambda a, b: a / b * 100,
    "per": lambda a, b, n: a / b * n,
    "points": lambda a, b: a - b,
    "growth": _growth,
    "change": lambda a, b: a - b,
    "net": lambda a, b: a - b,
    "completion": lambda a, b: a / b * 100 if b > 0 else None,
}

# The second operand that a function of one indicator brings: the same indicator looked at from elsewhere.
_BRINGS = {"growth": "before", "change": "before", "net": "start", "completion": "target"}
_COUNT = {"share": 2, "per": 3, "points": 2, "growth": 1, "change": 1, "net": 1, "completion": 1}


class _Reader:
    """A plain recursive reader: sums of products of parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[re.Match[str]] = []
        self.place = self.depth = 0
        position = 0
        while text[position:].strip():
            found = _PIECE.match(text, position)
            if found is None:
                raise Refused(
                    f"算式“{text}”在“{text[position:].strip()[:10]}”处看不懂。算式里只能有指标代码、数字、+ - * / 和括号。"
                )
            self.pieces.append(found)
            position = found.end()

    def refusal(self) -> Refused:
        rest = self.text[self.pieces[self.place].start() :].strip() if self.place < len(self.pieces) else ""
        where = f"在“{rest[:10]}”处" if rest else "在末尾"
        return Refused(
            f"算式“{self.text}”{where}看不懂。请检查括号和逗号，例如 share(hte_count, gsi_count)。"
        )

    def sign(self, *wanted: str) -> str:
        """The next sign when it is one of these, else ""."""
        if self.place < len(self.pieces) and self.pieces[self.place]["sign"] in wanted:
            self.place += 1
            return self.pieces[self.place - 1]["sign"]
        return ""

    def sum(self) -> Node:
        node = self.product()
        while sign := self.sign("+", "-"):
            node = Call(sign, (node, self.product()))
        return node

    def product(self) -> Node:
        node = self.part()
        while sign := self.sign("*", "/"):
            node = Call(sign, (node, self.part()))
        return node

    def part(self) -> Node:
        if self.sign("("):
            self.deeper()
            node = self.sum()
            self.depth -= 1
            if not self.sign(")"):
                raise self.refusal()
            return node
        if self.place >= len(self.pieces):
            raise self.refusal()
        piece = self.pieces[self.place]
        if piece["number"]:
            self.place += 1
            return Number(Decimal(piece["number"]))
        if not piece["code"]:
            raise self.refusal()
        self.place += 1
        if piece["narrow"] is None and self.sign("("):
            return self.call(piece["code"])
        return Ref(piece["code"], _narrowing(piece["narrow"] or "", self.text))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(f"算式的括号超过 {DEEPEST} 层，看不懂。请把它拆成几个指标。")

    def call(self, name: str) -> Node:
        self.deeper()
        parts = [self.sum()]
        while self.sign(","):
            parts.append(self.sum())
        if not self.sign(")"):
            raise self.refusal()
        self.depth -= 1
        if name in SHIFTS:
            if len(parts) != 1 or not isinstance(parts[0], Ref) or parts[0].shift:
                raise Refused(
                    f"{name}（{SHIFTS[name]}）的括号里只能放一个指标代码。请改成例如 {name}(hte_count)。"
                )
            return Ref(parts[0].code, parts[0].narrow, name)
        if name not in _COUNT:
            known = "、".join([*_COUNT, *SHIFTS])
            raise Refused(f"算式里没有“{name}”这个函数。能用的有：{known}。")
        if len(parts) != _COUNT[name]:
            raise Refused(
                f"{name}（{WORDS[name]}）要 {_COUNT[name]} 个数，这里有 {len(parts)} 个。请补上或去掉。"
            )
        if shift := _BRINGS.get(name):
            return Call(name, (parts[0], shifted(parts[0], shift)))
        return Call(name, tuple(parts))


def shifted(node: Node, shift: str) -> Node:
    """The same formula looked at from elsewhere in time, every indicator of it."""
    if isinstance(node, Ref):
        if node.shift:
            raise Refused(f"{node} 已经换过时间，不能再换成{SHIFTS[shift]}。请把算式拆成两个指标。")
        return Ref(node.code, node.narrow, shift)
    if isinstance(node, Call):
        return Call(node.name, tuple(shifted(part, shift) for part in node.parts))
    return node


def _narrowing(text: str, formula: str) -> tuple[tuple[str, str], ...]:
    """[level=city;plan==工业攻关项目] as conditions."""
    pairs = []
    for part in text[1:-1].split(";") if text else []:
        name, sign, condition = part.partition("=")
        if not sign or not name.strip():
            raise Refused(f"算式“{formula}”方括号里的“{part}”看不懂。请写成 字段=条件，例如 [level=city]。")
        pairs.append((name.strip(), condition))
    return tuple(pairs)
