"""The queue of jobs 任务队列: whether something still waits in it, and what the death of a worker left said to be running."""

import os
import socket
import uuid
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

HOST = socket.gethostname()[:30]


class WorkerDied(Exception):
    """The worker ended in the middle of the task; what it had not committed was never written."""


def waits(task: Any, thing_id: int) -> bool:
    """Whether this task for this thing stands in the queue and nobody has begun it."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path)
    return waiting.filter(args_kwargs={"args": [thing_id], "kwargs": {}}).exists()


def worker_name() -> str:
    """A name for a worker that says where it runs, so that others can see whether it still lives."""
    return f"{HOST}/{os.getpid()}/{uuid.uuid4().hex[:12]}"


def lives(name: str, mine: str = "") -> bool:
    """Whether a worker lives as far as this machine can tell; `mine` is who asks, in the same process."""
    host, _, rest = name.partition("/")
    pid = rest.partition("/")[0]
    if host != HOST or not pid.isdecimal():
        return True  # another machine's
    if int(pid) == os.getpid() and mine:
        return name == mine
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def bury(mine: str = "") -> int:
    """Tasks said to be running whose worker is gone are marked as ended without an outcome. Returns how many.

    What they worked on is found by its own claim and begun again; this is only the queue's own record of it.
    """
    gone = 0
    for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if task.worker_ids and not lives(task.worker_ids[-1], mine):
            task.set_failed(WorkerDied("the worker ended in the middle of this task"))
            gone += 1
    return gone


def died_in_the_middle() -> str:
    """How the queue's record names the end of such a task."""
    return f"{WorkerDied.__module__}.{WorkerDied.__qualname__}"
