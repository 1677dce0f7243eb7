"""One line of the log for each job 任务日志, under a number of its own, by which a person who was told of a failure is helped."""

import logging
import time

from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished, task_started

from taizhang.core import references

logger = logging.getLogger(__name__)
_started: dict[str, float] = {}


def reference_of(job: str) -> str:
    """The number of a job: the first ten signs of its id."""
    return job.replace("-", "")[:10].upper()


@receiver(task_started)
def begin(sender: object, task_result: TaskResult, **more: object) -> None:
    references.begin(reference_of(str(task_result.id)))
    _started[str(task_result.id)] = time.perf_counter()


@receiver(task_finished)
def end(sender: object, task_result: TaskResult, **more: object) -> None:
    """A job that failed wakes somebody; its places in the code are logged, what it said is in the database."""
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
