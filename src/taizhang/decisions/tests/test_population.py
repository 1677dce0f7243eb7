"""All firms at once: the same facts as of each by itself, few queries, and never an old answer."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.decisions.facts import facts_of
from taizhang.decisions.judging import judge, kind_of
from taizhang.decisions.packs import judging_packs, known_facts
from taizhang.decisions.population import population
from taizhang.decisions.tests.ledger import ON, add, certificate, right, stated, year
from taizhang.journal.writing import Author
from taizhang.policies.engine.columns.answering import answer_columns
from taizhang.policies.engine.columns.table import Column, Table
from taizhang.policies.engine.facts import SCALE, FactKind
from taizhang.policies.engine.rules import rules_on
from taizhang.registers.actions import Change, change_records
from taizhang.registers.declaration import registers


def laid(table: Table, row: int):
    """What the columns say of one row, as plain values."""
    specs = known_facts()
    found = {}
    for key, column in table.columns.items():
        if column.known is None or column.known[row]:
            found[key] = plain(specs[key[0]], column, row)
    return found


def plain(spec, column: Column, row: int):
    value = column.values[row]
    if row in column.odd:
        return column.odd[row]
    if spec.kind == FactKind.WORD:
        return column.words[value]
    if spec.kind == FactKind.DAY:
        return (np.datetime64("1970-01-01") + int(value)).item()
    return bool(value) if spec.kind == FactKind.YES_NO else Fraction(int(value), SCALE[spec.kind])


def said(firm):
    return {k: h.value for k, h in facts_of(firm, ON).items() if h.value is not None}


def test_each_row_holds_what_the_firm_by_itself_holds(cast):
    east, west = cast.firm_east, cast.firm_west
    year(
        cast,
        east,
        "2025",
        revenue_yuan="50000000.01",
        high_tech_rd_yuan=1,
        staff_average="120.5",
        rd_expense_yuan=5,
    )
    year(
        cast,
        east,
        "2024",
        revenue_yuan="9999999999999999.98",
        class_two_ip=4,
        data_explained="并购一家子公司",
    )
    year(cast, west, "2025", taxable_income_yuan="-12.34", class_one_ip=1)
    right(cast, east, "ZL1", "software")
    right(cast, west, "ZL2", "invention")
    right(cast, west, "ZL3", "invention")
    certificate(cast, west, "GR1", date(2024, 1, 2), None)
    add(
        cast,
        "recognitions",
        organization=east,
        kind="tech_sme",
        recognised_on=date(2026, 5, 6),
        result="recognised",
    )
    add(cast, "platforms", name="空间", kind="maker_space", organization=west, area="500.25")
    change_records(
        registers()["organizations"], [Change(west, {"technical_field": "新材料"})], author=Author(cast.staff)
    )
    stated(cast, east, "runs_incubator", "是")
    stated(cast, east, "major_quality_accident", "否")
    stated(cast, west, "total_income", "1/3 元", 2025)
    stated(cast, west, "runs_maker_space", "不知道")
    everybody = population(cast.bureau, ON)
    assert everybody.ids.tolist() == [east.pk, west.pk]
    assert (everybody.names, everybody.fields) == ([east.name, west.name], ["", "新材料"])
    west.refresh_from_db()
    assert [laid(everybody.table, n) for n in (0, 1)] == [said(east), said(west)]


def test_who_is_gone_or_not_verified_is_not_among_them(cast):
    add(cast, "organizations", name="澜江未核实有限公司", region=cast.east, verified=False)
    change_records(
        registers()["organizations"],
        [Change(cast.firm_west, {"status": "deregistered"})],
        author=Author(cast.staff),
    )
    assert population(cast.bureau, ON).names == [cast.firm_east.name]
    assert population(cast.other_bureau, ON).names == [cast.firm_elsewhere.name]


def test_it_is_kept_until_a_record_changes(cast):
    first = population(cast.bureau, ON)
    assert population(cast.bureau, ON) is first
    assert population(cast.bureau, date(2026, 11, 23)) is not first
    year(cast, cast.firm_east, "2025", revenue_yuan=100)
    again = population(cast.bureau, ON)
    assert laid(again.table, 0)["sales_revenue", 2025] == 100


@pytest.mark.parametrize("firms", [1, 3])
def test_the_queries_do_not_grow_with_the_firms(cast, django_assert_num_queries, firms):
    for n in range(firms):
        firm = add(cast, "organizations", name=f"澜江第{n}号有限公司", region=cast.east)
        for period in ("2023", "2024", "2025"):
            year(cast, firm, period, revenue_yuan=n)
    with django_assert_num_queries(12):
        population(cast.bureau, ON)


amounts = st.one_of(
    st.none(), st.integers(-100, 10**9), st.sampled_from([0, 5_000_000_000, 2_000_000_000_000])
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[amounts] * 6), min_size=3, max_size=3))
def test_all_at_once_answer_as_each_by_itself(cast, years):
    """Every pack, over what the registers hold: the stored word is the same by either way."""
    from django.db import transaction

    with transaction.atomic():
        for period, (revenue, rd, total, high, staff, st_staff) in zip(
            ("2023", "2024", "2025"), years, strict=True
        ):
            fields = {
                "revenue_yuan": revenue, "high_tech_rd_yuan": rd, "total_income_yuan": total, "high_tech_revenue_yuan": high,
                "staff_average": staff, "st_staff_average": st_staff,
            }  # fmt: skip
            held = {
                n: v for n, v in fields.items() if v is not None and (v >= 0 or n in ("high_tech_rd_yuan",))
            }
            year(cast, cast.firm_east, period, **held)
        stated(cast, cast.firm_east, "core_ip", "1 件")
        everybody = population(cast.bureau, ON)
        for pack in judging_packs().values():
            answers = answer_columns(rules_on(pack, ON), everybody.table)
            for n, firm in enumerate((cast.firm_east, cast.firm_west)):
                assert word_of(answers, n) == kind_of(judge(firm, pack, ON)), pack.name
        transaction.set_rollback(True)


def word_of(answers, n):
    if answers.applies[n] == 0:
        return "not_meant"
    if answers.verdict[n] == -1:
        return "judged" if answers.judged_only[n] else "missing"
    return {1: "meets", 0: "fails"}[int(answers.verdict[n])]
