"""Bundles made in the background 证明材料: asked for, worked on by one job at a time, given back when a job died.

The evidence workbook of a report, and the packed folder of the attachments behind an assessment's indicators.
"""

import tempfile
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import IO

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from taizhang.accounts.models import Bureau
from taizhang.core import references
from taizhang.core.decisions import Refused
from taizhang.files.store import keep
from taizhang.intake import progress, queue
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.reports import packing
from taizhang.reports.evidence import workbook
from taizhang.reports.models import Bundle, Report

Kind, State = Bundle.Kind, Bundle.State
STALE = timedelta(minutes=3)  # a job that says nothing for so long is dead
AGAIN = "上一次生成中途停了，已从头再来。"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Make = Callable[[Bundle, IO[bytes], Callable[[str, int, int], None]], str]


@transaction.atomic
def ask_evidence(*, report: Report, author: Author) -> Bundle:
    """Ask for the evidence workbook of a report 导出附表; one that is being made already is given instead."""
    return _ask(
        Bundle(bureau=report.bureau, kind=Kind.EVIDENCE, report=report), report.title, report.pk, author
    )


@transaction.atomic
def ask_papers(*, bureau: Bureau, assessment: str, year: int, author: Author) -> Bundle:
    """Ask for the packed folder of an assessment 打包证明材料. Refused when it has no indicators that year."""
    if not packing.indicators_of(bureau, assessment, year).exists():
        raise Refused(f"考核台账里没有“{assessment}”{year} 年的已核指标。请先登记或核实考核指标，再打包。")
    wanted = Bundle(bureau=bureau, kind=Kind.PAPERS, assessment=assessment, year=year)
    return _ask(wanted, f"{assessment} {year}", None, author)


def _ask(wanted: Bundle, title: str, record_id: int | None, author: Author) -> Bundle:
    same = {n: getattr(wanted, n) for n in ("bureau", "kind", "report", "assessment", "year")}
    under_way = (
        Bundle.objects.filter(**same, state__in=(State.WAITING, State.WORKING)).order_by("-pk").first()
    )
    if under_way is not None:
        return under_way
    wanted.by = author.user
    wanted.save()
    after = {"kind": wanted.kind, "bundle": wanted.pk}
    write(author, Note(Event.EVIDENCE_MADE, "reports", record_id, title[:200], None, after))
    transaction.on_commit(partial(make_bundle.enqueue, wanted.pk))
    return wanted


@task()
def make_bundle(bundle_id: int) -> None:
    """Make a bundle that was asked for; may run twice without harm."""
    work(bundle_id)


def progress_of(bundle: Bundle) -> progress.Progress:
    """How far the job is; empty before it began and after it ended."""
    return progress.read(_job(bundle.pk))


def work(bundle_id: int) -> None:
    """Claim the bundle, make it, keep its file. The claim is given back in the same update as the file's name."""
    claim = uuid.uuid4().hex
    mine = Bundle.objects.filter(pk=bundle_id, claim=claim)
    if not Bundle.objects.filter(pk=bundle_id, state=State.WAITING).update(state=State.WORKING, claim=claim):
        return
    beat = progress.Beat(_job(bundle_id))
    beat.say("开始")
    bundle = Bundle.objects.select_related("bureau__region", "report__bureau", "by").get(pk=bundle_id)
    try:
        with tempfile.TemporaryFile() as target:
            name = MAKERS[bundle.kind](bundle, target, beat.say)
            target.seek(0)
            file = keep(target, XLSX if name.endswith(".xlsx") else "application/zip")
        mine.update(
            state=State.DONE, claim="", file=file, name=name[:200], sentence="", done_at=timezone.now()
        )
    except Refused as refusal:
        mine.update(state=State.FAILED, claim="", sentence=refusal.sentence[:500])
    except Exception:  # told on the page, then raised for the queue and the log
        mine.update(
            state=State.FAILED,
            claim="",
            sentence=f"生成中途出错。请再试一次；还不行时请告诉系统管理员{references.spoken()}。",
        )
        raise
    finally:
        beat.end()


def recover() -> int:
    """Begin what was never queued, and the bundles of dead jobs again, each once; called every minute. Returns how many."""
    given = 0
    for bundle in Bundle.objects.filter(state=State.WAITING, at__lt=timezone.now() - STALE):
        if not queue.waits(make_bundle, bundle.pk):  # asked for, and the server died before it was queued
            make_bundle.enqueue(bundle.pk)
            given += 1
    for bundle in Bundle.objects.filter(state=State.WORKING):
        last = progress_of(bundle).beat_at or bundle.at
        if timezone.now() - last < STALE:
            continue
        again = bundle.sentence != AGAIN
        sentence = AGAIN if again else "生成两次都中途停了。请告诉系统管理员。"
        state = State.WAITING if again else State.FAILED
        dead = Bundle.objects.filter(pk=bundle.pk, state=State.WORKING, claim=bundle.claim)
        if dead.update(state=state, claim="", sentence=sentence):
            given += 1
            if again:
                make_bundle.enqueue(bundle.pk)
    return given


def _job(bundle_id: int) -> str:
    return f"bundle-{bundle_id}"


def _evidence(bundle: Bundle, target: IO[bytes], say: Callable[[str, int, int], None]) -> str:
    assert bundle.report is not None
    target.write(workbook(bundle.report, say))
    signed = "" if bundle.report.signed else "（草稿）"
    return f"{packing.safe_name(bundle.report.title)} 数字佐证表{signed}.xlsx"


def _papers(bundle: Bundle, target: IO[bytes], say: Callable[[str, int, int], None]) -> str:
    assert bundle.year is not None
    packing.pack(bundle.bureau, bundle.assessment, bundle.year, target, say)
    return f"{packing.safe_name(bundle.assessment)} {bundle.year}年 证明材料.zip"


MAKERS: dict[str, Make] = {Kind.EVIDENCE: _evidence, Kind.PAPERS: _papers}
