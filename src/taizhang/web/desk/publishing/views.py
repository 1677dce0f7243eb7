"""The pages of the publication desk: staff put together, a second person releases, the leader publishes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.publishing import actions
from taizhang.publishing.checking import files_of, obstacles
from taizhang.publishing.models import Publication, PublicationFile
from taizhang.publishing.queries import of_bureau
from taizhang.web.author import author_of, bureau_of, person_of
from taizhang.web.desk.sent import sent_files

NEWEST = 100


def found(request: HttpRequest, pk: int) -> Publication:
    """A publication of the person's own bureau; 404 for any other."""
    return get_object_or_404(of_bureau(person_of(request)), pk=pk)


@acts(Act.FIGURES)
def publications(request: HttpRequest) -> HttpResponse:
    """The bureau's publications; staff begin one here."""
    may_write = can(request.user, Act.REPORT)
    if request.method == "POST" and may_write:
        told = {name: request.POST.get(name, "") for name in ("title", "kind", "text")}
        made = actions.begin(**told, bureau=bureau_of(request), author=author_of(request))
        attach(request, made)
        return redirect("publication", made.pk)
    context = {
        "publications": of_bureau(person_of(request))[:NEWEST],
        "may_write": may_write,
        "kinds": Publication.Kind.choices,
    }
    return render(request, "desk/publishing/list.html", context)


@acts(Act.FIGURES)
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication with everything that stands in its way."""
    one = found(request, pk)
    told = obstacles(one) if one.open_to_change else []
    left = [o for o in told if o.release is None]
    context = {
        "one": one, "files": files_of(one), "left": left, "released": [o for o in told if o.release], "kinds": Publication.Kind.choices,
        "may_write": can(request.user, Act.REPORT) and one.open_to_change, "may_publish": can(request.user, Act.PUBLISH),
        "may_release": can(request.user, Act.REPORT) and one.open_to_change and one.by_id != person_of(request).pk,
        "in_text": any(o.in_text for o in left),
    }  # fmt: skip
    return render(request, "desk/publishing/one.html", context)


@require_POST
@acts(Act.REPORT)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was typed; with `cover`, cover every find in it."""
    one = found(request, pk)
    told = {name: request.POST.get(name, "") for name in ("title", "kind", "text")}
    actions.change(one, **told, author=author_of(request))
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
    held = get_object_or_404(PublicationFile, pk=file, publication=found(request, pk))
    return done(request, pk, lambda: actions.remove_file(held, author=author_of(request)), "附件已移除。")


@require_POST
@acts(Act.REPORT)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one find through, as a second person with a reason."""
    one, mark, reason = found(request, pk), request.POST.get("mark", ""), request.POST.get("reason", "")
    return done(
        request, pk, lambda: actions.release(one, mark, reason=reason, author=author_of(request)), "已放行这一处。"
    )  # fmt: skip


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


def done(request: HttpRequest, pk: int, act: Callable[[], None], said: str) -> HttpResponse:
    """Do it, and go back to the page with the sentence that says how it went."""
    try:
        act()
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, said)
    return redirect("publication", pk)
