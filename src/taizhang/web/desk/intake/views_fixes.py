"""What a person decides on a batch's page before it goes in; each view is one act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.whole import whole
from taizhang.intake import actions
from taizhang.web.desk.intake.answers import changed, page_of
from taizhang.web.desk.intake.finding import batch_of, permitted, row_of, table_of
from taizhang.web.desk.intake.fixes import remember
from taizhang.web.desk.intake.fixes import take_back as take_last_back


@acts(Act.INTAKE)
@require_POST
def read_hidden(request: HttpRequest, number: int) -> HttpResponse:
    """Read the file again, hidden sheets included."""
    batch = batch_of(request, number)
    return changed(request, batch, lambda: actions.read_with_hidden(batch))


@acts(Act.INTAKE)
@require_POST
def set_register(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """Say which register a table belongs to."""
    sheet = table_of(request, number, table)
    name = request.POST.get("register", "")
    if name and name not in {r.name for r in permitted(request.user)}:
        messages.error(request, "您的岗位不能导入这个台账。请另选一个，或请局里的科室经办导入。")
        return page_of(request, sheet.batch)
    return changed(request, sheet.batch, lambda: actions.set_register(sheet, name))


@acts(Act.INTAKE)
@require_POST
def include(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """Take a table in, or leave it out."""
    sheet = table_of(request, number, table)
    included = request.POST.get("included") == "1"
    return changed(request, sheet.batch, lambda: actions.include_sheet(sheet, included))


@acts(Act.INTAKE)
@require_POST
def set_column(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """Say which field a column is, and in which unit its amounts are."""
    sheet = table_of(request, number, table)
    letter, field, unit = (request.POST.get(name) for name in ("letter", "field", "unit"))
    return changed(
        request, sheet.batch, lambda: actions.set_column(sheet, letter or "", field=field, unit=unit)
    )


@acts(Act.INTAKE)
@require_POST
def set_given(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """Give every row of a table a value for a field without a column 整表取值."""
    sheet = table_of(request, number, table)
    field, text = request.POST.get("field", ""), request.POST.get("text", "")
    return changed(request, sheet.batch, lambda: actions.set_given(sheet, field, text))


@acts(Act.INTAKE)
@require_POST
def fix_cell(request: HttpRequest, number: int, table: int, row: int) -> HttpResponse:
    """Type a cell over 自己填."""
    line = row_of(request, number, table, row)
    letter = request.POST.get("letter", "")
    step = ["cell", table, row, letter, line.edits.get(letter)]
    return changed(
        request, line.sheet.batch, lambda: actions.fix_cell(line, letter, request.POST.get("text", "")), step
    )


@acts(Act.INTAKE)
@require_POST
def take(request: HttpRequest, number: int, table: int, row: int) -> HttpResponse:
    """Take the value that is offered 采用."""
    line = row_of(request, number, table, row)
    letter = request.POST.get("letter", "")
    step = ["cell", table, row, letter, line.edits.get(letter)]
    return changed(request, line.sheet.batch, lambda: actions.take_suggestion(line, letter), step)


@acts(Act.INTAKE)
@require_POST
def take_all(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """Take every value that is offered for one kind of problem in one column."""
    sheet = table_of(request, number, table)
    code, header = request.POST.get("code", ""), request.POST.get("header", "")
    try:
        taken = actions.take_suggestions(sheet, code, header)
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.info(request, f"“{header}”列采用了 {taken.count} 处建议。按 Ctrl+Z 或“撤销上一步”可以恢复。")
        remember(request, sheet.batch, ["bulk", table, header, list(taken.rows)])
    return page_of(request, sheet.batch)


@acts(Act.INTAKE)
@require_POST
def choose(request: HttpRequest, number: int, table: int, row: int) -> HttpResponse:
    """The likely duplicate is this record 就是这一条."""
    line = row_of(request, number, table, row)
    record_id = whole(request.POST.get("record")) or 0
    return changed(request, line.sheet.batch, lambda: actions.choose(line, record_id), ["choice", table, row])


@acts(Act.INTAKE)
@require_POST
def another(request: HttpRequest, number: int, table: int, row: int) -> HttpResponse:
    """The likely duplicate is another one 是另一条."""
    line = row_of(request, number, table, row)
    return changed(request, line.sheet.batch, lambda: actions.choose_another(line), ["choice", table, row])


@acts(Act.INTAKE)
@require_POST
def skip(request: HttpRequest, number: int, table: int, row: int) -> HttpResponse:
    """Leave a row out 跳过."""
    line = row_of(request, number, table, row)
    return changed(request, line.sheet.batch, lambda: actions.skip(line), ["choice", table, row])


@acts(Act.INTAKE)
@require_POST
def unskip(request: HttpRequest, number: int, table: int, row: int) -> HttpResponse:
    """Take a row in again that was left out."""
    line = row_of(request, number, table, row)
    return changed(request, line.sheet.batch, lambda: actions.undecide(line))


@acts(Act.INTAKE)
@require_POST
def keep(request: HttpRequest, number: int, table: int, row: int) -> HttpResponse:
    """Keep the ledger's value of one field, or take the table's after all."""
    line = row_of(request, number, table, row)
    field, kept = request.POST.get("field", ""), request.POST.get("take") != "1"
    step = ["keep", table, row, field, not kept]
    return changed(request, line.sheet.batch, lambda: actions.keep_value(line, field, kept), step)


@acts(Act.INTAKE)
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Undo the last change made on this page 撤销上一步."""
    batch = batch_of(request, number)
    try:
        messages.info(request, f"已撤销上一步：{take_last_back(request, batch)}。")
    except Refused as no:
        messages.error(request, no.sentence)
    return page_of(request, batch)
