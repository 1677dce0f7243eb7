"""Reading imports: batches a user sees, counts, rows, problems in groups, sources 导入的查询."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.intake import progress as progress_file
from taizhang.intake.models import Batch, Row, Sheet
from taizhang.intake.progress import Progress
from taizhang.intake.returning import annotated, error_rows_workbook
from taizhang.intake.sources import Source, Window, source_of, window_of
from taizhang.intake.tallies import Tally, summed, tally_of
from taizhang.intake.undo_plan import Kept, UndoPreview, undo_preview
from taizhang.intake.undoing import can_undo
from taizhang.journal.events import Event
from taizhang.journal.models import Entry
from taizhang.registers.declaration import Register, registers

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

__all__ = [
    "Kept", "ProblemGroup", "Progress", "Source", "Tally", "UndoPreview", "Window", "annotated", "batches", "can_undo",
    "error_rows_workbook", "problem_groups", "progress", "record_ids", "register_of_sheet", "rows", "sheet_tally", "source_of", "tally",
    "undo_preview", "window_of",
]  # fmt: skip


def batches(user: "User | AnonymousUser") -> QuerySet[Batch]:
    """The batches that a user may see, newest first: staff those of the bureau, a liaison his own."""
    grant = grant_of(user, Act.INTAKE)
    found = Batch.objects.select_related("by", "region", "file", "same_as").order_by("-id")
    if grant is None or not user.is_authenticated or user.bureau_id is None:
        return found.none()
    found = found.filter(bureau_id=user.bureau_id)
    return found if grant.scope == Scope.BUREAU else found.filter(by_id=user.pk)


def progress(batch: Batch) -> Progress:
    """Where the job on a batch has got to; empty when none is at work."""
    return progress_file.read(batch.pk)


def tally(batch: Batch) -> Tally:
    """The counts of a batch: of the sheets that go in."""
    return summed(s for s in batch.sheets.all() if s.included)


def sheet_tally(sheet: Sheet) -> Tally:
    """The counts of one sheet."""
    return tally_of(sheet)


def register_of_sheet(sheet: Sheet) -> Register | None:
    """The register that a sheet was taken for."""
    return registers().get(sheet.register)


def rows(sheet: Sheet, *, verdict: str = "", look: bool = False, problems: bool = False) -> QuerySet[Row]:
    """The staged rows of a sheet in order: all, of one verdict, to be looked at, or with any problem."""
    found = sheet.rows.select_related("sheet").order_by("row")
    if verdict:
        found = found.filter(verdict=verdict)
    if look:
        found = found.filter(look=True)
    return found.exclude(problems=[]) if problems else found


def record_ids(sheet: Sheet, found: Iterable[Row]) -> dict[int, int]:
    """The record that each of these rows is, by row number: known from the check, or added when it went in."""
    ids = {row.row: row.record_id for row in found if row.record_id}
    register, wanted = (
        registers().get(sheet.register),
        {r.row: r for r in found if r.applied and not r.record_id},
    )
    if register and wanted:
        added = Entry.objects.filter(
            batch_id=sheet.batch_id, register=sheet.register, event=Event.RECORD_ADDED,
            title__in={r.title for r in wanted.values()},
        )  # fmt: skip
        held = register.model._default_manager.filter(pk__in=added.values("record_id"))
        for pk, sources in held.values_list("pk", "sources"):
            batch, number, row = (sources or {}).get("*") or (0, 0, 0)
            if (batch, number) == (sheet.batch_id, sheet.number) and row in wanted:
                ids[row] = pk
    return ids


@dataclass
class ProblemGroup:
    """The same problem under the same header, however often."""

    code: str
    header: str
    letter: str
    severity: str
    message: str
    count: int = 0
    suggestions: int = 0


def problem_groups(sheet: Sheet) -> list[ProblemGroup]:
    """The problems of a sheet by kind and header, what keeps rows out first, then by number."""
    groups: dict[tuple[str, str], ProblemGroup] = {}
    said = sheet.rows.filter(applied=False).exclude(problems=[]).values_list("problems", flat=True)
    for packs in said.iterator(chunk_size=1000):
        for p in packs:
            fresh = ProblemGroup(p["code"], p["header"], p["column"], p["severity"], p["message"])
            group = groups.setdefault((p["code"], p["header"]), fresh)
            group.count += 1
            group.suggestions += bool(p["suggestion"])
    return sorted(groups.values(), key=lambda g: (g.severity != "error", -g.count))
