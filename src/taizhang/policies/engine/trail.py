"""Which facts an answer rests on 依据了哪些数据: only those of the branches that were taken and decided something."""

from collections.abc import Iterable

from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.nodes import Node


def facts_behind(exact: Exact, *nodes: Node | None) -> list[Key]:
    """The facts that the values of these expressions rest on, or wait for; each once, in the order of the rule."""
    found: dict[Key, None] = {}
    for node in nodes:
        if node is not None:
            found |= _behind(exact, node)
    return list(found)


def _behind(exact: Exact, node: Node) -> dict[Key, None]:
    """The facts behind one expression; kept, since conditions share much."""
    kept = exact.trails.get(node)
    if kept is None:
        kept = exact.trails[node] = {}
        if node.op == "fact":
            kept[node.data] = None
        for part in _parts(exact, node):
            kept |= _behind(exact, part)
    return kept


def _parts(exact: Exact, node: Node) -> Iterable[Node]:
    if node.op == "pick":
        condition, yes, no = node.args
        chosen = exact.truth(condition)
        return (condition,) if chosen is None else (condition, yes if chosen else no)
    if node.op in ("and", "or"):
        return _deciding(exact, node)
    return () if node.op == "known" else node.args  # whether something is known rests on nothing


def _deciding(exact: Exact, node: Node) -> list[Node]:
    """The parts of an and / or that made it what it is: one that settled it, or those still open, or all."""
    value = exact.truth(node)
    values = [exact.truth(arg) for arg in node.args]
    if value is None:
        return [arg for arg, v in zip(node.args, values, strict=True) if v is None]
    settled = [arg for arg, v in zip(node.args, values, strict=True) if v is (node.op == "or")]
    return settled[:1] if settled else list(node.args)
