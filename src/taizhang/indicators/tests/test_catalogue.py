"""The built-in indicators: each fits its register, is told in words, and gives what a published report prints."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from taizhang.core.figures import formula
from taizhang.core.figures.condition import parse_all
from taizhang.core.figures.definition import Basis, MeasureKind
from taizhang.core.figures.plain import matching, measured
from taizhang.core.figures.rounding import SCALES
from taizhang.core.figures.rounding import printed as text_of
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind
from taizhang.indicators.catalogue import built_in
from taizhang.indicators.indicator import Indicator
from taizhang.registers.conditions import column_of, kinds_of
from taizhang.registers.declaration import registers

CATALOGUE = built_in()
COUNTED = [i for i in CATALOGUE.values() if i.definition is not None]
DERIVED = [i for i in CATALOGUE.values() if i.formula]
# Nouns that stand for different things; everything else belongs to one indicator, so that a text is tied to one.
SHARED = {"技术合同", "规上工业企业研发费用", "科技计划项目", "科技项目"}
RATES = {"share", "growth", "completion"}


def field_of(indicator: Indicator, name: str):
    assert indicator.definition is not None
    column = column_of(registers()[indicator.definition.register], name)
    assert column is not None, f"{indicator.code}: {name}"
    return column


def test_what_it_counts_is_declared_by_its_register():
    for indicator in COUNTED:
        definition = indicator.definition
        for name, text in definition.where:
            column = field_of(indicator, name)
            for condition in parse_all(column.kind, text):
                if column.kind == Kind.CHOICE:
                    assert set(condition.values) <= {o.value for o in column.field.options}, (name, text)
        if definition.on:
            assert field_of(indicator, definition.on).kind in (Kind.DATE, Kind.PERIOD, Kind.YEAR)
        if definition.until:
            assert field_of(indicator, definition.until).kind == Kind.DATE
            assert definition.timing == Basis.STOCK
        for name in indicator.by:
            field_of(indicator, name)


def test_its_measure_and_unit_fit_the_field():
    for indicator in COUNTED:
        how = indicator.definition.how
        if not how.field:
            continue
        field = field_of(indicator, how.field)
        numbers = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT)
        assert how.kind == MeasureKind.DISTINCT or field.kind in numbers
        if how.kind == MeasureKind.DISTINCT:
            assert indicator.unit not in SCALES and indicator.decimals == 0
        if field.kind == Kind.MONEY:
            assert indicator.unit in ("万元", "亿元")
        if field.kind == Kind.PERCENT:
            assert indicator.unit == "%"
        if getattr(field.field, "unit", "") in ("平方米", "亩"):
            assert indicator.unit in ("平方米", "万平方米", "亩")


def test_it_is_told_in_words():
    for indicator in CATALOGUE.values():
        assert indicator.phrase.count("{}") == 1
        assert indicator.meaning.endswith("。")
        assert indicator.source
        assert 0 <= indicator.decimals <= 2
        assert "{}" + indicator.unit in indicator.phrase or indicator.unit not in SCALES
        assert len(set(indicator.names)) == len(indicator.names)
        assert all(len(name) > 1 for name in indicator.names)


def test_a_name_belongs_to_one_indicator():
    claims = Counter(name for i in CATALOGUE.values() for name in i.names)
    assert {name for name, count in claims.items() if count > 1} == SHARED


def test_a_formula_stands_on_indicators_that_are_there_and_never_on_itself():
    for indicator in DERIVED:
        open_codes, seen = [indicator.code], set()
        while open_codes:
            node = CATALOGUE[open_codes.pop()].node
            for ref in formula.refs(node) if node else ():
                assert ref.code in CATALOGUE
                assert ref.code != indicator.code
                if ref.code not in seen:
                    seen.add(ref.code)
                    open_codes.append(ref.code)


def test_parts_of_a_rate_are_in_one_unit():
    for indicator in DERIVED:
        node = indicator.node
        if not isinstance(node, formula.Call) or node.name not in RATES:
            continue
        units = {CATALOGUE[ref.code].unit for ref in formula.refs(node)}
        assert indicator.unit == "%"
        assert len({u if u in SCALES else "" for u in units}) == 1


@pytest.mark.parametrize(
    ("code", "operands", "printed"),
    [
        ("rd_intensity", {"rd_exp_total": "22.06", "gdp": "820"}, "2.69"),
        ("rd_intensity_delta", {"rd_intensity": "2.6902", "before(rd_intensity)": "2.5796"}, "0.11"),
        ("hte_net_increase", {"hte_count": "152", "start(hte_count)": "137"}, "15"),
        ("hte_growth", {"hte_count": "152", "before(hte_count)": "137"}, "10.9"),
        ("hte_growth", {"hte_count": "9", "before(hte_count)": "0"}, "—"),
        ("tsme_completion", {"tsme_count": "63", "target(tsme_count)": "100"}, "63.0"),
        ("tc_gdp_ratio", {"tc_value_out": "156000", "gdp": "820"}, "1.90"),
        ("tc_over_target", {"tc_value_out": "38420.6", "target(tc_value_out)": "30000"}, "28.1"),
        ("tc_average", {"tc_value_out": "156000", "tc_count": "0"}, "—"),
        ("inv_patent_per_10k", {"inventions_owned": "1254", "population": "48.6"}, "25.80"),
        ("pool_leverage", {"loan_balance": "42000", "risk_pool": "5000"}, "8.4"),
        ("loan_bad_ratio", {"loan_bad": "1300", "loan_balance": "42000"}, "3.10"),
        ("rd_per_capita", {"rd_exp_total": "9.6", "rd_fte": "2000"}, "48.0"),
    ],
)
def test_formulas_give_the_worked_examples_of_the_field(code, operands, printed):
    indicator = CATALOGUE[code]
    value = formula.value(indicator.node, lambda ref: Decimal(operands[str(ref)]))
    assert text_of(value, indicator.decimals) == printed


CERTIFIED = date(2023, 11, 1)
LAST_DAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("day", "values", "counted"),
    [
        (LAST_DAY, {}, 1),
        (LAST_DAY + timedelta(days=1), {}, 0),
        (CERTIFIED, {}, 1),
        (CERTIFIED - timedelta(days=1), {}, 0),
        (LAST_DAY, {"result": "revoked"}, 0),
        (LAST_DAY, {"result": "applied"}, 0),
        (LAST_DAY, {"result": None}, 1),
        (LAST_DAY + timedelta(days=999), {"expires_on": None}, 1),
    ],
)
def test_a_certificate_counts_up_to_its_last_day_unless_it_was_revoked(day, values, counted):
    definition = CATALOGUE["hte_count"].definition
    kinds = kinds_of(registers()["recognitions"], definition.fields())
    row = {
        "kind": "high_tech_enterprise",
        "organization": "甲公司",
        "recognised_on": CERTIFIED,
        "expires_on": LAST_DAY,
        "result": "recognised",
    }
    period = Period.of_days(None, day)
    assert measured(definition.how, matching(definition, [row | values], period, kinds)) == counted
