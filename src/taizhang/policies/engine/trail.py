"""Which facts an answer rests on 依据了哪些数据: only those of the branches that were taken and decided something."""

from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.nodes import Node


def facts_behind(exact: Exact, *nodes: Node | None) -> list[Key]:
    """The facts that the values of these expressions rest on, or wait for; each once, in the order of the rule."""
    found: dict[Key, None] = {}
    seen: set[Node] = set()

    def walk(node: Node) -> None:
        if node in seen:
            return
        seen.add(node)
        if node.op == "fact":
            found[node.data] = None
        elif node.op == "pick":
            condition, yes, no = node.args
            walk(condition)
            chosen = exact.truth(condition)
            if chosen is not None:
                walk(yes if chosen else no)
        elif node.op in ("and", "or"):
            for arg in _deciding(exact, node):
                walk(arg)
        elif node.op != "known":  # whether something is known rests on nothing
            for arg in node.args:
                walk(arg)

    for node in nodes:
        if node is not None:
            walk(node)
    return list(found)


def _deciding(exact: Exact, node: Node) -> list[Node]:
    """The parts of an and / or that made it what it is: one that settled it, or those still open, or all."""
    value = exact.truth(node)
    values = [exact.truth(arg) for arg in node.args]
    if value is None:
        return [arg for arg, v in zip(node.args, values, strict=True) if v is None]
    settled = [arg for arg, v in zip(node.args, values, strict=True) if v is (node.op == "or")]
    return settled[:1] if settled else list(node.args)
