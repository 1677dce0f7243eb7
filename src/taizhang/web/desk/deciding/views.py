"""What stored decisions would be today, deciding again, deciding for the first time, taking a run back; many at once as a job."""

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from taizhang.access.can import can
from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.core.decisions import Refused
from taizhang.decisions import runs
from taizhang.decisions.changes import outline, undecided, with_reasons
from taizhang.decisions.models import Judging
from taizhang.decisions.packs import judging_packs
from taizhang.web.author import author_of, bureau_of
from taizhang.web.desk.deciding.board import board, made_by

PAGE = 50


@acts(Act.FIGURES)
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """The stored decisions that would be different today, with why; those of one policy where it is asked for."""
    bureau, today = bureau_of(request), timezone.localdate()
    found = outline(bureau, today)
    policy = request.GET.get("policy", "")
    policy = policy if policy in judging_packs() else ""
    asked = [c for c in found if not policy or c.policy == policy]
    page = Paginator(asked, PAGE).get_page(request.GET.get("page"))
    busy = runs.under_way(bureau)
    context = {
        "board": board(bureau, found, policy), "page": page, "rows": with_reasons(bureau, today, list(page)),
        "may": bool(can(request.user, Act.DECIDE)), "busy": busy, "policy": policy, "total": len(asked),
        "undecided": _left(undecided(bureau, today), policy), "keep": urlencode({"policy": policy}) if policy else "",
    }  # fmt: skip
    return render(request, "desk/deciding/changes.html", context)


def _left(left: Mapping[str, Sequence[int]], policy: str) -> list[dict[str, object]]:
    """The policies that some firms were never judged by."""
    packs = judging_packs()
    return [
        {"policy": name, "title": packs[name].title, "example": packs[name].example, "count": len(ids)}
        for name, ids in sorted(left.items(), key=lambda one: (packs[one[0]].example, one[0]))
        if ids and (not policy or name == policy)
    ]  # fmt: skip


@acts(Act.DECIDE)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Judge the chosen ones anew, or all that would be different; what stands today as it stood is left alone."""
    bureau, policy = bureau_of(request), request.POST.get("policy", "")
    chosen = set(request.POST.getlist("ids"))
    everything = request.POST.get("all") == "1"

    def wanted() -> runs.Wanted:
        found: dict[str, list[int]] = {}
        for change in outline(bureau, timezone.localdate()):
            if (str(change.decision.pk) in chosen) or (everything and policy in ("", change.policy)):
                found.setdefault(change.policy, []).append(change.organization_id)
        return found

    nobody = "没有重新判定：请先勾选企业；勾选过的，可能别人刚刚判定过了。"
    return _decided(request, wanted, policy, "重新判定", nobody)


@acts(Act.DECIDE)
@require_POST
def first(request: HttpRequest) -> HttpResponse:
    """Judge by a policy those that never were."""
    bureau, asked = bureau_of(request), request.POST.get("decide", "")

    def wanted() -> runs.Wanted:
        left = undecided(bureau, timezone.localdate()).get(asked, [])
        return {asked: left} if left else {}

    nobody = "没有还没判定的企业：可能别人刚刚判定过了。"
    return _decided(request, wanted, request.POST.get("policy", ""), "第一次判定", nobody)


def _decided(
    request: HttpRequest, wanted: Callable[[], runs.Wanted], policy: str, ground: str, nobody: str
) -> HttpResponse:
    """A few here and now; many as a job, whose page follows.

    Whom to judge is asked once the turn is one's own: of two who press at once the second finds nobody left.
    """
    bureau, made = bureau_of(request), None
    try:
        with transaction.atomic():
            runs.must_be_free(bureau)
            if firms := wanted():
                begin = runs.judge_now if sum(map(len, firms.values())) <= runs.AT_ONCE else runs.ask
                author = author_of(request)
                made = begin(bureau, firms, on=timezone.localdate(), ground=ground, author=author)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return _back(policy)
    if isinstance(made, Judging):
        return redirect("decision_run", made.pk)
    if made:
        messages.success(request, f"判定了 {made} 家，每家看到的事实和推算过程都已留存。")
    else:
        messages.warning(request, nobody)
    return _back(policy)


def _job(request: HttpRequest, pk: int) -> Judging:
    """A job of the person's bureau; else 404."""
    return get_object_or_404(Judging.objects.filter(bureau=bureau_of(request)).select_related("by"), pk=pk)


@acts(Act.DECIDE)
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far many firms are judged, or what came of it."""
    job, packs = _job(request, pk), judging_packs()
    policies = [packs[name].title for name, _ in job.wanted if name in packs]
    return render(request, "desk/deciding/run.html", {"job": job, "made": made_by(job), "policies": policies})


@acts(Act.DECIDE)
@require_GET
def run_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked every second while the job runs; once it is over, the page is loaded anew."""
    job = _job(request, pk)
    if not job.working:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "desk/deciding/run.html#progress", {"job": job})


@acts(Act.DECIDE)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what one press decided."""
    try:
        count = runs.undo(bureau_of(request), request.POST.get("run", ""), author=author_of(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"已撤销 {count} 家的判定，恢复成原来的结果。")
    return _back(request.POST.get("policy", ""))


def _back(policy: str) -> HttpResponse:
    return redirect(
        reverse("decision_changes")
        + (f"?{urlencode({'policy': policy})}" if policy in judging_packs() else "")
    )
