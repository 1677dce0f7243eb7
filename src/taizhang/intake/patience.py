"""How long a file may be read before somebody else's turn comes 读表时限.

What a library does with one file cannot tell how far it is. While it works, a sign of life is given for it, so that a slow file is
not taken for a dead job and begun again; and it has only so many seconds of the processor, so that no file holds the queue.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from django.conf import settings

from taizhang.core.decisions import Refused
from taizhang.intake.progress import Beat

SIGN = 10.0  # seconds between two signs of life


class OutOfTime(BaseException):
    """The seconds are used up. Not an Exception: no reader may take it for a fault of the file and go on."""


@contextmanager
def patience(beat: Beat) -> Iterator[None]:
    """Let the work inside be silent, for at most READ_SECONDS of the processor. Raises Refused when they are used up.

    The clock on the wall would blame the file for a busy machine. Only a process's main thread can be interrupted, and
    there a job runs; elsewhere there is no limit.
    """
    done = threading.Event()
    threading.Thread(target=give_signs, args=(beat, done), daemon=True).start()
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGPROF, interrupt) if main else None
    if main:
        signal.setitimer(signal.ITIMER_PROF, settings.READ_SECONDS)
    try:
        yield
    except OutOfTime as over:
        raise Refused(
            f"这个文件读了 {settings.READ_SECONDS:g} 秒还没有读完，已停下，没有导入任何数据。"
            "请删去表格里空白的格式和多余的工作表，另存为 .xlsx，或拆成几个文件再传。"
        ) from over
    finally:
        if main:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
        done.set()


def give_signs(beat: Beat, done: threading.Event) -> None:
    """Until it is done, and as long as the process lives."""
    while not done.wait(SIGN):
        with suppress(OSError):
            beat.path.touch()


def interrupt(number: int, frame: FrameType | None) -> None:
    raise OutOfTime
