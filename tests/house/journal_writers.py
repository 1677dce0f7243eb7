"""Every place of the source that writes to the database, the model it writes, and whether it reaches the journal.

Read off the syntax tree. A call is followed by its name: `save(…)`, `actions.save(…)` and `self.save(…)` reach every function
called `save`; so the answer is generous to the code, and the guard at run time is the one that is strict. What is
written is the class before `.objects`, the annotation or the making of the variable before `.save()`; what cannot
be told counts as a record of the bureau.
"""

import ast
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps

from taizhang.journal.outside import OUTSIDE

SOURCE = Path(__file__).resolve().parents[2] / "src" / "taizhang"
WRITES = {
    "save", "create", "get_or_create", "update_or_create", "update", "delete", "bulk_create", "bulk_update",
    "_raw_delete", "execute", "executemany", "asave", "acreate", "adelete", "aupdate", "abulk_create", "abulk_update",
    "callproc",
}  # fmt: skip
RELATIONS = {"set", "add", "remove", "clear"}
JOURNAL = {"write", "write_all"}
# Statements that are no write to the ledger's tables, by module: why.
OTHER_DATABASES = {
    "registers/search.py": "the search index, a file of its own made from the records",
    "web/middleware/shared_counts.py": "counts of requests, a file of its own",
    "operations/backup.py": "copying and restoring whole databases; the journal comes along and is proved",
}


@dataclass
class Function:
    """One function: what it writes (model label or "?"), what it calls."""

    module: str
    name: str
    line: int
    writes: list[tuple[int, str, str]] = field(default_factory=list)  # line, model, words
    calls: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return f"{self.module}:{self.name}"


def models_by_name() -> dict[str, str]:
    return {m.__name__: m._meta.label for m in apps.get_models() if m.__module__.startswith("taizhang.")}


def functions() -> list[Function]:
    """Every function and method of the product, tests and migrations left out."""
    known, found = models_by_name(), []
    for path in sorted(SOURCE.rglob("*.py")):
        if {"tests", "migrations"} & set(path.parts) or path.is_relative_to(SOURCE / "core"):
            continue
        module = str(path.relative_to(SOURCE))
        found += read(ast.parse(path.read_text()), module, known)
    return found


def read(tree: ast.Module, module: str, known: dict[str, str]) -> list[Function]:
    found = []
    renamed = {
        a.asname or a.name: a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        made = Function(module, node.name, node.lineno)
        types: dict[str, str] | None = None
        for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            made.calls.add(renamed.get(name, name))
            made.calls |= {renamed.get(a.id, a.id) for a in call.args if isinstance(a, ast.Name)}
            if module in OTHER_DATABASES or name not in WRITES | RELATIONS:
                continue
            types = variables(node, known) if types is None else types
            if model := written(call, types, known):
                made.writes.append((call.lineno, model, ast.unparse(call.func)))
        made.calls |= {  # a function handed on: partial(f), TASK.enqueue
            n.value.id
            for n in ast.walk(node)
            if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)
        }
        found.append(made)
    return found


def variables(node: ast.FunctionDef, known: dict[str, str]) -> dict[str, str]:
    """Variable -> model, by the annotations of the parameters and by what is assigned."""
    types = {}
    arguments = [*node.args.args, *node.args.kwonlyargs]
    for argument in arguments:
        words = ast.unparse(argument.annotation) if argument.annotation else ""
        for word in words.replace("[", " ").replace("]", " ").split():
            if word in known:
                types[argument.arg] = known[word]
    for assignment in (n for n in ast.walk(node) if isinstance(n, ast.Assign)):
        first = ast.unparse(assignment.value).split("(")[0].split(".objects")[0]
        if first in known:
            types |= {t.id: known[first] for t in assignment.targets if isinstance(t, ast.Name)}
    return types


def written(call: ast.Call, types: dict[str, str], known: dict[str, str]) -> str:
    """The label of the model that a call writes; "?" when it cannot be told, "" when it writes none."""
    if not isinstance(call.func, ast.Attribute):
        return ""
    words, name = ast.unparse(call.func), call.func.attr
    if name in RELATIONS:
        return "?" if any(part in words for part in (".groups.", ".user_permissions.", ".objects.")) else ""
    if name not in WRITES:
        return ""
    if name == "update" and call.args:
        return ""  # a dictionary takes its argument by place, a query only by name
    if name == "save" and call.args:
        return ""  # workbook.save(path): models are saved by keyword only
    root = words.split(".")[0].split("(")[0]
    if root in known or root in types:
        return known.get(root) or types[root]
    if ".objects" in words or "_default_manager" in words or name in ("execute", "executemany", "callproc"):
        return "?"
    return "" if name == "create" else "?"


def guarded(label: str) -> bool:
    """Whether a model is a record of the bureau, wholly or but for some columns."""
    why = OUTSIDE.get(label) or OUTSIDE.get(label.split(".", maxsplit=1)[0])
    return why is None


def unjournalled(found: list[Function]) -> list[str]:
    """Writers of guarded models from which, or from all of whose callers, no entry is reached."""
    by_name = defaultdict(list)
    for function in found:
        by_name[function.name].append(function)
    callers = defaultdict(list)
    for function in found:
        for name in function.calls:
            callers[name].append(function)
    journals = dict.fromkeys(JOURNAL, True)

    def reaches(name: str, seen: frozenset[str] = frozenset()) -> bool:
        if name in journals:
            return journals[name]
        if name in seen:
            return False
        journals[name] = any(
            call in JOURNAL or reaches(call, seen | {name})
            for function in by_name.get(name, ())
            for call in function.calls
            if call in by_name or call in JOURNAL
        )
        return journals[name]

    def journalled(function: Function, seen: frozenset[str] = frozenset()) -> bool:
        if any(
            call in JOURNAL or reaches(call) for call in function.calls if call in by_name or call in JOURNAL
        ):
            return True
        above = [c for c in callers[function.name] if c.name not in seen and c.name != function.name]
        return bool(above) and all(journalled(c, seen | {function.name}) for c in above)

    return [
        f"{function}: {words} (line {line}, {model})"
        for function in found
        for line, model, words in function.writes
        if guarded(model) and not journalled(function)
    ]


def writers(found: list[Function]) -> list[Function]:
    """The functions that write something guarded."""
    return [f for f in found if any(guarded(model) for _, model, _ in f.writes)]
