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
        least = "较小" if node.op == "min" else "较大"
        return f"取{least}（{'，'.join(_told(exact, a, depth + 1)[0] for a in _flat(node))}）", ""
    if node.op == "add":
        return _sum(exact, node, depth)
    if node.op in SIGNS:
        (left, first), (right, second) = (_told(exact, arg, depth + 1) for arg in node.args)
        loose = WEAK if node.op != "div" else (*WEAK, *STRONG)
        left = f"（{left}）" if node.op in STRONG and first in WEAK else left
        right = f"（{right}）" if second in loose else right
        return f"{left} {SIGNS[node.op]} {right}", node.op
    return said(value, node.unit), ""


def _sum(exact: Exact, node: Node, depth: int) -> tuple[str, str]:
    """A sum in one row, without what is nothing because it was not there (a year before the founding)."""
    terms = [_told(exact, term, depth + 1) for term in _terms(exact, node) if not _nothing(term)]
    if len(terms) == 1:
        return terms[0]
    return " + ".join(text for text, _ in terms), "add"


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


def _nothing(node: Node) -> bool:
    return node.op == "const" and node.data == 0


def _plain(exact: Exact, node: Node) -> bool:
    """Whether it is a plain number made of plain numbers (three years, one half) that needs no working."""
    if node.op == "const":
        return True
    return node.op in SIGNS and not node.unit and all(_plain(exact, _taken(exact, arg)) for arg in node.args)


def _flat(node: Node) -> list[Node]:
    """The operands of nested minima as one list."""
    return [x for arg in node.args for x in (_flat(arg) if arg.op == node.op else [arg])]
