"""The doors through which a file comes in, and what is asked of the house at each."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from random import Random

from bench.hostile.archives import archives
from bench.hostile.case import Case, Outcome, Verdict, failed, judged
from bench.hostile.documents import documents
from bench.hostile.house import ROOT, House

REFUSAL = re.compile(r'role="alert"[^>]*data-error><p>[^<]')
READ_SECONDS = 60  # the worker has read a file by then


def cases(chance: Random) -> Iterator[Case]:
    """Every file at the import; documents at the public checker too; a part of them at the other doors."""
    for kind, found in (
        ("archives", archives()),
        ("documents", ((n, partial(bytes, c)) for n, c in documents())),
    ):
        for name, content in found:
            end = name.rsplit(".", 1)[-1]
            if end in ("xlsx", "xls", "csv", "docx", "html", "pdf"):
                yield Case(
                    f"{kind}: import",
                    name,
                    lambda house, n=name, c=content: imported(house, n, c()),
                    READ_SECONDS,
                )
            if end in ("docx", "doc", "xlsx", "pdf", "txt", "html"):
                yield Case(
                    f"{kind}: public checker",
                    name,
                    lambda house, n=name, c=content: checked(house, n, c()),
                    50,
                )
            if chance.random() < 0.35:
                yield Case(
                    f"{kind}: attachment", name, lambda house, n=name, c=content: attached(house, n, c())
                )
            if end in ("docx", "xlsx", "pdf", "txt") and chance.random() < 0.3:
                yield Case(
                    f"{kind}: reconcile",
                    name,
                    lambda house, n=name, c=content: reconciled(house, n, c()),
                    READ_SECONDS,
                )
            if end in ("xlsx", "xls", "csv") and chance.random() < 0.5:
                yield Case(
                    f"{kind}: hand-in", name, lambda house, n=name, c=content: handed(house, n, c()), 20
                )
            if end in ("docx", "pdf", "txt", "xlsx") and chance.random() < 0.15:
                yield Case(
                    f"{kind}: taizhang check", name, lambda house, n=name, c=content: shell(house, n, c()), 60
                )


def checked(house: House, name: str, content: bytes) -> Outcome:
    """稿件数字核查, open to everybody."""
    for _ in range(3):
        answer = house.upload("/check/", "file", name, content)
        if answer.status != 503:
            break
        time.sleep(2)
    if "<tz-evil" in answer.text or "<script>window" in answer.text:
        return failed("markup of the document came through")
    return Outcome(Verdict.REFUSED) if REFUSAL.search(answer.text) else judged(answer.status, answer.body)


def imported(house: House, name: str, content: bytes) -> Outcome:
    """收表: the worker reads it; the batch ends refused in words, or waits to be confirmed."""
    from taizhang.intake.models import Batch

    last = Batch.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    answer = house.upload("/imports/files/", "files", name, content, who="staff")
    if answer.status >= 400:
        return judged(answer.status, answer.body)
    batch = Batch.objects.filter(pk__gt=last).first()
    if batch is None:
        return Outcome(Verdict.REFUSED)
    ends = time.monotonic() + READ_SECONDS
    while batch.state in (Batch.State.RECEIVED, Batch.State.READING):
        if time.monotonic() > ends:
            return failed(f"still {batch.state} after {READ_SECONDS} s")
        time.sleep(0.1)
        batch.refresh_from_db()
    page = house.ask("GET", f"/imports/{batch.number}/", who="staff")
    if page.status != 200:
        return failed(f"its page answers {page.status}")
    if "<tz-evil" in page.text or "<script>window" in page.text or "<img src=x" in page.text:
        return failed("markup of the file came through")
    if batch.state == Batch.State.REFUSED:
        return Outcome(Verdict.REFUSED) if batch.sentence else failed("refused without a sentence")
    return Outcome(Verdict.HARMLESS)


def attached(house: House, name: str, content: bytes) -> Outcome:
    """附件: kept as it is or refused; what is kept comes back only as a download."""
    from taizhang.files.models import Attachment

    record = house.cast.firm_east.pk
    last = Attachment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    answer = house.upload(f"/registers/organizations/{record}/files/", "files", name, content, who="staff")
    if answer.status >= 400:
        return judged(answer.status, answer.body)
    kept = Attachment.objects.filter(pk__gt=last).first()
    if kept is None:
        return Outcome(Verdict.REFUSED)
    back = house.ask("GET", f"/files/{kept.pk}/", who="staff")
    wanted = {
        "content-security-policy": "sandbox",
        "content-disposition": "attachment",
        "x-content-type-options": "nosniff",
    }
    missing = [header for header, word in wanted.items() if word not in back.headers.get(header, "")]
    if back.status != 200 or back.body != content or missing:
        return failed(f"download: {back.status}, {missing}")
    return Outcome(Verdict.HARMLESS)


def reconciled(house: House, name: str, content: bytes) -> Outcome:
    """对账."""
    from taizhang.reports.models import Manuscript

    last = Manuscript.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    answer = house.upload("/reconcile/", "file", name, content, who="staff", values={"period": "2025"})
    if answer.status >= 400:
        return judged(answer.status, answer.body)
    made = Manuscript.objects.filter(pk__gt=last).first()
    if made is None:
        return Outcome(Verdict.REFUSED)
    ends = time.monotonic() + READ_SECONDS
    while time.monotonic() < ends:
        page = house.ask("GET", f"/reconcile/{made.pk}/", who="staff")
        if page.status >= 500:
            return failed(f"its page answers {page.status}")
        if f"/reconcile/{made.pk}/progress/" not in page.text:
            return Outcome(Verdict.HARMLESS)
        time.sleep(0.3)
    return failed(f"still being read after {READ_SECONDS} s")


def handed(house: House, name: str, content: bytes) -> Outcome:
    """报送: a superior's own workbook."""
    answer = house.upload("/handins/new/", "file", name, content, who="staff", values={"name": name[:40]})
    return judged(answer.status, answer.body)


def shell(house: House, name: str, content: bytes) -> Outcome:
    """`taizhang check FILE`: ends with a sentence, never with a traceback."""
    path = house.home / f"shell-{name}"
    path.write_bytes(content)
    ended = subprocess.run(
        [sys.executable, "-m", "taizhang", "check", str(path)],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )
    path.unlink()
    said = (ended.stdout + ended.stderr).decode("utf-8", "replace")
    if "Traceback" in said or ended.returncode < 0:
        return failed(f"exit {ended.returncode}: {said[-200:]}")
    return Outcome(Verdict.HARMLESS if ended.returncode == 0 else Verdict.REFUSED)
