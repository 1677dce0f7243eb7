"""What must hold of the recognition for any enterprise: caps, direction, and advice that is enough."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Answer, Held, Verdict
from taizhang.policies.engine.loading import load

PACK = load(Path(__file__).parent.parent, "national/high_tech_enterprise")
ON = date(2026, 6, 1)
YEARS = (2023, 2024, 2025)
ITEMS = (
    "rd_personnel", "rd_direct", "rd_depreciation", "rd_intangible", "rd_design", "rd_trial",
    "rd_commissioned_home", "rd_commissioned_abroad", "rd_other",
)  # fmt: skip
cents = st.integers(0, 10**11).map(lambda c: Fraction(c, 100))
three = st.tuples(cents, cents, cents)
points = st.none() | st.integers(0, 40).map(Fraction)


def judged(**facts) -> Answer:
    """Judge what is given; a tuple is the three years."""
    held = {("founded_on", None): Held(date(2015, 1, 1))}
    for name, value in facts.items():
        if isinstance(value, tuple):
            held |= {(name, year): Held(v) for year, v in zip(YEARS, value, strict=True)}
        elif isinstance(value, dict):
            held |= {(name, year): Held(v) for year, v in value.items()}
        else:
            held[name, None] = Held(value)
    return answer(PACK, held, ON)


ORDER = {Verdict.FAILS: 0, Verdict.MEETS: 1}


@st.composite
def books(draw, most: int = 100) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Sales of three years, and R&D of up to so many hundredths of each: what books can hold without a doubt."""
    sold = [draw(st.integers(100, 10**11)) for _ in YEARS]
    spent = [draw(st.integers(0, cents * most // 100)) for cents in sold]
    return tuple(Fraction(c, 100) for c in sold), tuple(Fraction(c, 100) for c in spent)


@settings(max_examples=60, deadline=None)
@given(books(), st.integers(0, 100))
def test_more_research_never_turns_a_yes_into_a_no(kept, percent):
    sales, spent = kept
    more = (sales[2] - spent[2]) * percent / 100
    before = judged(sales_revenue=sales, rd_expense=spent).finding("rd_ratio").verdict
    after = judged(sales_revenue=sales, rd_expense=(*spent[:2], spent[2] + more)).finding("rd_ratio").verdict
    assert ORDER[after] >= ORDER[before]


@settings(max_examples=60, deadline=None)
@given(books(most=2))
def test_the_amount_said_to_be_missing_is_enough_and_a_hair_less_is_not(kept):
    """Below 2 % every band is missed; `data_explained` because the year that makes up for it may pass its own sales."""
    sales, spent = kept
    found = judged(sales_revenue=sales, rd_expense=spent).finding("rd_ratio")

    def with_more(more: Fraction) -> Verdict:
        raised = (*spent[:2], spent[2] + more)
        got = judged(sales_revenue=sales, rd_expense=raised, data_explained=(True, True, True))
        return got.finding("rd_ratio").verdict

    hair = Fraction(1, 100_000)
    assert (found.verdict, with_more(found.short), with_more(found.short - hair)) == (
        Verdict.FAILS,
        Verdict.MEETS,
        Verdict.FAILS,
    )


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[cents] * len(ITEMS)))
def test_other_costs_are_never_above_a_fifth_of_what_counts(amounts):
    items = {name: {2025: amount} for name, amount in zip(ITEMS, amounts, strict=True)}
    got = judged(founded_on=date(2025, 1, 1), **items)
    total = got.outcome("rd_total").low
    rest = sum(amounts[:6], Fraction(0)) + Fraction(80, 100) * (amounts[6] + amounts[7])
    assert total - rest <= Fraction(20, 100) * total
    assert total - rest in (amounts[8], Fraction(25, 100) * rest)
    assert got.outcome("rd_inside").low == total - Fraction(80, 100) * amounts[7]


@settings(max_examples=60, deadline=None)
@given(points, points, points, points, points, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_points_stay_within_their_most(advance, support, count, way, standards, one, two, own):
    facts = {
        "expert_advance": advance, "expert_support": support, "expert_count": count, "expert_way": way,
        "expert_standards": standards, "class_one_ip": Fraction(one), "class_two_ip": Fraction(two),
        "class_two_ip_used": Fraction(0), "own_ip": Fraction(own),
    }  # fmt: skip
    got = judged(**facts).outcome("ip_points")
    assert 0 <= got.low <= got.high <= 30


@settings(max_examples=60, deadline=None)
@given(three, three, st.tuples(*[st.integers(0, 9).map(Fraction)] * 3))
def test_the_score_stays_between_nothing_and_a_hundred(sales, assets, results):
    got = judged(
        sales_revenue=sales, net_assets=assets, transformations=results, class_one_ip=Fraction(1), own_ip=Fraction(1),
        class_two_ip=Fraction(0), class_two_ip_used=Fraction(0),
    ).outcome("innovation_score")  # fmt: skip
    assert 0 <= got.low <= got.high <= 100


@settings(max_examples=60, deadline=None)
@given(three, st.integers(2, 50))
def test_growth_does_not_depend_on_the_unit_of_money(sales, times):
    once = judged(sales_revenue=sales).outcome("sales_points")
    many = judged(sales_revenue=tuple(s * times for s in sales)).outcome("sales_points")
    assert (once.low, once.high) == (many.low, many.high)
