"""What the database holds a record to besides its keys: amounts that are not negative, days in order.

Only comparisons that SQLite and PostgreSQL both hold to; a missing value breaks nothing. The same
constraints are asked of plain values by `broken`, so that a form or an import says what is wrong
before anything is written.
"""

import itertools
import operator
from collections.abc import Mapping
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q

from taizhang.registers.record import Record

COMPARED = {"gte": operator.ge, "gt": operator.gt, "lte": operator.le, "lt": operator.lt}


def held_to(*rules: CheckConstraint) -> Any:
    """What every record is held to, and these rules besides: for a register's `Meta.constraints`."""
    return (*Record.Meta.constraints, *rules)


def not_negative(name: str, *fields: str, says: str) -> CheckConstraint:
    """None of the fields is below zero."""
    return rule(name, Q(**{f"{f}__gte": 0 for f in fields}), says)


def in_order(name: str, *fields: str, says: str) -> CheckConstraint:
    """Each field is not before (not less than) the one named before it."""
    pairs = itertools.pairwise(fields)
    return rule(name, Q(**{f"{later}__gte": F(earlier) for earlier, later in pairs}), says)


def rule(name: str, condition: Q, says: str) -> CheckConstraint:
    """A condition with the Chinese sentence for whoever breaks it."""
    return CheckConstraint(condition=condition, name=f"%(class)s_{name}", violation_error_message=says)


def broken(model: type[Model], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What these values of a record break: (field at fault, sentence), each rule at most once."""
    found = []
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            at_fault = first_broken(constraint.condition, values)
            if at_fault:
                found.append((at_fault, str(constraint.violation_error_message)))
    return found


def first_broken(condition: Any, values: Mapping[str, Any]) -> str:
    """The first field whose comparison fails; "" when all hold or a value is missing."""
    for child in condition.children:
        name, _, lookup = child[0].rpartition("__")
        if lookup not in COMPARED:
            continue
        value, bound = values.get(name), child[1]
        if isinstance(bound, F):
            bound = values.get(bound.name)  # type: ignore[attr-defined]
        if value in (None, "") or bound in (None, ""):
            continue
        if not COMPARED[lookup](value, bound):
            return str(name)
    return ""
