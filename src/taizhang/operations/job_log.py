"""One line of the log for each job 任务日志, under a number of its own, by which a person who was told of a failure is helped.

What the queue keeps of a failed job is what the log says of it: kinds and places in the code, never a message, which may
quote a value.
"""

import logging
import sys
import time

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult

from taizhang.core import references
from taizhang.operations.log import places

logger = logging.getLogger(__name__)
PLACES = "places:\n"  # begins what we wrote
_started: dict[str, float] = {}


def reference_of(job: str) -> str:
    """The number of a job: the first ten signs of its id."""
    return job.replace("-", "")[:10].upper()


@receiver(pre_save, sender=DBTaskResult)
def say_no_values(sender: object, instance: DBTaskResult, **more: object) -> None:
    """The queue's record of a failure without what the exception said."""
    if instance.traceback and not instance.traceback.startswith(PLACES):
        error = sys.exception()
        instance.traceback = PLACES + "\n".join(places(error) if error else [instance.exception_class_path])


def forget_messages() -> int:
    """Records of failures from before, which still hold what exceptions said: their kind alone stays. Returns how many."""
    return (
        DBTaskResult.objects.exclude(traceback="")
        .exclude(traceback__startswith=PLACES)
        .update(traceback=PLACES)
    )


@receiver(task_started)
def begin(sender: object, task_result: TaskResult, **more: object) -> None:
    references.begin(reference_of(str(task_result.id)))
    _started[str(task_result.id)] = time.perf_counter()


@receiver(task_finished)
def end(sender: object, task_result: TaskResult, **more: object) -> None:
    """A job that failed wakes somebody; its places in the code are logged."""
    job = str(task_result.id)
    seconds = time.perf_counter() - _started.pop(job, time.perf_counter())
    extra = {
        "task": task_result.task.module_path.removeprefix("taizhang."),
        "job": job,
        "ms": round(seconds * 1000),
    }
    if task_result.status == TaskResultStatus.FAILED:
        logger.error("job failed", extra=extra, exc_info=True)
    else:
        logger.info("job done", extra=extra)
    references.begin("")
