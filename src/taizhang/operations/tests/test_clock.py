"""A clock that is set back: told in words, and nothing of the ledger breaks by it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import organization

from taizhang.intake.models import Batch
from taizhang.journal.chain import first_break, seal, seal_day
from taizhang.journal.models import DaySeal
from taizhang.operations.clock import words
from taizhang.operations.status import status
from taizhang.registers.proof import prove_records

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 15, 4, tzinfo=UTC)


def told():
    line = next(one for one in status(timezone.now()) if one.title == "系统时间")
    return line.well, line.fact


@pytest.fixture
def clock(request):
    """The system's clock, held at noon; the cast is made then."""
    with time_machine.travel(NOON, tick=False) as held:
        request.getfixturevalue("cast")
        yield held


def test_it_is_told_until_the_clock_is_right_again(clock, cast):
    assert told() == (True, "2026-09-15 12:00，与日志一致")
    clock.shift(-timedelta(hours=26, minutes=5))
    organization(cast.bureau, cast.east, "澜江时钟机械有限公司", 300)  # work goes on and does not hide it
    well, fact = told()
    assert not well and "系统时间被调回：最近的日志比现在晚 1 天 2 小时 5 分钟" in fact
    clock.shift(timedelta(hours=26, minutes=6))
    assert told()[0]


def test_chain_and_records_hold_across_it(clock, cast):
    seal()
    clock.shift(-timedelta(hours=5))
    organization(cast.bureau, cast.east, "澜江时钟机械有限公司", 300)
    clock.shift(timedelta(hours=9))
    organization(cast.bureau, cast.east, "澜江时钟电子有限公司", 301)
    assert seal() > 0
    assert first_break() is None
    assert prove_records().wrong == 0


def test_days_that_were_sealed_too_early_stay_sealed_and_sealing_goes_on(clock, cast):
    clock.shift(timedelta(days=3))  # the clock was fast
    seal_day(timezone.localdate())
    newest = DaySeal.objects.latest("day").day
    clock.shift(-timedelta(days=3))
    organization(cast.bureau, cast.east, "澜江时钟机械有限公司", 300)
    assert seal_day(timezone.localdate()).day == newest
    clock.shift(timedelta(days=5))
    assert seal_day(timezone.localdate()).day == newest + timedelta(days=2)
    assert first_break() is None


def test_who_is_signed_in_stays_so_and_batches_keep_their_order(clock, cast, as_user):
    browser = as_user(cast.staff)

    def upload(name):
        file = SimpleUploadedFile(name, f"企业名称\n澜江{name}有限公司\n".encode())
        return browser.post("/imports/files/", {"files": file, "sender": "", "region": ""})

    assert upload("甲.csv")["Location"].endswith("/imports/1/")
    clock.shift(-timedelta(hours=20))
    assert upload("乙.csv")["Location"].endswith("/imports/2/")
    page = browser.get("/imports/").content.decode()
    assert page.index("乙.csv") < page.index("甲.csv")  # newest first, by number and not by the clock
    assert Batch.objects.count() == 2


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        ({"minutes": 5}, "5 分钟"),
        ({"days": 2, "minutes": 1}, "2 天 1 分钟"),
        ({"seconds": 30}, "不到 1 分钟"),
    ],
)
def test_how_far_is_said_in_words(ahead, said):
    assert words(timedelta(**ahead)) == said
