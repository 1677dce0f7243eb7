"""A figure goes by the version of its indicator that is in force at the end of its period."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.indicators import queries
from taizhang.indicators.actions import change_indicator, define_indicator, end_indicator
from taizhang.indicators.indicator import as_data
from taizhang.indicators.tests.test_figures import contract
from taizhang.journal.writing import Author

CODE = "tc_value_out"  # 万元


@pytest.fixture
def changed(cast):
    """A further version of 技术合同成交额."""

    def made(**values):
        now = queries.indicators(cast.bureau)[CODE]
        data = as_data(now) | {"valid_from": None, "valid_until": None} | values
        return change_indicator(
            bureau=cast.bureau, code=CODE, data=data, seen=now.version, author=Author(cast.staff, "改版")
        )

    return made


@pytest.fixture
def contracts(cast, add):
    told = [(date(2021, 3, 1), "output"), (date(2022, 3, 1), "output"), (date(2022, 4, 1), "local")]
    for number, (day, direction) in enumerate(told, 1):
        contract(add, cast, number, "1000000", day, direction=direction)


def only(direction):
    return {"where": [["direction", direction]]}


def test_each_period_goes_by_the_version_of_its_end_and_growth_says_so(contracts, changed, figured):
    whole = figured(CODE).value
    changed(**only("output"), valid_from="2022-06-30")
    assert whole == 200
    assert [(figured(CODE, p).value, figured(CODE, p).version) for p in ("2021-H1", "2022-Q1", "2022-H1")] == [
        (100, 1), (100, 1), (100, 2),
    ]  # fmt: skip
    growth = figured(f"growth({CODE})")
    assert [o.version for o in growth.operands] == [2, 1]
    assert growth.value == 0
    assert "2022年上半年按第 2 版口径，2021年上半年按第 1 版口径，前后口径不同" in growth.meaning
    assert "前后口径" not in figured(f"growth({CODE})", "2022-Q1").meaning


def test_a_later_version_without_dates_is_used_for_every_period(contracts, changed, figured):
    changed(**only("local"), valid_from="2022-01-01")
    changed(**only("output"))
    assert [figured(CODE, p).version for p in ("2021-H1", "2022-H1")] == [3, 3]


def test_between_two_versions_the_older_one_without_dates_holds(contracts, changed, figured):
    changed(valid_until="2021-12-31")
    changed(valid_from="2022-02-01")
    assert [figured(CODE, p).version for p in ("2021-H1", "2022-01", "2022-H1")] == [2, 1, 3]


def test_an_indicator_of_ones_own_says_since_when_it_is_used(cast, contracts, figured):
    data = as_data(queries.indicators(cast.bureau)[CODE])
    data |= {"code": "own_value", "name": "自设成交额", "valid_from": "2022-01-01"}
    define_indicator(bureau=cast.bureau, data=data, author=Author(cast.staff, "新设"))
    assert figured("own_value").value == 200
    before = figured("own_value", "2021-H1")
    assert (before.value, before.name) == (None, "自设成交额")
    assert "自 2022-01-01 起适用，2021年上半年没有适用的口径" in before.why
    assert "没有适用的口径" in figured("growth(own_value)").why
    end_indicator(bureau=cast.bureau, code="own_value", author=Author(cast.staff, "停用"))
    assert "停用" in figured("own_value").why


def test_versions_in_other_units_are_compared_in_one(contracts, changed, figured):
    changed(unit="亿元", decimals=4, phrase="", valid_from="2022-01-01")
    before = figured(f"before({CODE})")
    assert (before.value, before.unit) == (Decimal("0.01"), "亿元")
    assert figured(f"growth({CODE})").value == 100
