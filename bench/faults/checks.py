"""What must hold after every kill 逐次核对: read in one snapshot of the database, while everything goes on running.

Each check yields sentences about what does not hold. Acts that were acknowledged before the snapshot must be in it;
acts that were sent must be in it at most once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connection

from bench.faults.book import Sent
from taizhang.files.models import Attachment
from taizhang.files.store import path_of
from taizhang.intake.models import Batch, Row
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.around import Draft, ProposedChange
from taizhang.registers.declaration import registers
from taizhang.reports.models import Bundle, Freeze, Report

Found = Iterator[str]
State = Batch.State
STOOD = (State.ACCEPTED, State.UNDOING)  # what was accepted stands in the ledger


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment of the database; on SQLite without asking for the write lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "BEGIN ISOLATION LEVEL REPEATABLE READ" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
        )
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def once(sent: Sent, found: int) -> Found:
    """Acknowledged: there exactly once. Otherwise: at most once."""
    if sent.acknowledged and not found:
        yield f"lost: {sent.kind} {sent.marker} of {sent.by} was acknowledged and is not there"
    if found > 1:
        yield f"doubled: {sent.kind} {sent.marker} of {sent.by} is there {found} times"


def entries(event: Event, register: str, marker: str, record: int | None = None) -> int:
    """How many journal rows say that this happened."""
    found = Entry.objects.filter(event=event, register=register, after__contains=marker)
    return (found.filter(record_id=record) if record else found).count()


def added(sent: Sent) -> Found:
    rows = registers()["needs"].model._default_manager.filter(name=f"需求{sent.marker}").count()
    told = entries(Event.RECORD_ADDED, "needs", f"需求{sent.marker}")
    yield from once(sent, rows)
    if rows != told:
        yield f"half: add {sent.marker} has {rows} rows and {told} journal rows"


def edited(sent: Sent) -> Found:
    yield from once(
        sent, entries(Event.RECORD_CHANGED, sent.about["register"], sent.marker, sent.about["pk"])
    )


def proposed(sent: Sent) -> Found:
    found = ProposedChange.objects.filter(values__address__icontains=sent.marker)
    told = entries(Event.CHANGE_PROPOSED, "organizations", sent.marker, sent.about["pk"])
    rows = list(found.values_list("state", flat=True))
    yield from once(sent, len(rows))
    if len(rows) != told:
        yield f"half: proposal {sent.marker} has {len(rows)} rows and {told} journal rows"
    written = entries(Event.RECORD_CHANGED, "organizations", sent.marker, sent.about["pk"])
    if written != rows.count(ProposedChange.State.ACCEPTED):
        yield f"half: proposal {sent.marker} is {rows}, its value was written {written} times"


def decided(sent: Sent) -> Found:
    state = ProposedChange.objects.values_list("state", flat=True).get(pk=int(sent.marker))
    if sent.acknowledged and state == ProposedChange.State.OPEN:
        yield f"lost: the decision of proposal {sent.marker} was acknowledged"


def attached(sent: Sent) -> Found:
    found = Attachment.objects.filter(file__sha256=sent.about["sha256"])
    rows = found.count()
    told = entries(Event.FILE_ATTACHED, "needs", sent.about["sha256"])
    yield from once(sent, rows)
    if rows != told:
        yield f"half: attachment {sent.marker} has {rows} rows and {told} journal rows"
    if rows and not path_of(sent.about["sha256"]).is_file():
        yield f"half: attachment {sent.marker} has no file"


def received(sent: Sent) -> Found:
    rows = list(Batch.objects.filter(token=f"{sent.about['token']}-0").select_related("file"))
    yield from once(sent, len(rows))
    for batch in rows:
        if not path_of(batch.file.sha256).is_file():
            yield f"half: batch {batch.number} has no file"
        yield from whole(batch, sent.marker)


def whole(batch: Batch, marker: str) -> Found:
    """A batch is in the ledger with all its rows and journal rows, or not at all."""
    stands = bool(batch.accepted_at) and batch.state in STOOD
    rows = registers()["needs"].model._default_manager.filter(number__startswith=f"{marker}-").count()
    told = Entry.objects.filter(batch_id=batch.pk)
    given = told.filter(event=Event.RECORD_ADDED, register="needs").count()
    taken = told.filter(event=Event.RECORD_WITHDRAWN, register="needs").count()
    expected = Row.objects.filter(sheet__batch=batch, sheet__register="needs").count() if stands else 0
    who = f"batch {batch.number} ({batch.state})"
    if rows != expected:
        yield f"half: {who} has {rows} of {expected} records"
    if given - taken != rows:
        yield f"half: {who} has {rows} records, and journal rows for {given} - {taken}"
    for event, due in ((Event.BATCH_ACCEPTED, bool(batch.accepted_at)), (Event.BATCH_UNDONE, bool(batch.undone_at))):  # fmt: skip
        if (count := told.filter(event=event).count()) != int(due):
            yield f"doubled or half: {who} has {count} journal rows {event}"


def pressed(sent: Sent) -> Found:
    """An accepted or undone batch was done, or it is told why not."""
    return iter(())  # what became of it is the batch's own check


def frozen(sent: Sent) -> Found:
    report = Report.objects.get(pk=int(sent.marker))
    freezes = list(Freeze.objects.filter(report=report).select_related("file"))
    told = Entry.objects.filter(event=Event.REPORT_SIGNED, register="reports", record_id=report.pk).count()
    editions = report.editions.filter(reason="签发").count()
    if sent.acknowledged and not freezes:
        yield f"lost: the signing of report {report.pk} was acknowledged"
    if len({len(freezes), told, editions, int(report.signed)}) != 1 or len(freezes) > 1:
        yield (
            f"half or doubled: report {report.pk} signed={report.signed}, {len(freezes)} freezes, {told} journal rows, {editions} editions"
        )
    yield from (
        f"half: freeze of report {report.pk} has no file"
        for f in freezes
        if not path_of(f.file.sha256).is_file()
    )


def bundled(sent: Sent) -> Found:
    if sent.acknowledged and not Bundle.objects.filter(report_id=int(sent.marker)).exists():
        yield f"lost: the evidence of report {sent.marker} was asked for and acknowledged"


def merged(sent: Sent) -> Found:
    """A merge is whole or not at all: the one given up and everything that pointed to it."""
    from taizhang.merging.models import Merge

    found = list(Merge.objects.filter(token=sent.about["token"]))
    yield from once(sent, len(found))
    kept, gone = sent.about["kept"], sent.about["gone"]
    needs = registers()["needs"].model._default_manager.filter(name__startswith=f"合并{sent.marker}第")
    to = set(needs.values_list("organization_id", flat=True))
    into = registers()["organizations"].model._default_manager.values_list("merged_into_id", flat=True).get(pk=gone)  # fmt: skip
    for merge in found:
        stands = merge.state in (Merge.State.DONE, Merge.State.LEAVING, Merge.State.UNDOING)
        if (to, into) != (({kept}, kept) if stands else ({gone}, None)):
            yield f"half: merge {merge.pk} is {merge.state}, its needs point to {to} and {gone} into {into}"
        told = Entry.objects.filter(
            event=Event.ORGANIZATION_MERGED, register="merges", record_id=merge.pk
        ).count()
        back = Entry.objects.filter(event=Event.MERGE_UNDONE, register="merges", record_id=merge.pk).count()
        if told - back != int(stands) or told > 1:
            yield f"half: merge {merge.pk} is {merge.state}, journal rows {told} and back {back}"


CHECKS = {
    "add": added, "edit": edited, "propose": proposed, "decide": decided, "attach": attached, "pieces": attached, "upload": received,
    "accept": pressed, "undo": pressed, "freeze": frozen, "evidence": bundled, "merge": merged,
}  # fmt: skip


def drafts(sent: list[Sent]) -> Found:
    """The draft that was acknowledged last is there, or one that was typed after it."""
    by: dict[str, list[Sent]] = {}
    for each in sent:
        by.setdefault(each.by, []).append(each)
    for who, typed in by.items():
        last = max((n for n, s in enumerate(typed) if s.acknowledged), default=None)
        if last is None:
            continue
        held = (
            Draft.objects.filter(by__username=who, place="new:cooperations")
            .values_list("values", flat=True)
            .first()
        )
        if not held or not any(s.marker in str(held) for s in typed[last:]):
            yield f"lost: the draft {typed[last].marker} of {who} was acknowledged, there is {held}"


def check(sent: list[Sent]) -> tuple[int, list[str]]:
    """Check these acts; how many were looked at, and what does not hold."""
    known = [replace(s) for s in sent]  # what is acknowledged from now on may not be in the snapshot
    found: list[str] = []
    with snapshot():
        for each in known:
            if each.kind in CHECKS:
                found += CHECKS[each.kind](each)
        found += drafts([s for s in known if s.kind == "draft"])
    return len(sent), found
