"""Definitions over plain rows: flows, stocks, measures, the newest row."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition, Measure
from taizhang.core.figures.plain import matching, measured, newest
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind

KINDS = {"on": Kind.DATE, "until": Kind.DATE, "level": Kind.CHOICE, "year": Kind.YEAR, "told": Kind.PERIOD}
VALID = Definition("recognitions", on="on", until="until", basis="stock")


def count(definition: Definition, rows, period: str) -> int:
    return len(matching(definition, rows, Period.parse(period), KINDS))


def test_a_certificate_counts_on_its_last_day_and_not_on_the_day_after():  # I5
    rows = [{"on": date(2023, 11, 1), "until": date(2026, 10, 31)}]
    assert count(VALID, rows, "..2026-10-31") == 1
    assert count(VALID, rows, "..2026-11-01") == 0
    assert count(VALID, rows, "2023-11-01") == 1
    assert count(VALID, rows, "2023-10") == 0


def test_a_stock_counts_what_never_ends_and_what_has_no_beginning_not():
    rows = [{"on": date(2020, 1, 1), "until": None}, {"on": None, "until": None}]
    assert count(VALID, rows, "2026") == 1


def test_people_years_of_less_than_a_year_and_whole_ones_add_up():  # I3
    rows = [{"fte": Decimal(v)} for v in ("1", "1", "0.2", "0.3", "0.7")]
    assert measured(Measure.parse("sum:fte"), rows) == Decimal("3.2")


def test_a_flow_counts_the_first_and_the_last_day():
    flow = Definition("projects", on="on")
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 30), date(2022, 7, 1)]
    assert count(flow, [{"on": d} for d in days] + [{"on": None}], "2022-H1") == 2


def test_years_and_stored_periods_pick_rows_too():
    rows = [{"year": 2021, "told": "2022"}, {"year": 2022, "told": "2022H1"}, {"year": None, "told": ""}]
    assert count(Definition("x", on="year"), rows, "2022-H1") == 1
    assert count(Definition("x", on="told"), rows, "2022-H1") == 1
    assert count(Definition("x", on="year", basis="stock"), rows, "2022-H1") == 2


def test_a_condition_that_does_not_fit_its_field_is_met_by_no_row():
    assert count(Definition("x", where=(("on", "昨天"),)), [{"on": date(2022, 1, 1)}], "2022") == 0


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("count", 4), ("sum:v", 6), ("distinct:firm", 2), ("max:v", 3), ("mean:v", 2), ("latest:v", 1),
    ],
)  # fmt: skip
def test_measures_leave_missing_values_aside(measure, value):
    rows = [
        {"v": Decimal(3), "firm": "甲", "on": date(2022, 1, 1)}, {"v": Decimal(2), "firm": "乙", "on": date(2022, 2, 1)},
        {"v": Decimal(1), "firm": "甲", "on": date(2022, 3, 1)}, {"v": None, "firm": "", "on": date(2022, 4, 1)},
    ]  # fmt: skip
    assert measured(Measure.parse(measure), rows, "on") == value


def test_of_no_rows_a_count_is_zero_and_all_else_is_missing():
    assert measured(Measure.parse("count"), []) == measured(Measure.parse("distinct:x"), []) == 0
    assert [measured(Measure.parse(m), [{"v": None}]) for m in ("sum:v", "max:v", "mean:v", "latest:v")] == [
        None
    ] * 4


def test_the_newest_row_is_the_one_that_ends_last_the_longer_span_of_two():
    rows = [{"told": t} for t in ("2021", "2022-05", "2022M05", "2022H1", "2021H1", "")]
    assert newest(rows, "told") == {"told": "2022H1"}
    assert newest(rows[:3], "told") == {"told": "2022M05"}
    assert newest([], "told") is None


@pytest.mark.parametrize("text", ["sum", "count:v", "median:v", ""])
def test_what_is_no_measure_is_refused_in_words(text):
    with pytest.raises(Refused, match="不是能用的算法"):
        Measure.parse(text)


rows = st.lists(
    st.fixed_dictionaries(
        {
            "on": st.none() | st.dates(date(2018, 1, 1), date(2024, 12, 31)),
            "until": st.none() | st.dates(date(2018, 1, 1), date(2026, 12, 31)),
            "level": st.sampled_from(["", "national", "city"]),
        }
    ),
    max_size=12,
)


@given(rows, st.dates(date(2018, 1, 1), date(2024, 12, 31)), st.dates(date(2018, 1, 1), date(2024, 12, 31)))
def test_two_parts_of_a_span_add_up_to_it(held, a, b):
    low, high = min(a, b), max(a, b)
    flow = Definition("x", on="on")
    whole = len(matching(flow, held, Period.of_days(low, high), KINDS))
    middle = low + (high - low) / 2
    parts = len(matching(flow, held, Period.of_days(low, middle), KINDS))
    if middle < high:
        parts += len(matching(flow, held, Period.of_days(middle + timedelta(days=1), high), KINDS))
    assert whole == parts


@given(rows, st.dates(date(2019, 1, 1), date(2024, 12, 31)))
def test_conditions_and_their_opposite_part_the_rows(held, day):
    period = Period.of_days(None, day)
    all_of = len(matching(VALID, held, period, KINDS))
    city = len(matching(VALID.narrowed(("level", "city")), held, period, KINDS))
    other = len(matching(VALID.narrowed(("level", "!city")), held, period, KINDS))
    assert all_of == city + other
    assert VALID.narrowed(("level", "city")).narrowed(("level", "!city")) == VALID.narrowed(
        ("level", "!city")
    )


@given(rows)
def test_a_definition_is_read_back_from_its_data(held):
    made = VALID.narrowed(("level", "city"))
    again = Definition.from_data(made.as_data())
    period = Period.parse("2022")
    assert again == made and matching(again, held, period, KINDS) == matching(made, held, period, KINDS)
