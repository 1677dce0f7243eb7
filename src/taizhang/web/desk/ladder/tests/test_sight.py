"""Valid now, less those that run out, with those that come, is what is in sight; it adds up."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.web.desk.ladder.rungs import Certificate
from taizhang.web.desk.ladder.sight import InSight, ending, last_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (None, "今年还没有登记目标，不作比较。"),
        (Decimal(415), "今年目标 415 家，在望数正好达到。"),
        (Decimal(410), "今年目标 410 家，在望数多 5 家。"),
        (Decimal(1450), "今年目标 1,450 家，在望数还差 1,035 家。"),
    ],
)
def test_it_adds_up_and_is_held_against_the_target(target, told):
    found = InSight(valid=380, expiring=12, applied=10, rise=37, target=target)
    assert (found.total, found.sentence) == (415, told)


def test_who_ends_by_the_day_without_an_application_is_taken_off():
    held = {
        1: Certificate(11, 1, date(2026, 12, 30), None),
        2: Certificate(12, 2, date(2026, 12, 31), None),
        3: Certificate(13, 3, date(2026, 12, 1), None),
        4: Certificate(14, 4, None, None),
    }
    assert list(ending(held, date(2026, 12, 30), {3})) == [1]
    assert list(ending(held, date(2026, 12, 31), set())) == [1, 2, 3]


def test_how_far_ahead_is_what_the_year_s_end_no_longer_counts_or_so_many_days():
    assert (last_day("", TODAY), last_day("90", TODAY)) == (date(2026, 12, 30), date(2027, 2, 20))
