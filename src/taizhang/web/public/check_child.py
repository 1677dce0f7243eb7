"""The process that reads one stranger's document 核查进程: bytes in by a pipe, the answer out by a pipe, nothing on disk.

`python -m taizhang.web.public.check_child`. In: one line of JSON (`name`, `pasted`, `give`), then the bytes. Out: one line of
JSON, then for a document its bytes. It knows no Django and bears limits of its own on time and memory, so that whatever
was uploaded can hurt nothing but this process.
"""

import json
import os
import resource
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from taizhang.core.decisions import Refused

CPU_SECONDS = 20
OFFICE_SECONDS = 25
MEMORY = 1536 * 1024 * 1024
MOST_TEXT = 500_000  # characters; a report of thirty pages has about 25,000
MOST_FIGURES = 20_000


def main() -> None:
    """Do one task and say how it went."""
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        head, body = _done(data, **asked)
    except Refused as refused:
        head, body = {"refused": refused.sentence, "code": getattr(refused, "code", "refused")}, b""
    except MemoryError:
        from taizhang.core.reading.documents import unreadable

        head, body = {"refused": unreadable.bomb().sentence, "code": "bomb"}, b""
    sys.stdout.buffer.write(json.dumps(head, ensure_ascii=False).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _done(data: bytes, name: str, pasted: bool, give: str) -> tuple[dict[str, Any], bytes]:
    from taizhang.core.reading.documents import unreadable
    from taizhang.core.reading.documents.opening import open_document, open_text
    from taizhang.core.reading.reading import read

    document = open_text(data.decode(), name) if pasted else open_document(data, name, convert=_converted)
    if len(document.text) > MOST_TEXT:
        raise unreadable.too_long(MOST_TEXT)
    reading = read(document)
    if len(reading.figures) > MOST_FIGURES:
        raise Refused(
            f"稿件里有 {len(reading.figures):,} 个数字，超过了一次能核查的 {MOST_FIGURES:,} 个。请拆成几个文件再试。"
        )
    if give == "docx":
        return {"format": document.format}, _annotated(data, reading)
    if give == "json":
        from taizhang.core.reading.labels import as_labels

        return {"format": document.format}, json.dumps(
            as_labels(reading), ensure_ascii=False, indent=1
        ).encode()
    from taizhang.web.public.check_page import page_of

    return page_of(reading, data), b""


def _annotated(data: bytes, reading: Any) -> bytes:
    from taizhang.core.reading.annotate.docx import annotate_docx

    if reading.document.format != "docx":
        raise Refused("批注只能写进 .docx。请用 Word 或 WPS 打开原稿，另存为 .docx 再核查。")
    return annotate_docx(data, reading, when=datetime.now(UTC))


def _converted(data: bytes) -> bytes:
    """An old .doc as .docx, by LibreOffice; what it writes on the way lies in memory where the machine has a place for that."""
    from taizhang.office import to_docx

    if Path("/dev/shm").is_dir() and os.access("/dev/shm", os.W_OK):
        tempfile.tempdir = "/dev/shm"
    lifted = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)}
    for kind, (_, most) in lifted.items():
        resource.setrlimit(kind, (most, most))
    try:
        return to_docx(data, seconds=OFFICE_SECONDS)
    finally:
        for kind, limits in lifted.items():
            resource.setrlimit(kind, limits)


def _limit() -> None:
    """Less than its share of the machine, and an end to it whatever happens."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    )  # no file, not one byte
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no picture of the document behind


if __name__ == "__main__":
    main()
