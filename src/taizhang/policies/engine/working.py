"""How an amount was worked out, in words 算式: 研发费用 1,910.00 万元 × 2%."""

from fractions import Fraction

from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.nodes import Node
from taizhang.policies.engine.words import said

SIGNS = {"add": "+", "sub": "−", "mul": "×", "div": "÷"}
WEAK, STRONG = ("add", "sub"), ("mul", "div")
DEEPEST = 6


def working(exact: Exact, node: Node) -> str:
    """The formula of an expression with the values that went into it, along the branches taken."""
    return _told(exact, node, 0)[0]


def _told(exact: Exact, node: Node, depth: int) -> tuple[str, str]:
    """(the words, the operation that they end up with: "" where they need no brackets)."""
    value, node = exact.of(node), _taken(exact, node)
    if node.op == "fact":
        name, year = node.data
        return f"{exact.known.specs[name].title}{f' {year} 年' if year else ''} {said(value, node.unit)}", ""
    if depth >= DEEPEST or not isinstance(value, Fraction) or _plain(exact, node):
        return said(value, node.unit), ""
    if node.op in ("min", "max"):
        return _bounded(exact, node, depth)
    if node.op == "add":
        return _sum(exact, node, depth)
    if node.op in SIGNS:
        (left, first), (right, second) = (_told(exact, arg, depth + 1) for arg in node.args)
        loose = WEAK if node.op != "div" else (*WEAK, *STRONG)
        left = f"（{left}）" if node.op in STRONG and first in WEAK else left
        right = f"（{right}）" if second in loose else right
        return f"{left} {SIGNS[node.op]} {right}", node.op
    return said(value, node.unit), ""


def _bounded(exact: Exact, node: Node, depth: int) -> tuple[str, str]:
    """The smallest or largest of some: the one that it came to, with a fixed bound beside it where the whole is told."""
    operands = _flat(node)
    fixed = [a for a in operands if _plain(exact, _taken(exact, a))]
    worked = [a for a in operands if a not in fixed]
    chosen = next(a for a in operands if exact.of(a) == exact.of(node))
    bound, limit = ("上限", "较小") if node.op == "min" else ("下限", "较大")
    if len(worked) > 1 and depth == 0:
        return f"取{limit}（{'，'.join(_told(exact, a, 1)[0] for a in operands)}）", ""
    if chosen in fixed:
        shown = said(exact.of(chosen), node.unit)
        return (
            f"{bound} {shown}（算得 {_told(exact, worked[0], 1)[0]}）" if depth == 0 and worked else shown
        ), ""
    text, loose = _told(exact, chosen, depth)
    if depth or not any(exact.of(a) for a in fixed):
        return text, loose
    return f"{text}（{bound} {said(exact.of(fixed[0]), node.unit)}）", ""


def _sum(exact: Exact, node: Node, depth: int) -> tuple[str, str]:
    """A sum in one row, without what came to nothing (a year before the founding, a part that was not reached)."""
    terms = _terms(exact, node)
    kept = [term for term in terms if exact.of(term)] or terms[:1]
    told = [_told(exact, term, depth + 1) for term in kept]
    return told[0] if len(told) == 1 else (" + ".join(text for text, _ in told), "add")


def _terms(exact: Exact, node: Node) -> list[Node]:
    node = _taken(exact, node)
    return [t for arg in node.args for t in _terms(exact, arg)] if node.op == "add" else [node]


def _taken(exact: Exact, node: Node) -> Node:
    """The expression behind choices and roundings, by the branches that were taken."""
    while node.op in ("pick", "round"):
        if node.op == "round":
            node = node.args[0]
        elif (chosen := exact.truth(node.args[0])) is None:
            return node
        else:
            node = node.args[1 if chosen else 2]
    return node


def _plain(exact: Exact, node: Node) -> bool:
    """Whether it is a plain number made of plain numbers (three years, one half) that needs no working."""
    if node.op == "const":
        return True
    return node.op in SIGNS and not node.unit and all(_plain(exact, _taken(exact, arg)) for arg in node.args)


def _flat(node: Node) -> list[Node]:
    """The operands of nested minima as one list."""
    return [x for arg in node.args for x in (_flat(arg) if arg.op == node.op else [arg])]
