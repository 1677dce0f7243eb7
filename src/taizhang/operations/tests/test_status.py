"""The morning's look at the house."""

from datetime import timedelta

from django.utils import timezone

from taizhang.intake.tasks import read_batch
from taizhang.operations.status import status


def line(title: str, now=None):
    return next(entry for entry in status(now or timezone.now()) if entry.title == title)


def test_a_new_house_lacks_only_its_first_backup(db):
    assert [entry.title for entry in status(timezone.now()) if not entry.well] == ["最近的备份"]


def test_a_job_that_nobody_takes_says_that_the_worker_is_absent(db):
    read_batch.enqueue(1)
    assert line("后台任务").well
    later = line("后台任务", timezone.now() + timedelta(minutes=5))
    assert not later.well
    assert "taizhang worker" in later.remedy


def test_an_old_backup_is_said(db, tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "taizhang-1.tar").touch()
    assert line("最近的备份").well
    assert not line("最近的备份", timezone.now() + timedelta(days=3)).well
