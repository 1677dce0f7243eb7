"""Processes that die: what they were at is begun again or given back, whole or not at all, and once."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from taizhang.intake import actions, applying, jobs, progress, queue, tasks
from taizhang.intake.models import Batch, Row
from taizhang.intake.tests.books import firm, firms, only_sheet, read
from taizhang.registers.organizations.models import Organization

pytestmark = pytest.mark.django_db
State = Batch.State
NEW = "江山市新谷机械有限公司"


@pytest.fixture
def batch(cast):
    return read(firms(firm(11, NEW)), cast.staff)


def silent(batch, **values):
    """The batch as a process left it that died an hour ago."""
    long_ago = timezone.now() - timedelta(hours=1)
    Batch.objects.filter(pk=batch.pk).update(beat_at=long_ago, received_at=long_ago, **values)
    batch.refresh_from_db()


def queued():
    return [
        (t.task_path.rsplit(".", 1)[1], t.args_kwargs["args"])
        for t in DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    ]


def test_accepted_and_never_queued_is_begun_for_the_same_person(cast, batch):
    silent(batch, state=State.APPLYING, acting=cast.staff)
    assert jobs.recover() == 1
    assert queued() == [("apply_batch", [batch.pk])]
    tasks.apply_batch.call(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.acting) == (State.ACCEPTED, cast.staff)


def test_while_no_worker_runs_what_waits_is_left_alone_and_queued_once(cast, batch):
    silent(batch, state=State.APPLYING, acting=cast.staff)
    tasks.apply_batch.enqueue(batch.pk)
    for _ in range(3):
        assert jobs.recover() == 0
    batch.refresh_from_db()
    assert (batch.state, batch.sentence, queued()) == (State.APPLYING, "", [("apply_batch", [batch.pk])])


def test_a_person_accepts_in_one_step(cast, batch, django_capture_on_commit_callbacks):
    """No moment in which the batch is being applied for nobody, or for who accepted it last time."""
    with django_capture_on_commit_callbacks(execute=True):
        actions.accept(batch, cast.staff)
    assert (batch.state, batch.acting, queued()) == (
        State.APPLYING,
        cast.staff,
        [("apply_batch", [batch.pk])],
    )


def test_a_reading_that_died_is_begun_again(batch):
    silent(batch, state=State.READING, claim="dead")
    assert jobs.recover() == 1
    batch.refresh_from_db()
    assert (batch.state, batch.claim, queued()) == (State.RECEIVED, "", [("read_batch", [batch.pk])])


def test_what_a_person_decided_outlives_the_job_that_types_anew(cast, batch, monkeypatch):
    monkeypatch.setattr("taizhang.intake.deciding.AT_ONCE", 0)
    sheet = only_sheet(batch)
    letter = next(c["letter"] for c in sheet.columns if c["field"] == "contact")
    actions.set_column(sheet, letter, field="")
    batch.refresh_from_db()
    assert batch.state == State.READING
    silent(batch, claim="dead")
    assert jobs.recover() == 1
    assert queued() == [
        ("retype_sheet", [sheet.pk])
    ]  # typed anew, not read anew: that would forget the column
    tasks.retype_sheet.call(sheet.pk)
    batch.refresh_from_db()
    kept = next(c for c in only_sheet(batch).columns if c["letter"] == letter)
    assert (batch.state, kept["field"], "retyping" in batch.outcome) == (State.CHECKED, "", False)


def test_rows_and_counts_come_together_or_not_at_all(cast, batch, monkeypatch):
    """A process that ends after the rows and before the counts leaves neither."""

    def ends(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(applying, "tidy", ends)
        actions.accept(batch, cast.staff, later=False)
    assert not Organization.objects.filter(name=NEW).exists()
    silent(batch)
    assert jobs.recover() == 1
    actions.accept(batch, cast.staff, later=False)
    assert (only_sheet(batch).tally["applied"], batch.outcome["left"]) == (1, 0)


def test_an_undone_batch_and_its_marks_come_together(cast, batch, monkeypatch):
    actions.accept(batch, cast.staff, later=False)

    def ends(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr("taizhang.intake.undoing.recount", ends)
        actions.undo(batch, cast.staff, later=False)
    assert Organization.objects.filter(name=NEW).exists()
    assert Row.objects.filter(sheet__batch=batch, applied=True).count() == 1


@pytest.fixture
def dead_pid():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return gone.pid


def test_tasks_of_a_dead_worker_no_longer_count_as_running(batch, dead_pid):
    for name in (f"{queue.HOST}/{dead_pid}/x", queue.worker_name(), "another-machine/1/y"):
        task = tasks.read_batch.enqueue(batch.pk).db_result
        task.claim(name)
    assert queue.bury() == 1
    buried = DBTaskResult.objects.get(status=TaskResultStatus.FAILED)
    assert (buried.worker_ids[-1].split("/")[1], buried.exception_class_path) == (
        str(dead_pid),
        queue.died_in_the_middle(),
    )


def test_a_worker_that_begins_again_buries_what_it_was_at(batch):
    before, now = queue.worker_name(), queue.worker_name()
    tasks.read_batch.enqueue(batch.pk).db_result.claim(before)
    assert (queue.bury(mine=now), queue.bury(mine=now)) == (1, 0)


def test_what_a_dead_job_last_said_is_cleared_away():
    for job, age in (("7", 2 * progress.OVER), ("8", 0)):
        progress.Beat(job).say("写")
        said = progress.path_of(job).stat().st_mtime - age
        os.utime(progress.path_of(job), (said, said))
    assert progress.sweep() == 1
    assert (progress.read("7").phase, progress.read("8").phase) == ("", "写")


def test_accepting_once_more_what_is_all_in_starts_nothing(cast, batch, django_capture_on_commit_callbacks):
    actions.accept(batch, cast.staff, later=False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.accept(batch, cast.staff)
    assert (batch.state, queued()) == (State.ACCEPTED, [])
