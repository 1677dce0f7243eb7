"""What an address of the import pages names, if this person may see it 找批次; everything else is 404."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.access.scopes import visible_to
from taizhang.core.whole import whole
from taizhang.intake import queries
from taizhang.intake.models import Batch, Row, Sheet
from taizhang.registers.declaration import Register, registers
from taizhang.registers.queries import hanging

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

    Person = User | AnonymousUser


def batch_of(request: HttpRequest, number: int) -> Batch:
    """The batch of that number, among those the person may work on."""
    return get_object_or_404(
        queries.batches(request.user).select_related("same_as", "region", "by"), number=number
    )


def table_of(request: HttpRequest, number: int, table: int) -> Sheet:
    """A table of a batch."""
    return get_object_or_404(
        Sheet.objects.select_related("batch"), batch=batch_of(request, number), number=table
    )


def row_of(request: HttpRequest, number: int, table: int, row: int) -> Row:
    """A staged row of a table."""
    return get_object_or_404(
        Row.objects.select_related("sheet__batch"), sheet=table_of(request, number, table), row=row
    )


def permitted(user: "Person") -> list[Register]:
    """The registers into which the person may import."""
    return [r for r in registers().values() if grant_of(user, Act.INTAKE, r.name)]


@dataclass(frozen=True)
class Sight:
    """How much of a workbook a person may see: all of it, or the one row that became his record."""

    sheet: Sheet
    whole: bool
    may_download: bool


def sight_of(request: HttpRequest, number: int, table: int, row: int, of: str) -> Sight:
    """The source window is open to whoever may work on the batch, and to whoever may view a record of that row.

    `of` names the record, e.g. "organizations.12"; its own sources must name that row. Without it the
    record that the row became counts. A person whose view ends at a street or at his own firm sees his
    own row and the headers, never his neighbours'; the file goes only to those who work on the batch.
    """
    sheets = Sheet.objects.select_related("batch__file", "batch__by", "batch__region").filter(number=table)
    own = sheets.filter(batch__in=queries.batches(request.user).filter(number=number).order_by()).first()
    if own is not None:
        return Sight(own, whole=True, may_download=True)
    register, pk = record_of(request, number, table, row, of)
    record = get_object_or_404(visible_to(request.user, register.model), pk=pk)
    bureau_id = getattr(request.user, "bureau_id", None)
    sheet = get_object_or_404(sheets, batch__bureau_id=bureau_id, batch__number=number)
    if [sheet.batch_id, table, row] not in [
        told[:3] for told in record.sources.values() if isinstance(told, list)
    ]:
        raise Http404
    grant = grant_of(request.user, Act.VIEW, register.name)
    return Sight(sheet, whole=bool(grant and grant.scope == Scope.BUREAU), may_download=False)


def record_of(request: HttpRequest, number: int, table: int, row: int, of: str) -> tuple[Register, int]:
    """The register and id of the record that an address names, or that the row became, if the person may view it.

    The record is looked for before the batch, so that no answer tells whether there is a batch of that number.
    """
    name, _, pk = of.partition(".")
    if not of:
        seen = Row.objects.filter(
            hanging(request.user, Act.VIEW, register="sheet__register"), row=row, sheet__number=table,
            sheet__batch__number=number, sheet__batch__bureau_id=getattr(request.user, "bureau_id", None) or 0,
        )  # fmt: skip
        known = seen.values_list("sheet__register", "record_id").first()
        name, pk = (known[0], str(known[1] or "")) if known else ("", "")
    register = registers().get(name)
    record_id = whole(pk)
    if register is None or record_id is None:
        raise Http404
    return register, record_id
