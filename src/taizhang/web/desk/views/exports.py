"""Files out: a list as a workbook or CSV, and the empty table for importing."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.whole import whole
from taizhang.registers.export import export_rows, import_template
from taizhang.registers.queries import rows
from taizhang.web.author import author_of
from taizhang.web.desk.asking import Asking, find_register
from taizhang.web.desk.downloads import as_file

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@acts(Act.EXPORT)
def export(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Exactly the rows of the list that was asked for: its columns, or with `all` every column."""
    register = find_register(request, name, Act.EXPORT)
    if kind not in TYPES:
        raise Http404
    asking = Asking.of(request, register)
    asked = rows(request.user, register, asking.question, Act.EXPORT)
    if ids := [pk for text in request.GET.get("ids", "").split(",") if (pk := whole(text))]:
        asked = asked.filter(pk__in=ids[:500])
    columns = tuple(register.fields) if "all" in request.GET else (asking.heading, *asking.columns)
    content = export_rows(
        register,
        asked,
        columns=columns,
        kind=kind,
        question=asking.question,
        author=author_of(request),
    )
    return as_file(content, f"{register.title}-{date.today().isoformat()}.{kind}", TYPES[kind])


@acts(Act.VIEW)
def template(request: HttpRequest, name: str) -> HttpResponse:
    """The register's empty table, with notes and drop-downs."""
    register = find_register(request, name)
    return as_file(import_template(register), f"{register.title}-导入用的空表.xlsx", TYPES["xlsx"])
