"""A figure of a signed report as it was signed: its rows and their values then, and what is different since 签发时的名单."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from taizhang.indicators.figure import Figure
from taizhang.registers.declaration import registers
from taizhang.reports.kept import leaves
from taizhang.reports.models import Freeze, Report
from taizhang.reports.origins import Origin, Origins
from taizhang.reports.signed import load
from taizhang.reports.since import FigureChange, changed_since, shown
from taizhang.web.desk.indicators.addresses import wanted_of

MOST = 50  # rows of one operand; all of them are in the evidence workbook


@dataclass(frozen=True)
class Row:
    """A record as it counted then. `url`: the record as it is now."""

    title: str
    value: str
    origin: Origin
    url: str


@dataclass(frozen=True)
class Part:
    """The figure itself, or one operand of its formula, with its rows."""

    figure: Figure
    title: str  # of the field that was summed, else of the date by which rows count
    rows: tuple[Row, ...]
    count: int


@dataclass(frozen=True)
class Frozen:
    """What the drawer of a signed report shows of a figure."""

    figure: Figure
    parts: tuple[Part, ...]
    change: FigureChange | None

    @property
    def now(self) -> str:
        """The address of the same figure as the ledger has it now."""
        return wanted_of(self.figure).url


def frozen_of(report: Report, key: str, figure: Figure) -> Frozen | None:
    """The signed figure with its kept rows; None where nothing is kept of it."""
    freeze: Freeze | None = report.freezes.select_related("file").order_by("-number").first()
    if freeze is None:
        return None
    held = load(freeze)
    each = held["figures"].get(key)
    if each is None:
        return None
    freeze.report = report
    change = next(iter(changed_since(freeze, {key})), None)
    parts = tuple(
        part(leaf, kept, held["rows"], report)
        for leaf, kept in zip(leaves(figure), each["leaves"], strict=True)
        if "rows" in kept
    )
    return Frozen(figure, parts, change)


def part(leaf: Figure, kept: dict[str, Any], rows: dict[str, Any], report: Report) -> Part:
    register, on = kept["register"], kept["measure"].partition(":")[2] or kept["on"] or ""
    page = rows[register]
    ids = kept["rows"][:MOST]
    origins = Origins(report.bureau_id, [page["rows"][str(pk)]["sources"] for pk in ids])
    known = register in registers()
    made = []
    for pk in ids:
        row = page["rows"][str(pk)]
        value = shown(register, on, row["values"].get(on)) if on else ""
        made.append(
            Row(
                row["title"],
                value,
                origins.of(row["sources"], on),
                reverse("record", args=[register, pk]) if known else "",
            )
        )
    return Part(leaf, page["fields"].get(on, ""), tuple(made), len(kept["rows"]))
