"""The pages of the publication desk: staff put together, a second person releases, the leader publishes."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.core.standing import Moved
from taizhang.files import store
from taizhang.files.kinds import media_type
from taizhang.publishing import actions, marking
from taizhang.publishing.models import Publication, PublicationFile
from taizhang.publishing.queries import of_bureau
from taizhang.registers.screening import held_back
from taizhang.web.author import author_of, bureau_of, person_of
from taizhang.web.both_sides import both_sides, version_in
from taizhang.web.desk.downloads import as_file
from taizhang.web.desk.publishing.page import as_shown, page_of, under_way
from taizhang.web.desk.sent import sent_files

NEWEST = 100


def found(request: HttpRequest, pk: int) -> Publication:
    """A publication of the person's own bureau; 404 for any other."""
    return get_object_or_404(of_bureau(person_of(request)), pk=pk)


@acts(Act.FIGURES)
def publications(request: HttpRequest) -> HttpResponse:
    """The bureau's publications; the form of a new one is sent here."""
    may_write = can(request.user, Act.REPORT)
    if request.method == "POST" and may_write:
        typed = typed_in(request)
        try:
            made = actions.begin(**typed, bureau=bureau_of(request), author=author_of(request))
        except Refused as no:
            return new_page(request, typed, no.sentence)
        attach(request, made)
        return redirect("publication", made.pk)
    held, held_count = held_back(person_of(request), NEWEST)
    context = {
        "publications": of_bureau(person_of(request))[:NEWEST],
        "may_write": may_write,
        "held": held,
        "held_count": held_count,
    }
    return render(request, "desk/publishing/list.html", context)


@require_GET
@acts(Act.REPORT)
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new one."""
    return new_page(request, {"kind": Publication.Kind.NOTICE}, "")


def new_page(request: HttpRequest, typed: dict[str, str], error: str) -> HttpResponse:
    told = {
        "typed": typed,
        "error": error,
        "kinds": Publication.Kind.choices,
        "limit": settings.UPLOAD_LIMIT_MB,
    }
    return render(request, "desk/publishing/new.html", told, status=422 if error else 200)


def typed_in(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("title", "kind", "text")}


@acts(Act.FIGURES)
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication with everything that stands in its way."""
    return render(request, "desk/publishing/one.html", page_of(request, found(request, pk)))


@require_GET
@acts(Act.FIGURES)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the scan of the files is; tells the page to load anew when it is over."""
    one = found(request, pk)
    working = under_way(one)
    if not working:
        return HttpResponse(headers={"HX-Redirect": reverse("publication", args=[pk])})
    return render(request, "desk/publishing/progress.html", {"one": one, "working": working})


@require_GET
@acts(Act.FIGURES)
def original(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of a publication, for who has to look at it before it is published."""
    held = held_file(request, pk, file)
    return as_file(store.read(held.file), held.name, held.file.media_type)


@require_GET
@acts(Act.REPORT)
def marked(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The same with its finds marked."""
    held = held_file(request, pk, file)
    data, name = marking.marked(held)
    return as_file(data, name, media_type(name, data))


def held_file(request: HttpRequest, pk: int, file: int) -> PublicationFile:
    files = PublicationFile.objects.filter(publication=found(request, pk), removed_at=None)
    return get_object_or_404(files.select_related("file", "publication"), pk=file)


@require_POST
@acts(Act.REPORT)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was typed; with `cover`, cover every find in it."""
    one, typed = found(request, pk), typed_in(request)
    try:
        actions.change(one, **typed, author=author_of(request), version=version_in(request))
    except Moved:
        return both_sides(request, as_shown(found(request, pk)))
    except Refused as no:
        context = {**page_of(request, one), "typed": typed, "error": no.sentence}
        return render(request, "desk/publishing/one.html", context, status=422)
    if "cover" in request.POST:
        count = actions.cover_text(one, author=author_of(request))
        messages.success(request, f"已遮盖标题和正文里的 {count} 处。")
    else:
        messages.success(request, "已保存，并重新检查。")
    return redirect("publication", pk)


@require_POST
@acts(Act.REPORT)
def add_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the files sent."""
    attach(request, found(request, pk))
    return redirect("publication", pk)


def attach(request: HttpRequest, one: Publication) -> None:
    """Each file of the form, with a sentence for each that was not taken."""
    for file in sent_files(request):
        try:
            actions.add_file(one, file.read(), name=file.name, author=author_of(request))
        except Refused as no:
            messages.error(request, f"“{file.name}”没有添加：{no.sentence}")
        file.forget()


@require_POST
@acts(Act.REPORT)
def remove_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file out."""
    held = held_file(request, pk, file)
    return done(request, pk, lambda: actions.remove_file(held, author=author_of(request)), "附件已移除。")


@require_POST
@acts(Act.REPORT)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one find through, as a second person with a reason."""
    one, mark = found(request, pk), request.POST.get("mark", "")
    reason, author = request.POST.get("reason", ""), author_of(request)
    if "alike" in request.POST:
        alike = partial(actions.release_alike, one, mark, reason=reason, author=author)
        return done(request, pk, alike, "同一处来源的同类已一并放行。")
    return done(
        request, pk, partial(actions.release, one, mark, reason=reason, author=author), "已放行这一处。"
    )


@require_POST
@acts(Act.REPORT)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it to who may publish."""
    one = found(request, pk)
    return done(
        request, pk, lambda: actions.propose(one, author=author_of(request)), "已提请发布，等待局领导。"
    )


@require_POST
@acts(Act.PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish it."""
    one = found(request, pk)
    return done(request, pk, lambda: actions.publish(one, author=author_of(request)), "已发布。")


@require_POST
@acts(Act.PUBLISH)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it down."""
    one, reason = found(request, pk), request.POST.get("reason", "")
    return done(
        request, pk, lambda: actions.withdraw(one, reason=reason, author=author_of(request)), "已撤下。"
    )


def done(request: HttpRequest, pk: int, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it, and go back to the page with the sentence that says how it went."""
    try:
        act()
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, said)
    return redirect("publication", pk)
