"""A line of the log is a fixed message with ids as attributes; no line is put together from values."""

import ast
from pathlib import Path

import taizhang

PACKAGE = Path(taizhang.__file__).parent
SAYING = {"debug", "info", "warning", "error", "exception", "critical"}
# What an attribute may be called: ids, counts, kinds. Whoever adds one thinks of what may stand in it.
ATTRIBUTES = {
    "batch",
    "code",
    "expression",
    "file",
    "job",
    "kind",
    "merge",
    "ms",
    "provider",
    "sealed",
    "task",
    "seconds",
    "trouble",
}


def calls():
    """(where, call) of every log line in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in SAYING
            ):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id in ("log", "logger"):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def test_every_line_of_the_log_is_a_fixed_message_with_known_attributes():
    wrong, seen = [], 0
    for where, call in calls():
        seen += 1
        if len(call.args) != 1 or not (
            isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
        ):
            wrong.append(f"{where}: the message is not one fixed text")
        for keyword in call.keywords:
            names = (
                keyword.value.keys if keyword.arg == "extra" and isinstance(keyword.value, ast.Dict) else []
            )
            wrong += [
                f"{where}: attribute {n.value!r} is not among the known ones"
                for n in names
                if n.value not in ATTRIBUTES
            ]
    assert seen > 8
    assert wrong == []
