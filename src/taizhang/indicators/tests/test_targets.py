"""Targets: set by hand or by a plan, in any unit of the thing; else what an assessment asks."""

from decimal import Decimal

from taizhang.core.periods import Period
from taizhang.indicators import actions
from taizhang.indicators.queries import indicators
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.journal.writing import Author


def set_target(cast, code, period, value, unit="", **more):
    return actions.set_target(
        bureau=cast.bureau, expression=code, period=Period.parse(period), value=None if value is None else Decimal(value),
        unit=unit, author=Author(cast.staff), **more,
    )  # fmt: skip


def test_the_target_of_the_period_goes_before_that_of_its_year(cast, figured):
    set_target(cast, "hte_first", "2022", 8, sentence="力争新增高企8家以上")
    found = figured("target(hte_first)")
    assert (found.value, found.unit, found.meaning) == (8, "家", "力争新增高企8家以上")
    set_target(cast, "hte_first", "2022-H1", 5)
    assert figured("target(hte_first)").value == 5
    assert figured("target(hte_first)", "2022").value == 8
    missing = figured("target(hte_first)", "2023")
    assert missing.value is None and "2023 年没有登记" in missing.why


def test_a_target_in_another_unit_is_converted(cast, figured):
    code = next(i.code for i in indicators(cast.bureau).values() if i.unit == "万元" and i.definition)
    set_target(cast, code, "2022", "1.5", "亿元")
    assert figured(f"target({code})", "2022").value == 15000


def test_a_target_set_again_replaces_the_one_before_and_may_be_taken_away(cast, figured):
    for value in (8, 9, 9, None):
        set_target(cast, "hte_first", "2022", value)
    assert figured("target(hte_first)", "2022").value is None
    assert Entry.objects.filter(event=Event.TARGET_SET).count() == 3


def test_completion_needs_a_target_above_zero(cast, figured):  # I7
    assert figured("completion(hte_count)").value is None
    set_target(cast, "hte_count", "2022", 0)
    assert figured("completion(hte_count)").value is None


def test_an_assessment_of_the_superior_gives_the_target_where_none_was_set(cast, add, figured):
    hte = indicators(cast.bureau)["hte_count"]
    add(
        "assessments",
        assessment="年度考核",
        indicator=hte.also[0],
        year=2022,
        target=Decimal(120),
        measure_unit="家",
    )
    found = figured("target(hte_count)")
    assert found.value == 120 and found.record_id and "年度考核" in found.meaning
    set_target(cast, "hte_count", "2022", 130)
    assert figured("target(hte_count)").value == 130
