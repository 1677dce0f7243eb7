"""Files out: a list as a workbook or CSV, and the empty table for importing."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.whole import whole
from taizhang.publishing import actions as publishing
from taizhang.publishing.models import Publication
from taizhang.registers.declaration import Register
from taizhang.registers.export import export_rows, import_template
from taizhang.registers.queries import rows
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.asking import Asking, find_register
from taizhang.web.desk.downloads import as_file

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@acts(Act.EXPORT)
def export(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Exactly the rows of the list that was asked for: its columns, or with `all` every column."""
    if kind not in TYPES:
        raise Http404
    register = find_register(request, name, Act.EXPORT)
    content = listed(request, register, kind)
    return as_file(content, f"{register.title}-{date.today().isoformat()}.{kind}", TYPES[kind])


def listed(request: HttpRequest, register: Register, kind: str) -> bytes:
    """The file of the list that was asked for; a line in the journal."""
    asking = Asking.of(request, register)
    asked = rows(request.user, register, asking.question, Act.EXPORT)
    if ids := [pk for text in request.GET.get("ids", "").split(",") if (pk := whole(text))]:
        asked = asked.filter(pk__in=ids[:500])
    columns = tuple(register.fields) if "all" in request.GET else (asking.heading, *asking.columns)
    author = author_of(request)
    return export_rows(register, asked, columns=columns, kind=kind, question=asking.question, author=author)


@require_POST
@acts(Act.REPORT)
def publish(request: HttpRequest, name: str) -> HttpResponse:
    """The list as a workbook in a draft of the publication desk 公示用名单, where it is scanned like every other file."""
    register = find_register(request, name, Act.EXPORT)
    content = listed(request, register, "xlsx")
    made = publishing.begin(
        title=f"{register.title}名单", kind=Publication.Kind.LIST, text="", bureau=bureau_of(request), author=author_of(request)
    )  # fmt: skip
    publishing.add_file(made, content, name=f"{register.title}名单.xlsx", author=author_of(request))
    messages.success(request, "已起草。请改好标题，写上正文；名单里的个人信息已遮盖，正在逐格检查。")
    return redirect("publication", made.pk)


@acts(Act.VIEW)
def template(request: HttpRequest, name: str) -> HttpResponse:
    """The register's empty table, with notes and drop-downs."""
    register = find_register(request, name)
    return as_file(import_template(register), f"{register.title}-导入用的空表.xlsx", TYPES["xlsx"])
