"""The same form or call sent twice is done once 重复提交: a double click, a retry, a second tab, F5 after sending.

Whoever comes first holds the mark while the act is done; whoever comes with the same mark meanwhile waits for the
answer of the first, and later gets that answer again. A mark whose holder died is free after a minute: the acts
themselves are whole or not at all.
"""

import hashlib
import time
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from taizhang.registers.around import Sending

DEAD = timedelta(seconds=60)
KEPT = timedelta(days=2)
WAIT_SECONDS = 10.0
LONGEST_ANSWER = 100_000


def mark_of(*parts: str) -> str:
    """One mark for who sent what where."""
    return hashlib.sha256("\n".join(f"{len(p)}:{p}" for p in parts).encode()).hexdigest()


def begin(mark: str, content: str) -> Sending | None:
    """Take the mark: None when this is the first, else what the first one left (perhaps still being done)."""
    now = timezone.now()
    Sending.objects.filter(mark=mark, status=0, at__lt=now - DEAD).delete()
    try:
        with transaction.atomic():
            Sending.objects.create(mark=mark, content=content, at=now)
    except IntegrityError:
        return Sending.objects.filter(mark=mark).first() or begin(mark, content)
    return None


def finish(mark: str, *, status: int, location: str = "", answer: str = "") -> None:
    """Keep the answer of what was done, for whoever sends the same again."""
    fits = len(answer) <= LONGEST_ANSWER and len(location) <= 500
    if not fits:
        give_up(mark)
        return
    Sending.objects.filter(mark=mark).update(status=status, location=location, answer=answer)


def give_up(mark: str) -> None:
    """It was not done, or its answer cannot be given twice: the same may be sent again."""
    Sending.objects.filter(mark=mark).delete()


def wait_for(mark: str, seconds: float = WAIT_SECONDS) -> Sending | None:
    """The answer of the first, once it is there; None when it is not done in time, or was not done after all."""
    until = time.monotonic() + seconds
    while True:
        found = Sending.objects.filter(mark=mark).first()
        if found is None or found.status:
            return found
        if time.monotonic() > until:
            return None
        time.sleep(0.1)


def sweep(now: datetime) -> int:
    """Forget what was sent more than two days ago. Returns how many."""
    return Sending.objects.filter(at__lt=now - KEPT).delete()[0]
