"""One document read for a stranger, in a process of its own 核查一份稿件: bounded in number, time and memory; nothing kept."""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.core.reading.documents import unreadable

log = logging.getLogger(__name__)
SECONDS = 40  # on the clock; the process has a limit of its own on computing time
AT_ONCE = 2  # documents read at the same time by one web process
PATIENCE = 4  # seconds that a request waits for its turn
BUSY = "正在核查的稿件较多，这一份还没有轮到。请过半分钟再点一次。"
SLOW = "这份稿件读得太久，已经停下，没有核查完。请把正文复制到新建的文档里，或拆成几个文件再试。"
FAILED = "这份稿件没有读成，可能是文件特殊，也可能是系统的问题。请把正文分几段粘贴到框里再试。"
COMMAND = [sys.executable, "-m", "taizhang.web.public.check_child"]
_turns = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """All turns are taken; try again."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What was handed in 稿件: a file's bytes with its name, or pasted text. Lives as long as the request."""

    name: str
    data: bytes
    pasted: bool = False


def work(manuscript: Manuscript, give: str) -> tuple[dict[str, Any], bytes]:
    """Read it and give "page" (values for the result page), "docx" (annotated) or "json" (the labels), the last two as bytes.

    Raises Refused in words when it cannot be read, Busy when too many are being read.
    """
    asked = {"name": manuscript.name, "pasted": manuscript.pasted, "give": give}
    head = json.dumps(asked, ensure_ascii=False).encode() + b"\n"
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy
    try:
        answer = _ask(head + manuscript.data)
    finally:
        _turns.release()
    line, _, body = answer.partition(b"\n")
    told: dict[str, Any] = json.loads(line)
    if "refused" in told:
        raise unreadable.Unreadable(told["code"], told["refused"])
    return told, body


def _ask(question: bytes) -> bytes:
    # A session of its own, so that whatever it started ends with it.
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            answer, _ = child.communicate(question, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Refused(SLOW) from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Refused(SLOW)
    if child.returncode:
        log.error(
            "the reader ended", extra={"code": child.returncode}
        )  # the number alone: nothing of the document
        raise Refused(FAILED)
    return answer
