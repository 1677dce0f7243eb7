"""The official R&D ledger summary 研发支出辅助账汇总表: uploaded, read, shown with its cells, taken into the form by the person."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.tables.rd_ledger import RdLedger
from taizhang.core.tables.unreadable import too_large
from taizhang.files.actions import tidy_name
from taizhang.files.uploads import KEPT
from taizhang.registers.forms import WAN, decimal_text
from taizhang.web.annual import papers
from taizhang.web.annual.filled import said
from taizhang.web.annual.people import into_the_form
from taizhang.web.annual.views import addresses, page, titles
from taizhang.web.annual.whose import Whose, find
from taizhang.web.author import person_of

MB = 1024 * 1024
# What the tax form does not hold of the items of recognition.
OTHER_BASIS = "汇总表是加计扣除口径。高企口径还包括长期待摊费用、装备调试费用与试验费用等，填入后请按高企归集的数核对、补充。"


@acts(Act.CHANGE)
def ledger(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    """Choose the file; then what was read of it, with every problem. Nothing goes into the form by itself."""
    whose = find(request, year, pk)
    told: dict[str, Any] = {"whose": whose, "limit": settings.UPLOAD_LIMIT_MB, **addresses(whose)}
    if request.method != "POST":
        return page(request, "annual/ledger.html", told)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused("还没有选文件。请选一张 .xlsx 或 .xls 的汇总表。")
        if (file.size or 0) > settings.UPLOAD_LIMIT_MB * MB:
            raise too_large(file.size or 0, settings.UPLOAD_LIMIT_MB * MB)
        name, content = tidy_name(file.name or "汇总表.xlsx"), file.read()
        found = papers.read_paper(content, name, year)
        if not found.wrong:
            papers.keep(person_of(request), whose, name, content)
    except Refused as refused:
        return page(request, "annual/ledger.html", {**told, "sentence": refused.sentence}, 422)
    told |= {"found": found, "name": name, "rows": rows_of(whose, found), "basis": OTHER_BASIS}
    return page(request, "annual/ledger.html", told, 422 if found.wrong else 200)


def rows_of(whose: Whose, found: RdLedger) -> list[dict[str, str]]:
    """Each item as it would go into the form, beside what stands there now."""
    named = titles()
    return [
        {"title": named[item.field], "value": said(item.field, item.amount), "where": item.where,
         "now": said(item.field, whose.now.value(item.field))}
        for item in found.items
    ]  # fmt: skip


@require_POST
@acts(Act.CHANGE)
def take(request: HttpRequest, year: int, pk: int | None = None) -> HttpResponse:
    """What was read goes into the form; the file waits on the server until the form is sent."""
    whose = find(request, year, pk)
    paper = papers.take_over(person_of(request), whose)
    if paper is None:
        messages.warning(request, "没有读好的汇总表。请先上传。")
        return redirect(whose.url("ledger"))
    into_the_form(
        request, whose, {name: decimal_text(amount / WAN) for name, amount in paper.amounts.items()}
    )
    told = f"汇总表里的 {len(paper.amounts)} 项已填入表单，请核对后提交。原件随表单附上，未提交的保存 {KEPT.days} 天。"
    messages.success(request, told)
    return redirect(whose.url("form") + "#research")
