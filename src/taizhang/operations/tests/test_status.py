"""The morning's look at the house."""

import os
import time
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.intake.tasks import read_batch
from taizhang.operations import alive, nights
from taizhang.operations.absence import worker_absent
from taizhang.operations.status import status

pytestmark = pytest.mark.django_db


def line(title: str, now=None):
    return next(entry for entry in status(now or timezone.now()) if entry.title == title)


@pytest.fixture
def worker():
    with alive.alive(alive.WORKER, every=0.05):
        wait_for(lambda: alive.seen(alive.WORKER))
        yield


def wait_for(condition):
    for _ in range(100):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")


def test_a_new_house_at_work_lacks_only_its_backups(worker):
    wrong = [entry.title for entry in status(timezone.now()) if not entry.well]
    assert wrong == ["最近的备份", "最近的恢复证明", "异地备份"]


def test_a_worker_that_is_absent_is_known_although_nothing_waits():
    told = line("后台任务")
    assert not told.well
    assert "没有排队的任务" in told.fact and "taizhang worker" in told.remedy


def test_who_waits_for_a_job_is_told_that_nobody_works():
    """On the person's own page; not for a moment's waiting, and not while a worker is there."""
    read_batch.enqueue(1)
    assert not worker_absent(timezone.now())
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(seconds=30))
    assert worker_absent(timezone.now())
    with alive.alive(alive.WORKER):
        wait_for(lambda: alive.seen(alive.WORKER))
        assert not worker_absent(timezone.now())
    assert worker_absent(timezone.now())
    said = render_to_string("parts/no_worker.html", {"absent": True})
    assert "后台任务没有运行" in said and "已保存" in said and "恢复后自动继续" in said


def test_a_worker_that_was_killed_is_known_within_a_minute(worker):
    assert line("后台任务").well
    later = timezone.now() + timedelta(seconds=61)  # without a sign of life since
    assert not line("后台任务", later).well
    assert "最后一次" in line("后台任务", later).fact


def test_a_worker_that_ended_in_good_order_leaves_no_mark():
    with alive.alive(alive.WORKER):
        wait_for(lambda: alive.seen(alive.WORKER))
    assert alive.seen(alive.WORKER) is None


def test_a_job_that_nobody_takes_although_the_worker_is_there_is_said(worker):
    read_batch.enqueue(1)
    assert line("后台任务").well
    later = timezone.now() + timedelta(minutes=5)
    os.utime(next(alive.folder().glob("worker-*")), (later.timestamp(), later.timestamp()))
    assert "重新启动" in line("后台任务", later).remedy


def test_an_old_backup_is_said(tmp_path):
    (tmp_path / "backups").mkdir()
    now = timezone.localtime()
    (tmp_path / "backups" / f"taizhang-{now:%Y%m%d-%H%M%S}.tar").touch()
    assert line("最近的备份").well
    assert not line("最近的备份", timezone.now() + timedelta(days=3)).well


def test_what_carries_another_name_is_no_backup_of_ours(tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "taizhang-old.tar").touch()
    assert line("最近的备份").fact == "没有"


def test_the_night_begins_its_work_once_and_only_where_somebody_works(settings, cast):
    settings.BACKUP_HOUR = 2
    night = timezone.localtime().replace(hour=3) + timedelta(days=1)
    Bureau.objects.update(sample=True)
    assert not nights.begin_when_due(night)
    Bureau.objects.update(sample=False)
    settings.BACKUP_HOUR = 24
    assert not nights.begin_when_due(night)
    settings.BACKUP_HOUR = 2
    assert nights.begin_when_due(night)
    assert not nights.begin_when_due(night), "it waits already"


def test_one_backup_at_a_time_and_no_drill_without_one(cast):
    with pytest.raises(Refused, match="还没有备份"):
        nights.ask("prove", user=cast.system, address="")
    nights.every_night.enqueue()
    with pytest.raises(Refused, match="正在进行"):
        nights.ask("make", user=cast.system, address="")
