"""What could not be checked: why, and what last year would have been."""

import pytest

from taizhang.core.reading.figures.figure import Figure, Role
from taizhang.core.reading.wording.tests.figures import fig
from taizhang.core.reading.wording.unchecked import if_last_year, reason

RISE, FALL = Role.GROWTH_RATE, Role.DECREASE


def told(level: Figure, rate: Figure) -> str:
    level.of = level.of or "专利申请"
    rate.of = rate.of or "专利申请"
    return if_last_year((level, fig("65件", of="发明"), rate), 2)


def test_last_year_that_fits():
    assert told(fig("331件"), fig("37.9%", RISE)) == "若上年为 240 件，331 ÷ 240 − 1 = 37.9%，成立"


def test_after_a_fall():
    assert told(fig("1024件"), fig("6.9%", FALL)) == "若上年为 1100 件，1 − 1024 ÷ 1100 = 6.9%，成立"


def test_no_whole_number_gives_this_rate():
    assert told(fig("12家"), fig("37.9%", RISE)) == "没有哪个整数的上年数能与 12家 配出 37.9%，请再核对"


@pytest.mark.parametrize(
    ("level", "rate"),
    [
        (fig("331.5亿元"), fig("37.9%", RISE)),  # nearly any base fits: nothing is said
        (fig("331件"), fig("37.9%", Role.SHARE)),
        (fig("331件", of="商标"), fig("37.9%", RISE)),
        (fig("331件", Role.TARGET), fig("37.9%", RISE)),
        (fig("331件"), fig("100%", FALL)),
    ],
)
def test_where_nothing_can_be_said(level, rate):
    assert told(level, rate) == ""


def test_a_level_of_another_period_is_not_taken():
    level, rate = fig("331件", of="专利"), fig("37.9%", RISE, of="专利")
    level.period, rate.period = "2025", "2026"
    assert if_last_year((level, rate), 1) == ""


def test_reasons():
    masked = fig("5家")
    masked.value, masked.masked = None, True
    assert [reason(each) for each in (masked, fig("5%", RISE), fig("5家", Role.TARGET))] == [
        "数字已隐去",
        "文中没有上年数",
        "是目标或计划数，文中没有可比的数",
    ]


def test_every_role_has_a_reason():
    assert all(reason(fig("5家", role)) for role in Role)
