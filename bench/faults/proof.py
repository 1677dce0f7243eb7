"""The whole proof 全面核对: everything rests, then chain, records, freezes, files, counts and index are gone through."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bench.faults.book import Book
from bench.faults.checks import check
from taizhang.files.store import spoiled
from taizhang.intake.models import Batch, Row
from taizhang.intake.tallies import recount
from taizhang.journal.chain import first_break, seal, unsealed
from taizhang.merging.models import Merge
from taizhang.registers import search
from taizhang.registers.declaration import registers
from taizhang.registers.proof import prove_records
from taizhang.reports import freezing
from taizhang.reports.models import Bundle

State = Batch.State
BUSY = (State.RECEIVED, State.READING, State.APPLYING, State.UNDOING)
REST = 45.0  # seconds that recovery may take
NAMES = ("acts", "jobs", "counts", "chain", "records", "freezes", "files", "index", "left over")


def at_work() -> list[str]:
    """Jobs that are not done; empty when everything rests."""
    found = [f"batch {b.number} is {b.state}" for b in Batch.objects.filter(state__in=BUSY)]
    waiting = Bundle.objects.filter(state__in=(Bundle.State.WAITING, Bundle.State.WORKING))
    found += [f"bundle {b.pk} is {b.state}" for b in waiting]
    at_merges = (Merge.State.WAITING, Merge.State.WORKING, Merge.State.LEAVING, Merge.State.UNDOING)
    found += [f"merge {m.pk} is {m.state}" for m in Merge.objects.filter(state__in=at_merges)]
    if (
        queued := DBTaskResult.objects.filter(status=TaskResultStatus.READY)
        .exclude(run_after__year__lt=2)
        .count()
    ):
        found.append(f"{queued} tasks in the queue")
    return found


def wait_for_rest() -> list[str]:
    """Until recovery has finished or undone every job; what is still at work when patience ends."""
    until = time.monotonic() + REST
    while (busy := at_work()) and time.monotonic() < until:
        time.sleep(0.1)
    return [f"never finished: {one}" for one in busy]


def prove(book: Book) -> dict[str, list[str]]:
    """What does not hold, by the name of the invariant."""
    found: dict[str, list[str]] = {name: [] for name in NAMES}
    found["jobs"] = wait_for_rest()
    found["acts"] = check(book.of(*{s.kind for s in book.sent}))[1]
    found["counts"] = list(counts())
    seal()
    if broken := first_break():
        found["chain"].append(broken.sentence)
    if waiting := unsealed():
        found["chain"].append(f"{waiting} journal rows were not sealed")
    found["records"] = [b.sentence for b in prove_records().broken]
    found["freezes"] = freezing.verify_all()
    found["files"] = [sentence for _, sentence in spoiled()]
    found["index"] = list(index())
    found["left over"] = list(left_over())
    return found


def counts() -> Iterator[str]:
    """The counts kept with every table are those of its rows; what an undone batch had is marked as no longer in."""
    for batch in Batch.objects.prefetch_related("sheets"):
        for sheet in batch.sheets.all():
            kept = dict(sheet.tally)
            with transaction.atomic():
                recount(sheet)
                transaction.set_rollback(True)
            if kept != sheet.tally:
                differing = {
                    n: (kept.get(n), sheet.tally[n]) for n in sheet.tally if kept.get(n) != sheet.tally[n]
                }
                yield f"batch {batch.number} ({batch.state}) says {differing} (kept, counted)"
        applied = Row.objects.filter(sheet__batch=batch, applied=True).count()
        if bool(applied) != (batch.state == State.ACCEPTED):
            yield f"batch {batch.number} is {batch.state} and has {applied} rows marked as in the ledger"


def index() -> Iterator[str]:
    """Every record is found, and nothing else is."""
    with closing(search.opened()) as file:
        held = {rowid for (rowid,) in file.execute("SELECT rowid FROM words")}
    there = {
        (search.number(r) << search.SHIFT) + pk: (r.name, pk)
        for r in registers().values()
        for pk in r.model._default_manager.values_list("pk", flat=True)
    }
    for missing in sorted(there.keys() - held)[:5]:
        yield f"{there[missing]} is in the ledger and cannot be found"
    if extra := held - there.keys():
        yield f"{len(extra)} records can be found that are not in the ledger"


def left_over() -> Iterator[str]:
    """Nothing of a dead process stays: no half file, no progress file of a job that is over, no open task."""
    home = Path(settings.HOME)
    parts = [p for p in (home / "files").rglob("*") if p.is_file() and len(p.name) != 64]
    if len(parts) > 5:
        yield f"{len(parts)} half files in the store, e.g. {parts[0].name}"
    stale = [p for p in (home / "progress").rglob("*.json") if p.stat().st_mtime < time.time() - 20]
    if stale:
        yield f"{len(stale)} progress files of jobs that are over"
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count()
    if running:
        yield f"{running} tasks are said to be running"


def engine() -> str:
    return connection.vendor
