"""What must hold of the evaluation for any enterprise: whole points, the better way, and advice that keeps its word."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Answer, Held, Verdict
from taizhang.policies.engine.loading import load

PACK = load(Path(__file__).parent.parent, "national/tech_sme")
ON = date(2026, 6, 1)
YEARLY = ("sme_staff", "sme_st_staff", "sales_revenue", "tax_rd_expense", "cost_and_expense")
NO = ("hte_holder", "provincial_institution", "standard_led")
money = st.integers(0, 10**9).map(lambda c: Fraction(c, 100))


@st.composite
def enterprises(draw) -> dict[str, Fraction]:
    staff = draw(st.integers(1, 500))
    return {
        "sme_staff": Fraction(staff), "sme_st_staff": Fraction(draw(st.integers(0, staff))),
        "sales_revenue": draw(money), "tax_rd_expense": draw(money), "cost_and_expense": draw(money),
        "class_one_ip": Fraction(draw(st.integers(0, 1))), "class_two_ip": Fraction(draw(st.integers(0, 6))),
    }  # fmt: skip


def judged(facts: dict[str, Fraction]) -> Answer:
    held = {(name, 2025 if name in YEARLY else None): Held(value) for name, value in facts.items()}
    held |= {(name, None): Held(False) for name in NO} | {("award_level", None): Held("none")}
    return answer(PACK, held, ON)


def score(facts: dict[str, Fraction]) -> Fraction:
    found = judged(facts).outcome("score")
    assert found.low == found.high
    return found.low


@settings(max_examples=60, deadline=None)
@given(enterprises())
def test_the_score_is_one_of_the_whole_numbers_that_the_bands_can_give(facts):
    got = judged(facts)
    parts = [got.outcome(name).low for name in ("staff_points", "rd_points", "results_points")]
    assert parts[0] in range(0, 21, 4)
    assert parts[1] in range(0, 51, 10)
    assert parts[2] in range(0, 31, 6)
    assert sum(parts) == got.outcome("score").low


@settings(max_examples=60, deadline=None)
@given(enterprises())
def test_the_better_way_counts(facts):
    got = judged(facts)
    ways = got.outcome("rd_by_sales").low, got.outcome("rd_by_costs").low
    assert got.outcome("rd_points").low == max(ways)


@settings(max_examples=60, deadline=None)
@given(enterprises(), money, st.integers(0, 3), st.integers(0, 50))
def test_more_of_what_qualifies_never_lowers_the_score(facts, rd, rights, staff):
    more = {
        **facts,
        "tax_rd_expense": facts["tax_rd_expense"] + rd,
        "class_two_ip": facts["class_two_ip"] + rights,
        "sme_st_staff": min(facts["sme_st_staff"] + staff, facts["sme_staff"]),
    }
    assert score(more) >= score(facts)


@settings(max_examples=60, deadline=None)
@given(enterprises())
def test_without_the_costs_a_yes_stays_and_no_no_is_said(facts):
    whole = judged(facts).finding("evaluation").verdict
    without = (
        judged({name: v for name, v in facts.items() if name != "cost_and_expense"})
        .finding("evaluation")
        .verdict
    )
    if without != Verdict.CANNOT_TELL:
        assert without == whole


@st.composite
def failing(draw) -> dict[str, Fraction]:
    """Little R&D and no right of class I: 20 + 10 + 24 points at most, which is not enough."""
    facts = draw(enterprises())
    sales = draw(st.integers(10_000, 10**9))
    return facts | {
        "sales_revenue": Fraction(sales, 100), "cost_and_expense": Fraction(draw(st.integers(sales, 10**10)), 100),
        "tax_rd_expense": Fraction(draw(st.integers(0, sales * 29 // 1000)), 100), "class_one_ip": Fraction(0),
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(failing())
def test_every_step_brings_the_points_that_it_says(facts):
    got = judged(facts)
    assert got.finding("evaluation").verdict == Verdict.FAILS
    assert {"增加研发投入", "取得Ⅰ类知识产权"} <= {step.title for step in got.steps}
    for step in got.steps:
        changed = {**facts, step.fact: facts[step.fact] + step.by}
        if step.title == "新招科技人员":
            changed["sme_staff"] = facts["sme_staff"] + step.by
        said = re.search(r"由 (\d+) 分升到 (\d+) 分", step.brings)
        assert (score(facts), score(changed)) == (Fraction(said[1]), Fraction(said[2]))
