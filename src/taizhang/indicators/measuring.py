"""What the rows of a bureau's ledger give, many questions at once 成批取数.

The questions about one register go to the database together. What all of them ask of a row stands in WHERE, the rest
in the filter of each, so that one question alone is the plain query of its rows. Equal on SQLite and PostgreSQL.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, IntegerField, Max, Q, Sum, Value

from taizhang.accounts.models import Bureau
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.plain import newest
from taizhang.core.periods import Period
from taizhang.indicators import rows
from taizhang.registers.conditions import column_of
from taizhang.registers.declaration import Register
from taizhang.registers.record import State

TOGETHER = 200  # questions of one query: SQLite takes 2,000 columns and 500 queries united
VALUES = 20_000  # compared in one query: SQLite takes 32,766 where it was not built for more
Inside = Callable[[int], Sequence[int]]  # the ids of a region and of all below it


@dataclass(frozen=True)
class Question:
    """One measure that is asked for: a definition in a period and a region (None: all of the bureau)."""

    definition: Definition
    period: Period
    region_id: int | None = None


@dataclass(frozen=True)
class Measured:
    """What the rows give: `value` in base units (元 for money), rows verified and waiting, of a fact its record."""

    value: Decimal | None
    rows: int
    waiting: int
    fact: dict[str, Any] = field(default_factory=dict)


Asked = tuple[Question, rows.Filters]


def measured(questions: Iterable[Question], bureau: Bureau, inside: Inside) -> dict[Question, Measured]:
    """The answer to each question. As many queries as registers are touched, facts one more for each field told."""
    groups: dict[tuple[str, ...], list[Asked]] = {}
    for question in questions:
        definition, of = question.definition, question.region_id
        below = None if of is None else inside(of)
        fact = definition.how.kind == MeasureKind.LATEST
        key = (definition.register, *([definition.how.field, definition.on] if fact else []))
        asked = rows.filters(definition, question.period, below)
        groups.setdefault(key, []).append((question, asked))
    found: dict[Question, Measured] = {}
    for key, group in groups.items():
        answer = aggregates if len(key) == 1 else facts
        for some in chunks(group):
            register = rows.register_of_definition(some[0][0].definition)
            found |= answer(register, bureau, some)
    return found


def chunks(group: list[Asked]) -> Iterator[list[Asked]]:
    """A group in parts that every database takes."""
    some: list[Asked] = []
    held = 0
    for asked in group:
        more = 3 * sum(map(compared, asked[1].values()))  # a condition stands in up to three expressions
        if some and (len(some) == TOGETHER or held + more > VALUES):
            yield some
            some, held = [], 0
        some.append(asked)
        held += more
    yield some


def compared(condition: Any) -> int:
    """How many values a condition compares with."""
    if isinstance(condition, Q):
        return sum(map(compared, condition.children))
    return len(condition[1]) if isinstance(condition[1], Sequence) else 1


def aggregates(register: Register, bureau: Bureau, some: list[Asked]) -> dict[Question, Measured]:
    """Counts, sums, distinct values, greatest and mean ones. One query, a line for each state."""
    shared = set.intersection(*(set(filters) for _, filters in some))
    wanted: dict[str, Any] = {}
    for at, (question, filters) in enumerate(some):
        own = [q for name, q in filters.items() if name not in shared]
        wanted |= {
            f"a{at}_{part}": of
            for part, of in parts(register, question.definition, reduce(and_, own, Q())).items()
        }
    found = rows.standing(register.name, bureau, [some[0][1][name] for name in sorted(shared)])
    lines: Any = found.order_by().values("state").annotate(**wanted)
    told: dict[str, dict[str, Any]] = {line["state"]: line for line in lines}
    verified, waiting = told.get(State.VERIFIED, {}), told.get(State.PROVISIONAL, {})
    return {
        question: Measured(
            value_of(question.definition, {p: verified.get(f"a{at}_{p}") for p in ("value", "rows", "of")}),
            verified.get(f"a{at}_rows", 0), waiting.get(f"a{at}_rows", 0),
        )
        for at, (question, _) in enumerate(some)
    }  # fmt: skip


def parts(register: Register, definition: Definition, own: Q) -> dict[str, Any]:
    """The aggregates behind a measure, of the rows that meet `own`."""
    how, path = definition.how, definition.how.field.replace(".", "__")
    wanted: dict[str, Any] = {"rows": Count("pk", filter=own or None)}
    if how.kind in (MeasureKind.SUM, MeasureKind.MEAN):
        wanted["value"] = Sum(path, filter=own or None)
    if how.kind == MeasureKind.MEAN:
        wanted["of"] = Count(path, filter=own or None)
    if how.kind == MeasureKind.MAX:
        wanted["value"] = Max(path, filter=own or None)
    if how.kind == MeasureKind.DISTINCT:
        column = column_of(register, how.field)
        filled = own if column is None or column.field.null else own & ~Q(**{path: ""})
        wanted["value"] = Count(path, filter=filled or None, distinct=True)
    return wanted


def value_of(definition: Definition, told: dict[str, Any]) -> Decimal | None:
    """The value from the aggregates of the verified rows."""
    match definition.how.kind:
        case MeasureKind.COUNT:
            return Decimal(told["rows"] or 0)
        case MeasureKind.DISTINCT:
            return Decimal(told["value"] or 0)
        case MeasureKind.MEAN:
            return Decimal(told["value"]) / told["of"] if told["of"] else None
    return None if told["value"] is None else Decimal(told["value"])


def facts(register: Register, bureau: Bureau, some: list[Asked]) -> dict[Question, Measured]:
    """The newest value of one field by one date, for each question. One query."""
    definition = some[0][0].definition
    unit = {"measure_unit"} & set(register.fields)
    names = list(dict.fromkeys(["id", "state", definition.how.field, *filter(None, [definition.on]), *unit]))
    paths = [name.replace(".", "__") for name in names]
    each = [
        rows.standing(register.name, bureau, filters.values())
        .order_by()
        .annotate(asked=Value(at, IntegerField()))
        .values_list("asked", *paths)
        for at, (_, filters) in enumerate(some)
    ]
    held: list[list[dict[str, Any]]] = [[] for _ in some]
    for at, *values in each[0].union(*each[1:], all=True) if each[1:] else each[0]:
        held[at].append(dict(zip(names, values, strict=True)))
    return {
        question: told_by(definition, sorted(found, key=lambda row: row["id"]))
        for (question, _), found in zip(some, held, strict=True)
    }


def told_by(definition: Definition, held: list[dict[str, Any]]) -> Measured:
    """What the newest verified row of `held` tells."""
    verified = [row for row in held if row["state"] == State.VERIFIED]
    name = definition.how.field
    best = newest([row for row in verified if row.get(name) not in (None, "")], definition.on)
    fact = {} if best is None else {**best, "told": best.get(definition.on)}
    value = None if best is None else Decimal(best[name])
    return Measured(value, len(verified), len(held) - len(verified), fact)
