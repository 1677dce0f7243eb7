"""What a rule asks, in words, before any enterprise is known 规则说的是什么: for the public page of a policy."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from taizhang.policies.engine.nodes import Node
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.requirements import SAYS, Requirement
from taizhang.policies.engine.rules import Rules
from taizhang.policies.engine.words import said

SIGNS = {"add": "+", "sub": "−", "mul": "×", "div": "÷"}
ROUNDED = {"down": "舍去尾数", "up": "进一取整", "half_up": "四舍五入"}
DEEPEST = 7
AGO = {0: "当年", 1: "上年"}
TOO_LONG = 120


@dataclass(frozen=True)
class Asked:
    """One thing asked: its words, and its parts with how they belong together (都要, 满足其一, 按情况)."""

    text: str
    title: str = ""
    article: str = ""
    joint: str = ""
    parts: "tuple[Asked, ...]" = ()


class Telling:
    """Puts the rules of a pack on a day into words; what the pack itself names is called by that name."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.names = rules.named()

    def asked(self, requirement: Requirement) -> Asked:
        """What a requirement asks."""
        made = HOW[requirement.how](self, requirement)
        return replace(made, title=requirement.title, article=requirement.article)

    def worked(self, made: Any) -> str:
        """How a value, points or an amount is worked out; "" where that would be too long to read."""
        ends = (made.lo, made.hi) if isinstance(made, Points) else (made,)
        text = " 到 ".join(dict.fromkeys(self.of(end, own=True) for end in ends))
        readable = len(text) <= TOO_LONG and "…" not in text and text.count("否则") < 2
        return text if readable else ""

    def facts(self) -> list[str]:
        """The facts that the rules ask for, each once, in the order of the rules."""
        found: dict[str, None] = {}
        seen: set[Node] = set()

        def walk(node: Node) -> None:
            if node in seen:
                return
            seen.add(node)
            if node.op == "fact":
                found[node.data[0]] = None
            for arg in node.args:
                walk(arg)

        for built in self.rules.built:
            made = built.made
            if isinstance(made, Requirement):
                walk(made.truth)
            else:
                for end in (made.lo, made.hi) if isinstance(made, Points) else (made,):
                    walk(end)
        return list(found)

    def of(self, node: Node, depth: int = 0, *, own: bool = False) -> str:
        """An expression in words; `own`: not by its own name."""
        if not own and node in self.names:
            return self.names[node]
        if depth > DEEPEST:
            return "…"
        return WORDS[node.op](self, node, depth + 1)

    def _fact(self, node: Node, depth: int) -> str:
        name, year = node.data
        title = self.rules.facts[name].title
        if year is None:
            return title
        ago = self.rules.on.year - year
        return f"{AGO.get(ago, f'前第 {ago} 年')}{title}"

    def _arithmetic(self, node: Node, depth: int) -> str:
        left, right = node.args
        return f"{self._inner(left, node.op, depth)} {SIGNS[node.op]} {self._inner(right, node.op, depth, after=True)}"

    def _inner(self, node: Node, op: str, depth: int, *, after: bool = False) -> str:
        text = self.of(node, depth)
        if node in self.names:
            return text
        loose = node.op in ("add", "sub") and (op in ("mul", "div") or (after and op == "sub"))
        loose = loose or (after and op == "div" and node.op in ("mul", "div"))
        return f"（{text}）" if loose or (node.op == "pick" and "；" in text) else text

    def _bounded(self, node: Node, depth: int) -> str:
        parts = _flat(node)
        if node.op == "max" and len(parts) == 2 and parts[1].data == 0 and parts[1].op == "const":
            return f"{self._inner(parts[0], 'mul', depth)}（不为负）"
        words = dict.fromkeys(self.of(a, depth) for a in parts)
        return f"取{'小' if node.op == 'min' else '大'}（{'；'.join(words)}）"

    def _pick(self, node: Node, depth: int) -> str:
        """Bands one after the other; what stands where a value is missing; else the two ways."""
        condition, yes, no = node.args
        if (bands := _bands(node)) is not None:
            what, lines, rest = bands
            name = self.of(what, depth)
            told = [f"{sign} {self._const(limit, depth)}的 {self.of(v, depth)}" for sign, limit, v in lines]
            return f"{name}{'；'.join(told)}；其余 {self.of(rest, depth)}"
        if condition.op in ("known", "or") and any(
            a.op == "known" and a.args[0] is yes for a in (condition, *condition.args)
        ):
            nothing = no.op == "const" and no.data == 0
            return (
                self.of(yes, depth) if nothing else f"{self.of(yes, depth)}（没有时按{self.of(no, depth)}）"
            )
        if yes.op == "const" and yes.data == 0 and condition.op == "and" and condition.args[0].op == "known":
            return self.of(no, depth)  # only that nothing of the kind is there at all
        if condition.op == "gt" and condition.args[1].data == 0 and no.op == "const" and no.data == 0:
            return self.of(yes, depth)  # only that nothing is divided by nothing
        return f"{self.of(condition, depth)}的，{self.of(yes, depth)}；否则 {self.of(no, depth)}"

    def _compared(self, node: Node, depth: int) -> str:
        left, right = node.args
        if left.op == "days" and right.data == 0:  # which of two days is later
            later, earlier = left.args
            return self._later(later, earlier, depth, strict=node.op == "gt")
        if right.op == "days" and left.data == 0:
            earlier, later = right.args
            return self._later(later, earlier, depth, strict=node.op == "gt")
        if left.op == "const" and right.op != "const":
            return f"{self.of(right, depth)}{'不超过' if node.op == 'ge' else '低于'} {self._against(left, right, depth)}"
        return f"{self.of(left, depth)}{'不低于' if node.op == 'ge' else '高于'} {self._against(right, left, depth)}"

    def _later(self, later: Node, earlier: Node, depth: int, *, strict: bool) -> str:
        if later.op == "const" and later.data == self.rules.on and earlier.op == "plus_months" and not strict:
            return f"{self.of(earlier.args[0], depth)}起已满 {_months(earlier.data)}"
        return f"{self.of(later, depth)}{'晚于' if strict else '不早于'}{self.of(earlier, depth)}"

    def _against(self, node: Node, other: Node, depth: int) -> str:
        """What something is compared with; a year as the year of the judgement."""
        if node.op == "const" and other.unit == "年" and not node.unit:
            return "判断当年" if node.data == self.rules.on.year else f"{node.data} 年"
        return self.of(node, depth)

    def _days(self, node: Node, depth: int) -> str:
        later, earlier = node.args
        return f"{self.of(earlier, depth)}至{self.of(later, depth)}的天数"

    def _const(self, node: Node, depth: int) -> str:
        if isinstance(node.data, date) and node.data == self.rules.on:
            return "判断日"
        if node.data is None:
            return "由专家评定"
        return (
            "0 元" if node.unit == "元" and not node.data else said(node.data, node.unit).replace(".00 ", " ")
        )

    def _one_of(self, node: Node, depth: int) -> str:
        return f"{self.of(node.args[0], depth)}为{self._labels(node.args[0], node.data)}"

    def _labels(self, word: Node, words: tuple[str, ...]) -> str:
        spec = self.rules.facts[word.data[0]] if word.op == "fact" else None
        return "、".join(spec.label(w) if spec else w for w in words)

    def _compare(self, asked: Requirement) -> Asked:
        assert asked.value is not None and asked.threshold is not None
        of = ""
        if asked.of is not None:
            whole = self.of(asked.of)
            of = f"占{f'（{whole}）' if any(f' {s} ' in whole for s in SIGNS.values()) else whole}的比例"
        bound = self._against(asked.threshold, asked.value, 0)
        space = " " if bound[:1].isascii() else ""
        return Asked(f"{self.of(asked.value)}{of}{SAYS[asked.sign]}{space}{bound}")

    def _points(self, asked: Requirement) -> Asked:
        assert asked.points is not None and asked.threshold is not None
        return Asked(f"{self.of(asked.points.lo)}{SAYS[asked.sign]} {self.of(asked.threshold)}")

    def _flag(self, asked: Requirement) -> Asked:
        assert asked.flag is not None
        text = self.of(asked.flag)
        return Asked(text if asked.wanted else f"没有“{text}”")

    def _word(self, asked: Requirement) -> Asked:
        assert asked.word is not None
        return Asked(f"{self.of(asked.word)}为{self._labels(asked.word, asked.words)}")

    def _joined(self, asked: Requirement) -> Asked:
        joint = {"all": "各项都要达到", "any": "满足其中一项", "pick": ""}[asked.how]
        if asked.how == "pick" and asked.chooser is not None:
            yes, no = (
                f"“{p.title}”" if p.title else which
                for p, which in zip(asked.parts, ("第一项", "第二项"), strict=True)
            )
            joint = f"{self.of(asked.chooser)}的看{yes}，否则看{no}"
        return Asked("", joint=joint, parts=tuple(self.asked(p) for p in asked.parts))


