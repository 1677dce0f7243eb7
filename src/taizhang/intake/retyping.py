"""Staged rows looked at again: after a person's decision, or after the ledger has moved on 重新核对."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from taizhang.intake import jobs
from taizhang.intake.comparing import Comparer, Seen
from taizhang.intake.models import Batch, Row, Sheet
from taizhang.intake.places import reach_of
from taizhang.intake.progress import Beat
from taizhang.intake.resolving import Known
from taizhang.intake.staging import retype
from taizhang.intake.tallies import recount
from taizhang.registers.declaration import registers

CHUNK = 1000
AT_ONCE = 2000  # more rows than this become a job
JUDGED = (
    "verdict", "look", "title", "values", "problems", "changes", "kept", "edits", "record_id", "version", "by_name",
    "candidates", "choice", "identity", "content",
)  # fmt: skip


class Others:
    """The keys of the rows before, asked from the staged rows: for judging a few rows."""

    def __init__(self, batch: Batch, besides: Iterable[int]) -> None:
        self.batch, self.besides = batch, set(besides)
        self.now: dict[str, Seen] = {}

    def get(self, identity: str, /) -> Seen | None:
        if identity in self.now:
            return self.now[identity]
        waiting = Row.objects.filter(
            sheet__batch=self.batch, sheet__included=True, identity=identity, applied=False,
            verdict__in=(Row.Verdict.NEW, Row.Verdict.CHANGED, Row.Verdict.SAME),
        ).exclude(pk__in=self.besides)  # fmt: skip
        first = waiting.order_by("sheet__number", "row").values_list(
            "sheet__number", "row", "sheet__sheet", "content"
        )
        return next((Seen(*held) for held in first[:1]), None)

    def __setitem__(self, identity: str, seen: Seen, /) -> None:
        self.now[identity] = seen


def judge_again(
    sheet: Sheet, rows: Sequence[Row], known: Known | None = None, seen: dict[str, Seen] | None = None
) -> None:
    """Type these rows of a sheet anew from their cells, compare them with the ledger, and keep the result."""
    register = registers().get(sheet.register)
    if not rows:
        return
    if register is None or not sheet.included:
        for row in rows:
            row.verdict, row.look, row.values, row.problems = Row.Verdict.SKIPPED, False, {}, []
            row.changes, row.candidates, row.record_id = {}, [], None
    else:
        known = known or Known(reach_of(sheet.batch))
        others = Others(sheet.batch, [r.pk for r in rows]) if seen is None else seen
        ordered = sorted(rows, key=lambda r: r.row)
        Comparer(known, register, sheet, others).compare(ordered, retype(sheet, register.layout, ordered))
        for row in rows:
            row.kept = [n for n in row.kept if n in row.changes]
    keep_rows(rows, JUDGED)


def keep_rows(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Save these columns of many staged rows at once."""
    ids = [r.pk for r in rows]
    for row in rows:
        row.pk = None  # found again by sheet and row: on a clash the columns are taken over
    Row.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["sheet", "row"],
        update_fields=list(columns),
    )
    for row, pk in zip(rows, ids, strict=True):
        row.pk = pk


def retype_sheet(sheet: Sheet, beat: Beat | None = None) -> None:
    """All rows of a sheet anew, with the sheet's columns as they are now."""
    known = Known(reach_of(sheet.batch))
    seen = {
        identity: Seen(number, row, name, content)
        for identity, number, row, name, content in Row.objects.filter(sheet__batch=sheet.batch, applied=False)
        .exclude(sheet=sheet).exclude(identity="")
        .filter(verdict__in=(Row.Verdict.NEW, Row.Verdict.CHANGED, Row.Verdict.SAME))
        .values_list("identity", "sheet__number", "row", "sheet__sheet", "content").iterator(chunk_size=5000)
    }  # fmt: skip
    total, done = sheet.tally.get("data", 0), 0
    for rows in in_chunks(sheet.rows.filter(applied=False)):
        for row in rows:
            row.sheet = sheet
        judge_again(sheet, rows, known, seen)
        done += len(rows)
        if beat:
            beat.say("重新检查", done, total)
    recount(sheet)


def in_chunks(rows: QuerySet[Row], size: int = CHUNK) -> Iterable[list[Row]]:
    """Rows in their order, a bounded number at a time, whatever is written to them meanwhile."""
    last = 0
    while chunk := list(rows.filter(row__gt=last).order_by("row")[:size]):
        yield chunk
        last = chunk[-1].row


def retype_later(sheet_id: int) -> None:
    """The job behind a changed column of a large sheet."""
    sheet = Sheet.objects.select_related("batch").get(pk=sheet_id)
    claimed = jobs.claim(sheet.batch_id, Batch.State.READING)
    if claimed is None:
        return
    beat = Beat(claimed.pk)
    outcome = {n: v for n, v in claimed.outcome.items() if n != "retyping"}
    try:
        retype_sheet(sheet, beat)
    finally:
        jobs.finish(claimed, jobs.resting(claimed), outcome=outcome)
        beat.end()


def recheck_waiting(batch: Batch) -> None:
    """After an acceptance: rows that waited for another row of the file now face the ledger."""
    known = Known(reach_of(batch))
    for sheet in batch.sheets.filter(included=True).exclude(register=""):
        waiting = sheet.rows.filter(applied=False, verdict=Row.Verdict.DUPLICATE)
        seen: dict[str, Seen] = {}
        for rows in in_chunks(waiting):
            for row in rows:
                row.sheet = sheet
            judge_again(sheet, rows, known, seen)
