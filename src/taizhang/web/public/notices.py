"""What bureaus have published 公示与公告: for everybody, by a lasting address."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.whole import whole
from taizhang.publishing.checking import files_of
from taizhang.publishing.models import Publication
from taizhang.publishing.queries import public, public_files
from taizhang.web.desk.downloads import as_kept

PAGE = 30


@acts(Act.PUBLIC)
def notices(request: HttpRequest) -> HttpResponse:
    """The published ones, newest first; found by words of title and text."""
    text = request.GET.get("q", "")[:60]
    start = PAGE * max(0, (whole(request.GET.get("page", "")) or 1) - 1)
    found = list(public(text)[start : start + PAGE + 1])
    context = {"notices": found[:PAGE], "text": text, "next": start // PAGE + 2 if len(found) > PAGE else 0}
    return render(request, "public/notices.html", context)


@acts(Act.PUBLIC)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; what was withdrawn says so and why, and shows nothing else."""
    told = (Publication.State.PUBLISHED, Publication.State.WITHDRAWN)
    one = get_object_or_404(Publication.objects.select_related("bureau"), pk=pk, state__in=told)
    gone = one.state == Publication.State.WITHDRAWN
    context = {"one": one, "gone": gone, "files": [] if gone else files_of(one)}
    return render(request, "public/notice.html", context, status=410 if gone else 200)


@acts(Act.PUBLIC)
def notice_file(request: HttpRequest, pk: int, file: int) -> StreamingHttpResponse:
    """A file of a published notice, always to be saved."""
    held = get_object_or_404(public_files().select_related("file"), pk=file, publication_id=pk)
    return as_kept(held.file, held.name)
