"""Whether somebody waits for a worker that is not there 任务进程缺席: said to the person, not only to administrators."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from taizhang.operations import alive

PATIENCE = timedelta(seconds=20)  # four signs of life


def worker_absent(now: datetime) -> bool:
    """A task has waited for a while, and no worker has given a sign of life since."""
    if not DBTaskResult.objects.ready().filter(enqueued_at__lt=now - PATIENCE).exists():
        return False
    seen = alive.seen(alive.WORKER)
    return seen is None or now - seen > PATIENCE
