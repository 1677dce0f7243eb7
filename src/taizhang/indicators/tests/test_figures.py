"""Figures over a small ledger: what counts, what is missing and why, regions, formulas, facts."""

from datetime import date
from decimal import Decimal

import pytest
from tests.cast import organization

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.figure import Kind
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.queries import indicators

CONTRACTS = Definition("technology_contracts", "sum:amount_yuan", on="registered_on")


def contract(add, cast, number, amount, on, **more):
    values = {
        "name": f"合同{number}",
        "contract_no": f"2022-{number}",
        "seller": cast.firm_east,
        "region": cast.east,
    }
    return add(
        "technology_contracts", **{**values, "amount_yuan": Decimal(amount), "registered_on": on, **more}
    )


def test_verified_rows_count_provisional_ones_stand_apart(cast, add, figured):
    contract(add, cast, 1, "1000000", date(2022, 3, 1))
    contract(add, cast, 2, "500000.50", date(2022, 6, 30), by=cast.staff)
    contract(add, cast, 3, "7000000", date(2022, 5, 1), by=cast.enterprise)
    contract(add, cast, 4, "9000000", date(2022, 7, 1))
    found = figured(CONTRACTS)
    assert (found.value, found.unit, found.text, found.count, found.provisional) == (
        Decimal("150.00005"), "万元", "150.00", 2, 1,
    )  # fmt: skip
    assert found.kind == Kind.AGGREGATE


def test_another_bureau_does_not_count(cast, add, figured):
    contract(add, cast, 1, "1000000", date(2022, 3, 1))
    contract(
        add,
        cast,
        1,
        "3000000",
        date(2022, 3, 1),
        bureau=cast.other_bureau,
        seller=cast.firm_elsewhere,
        region=None,
    )
    assert figured(CONTRACTS).value == 100


def test_a_region_counts_all_that_lies_below_it(cast, add, figured):
    contract(add, cast, 1, "1000000", date(2022, 3, 1))
    contract(add, cast, 2, "2000000", date(2022, 3, 1), region=cast.west, seller=cast.firm_west)
    assert figured(CONTRACTS, region=cast.east).value == 100
    assert figured(CONTRACTS, region=cast.bureau.region).value == 300


def test_a_period_before_any_data_has_no_figure_and_says_since_when_there_is_some(cast, add, figured):
    contract(add, cast, 1, "1000000", date(2022, 3, 1))
    for asked in (CONTRACTS, Definition("technology_contracts", on="registered_on")):
        found = figured(asked, "2021-H1")
        assert found.value is None and "2022-03-01" in found.why and "2021年上半年在它之前" in found.why
    assert figured(Definition("technology_contracts", on="registered_on"), "2022-H2").value == 0
    nothing = figured(CONTRACTS, "2022-H2")
    assert nothing.value is None and nothing.why == "2022年下半年没有符合口径的核实记录。"


def test_years_and_stored_periods_before_any_data_have_no_figure_either(cast, add, figured):
    add("annual_returns", organization=cast.firm_east, period="2021", region=cast.east)
    add("assessments", assessment="考核", indicator="高企", year=2021, target=Decimal(3))
    for asked in (Definition("annual_returns", on="period"), Definition("assessments", on="year")):
        assert figured(asked, "2021").value == 1
        assert figured(asked, "2020").value is None and "最早的" in figured(asked, "2020").why
        assert "2021" in figured(asked, "2020").why


def test_an_empty_register_gives_no_figure(cast, figured):
    assert figured(Definition("loans")).why == "“科技信贷”台账里还没有核实过的记录。"


@pytest.mark.parametrize(
    ("definition", "says"),
    [
        (Definition("gone"), "台账“gone”已经没有了"),
        (Definition("projects", "sum:removed"), "字段“removed”已不在“科技计划项目”台账里"),
        (Definition("projects", where=(("removed", "1"),)), "字段“removed”已不在"),
        (Definition("projects", on="removed"), "字段“removed”已不在"),
    ],
)
def test_what_was_removed_is_said(cast, figured, definition, says):
    found = figured(definition)
    assert found.value is None and says in found.why


def with_formulas(cast, **formulas):
    made = {c: Indicator(c, f"指标{c}", formula=f, unit="家") for c, f in formulas.items()}
    return Figures(cast.bureau, catalogue={**indicators(cast.bureau), **made})


def test_a_circle_is_said_with_its_way_and_ends(cast):
    desk, period = with_formulas(cast, a="b + 1", b="growth(c)", c="a * 2"), Period.parse("2022")
    for code in "abc":
        found = desk.figure(code, period)
        assert found.value is None and "绕成了圈" in found.why


