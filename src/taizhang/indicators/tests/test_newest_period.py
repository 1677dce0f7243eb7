"""Which period a page opens with."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from taizhang.indicators.queries import newest_period
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers

pytestmark = pytest.mark.django_db


def held(cast, day, bureau=None, **values):
    bureau = bureau or cast.bureau
    return add_record(
        registers()["events"],
        {"name": f"活动{day}", "kind": "training", "held_on": day, **values},
        bureau=bureau,
        author=Author(None, "测试", bureau=bureau),
        sources={},
    )


def test_it_is_the_half_year_of_the_newest_verified_row_of_the_bureau_itself(cast, django_assert_num_queries):
    held(cast, date(2008, 11, 3))
    held(cast, date(2009, 4, 30))
    held(cast, date(2012, 4, 30), bureau=cast.other_bureau)
    held(cast, timezone.localdate() + timedelta(days=40))
    with django_assert_num_queries(1):
        assert newest_period(cast.bureau).text == "2009-H1"


def test_an_empty_ledger_opens_with_this_half_year(cast):
    today = timezone.localdate()
    assert newest_period(cast.bureau).text == f"{today.year}-H{1 if today.month < 7 else 2}"
