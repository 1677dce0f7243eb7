"""The ledger is verified every night, whole as often as the setting says, and what is old is archived."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.outsider import sql

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.journal.chain import seal
from taizhang.journal.models import Archive, Entry
from taizhang.operations import nights, verifying
from taizhang.operations.status import verified
from taizhang.registers.proving import prove


def quiet(sentence: str) -> None:
    """Nobody listens."""


def test_the_first_night_proves_everything_and_the_setting_says_how_often_after_it(cast, settings):
    settings.VERIFY_DAYS = 3
    asked = []
    seal()
    with time_machine.travel(timezone.now(), tick=True) as clock:
        for _ in range(5):
            verifying.night(quiet)
            asked.append(verifying.newest(1)[0].full)
            clock.shift(timedelta(days=1))
    assert asked == [True, False, False, True, False]
    assert {told.ground for told in verifying.newest(9)} == {"每晚校验"}


def test_with_zero_only_what_is_new_is_proved_after_the_first(cast, settings):
    settings.VERIFY_DAYS = 0
    seal()
    verifying.night(quiet)
    verifying.night(quiet)
    assert [told.full for told in verifying.newest(9)] == [False, True], "the first has nothing to begin from"


def test_what_does_not_hold_is_red_and_in_the_trouble_of_the_page_and_is_proved_whole_again(cast, settings):
    settings.VERIFY_DAYS = 30
    verifying.night(quiet)
    assert verified(timezone.now()).well
    sql("UPDATE registers_organization SET phone = '1' WHERE id = %s", cast.firm_east.pk)
    sql("UPDATE journal_entry SET title = 'x' WHERE id = %s", Entry.objects.order_by("-id").first().pk)
    nights.in_words(lambda say: verifying.verify(say, "测试", whole=True), verifying.JOB)
    assert "校验不符" in nights.trouble(verifying.JOB)
    line = verified(timezone.now())
    assert not line.well
    assert "审计管理员" in line.remedy
    with pytest.raises(Refused, match="校验不符"):
        verifying.verify(quiet, "测试", whole=False)
    assert verifying.newest(1)[0].full, "after a broken proof nothing counts as proved"
    nights.trouble_file(verifying.JOB).unlink()


def test_a_night_archives_what_is_older_than_the_setting(cast, settings):
    settings.JOURNAL_MONTHS = 36
    verifying.night(quiet)
    with time_machine.travel(timezone.now() + timedelta(days=35 * 30), tick=True):
        prove()
        seal()
        assert verifying.archive_due(quiet, verifying.Author(None)) == 0
    assert Archive.objects.count() == 0


def test_the_night_begins_once_and_only_where_somebody_works(cast, settings):
    settings.BACKUP_HOUR = 24
    night = timezone.localtime().replace(hour=3) + timedelta(days=1)
    Bureau.objects.update(sample=True)
    assert not verifying.begin_when_due(night)
    Bureau.objects.update(sample=False)
    assert verifying.begin_when_due(night), "also where backups are made by a timer"
    assert not verifying.begin_when_due(night), "it waits already"
    with pytest.raises(Refused, match="正在进行"):
        verifying.ask("new", user=cast.audit, address="")


def test_nothing_old_enough_is_said(cast):
    with pytest.raises(Refused, match="没有可归档的"):
        verifying.ask("archive", user=cast.audit, address="")
