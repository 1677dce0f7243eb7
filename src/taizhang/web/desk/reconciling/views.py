"""The pages of reconciling: hand a text in, see each figure beside the ledger, decide."""

import json
import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.standing import Moved
from taizhang.indicators.queries import newest_period
from taizhang.reports import manuscripts as work
from taizhang.reports.models import Manuscript
from taizhang.web.author import author_of
from taizhang.web.both_sides import both_sides, version_in
from taizhang.web.desk.downloads import as_file, as_kept
from taizhang.web.desk.reconciling.page import held_decision, page_of

MB = 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NEWEST = 50
AT = re.compile(r"^r-f\d+$")


def of_bureau(request: HttpRequest, pk: int) -> Manuscript:
    """A text of the person's own bureau; 404 for any other."""
    user = request.user
    assert isinstance(user, User) and user.bureau is not None
    found = (
        Manuscript.objects.select_related("report", "by", "file", "bureau")
        .filter(pk=pk, bureau=user.bureau)
        .first()
    )
    if found is None:
        raise Http404
    return found


@acts(Act.REPORT)
def manuscripts(request: HttpRequest) -> HttpResponse:
    """The texts handed in, newest first, and the way in."""
    user = request.user
    assert isinstance(user, User) and user.bureau is not None
    error, status = "", 200
    if request.method == "POST":
        try:
            made = take_in(request, user)
        except Refused as refused:
            error, status = refused.sentence, 422
        else:
            return redirect("manuscript", made.pk)
    context = {
        "manuscripts": Manuscript.objects.filter(bureau=user.bureau).select_related("by").defer("result")[:NEWEST],
        "period": request.POST.get("period") or newest_period(user.bureau).text, "error": error,
        "typed": request.POST.get("text", ""), "limit": settings.UPLOAD_LIMIT_MB,
    }  # fmt: skip
    return render(request, "desk/reconcile/list.html", context, status=status)


def take_in(request: HttpRequest, user: User) -> Manuscript:
    """What was handed in, a file or pasted text. Raises Refused in words."""
    period = Period.parse(request.POST.get("period", ""))
    file = request.FILES.get("file")
    assert user.bureau is not None
    if file is None:
        text = request.POST.get("text", "")
        return work.receive(
            text.encode(),
            name="粘贴的正文",
            period=period,
            bureau=user.bureau,
            author=author_of(request),
            pasted=True,
        )
    if (file.size or 0) > settings.UPLOAD_LIMIT_MB * MB:
        raise Refused(
            f"文件有 {(file.size or 0) / MB:.1f} MB，超过了 {settings.UPLOAD_LIMIT_MB} MB 的上限。请删掉图片，或拆成几个文件再试。"
        )
    return work.receive(
        file.read(), name=file.name or "稿件", period=period, bureau=user.bureau, author=author_of(request)
    )


@require_GET
@acts(Act.REPORT)
def manuscript(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found, figure by figure, beside the text; the progress while it is being worked on."""
    found = of_bureau(request, pk)
    context: dict[str, Any] = {"manuscript": found, "period": Period.parse(found.period), "rail": True}
    if found.state == Manuscript.State.DONE:
        page = page_of(found)
        context |= {
            "found": page,
            "paper": mark_safe(page["paper"]),
        }  # our own marking: every text in it is escaped
    return render(request, "desk/reconcile/result.html", context)


@require_GET
@acts(Act.REPORT)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the job is; tells the page to load anew when it is over."""
    found = of_bureau(request, pk)
    if found.state in (Manuscript.State.DONE, Manuscript.State.FAILED):
        return HttpResponse(headers={"HX-Redirect": reverse("manuscript", args=[pk])})
    return render(request, "desk/reconcile/progress.html", {"manuscript": found})


@require_POST
@acts(Act.REPORT)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a person's decision about one figure, and show it."""
    found = of_bureau(request, pk)
    try:
        choice = json.loads(request.POST["choice"]) if request.POST.get("choice") else None
        work.decide(
            found, request.POST.get("print", ""), verdict=request.POST.get("verdict", ""),
            reason=request.POST.get("reason", ""), choice=choice, author=author_of(request),
            version=version_in(request),
        )  # fmt: skip
    except Moved:
        decided = work.kept_decisions(found.bureau).get(request.POST.get("print", ""))
        return both_sides(request, held_decision(decided, reverse("manuscript", args=[pk])))
    except json.JSONDecodeError:
        messages.error(request, "选定的口径没有传完整，请再点一次。")
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "已记下。以后的稿件里有同一句时照此处理。")
    at = request.POST.get("at", "")
    return redirect(reverse("manuscript", args=[pk]) + (f"#{at}" if AT.match(at) else ""))


@require_POST
@acts(Act.REPORT)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold the text against the ledger once more."""
    work.again(of_bureau(request, pk))
    return redirect("manuscript", pk)


@require_GET
@acts(Act.REPORT)
def original(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    found = of_bureau(request, pk)
    return as_kept(found.file, found.name)


@require_GET
@acts(Act.REPORT)
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure with its verdict, for programs."""
    of = of_bureau(request, pk)
    content = json.dumps(of.result or {}, ensure_ascii=False, indent=1).encode()
    return as_file(content, f"{of.name}.json", "application/json")


@require_GET
@acts(Act.REPORT)
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word that was handed in, with what was found as comments in its margin."""
    of = of_bureau(request, pk)
    return as_file(work.annotated(of), f"核对_{of.name}", DOCX)
