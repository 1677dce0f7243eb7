"""For every indicator: its value is the measure of exactly the rows that its drill-down lists."""

from decimal import Decimal
from urllib.parse import parse_qsl

import pytest

from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.plain import measured
from taizhang.core.periods import Period
from taizhang.indicators import rows as figure_rows
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.figures import Figures, scale
from taizhang.indicators.past import ID, as_row
from taizhang.indicators.tests.ledgers import fill
from taizhang.registers.declaration import registers
from taizhang.registers.queries import Question, rows


def listed(user, definition: Definition, period: Period, region) -> list:
    """The rows that the ordinary list shows at the address of the drill-down."""
    register = registers()[definition.register]
    query = dict(parse_qsl(figure_rows.list_query(definition, period, region)))
    question = Question.from_query(register, query)
    assert set(query) - {"state"} == set(question.conditions)  # no condition is left aside
    return sorted(rows(user, register, question), key=lambda r: r.pk)


def measure(definition: Definition, records: list, unit: str) -> Decimal | None:
    register = registers()[definition.register]
    names = definition.fields() | {"measure_unit"} & set(register.fields)
    how = definition.how
    plain = [as_row(register, record, names) for record in records]
    if how.kind == MeasureKind.DISTINCT and how.field in register.links:
        how = type(how)(how.kind, how.field + ID)
    value = measured(how, plain, definition.on)
    if value is None:
        return None
    told = max(
        (r for r in plain if how.kind == MeasureKind.LATEST and r[how.field] == value),
        key=lambda r: r["id"],
        default={},
    )
    return value * scale(definition, register, unit, told)


@pytest.mark.parametrize(
    ("seed", "text", "street"), [(1, "2022-H1", False), (2, "2022", True), (3, "..2022-06-30", False)]
)
def test_every_figure_is_the_measure_of_the_rows_listed(cast, seed, text, street):
    fill(cast.bureau, [cast.east, cast.west], seed)
    fill(cast.other_bureau, [cast.east], seed + 100, each=3)
    period, region = Period.parse(text), cast.east if street else None
    desk = Figures(cast.bureau, region=region)
    told, differing = 0, []
    for indicator in built_in().values():
        if indicator.definition is None:
            continue
        figure = desk.figure(indicator.code, period)
        found = listed(cast.staff, indicator.definition, period, region)
        expected = measure(indicator.definition, found, indicator.unit) if found or not figure.why else None
        if (figure.count, figure.value) != (len(found), expected):
            differing.append((indicator.code, figure.count, len(found), figure.value, expected))
        told += bool(found)
    assert differing == []
    assert told > 60  # the ledger says something to most


def test_every_formula_is_made_of_its_operands(cast):
    from taizhang.core.figures import formula

    fill(cast.bureau, [cast.east, cast.west], 4)
    desk, period = Figures(cast.bureau), Period.parse("2022-H1")
    for indicator in built_in().values():
        if indicator.node is None:
            continue
        figure = desk.figure(indicator.code, period)
        operands = {ref: desk.figure(str(ref), period).value for ref in formula.refs(indicator.node)}
        assert figure.value == formula.value(indicator.node, operands.get), indicator.code
        assert len(figure.operands) == len(operands)
        assert (figure.value is None) == bool(figure.why), indicator.code