def _flat(node: Node) -> list[Node]:
    """The operands of nested minima as one list."""
    return [x for arg in node.args for x in (_flat(arg) if arg.op == node.op else [arg])]


def _bands(node: Node) -> tuple[Node, list[tuple[str, Node, Node]], Node] | None:
    """Nested choices by one number against fixed limits: the number, (sign, limit, value) of each band, the rest."""
    what, lines = None, []
    while node.op == "pick":
        condition, yes, no = node.args
        if condition.op not in ("ge", "gt") or yes.op != "const":
            break
        left, right = condition.args
        number, limit, up = (right, left, False) if left.op == "const" else (left, right, True)
        if limit.op != "const" or number.op == "days" or (what is not None and what is not number):
            break
        sign = {("ge", False): "不超过", ("gt", False): "低于", ("ge", True): "不低于", ("gt", True): "高于"}[
            condition.op, up
        ]
        what = number
        lines.append((sign, limit, yes))
        node = no
    return (what, lines, node) if what is not None and node.op == "const" else None


HOW: dict[str, Callable[[Telling, Requirement], Asked]] = {
    "compare": Telling._compare, "points": Telling._points, "flag": Telling._flag, "word": Telling._word,
    "all": Telling._joined, "any": Telling._joined, "pick": Telling._joined,
}  # fmt: skip
WORDS: dict[str, Callable[[Telling, Node, int], str]] = {
    "fact": Telling._fact, "const": Telling._const, "pick": Telling._pick, "days": Telling._days,
    "add": Telling._arithmetic, "sub": Telling._arithmetic, "mul": Telling._arithmetic, "div": Telling._arithmetic,
    "min": Telling._bounded, "max": Telling._bounded, "one_of": Telling._one_of,
    "ge": Telling._compared, "gt": Telling._compared,
    "eq": lambda t, n, d: f"{t.of(n.args[0], d)}等于 {t._against(n.args[1], n.args[0], d)}",
    "and": lambda t, n, d: f"{t.of(n.args[0], d)}，且{t.of(n.args[1], d)}",
    "or": lambda t, n, d: f"{t.of(n.args[0], d)}，或{t.of(n.args[1], d)}",
    "not": lambda t, n, d: f"并非{t.of(n.args[0], d)}",
    "known": lambda t, n, d: f"有{t.of(n.args[0], d)}",
    "round": lambda t, n, d: f"{t.of(n.args[0], d)}（{ROUNDED[n.data[0]]}）",
    "year": lambda t, n, d: f"{t.of(n.args[0], d)}的年份",
    "plus_months": lambda t, n, d: f"{t.of(n.args[0], d)}起满 {_months(n.data)}之日",
    "plus_days": lambda t, n, d: f"{t.of(n.args[0], d)}{'前' if n.data < 0 else '后'} {abs(n.data)} 天",
}  # fmt: skip


def _months(months: int) -> str:
    return f"{months // 12} 年" if months % 12 == 0 else f"{months} 个月"
