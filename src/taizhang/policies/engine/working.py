"""How an amount was worked out, in words 算式: 研发费用 1,910.00 万元 × 2%."""

from fractions import Fraction

from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.nodes import Node
from taizhang.policies.engine.words import said

SIGNS = {"add": "+", "sub": "−", "mul": "×", "div": "÷"}
DEEPEST = 6


def working(exact: Exact, node: Node, depth: int = 0) -> str:
    """The formula of an expression with the values that went into it, along the branches taken."""
    value = exact.of(node)
    if node.op == "fact":
        name, year = node.data
        return f"{exact.known.specs[name].title}{f' {year} 年' if year else ''} {said(value, node.unit)}"
    if node.op == "const" or depth >= DEEPEST or not isinstance(value, Fraction):
        return said(value, node.unit)
    if node.op == "pick":
        chosen = exact.truth(node.args[0])
        return working(exact, node.args[1 if chosen else 2], depth + 1) if chosen is not None else "—"
    if node.op in ("min", "max"):
        least = "较小" if node.op == "min" else "较大"
        return f"取{least}（{'，'.join(working(exact, a, depth + 1) for a in _flat(node))}）"
    if node.op == "round":
        return working(exact, node.args[0], depth)
    if node.op in SIGNS:
        left, right = node.args
        return (
            f"{_inner(exact, left, node.op, depth)} {SIGNS[node.op]} {_inner(exact, right, node.op, depth)}"
        )
    return said(value, node.unit)


def _inner(exact: Exact, node: Node, op: str, depth: int) -> str:
    text = working(exact, node, depth + 1)
    return f"（{text}）" if op in ("mul", "div") and node.op in ("add", "sub") else text


def _flat(node: Node) -> list[Node]:
    """The operands of nested minima as one list."""
    return [x for arg in node.args for x in (_flat(arg) if arg.op == node.op else [arg])]
