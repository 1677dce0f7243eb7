"""What is tried out is read in the unit of the policy, and told in words."""

from datetime import date
from fractions import Fraction

import pytest

from taizhang.decisions.packs import pack_of
from taizhang.policies.engine.rules import Rules, rules_on
from taizhang.web.desk.ladder.asking import Asking
from taizhang.web.desk.ladder.knobs import Knob, Trial, knobs, trial

ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def known():
    return knobs(rules_on(pack_of("national/high_tech_enterprise"), ON))


def test_the_thresholds_of_the_conditions_may_be_tried_band_by_band_and_the_experts_table_may_not(known):
    told = {k.key: (k.text, k.plain, k.typed_in) for k in known}
    assert told["rd_share.0"] == ("5%", "5", "%")
    assert told["rd_share.2"] == ("3%", "3", "%")
    assert told["registered_days"] == ("365 天", "365", "天")
    assert told["score_above"] == ("70 分", "70", "分")
    assert "ip_most" not in told
    titles = {k.key: k.title for k in known}
    assert titles["rd_share.0"].endswith("（不超过 5,000.00 万元）")
    assert titles["rd_share.2"].endswith("（其余）")


def test_every_knob_is_a_parameter_that_the_rules_take(known):
    changed = {k.key: k.now for k in known}
    rules = Rules(pack_of("national/high_tech_enterprise"), ON, changed)
    assert rules.verdict is rules_on(rules.pack, ON).verdict  # the same numbers build the same expression


def test_a_trial_is_read_with_or_without_its_unit_and_said_in_words(known):
    asked = Asking.read({"rd": "10", "by": "rd_share.0", "to": "4.5"})
    expected = Trial(
        Fraction(11, 10), (("rd_share.0", Fraction(45, 1000)),),
        ("研发费用增加 10%", f"{next(k.title for k in known if k.key == 'rd_share.0')} 5% 改为 4.5%"),
    )  # fmt: skip
    assert trial(asked, known) == expected
    assert trial(Asking.read({"rd": "10", "by": "rd_share.0", "to": "4.5 %"}), known) == expected
    assert trial(Asking.read({"by": "rd_share.0", "to": "5"}), known) == Trial()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("很多", "不是数"),
        ("1,5", "不是数"),
        ("500 %", "不能超过 100%"),
        ("-3", "不能是负数"),
        ("4.5 万元", "以%计"),
        ("5 斤", "没见过"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(known, typed, told):
    found = trial(Asking.read({"by": "rd_share.0", "to": typed}), known)
    assert (found.changed, bool(found), told in found.wrong) == ((), False, True)


def test_money_is_typed_in_ten_thousands():
    knob = Knob("limit", "上限", Fraction(20_000_000), "元")
    assert (knob.plain, knob.typed_in, knob.text) == ("2000", "万元", "2,000.00 万元")
    assert knob.read("2500") == knob.read("2500 万元") == knob.read("25000000 元") == 25_000_000


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", 0),
        ("7", 7),
        ("-7", -7),
        ("−7", -7),
        ("+7", 7),
        ("99", 30),
        ("-99", -30),
        ("1.5", 0),
        ("²", 0),
        ("x", 0),
    ],
)
def test_the_slider_stays_within_its_reach(typed, read):
    assert Asking.read({"rd": typed}).rd == read


@pytest.mark.parametrize(
    ("typed", "read"), [("c39", "C39"), ("*", ""), ("=C", ""), ("C39 至 C40", ""), ("' OR 1=1", "")]
)
def test_only_a_code_narrows_by_industry(typed, read):
    """What a condition of a register would take for more (*: any) would count in the figures and find nothing in the lists."""
    assert Asking.read({"industry": typed}).industry == read


def test_an_address_is_read_back_as_it_was_written():
    asked = Asking.read(
        {"rung": "tsme", "show": "near", "street": "12", "field": "新材料 & 其他", "rd": "-5", "page": "3"}
    )
    from django.http import QueryDict

    assert Asking.read(QueryDict(asked.query(page=3))) == asked
    assert Asking.read(QueryDict(asked.query(show="lack"))).page == 1
    assert Asking.read({"rung": "nothing", "street": "x", "page": "-1", "within": "7"}) == Asking()
