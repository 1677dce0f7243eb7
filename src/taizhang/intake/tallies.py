"""Counting the rows of a table: what each is, and what would happen to it 计数.

rows = header + title + group + total + note + blank + data, and
data = new + changed + same + duplicate + skipped + error. `look` and `merged` are counted apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Q

from taizhang.core.tables.table import RowKind, Table
from taizhang.intake.models import Row, Sheet

KINDS = ("header", "title", "group", "total", "note", "blank")
VERDICTS = tuple(str(v) for v in Row.Verdict.values)


@dataclass(frozen=True)
class Tally:
    """The counts of one sheet or of a whole batch."""

    rows: int = 0
    data: int = 0
    header: int = 0
    title: int = 0
    group: int = 0
    total: int = 0
    note: int = 0
    blank: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    duplicate: int = 0
    skipped: int = 0
    error: int = 0
    look: int = 0  # rows that may go in and should be looked at
    merged: int = 0  # rows known by name, or standing in the file a second time
    applied: int = 0
    left: int = 0  # data rows that may still go in or wait for a decision
    fields: int = 0  # values that would change

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def ready(self) -> int:
        """Rows that an acceptance would write now."""
        return max(0, self.new + self.changed - self.applied)


def kinds_of(table: Table) -> dict[str, int]:
    """How many rows of each kind a table has."""
    counts = table.counts
    return {"rows": len(table.kinds), "data": counts.get(RowKind.DATA, 0)} | {
        name: counts.get(RowKind[name.upper()], 0) for name in KINDS
    }


# Rows that met a record by its name, or that repeat a row before them (which is said, so they are to look at).
MERGED = Q(by_name=True) | Q(verdict=Row.Verdict.SKIPPED, choice=Row.Choice.NONE, look=True)


def recount(sheet: Sheet) -> None:
    """Count the staged rows of a sheet anew and keep the counts with it."""
    counted: dict[str, Any] = dict(
        sheet.rows.values_list("verdict").annotate(n=Count("pk")).order_by().values_list("verdict", "n")
    )
    sums = sheet.rows.aggregate(
        n_look=Count("pk", filter=Q(look=True)),
        n_applied=Count("pk", filter=Q(applied=True)),
        n_merged=Count("pk", filter=MERGED),
        n_left=Count("pk", filter=Q(applied=False) & ~Q(verdict__in=(Row.Verdict.SAME, Row.Verdict.SKIPPED))),
    )
    changes = sheet.rows.filter(verdict=Row.Verdict.CHANGED).values_list("changes", flat=True)
    kinds = {name: sheet.tally.get(name, 0) for name in ("rows", "data", *KINDS)}
    sheet.tally = (
        kinds
        | {v: counted.get(v, 0) for v in VERDICTS}
        | {n.removeprefix("n_"): c for n, c in sums.items()}
        | {"fields": sum(len(c) for c in changes.iterator(chunk_size=2000))}
    )
    sheet.save(update_fields=["tally"])


def tally_of(sheet: Sheet) -> Tally:
    """The counts kept with a sheet."""
    names = {f.name for f in fields(Tally)}
    return Tally(**{n: v for n, v in sheet.tally.items() if n in names})


def summed(sheets: Iterable[Sheet]) -> Tally:
    """The counts of several sheets together."""
    return sum((tally_of(s) for s in sheets), Tally())
