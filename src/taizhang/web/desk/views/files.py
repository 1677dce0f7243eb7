"""Attachments: add, take down, end; each through the record it belongs to."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from taizhang.access.can import grant_of
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.core.decisions import Refused
from taizhang.files.actions import attach_file, end_attachment
from taizhang.files.models import Attachment
from taizhang.registers.declaration import registers
from taizhang.registers.queries import hanging
from taizhang.registers.record import Record
from taizhang.web.author import author_of
from taizhang.web.desk.asking import find_register
from taizhang.web.desk.downloads import as_kept
from taizhang.web.desk.sent import sent_files


@require_POST
@acts(Act.ATTACH)
def attach(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Attach the files sent to a record."""
    register = find_register(request, name, Act.ATTACH)
    record = get_object_or_404(visible_to(request.user, register.model, Act.ATTACH), pk=pk)
    added, refused = 0, []
    for file in sent_files(request):
        try:
            if file.size > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
                raise Refused(f"附件最大 {settings.UPLOAD_LIMIT_MB} MB，它超过了。请压缩或拆分后再添加。")
            attach_file(
                file.read(), name=file.name, register=name, record_id=pk, title=record.title,
                bureau=record.bureau, author=author_of(request),
            )  # fmt: skip
            added += 1
        except Refused as no:
            refused.append(f"“{file.name}”没有添加：{no.sentence}")
        file.forget()
    if refused and not added:
        raise Refused(" ".join(refused))
    if added:
        messages.success(request, f"已添加 {added} 个附件。")
    for sentence in refused:
        messages.error(request, sentence)
    if not added and not refused and not request.POST.getlist("uploads"):
        messages.warning(request, "请先选要添加的文件。")
    return redirect(reverse("record", args=[name, pk]) + "?tab=files")


def attached(request: HttpRequest, pk: int, act: Act) -> tuple[Attachment, Record]:
    """An attachment with its record, if the user may do the act on the record; else 404."""
    seen = Attachment.objects.select_related("file").filter(hanging(request.user, act))
    found = get_object_or_404(seen, pk=pk)
    return found, registers()[found.register].model._default_manager.get(pk=found.record_id)


@acts(Act.HISTORY)
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The file itself, always to be saved."""
    found, _ = attached(request, pk, Act.HISTORY)
    return as_kept(found.file, found.name)


@require_POST
@acts(Act.ATTACH)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an attachment; it stays kept. A firm or a liaison ends its own only: the bureau's evidence is not theirs."""
    found, record = attached(request, pk, Act.ATTACH)
    if found.by_id != request.user.pk and not grant_of(request.user, Act.VERIFY, found.register):
        raise Refused("这个附件是别人添加的，您不能停用。确实不该留的，请联系局里的科室经办。")
    end_attachment(found, title=record.title, author=author_of(request))
    messages.success(request, f"附件“{found.name}”已停用，仍然存档。")
    return redirect(reverse("record", args=[found.register, found.record_id]) + "?tab=files")
