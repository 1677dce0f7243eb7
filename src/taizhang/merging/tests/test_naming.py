"""Conditions, addresses, formulas and definitions that name an organization name the one kept afterwards."""

import pytest

from taizhang.merging.naming import Renaming

HOW = Renaming(
    frozenset({"7", "9"}),
    frozenset({"乙公司"}),
    "3",
    "甲公司",
    {"ip": ("organization",), "technology_contracts": ("seller", "buyer")},
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("7", "3"), ("!7|-", "!3|-"), ("7,3,9,12", "3,12"), ("77", "77"), ("=乙公司|丙公司", "=甲公司|丙公司"),
        ("乙公司", "甲公司"), ("~乙公司", "甲公司"), ("乙公司分厂", "乙公司分厂"), ("-", "-"), ("*", "*"),
    ],
)  # fmt: skip
def test_a_condition(before, after):
    assert HOW.condition(before) == after


def test_the_address_of_a_list_changes_only_in_links_to_organizations():
    assert HOW.query("ip", "organization=7&kind=7&order=-id") == "organization=3&kind=7&order=-id"
    assert HOW.query("ip", "kind=7") == "kind=7"


def test_a_formula_is_renamed_within_its_narrowings():
    assert HOW.formula("a[seller=7;kind=7] / b - 7") == "a[seller=3;kind=7] / b - 7"


def test_a_definition_wherever_it_stands():
    held = {
        "rows": [{"register": "ip", "where": [["organization", "7"], ["kind", "7"]], "measure": "count"}],
        "formula": "a[buyer=9]",
    }
    assert HOW.data(held) == {
        "rows": [{"register": "ip", "where": [["organization", "3"], ["kind", "7"]], "measure": "count"}],
        "formula": "a[buyer=3]",
    }
