"""All indicators by region as a workbook 分区划总表."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.indicators import regions_table
from taizhang.indicators.queries import newest_period
from taizhang.web.author import bureau_of
from taizhang.web.desk.downloads import as_file
from taizhang.web.desk.indicators.views_list import period_of
from taizhang.web.desk.views.exports import TYPES


@acts(Act.FIGURES)
@require_GET
def regions(request: HttpRequest) -> HttpResponse:
    """The workbook for the period asked for; the newest of the ledger where that is none."""
    bureau = bureau_of(request)
    period, _ = period_of(request, newest_period(bureau))
    name = f"{bureau.name}-分区划总表-{period.words}.xlsx"
    return as_file(regions_table.workbook(bureau, period), name, TYPES["xlsx"])