def test_an_unknown_code_and_no_formula_are_said(cast, figured):
    assert "没有代码是“nothing_here”的指标" in figured("nothing_here + 1").why
    assert "看不懂" in figured("hte_count +").why


def test_division_by_zero_is_missing_never_zero(cast, add):
    contract(add, cast, 1, "1000000", date(2022, 3, 1))
    many = Indicator(
        "n", "合同数", definition=Definition("technology_contracts", on="registered_on"), unit="项"
    )
    desk = Figures(cast.bureau, catalogue={"n": many})
    found = desk.figure("1 / (n - 1)", Period.parse("2022-H1"))
    assert found.value is None and found.why == "除数是零，算不出来。" and found.text == "—"
    assert desk.figure("growth(n)", Period.parse("2022-H1")).why.startswith("缺“合同数（上年同期）”")


def test_stocks_are_in_force_at_the_end_net_growth_is_their_difference(cast, add):  # I4, I5
    for number, (since, until) in enumerate(
        [((2021, 12, 1), (2024, 11, 30)), ((2022, 5, 1), (2025, 4, 30)), ((2019, 1, 1), (2022, 6, 29))]
    ):
        firm = organization(cast.bureau, cast.east, f"第{number}公司", 100 + number)
        add(
            "recognitions", organization=firm, kind="high_tech_enterprise", result="recognised", certificate_no=f"GR{number}",
            recognised_on=date(*since), expires_on=date(*until), region=cast.east,
        )  # fmt: skip
    desk = Figures(cast.bureau)
    at = {
        p: desk.figure("hte_count", Period.parse(p)).value
        for p in ("2021", "..2022-06-29", "2022-H1", "2024", "..2024-11-30")
    }
    assert at == {"2021": 2, "..2022-06-29": 3, "2022-H1": 2, "2024": 1, "..2024-11-30": 2}
    net = desk.figure("net(hte_count)", Period.parse("2022-H1"))
    assert net.value == 0 and [o.value for o in net.operands] == [2, 2] and net.kind == Kind.DERIVED
    assert desk.figure("growth(hte_count)", Period.parse("..2022-06-29")).value is not None


def test_a_fact_is_one_field_of_the_newest_record(cast, add, figured):
    for period, value in (("2021", "5"), ("2022H1", "7.5"), ("2021H1", "3")):
        add(
            "statistics",
            indicator="全社会R&D经费",
            period=period,
            value=Decimal(value),
            measure_unit="亿元",
            origin="统计局",
        )
    fact = Definition(
        "statistics", "latest:value", (("indicator", "=全社会R&D经费"),), "period", basis="stock"
    )
    found = figured(Indicator("rd", "研发经费", definition=fact, unit="万元", decimals=2))
    assert (found.value, found.kind, found.told, found.text) == (75000, Kind.FACT, "2022H1", "75000.00")


def test_a_narrowed_code_counts_fewer_and_a_hop_through_a_link_works(cast, add):
    organization(cast.bureau, cast.west, "某研究院", 77, kind="institute")
    contract(add, cast, 1, "1000000", date(2022, 3, 1))
    contract(add, cast, 2, "2000000", date(2022, 3, 1), seller=cast.firm_west, region=cast.west)
    base = Indicator("c", "合同额", definition=CONTRACTS, unit="万元", decimals=2)
    desk = Figures(cast.bureau, catalogue={"c": base})
    period = Period.parse("2022-H1")
    assert desk.figure(f"c[region={cast.west.pk}]", period).value == 200
    assert desk.figure("c[seller.kind=enterprise]", period).value == 300
    assert desk.figure("share(c[name=合同1], c)", period).text == "33.3"
    assert desk.figure("c[seller.kind=!enterprise]", period).value is None


@pytest.mark.parametrize(
    ("expression", "name", "unit", "decimals"),
    [
        ("growth(hte_count)", "有效期内高新技术企业数同比增速", "%", 1),
        ("hte_count - hte_first", "有效期内高新技术企业数 − 首次认定高新技术企业数", "家", 0),
        ("share(hte_first, hte_count) - share(hte_renewed, hte_count)", None, "个百分点", 1),
        ("hte_count / hte_first", "有效期内高新技术企业数 ÷ 首次认定高新技术企业数", "", 2),
    ],
)
def test_a_formula_without_a_name_is_called_by_what_it_says(cast, figured, expression, name, unit, decimals):
    found = figured(expression)
    assert name is None or found.name == name
    assert (found.unit, found.decimals) == (unit, decimals)
